import type { CheckDefinition, Limit, Operator } from '../../core/check/definition';
import { subjectTitle } from '../../core/check/finding';
import { formatLimit, isAnswer } from '../../core/check/format';
import type { CheckResult, Entity } from '../../core/check/result';
import { reasonInTable } from '../../ui/reasonText';
import { plural, t } from '../../ui/t';
import { valueText } from '../../ui/valueText';
import { countText } from '../../ui/when';

/** The value of the worst thing, or why there is none. */
export function worstValue({ definition, verdict, entities, reason }: CheckResult): string {
  const worst = worstOf({ verdict, entities });
  return worst === undefined ? (reason ? reasonInTable(reason) : '') : valueText(definition, worst);
}

/** What the worst thing is, or who did not answer. */
export function whereText({ definition, verdict, entities, evidence }: CheckResult): string {
  const worst = worstOf({ verdict, entities });
  return worst === undefined
    ? evidence.flatMap(({ problem, sourceName }) => (problem ? [sourceName] : [])).join(', ')
    : subjectTitle(definition, worst.labels);
}

/** The thing that the verdict is about: where all that answered is well, none of it makes the check unknown. */
function worstOf({ verdict, entities: [worst] }: Pick<CheckResult, 'verdict' | 'entities'>): Entity | undefined {
  return verdict === 'unknown' && worst?.verdict !== 'unknown' ? undefined : worst;
}

/** The limit that the worst thing crossed, or the next one: "over 90 %". An answer has none. */
export function limitText({ definition, entities }: Pick<CheckResult, 'definition' | 'entities'>): string {
  const limit = entities[0]?.limit ?? definition.fail ?? definition.warn;
  return limit === undefined || isAnswer(definition) ? '' : limitWords(definition, limit);
}

/** "over 90 %", "under 14 d", "outside 20 to 30 °C": on which side of the limit it is bad. */
export function limitWords({ op, unit }: Pick<CheckDefinition, 'op' | 'unit'>, limit: Limit): string {
  const words = { limit: formatLimit(limit, unit) };
  switch (op as Exclude<Operator, 'none'>) {
    case 'gt':
      return t('checks.over', 'over {{limit}}', words);
    case 'gte':
      return t('checks.from', '{{limit}} or more', words);
    case 'lt':
      return t('checks.under', 'under {{limit}}', words);
    case 'lte':
      return t('checks.to', '{{limit}} or less', words);
    case 'outside':
      return t('checks.outside', 'outside {{limit}}', words);
  }
}

/** "2 of 98" */
export function notPassingText({ counts, entities }: CheckResult): string {
  const all = counts.pass + counts.warn + counts.fail + counts.unknown;
  return entities.length === 0 || all === 0
    ? ''
    : plural(
        'checks.not-passing-of',
        all,
        { one: '{{bad}} of {{n}}', other: '{{bad}} of {{n}}' },
        { bad: countText(all - counts.pass), n: countText(all) }
      );
}
