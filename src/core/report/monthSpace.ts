import { forecastOf, reachesAt, sinceEmptied, type DayValue, type Forecast } from '../capacity/forecast';
import type { HistoryResult } from '../check/history';
import { VERDICTS_WORST_FIRST, type ReasonCode, type Verdict } from '../check/verdict';
import type { Month } from '../time/month';
import type { HourGrid } from './hours';
import { SPACE_KINDS, type SpaceKind } from './spaceChecks';

/** Below so many days from the end of the month a space warns and fails; the same as the check of Ceph. */
export const FULL_WARN_DAYS = 60;
export const FULL_FAIL_DAYS = 14;

const DAY_MS = 86_400_000;

/** What can fill up, and when at the growth of the month. Ratios of its size. */
export interface SpaceRow {
  name: string;
  kind: SpaceKind;
  verdict: Verdict;
  /** On the last day of the month; null when nobody knows. */
  usedRatio: number | null;
  /** Null: nothing is known of the end of the month, so that nothing is said of the days after it. */
  forecast: Forecast | null;
  /** Null where it does not grow, or nobody can say. */
  full: { atMs: number; earliestMs: number } | null;
}

export interface MonthSpace {
  /** Worst first, then by the day on which it is full. */
  rows: readonly SpaceRow[];
  /** Kinds that somebody was asked about and that were not all told. */
  untold: ReadonlyArray<{ what: string; source: string; reason: ReasonCode }>;
}

/** Everything that can fill up, with the one forecast of capacity over the days of the month. */
export function monthSpace({ checks }: HistoryResult, grid: HourGrid, month: Month): MonthSpace {
  const rows = SPACE_KINDS.flatMap((kind) => {
    const [used, sizes] = [kind.used, kind.size].map(
      ({ id }) => new Map(checks.get(id)?.entities.map((one) => [one.key, one]))
    );
    return [...new Map([...(sizes ?? []), ...(used ?? [])])].map(([key, { labels }]) => {
      const days = (of: typeof used) => daysOf(of?.get(key)?.values ?? [], grid, month);
      return spaceRow(kind, kind.nameOf(labels), { used: days(used), sizes: days(sizes) }, month);
    });
  });
  const untold = SPACE_KINDS.flatMap((kind) =>
    [kind.used, kind.size].flatMap(({ id }) =>
      (checks.get(id)?.problems ?? []).map(({ sourceName, reason }) => ({
        what: kind.many,
        source: sourceName,
        reason: reason.code,
      }))
    )
  );
  return {
    rows: rows.sort(soonestFirst),
    untold: [...new Map(untold.map((one) => [`${one.source} ${one.what}`, one])).values()],
  };
}

/** The highest value of each local day, at its end. */
function daysOf(values: ReadonlyArray<number | null>, grid: HourGrid, { days }: Month): DayValue[] {
  const highest = days.map(({ toMs }): DayValue => ({ timeMs: toMs, value: null }));
  values.forEach((value, slot) => {
    const day = highest[grid.dayOf[slot] ?? 0];
    if (value !== null && day !== undefined) {
      day.value = Math.max(day.value ?? value, value);
    }
  });
  return highest;
}

function spaceRow(
  kind: SpaceKind,
  name: string,
  { used, sizes }: { used: readonly DayValue[]; sizes: readonly DayValue[] },
  { toMs }: Month
): SpaceRow {
  // A size that changed must not look like growth: what was used is taken as a share of the size at the end.
  const size = sizes.at(-1)?.value ?? null;
  const shares = used.map(({ timeMs, value }) => ({
    timeMs,
    value: value === null || size === null || size <= 0 ? null : Math.round((value / size) * 1e6) / 1e6,
  }));
  const usedRatio = shares.at(-1)?.value ?? null;
  const forecast = usedRatio === null ? null : forecastOf(sinceEmptied(shares));
  const full = forecast && reachesAt(forecast, kind.fullAt);
  return { name, kind, verdict: verdictOf(), usedRatio, forecast, full };

  function verdictOf(): Verdict {
    if (usedRatio !== null && usedRatio >= kind.fullAt) {
      return 'fail';
    }
    if (forecast === null || forecast.state === 'too-little') {
      return 'unknown';
    }
    const left = full === null ? Infinity : (full.atMs - toMs) / DAY_MS;
    return left >= FULL_WARN_DAYS ? 'pass' : left >= FULL_FAIL_DAYS ? 'warn' : 'fail';
  }
}

function soonestFirst(a: SpaceRow, b: SpaceRow): number {
  return (
    VERDICTS_WORST_FIRST.indexOf(a.verdict) - VERDICTS_WORST_FIRST.indexOf(b.verdict) ||
    (a.full?.atMs ?? Infinity) - (b.full?.atMs ?? Infinity) ||
    (b.usedRatio ?? 0) - (a.usedRatio ?? 0) ||
    (a.name < b.name ? -1 : 1)
  );
}
