import type { Wording } from '../slo/sentences';
import { localDate, localTime } from '../time/zone';
import { BUDGET_TIGHT } from './blocks';
import type { MonthObjectives, ObjectiveRow } from './monthObjectives';
import { capital, countWord, formatCount, formatShortDay, plural, spentPercent } from './numbers';

/** Words of objectives as the report prints them. */

/** Missed ones, what spent most first. */
export function missed(rows: readonly ObjectiveRow[]): readonly ObjectiveRow[] {
  return rows.filter(({ verdict }) => verdict === 'fail');
}

/** Held ones that have little of their budget left. */
export function tight(rows: readonly ObjectiveRow[]): readonly ObjectiveRow[] {
  return rows.filter(({ verdict, spent }) => verdict === 'pass' && spent !== null && spent > BUDGET_TIGHT);
}

/** `ten of twelve objectives held`; what is unknown did not hold. */
export function objectivesWords(rows: readonly ObjectiveRow[]): string {
  const held = rows.filter(({ verdict }) => verdict === 'pass').length;
  if (rows.length === 1) {
    return held === 1
      ? 'the one objective held'
      : `the one objective ${missed(rows).length === 1 ? 'was missed' : 'is unknown'}`;
  }
  return held === rows.length
    ? `all ${plural(rows.length, 'objective')} held`
    : `${held === 0 ? 'none' : countWord(held)} of ${plural(rows.length, 'objective')} held`;
}

/** What of the objectives is not well, for the headline; null when all of them held, however tightly. */
export function objectivesLine({ rows, unreadDefinitions, journalFailed, unsearched }: MonthObjectives): string | null {
  const [worst, ...others] = missed(rows);
  const unknown = rows.filter(({ verdict }) => verdict === 'unknown').length;
  const isPartial = unreadDefinitions > 0 || journalFailed !== null || unsearched.length > 0;
  const parts = [
    ...(worst
      ? [`${others.length === 0 ? 'objective' : 'objectives'} missed: ${worst.title}${andOthers(others.length)}`]
      : []),
    ...(unknown > 0 ? [`${plural(unknown, 'objective')} cannot be judged`] : []),
    ...(isPartial ? ['whether there are more objectives is not known'] : []),
  ];
  return parts.length === 0 ? null : `${capital(parts.join('; '))}.`;
}

function andOthers(count: number): string {
  return count === 0 ? '' : ` and ${plural(count, 'other', 'others')}`;
}

/** `Objective missed: Checkout availability.` and by how much. */
export function missedWords({ title, spent, objective, sli }: ObjectiveRow): { lead: string; rest: string } {
  const kept = sli === null ? '' : `${sliText(sli, objective.target)}\u202f% of ${objective.target}\u202f%`;
  const budget = spent === null ? '' : `; ${spentPercent(spent)}\u202f% of the error budget was spent`;
  return { lead: `Objective missed: ${title}.`, rest: `${capital(kept)}${budget}.` };
}

/** A share of good ones in percent with one digit more than its target, cut and not rounded: `99.86` of `99.9`. */
export function sliText(sli: number, target: string): string {
  const decimals = (target.split('.')[1] ?? '').length + 1;
  const scale = 10 ** decimals;
  // Dust of binary fractions is no miss: 99.9 % of 1000 is 99.9.
  return sli >= 1 ? '100' : (Math.floor(sli * 100 * scale + 1e-7) / scale).toFixed(decimals);
}

/** `14 Oct 09:10` */
export function momentIn(ms: number, zone: string): string {
  return `${formatShortDay(localDate(ms, zone))} ${localTime(ms, zone)}`;
}

export function reportWording(zone: string): Wording {
  return {
    instant: (ms) => momentIn(ms, zone),
    day: (ms) => formatShortDay(localDate(ms, zone)),
    number: (value, decimals = 0) =>
      Number.isInteger(value) || decimals === 0 ? formatCount(value) : String(Number(value.toFixed(decimals))),
  };
}
