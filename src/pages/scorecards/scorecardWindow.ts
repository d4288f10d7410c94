import type { Objective } from '../../core/slo/objective';
import type { Period } from '../../core/slo/scorecard';
import { addMonths, lastFullMonth, monthIn, type Month } from '../../core/time/month';
import { useNow } from '../../ui/Age';
import { plural, t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { useZone } from '../../ui/zone';

/** Months back that an address may name. */
const MONTHS_BACK = 12;

/** Over what the pages show objectives: chosen by `?window=`, absent for their own windows or a month `YYYY-MM`. */
export interface ScorecardWindow {
  /** Null: their own windows. */
  id: string | null;
  /** The chosen one, and the other one that stands below it. */
  periods: readonly [Period, Period];
  /** That can be chosen, newest first. */
  months: readonly Month[];
}

/** What an address says; a month that there is not, is not yet or is long over is not chosen. */
export function windowOf(param: string | null, nowMs: number, zone: string): ScorecardWindow {
  const last = lastFullMonth(nowMs, zone);
  const current = addMonths(last, 1);
  const isOther = param !== null && param < last && param >= addMonths(last, -MONTHS_BACK);
  const months = [current, last, ...(isOther ? [param] : [])].flatMap((id) => {
    const read = monthIn(id, zone);
    return read.ok ? [read.month] : [];
  });
  const own: Period = { kind: 'own' };
  const [now] = months;
  const chosen = months.find(({ id }) => id === param);
  const inMonth = (month: Month): Period => ({ kind: 'month', month });
  return chosen
    ? { id: chosen.id, periods: [inMonth(chosen), own], months }
    : { id: null, periods: [own, now ? inMonth(now) : own], months };
}

/** The window of the address, and how to choose another. */
export function useScorecardWindow(): ScorecardWindow & { choose: (id: string | null) => void } {
  const zone = useZone();
  const nowMs = useNow(() => 60_000);
  const [params, change] = useAddress();
  return {
    ...windowOf(params.get('window'), nowMs, zone),
    choose: (window) => change({ window }, { replace: true }),
  };
}

/** "Rolling 30 days" where all of them roll as long, else "Own windows". */
export function ownWindowTitle(objectives: readonly Objective[]): string {
  const [first] = objectives;
  const days = first?.window.kind === 'rolling' ? first.window.days : null;
  return days !== null && objectives.every(({ window }) => window.kind === 'rolling' && window.days === days)
    ? plural('window.rolling', days, { one: 'Rolling {{count}} day', other: 'Rolling {{count}} days' })
    : objectives.length === 1
      ? t('window.own-one', 'Own window')
      : t('window.own', 'Own windows');
}
