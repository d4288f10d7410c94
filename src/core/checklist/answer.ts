import { riskStatements } from '../acceptance/risk';
import type { BoardItem } from './board';
import type { Decision } from './state';

/** What answers an item: how, and in whose words. */
type Answer = Pick<Decision, 'kind' | 'note' | 'to'>;

/** The decision that answers an item, or the risks that are accepted thing by thing; null while it needs one, and without any. */
export function answerOf({ decision, risks, needsDecision }: BoardItem): Answer | null {
  if (risks.length > 0) {
    const notes = new Set(riskStatements(risks).map(({ why }) => why));
    return { kind: 'risk', note: [...notes].join('; '), to: null };
  }
  return needsDecision ? null : decision;
}
