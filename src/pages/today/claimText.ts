import type { Claim } from '../../core/checklist/state';
import type { MarkState } from '../../ui/verdictLook';
import { plural, t } from '../../ui/t';
import { decidedWord } from './decisions';

/** "11 passed by machine", "1 failure, not decided", "3 unknown: 2 deferred, 1 not decided", "1 done by hand". */
export function claimText(claim: Claim): string {
  const { kind, count, decided, decisions } = claim;
  if (kind === 'pass') {
    return t('claim.pass', '{{count}} passed by machine', { count });
  }
  if (kind === 'hand' && decisions.done === count) {
    return t('claim.hand-done', '{{count}} done by hand', { count });
  }
  const noun = nounOf(claim);
  if (kind === 'na') {
    return noun;
  }
  const undecided = kind === 'hand' ? t('claim.not-done', 'not done') : t('claim.not-decided', 'not decided');
  if (decided === 0) {
    return `${noun}, ${undecided}`;
  }
  const words = Object.entries(decisions).map(([decision, n]) => ({
    n,
    word: decidedWord(decision as keyof typeof decisions).toLowerCase(),
  }));
  const [only] = words;
  if (words.length === 1 && only?.n === count) {
    return kind === 'hand' || decisions.risk === count ? `${noun}, ${only.word}` : `${noun} ${only.word}`;
  }
  const parts = words.map(({ n, word }) => `${n} ${word}`);
  return `${noun}: ${[...parts, ...(decided < count ? [`${count - decided} ${undecided}`] : [])].join(', ')}`;
}

function nounOf({ kind, count }: Claim): string {
  switch (kind) {
    case 'fail':
      return plural('claim.fail', count, { one: '{{count}} failure', other: '{{count}} failures' });
    case 'unknown':
      return t('claim.unknown', '{{count}} unknown', { count });
    case 'warn':
      return plural('claim.warn', count, { one: '{{count}} warning', other: '{{count}} warnings' });
    case 'hand':
      return t('claim.hand', '{{count}} by hand', { count });
    case 'na':
      return t('claim.na', '{{count}} not applicable', { count });
    case 'pass':
      return t('claim.pass', '{{count}} passed by machine', { count });
  }
}

export function isDecided({ kind, count, decided }: Claim): boolean {
  return kind === 'pass' || kind === 'na' || decided === count;
}

export function claimMark({ kind, count, decisions }: Claim): MarkState {
  return kind === 'hand' ? (decisions.done === count ? 'done' : 'todo') : kind;
}
