import type { Verdict } from '../../core/check/verdict';
import type { Wording } from '../../core/slo/sentences';
import { t } from '../t';
import { clockTime, decimalText, shortDate } from '../when';

/** Met, At risk, Missed, Unknown: a verdict of an objective or a key figure. */
export function objectiveWord(verdict: Verdict): string {
  switch (verdict) {
    case 'pass':
      return t('objective.met', 'Met');
    case 'warn':
      return t('objective.at-risk', 'At risk');
    case 'fail':
      return t('objective.missed', 'Missed');
    case 'unknown':
      return t('objective.unknown', 'Unknown');
    case 'na':
      return t('objective.na', 'Not applicable');
  }
}

/** The same within a count: "1 missed". */
export function objectiveCountWord(verdict: Verdict): string {
  return objectiveWord(verdict).toLowerCase();
}

/** Numbers and instants as the screen writes them. */
export function wordingIn(zone: string): Wording {
  return {
    instant: (ms) => `${shortDate(ms, zone)}, ${clockTime(ms, zone)}`,
    day: (ms) => shortDate(ms, zone),
    number: (value, decimals = 0) => decimalText(value, decimals),
  };
}

/** A share as percent without its sign, whole: `−38`, `17`; a hundredth that is not 0 or 100 is never rounded there. */
export function leftText(left: number): string {
  const percent = left * 100;
  if (!Number.isFinite(percent)) {
    return percent > 0 ? '∞' : '−∞';
  }
  const rounded = Math.round(percent);
  const kept = percent < 0 && rounded === 0 ? -1 : percent < 100 && rounded === 100 ? 99 : rounded;
  return kept < 0 ? `−${decimalText(-kept, 0)}` : decimalText(kept, 0);
}

/** `0.4 ×` */
export function burnText(rate: number): string {
  return `${decimalText(rate, rate < 100 ? 1 : 0, true)} ×`;
}

/** A coverage in percent: never rounded up to what is needed or to all. */
export function coverageText(coverage: number): string {
  const percent = coverage * 100;
  return `${decimalText(percent >= 100 ? 100 : Math.floor(percent * 10) / 10, 1)} %`;
}
