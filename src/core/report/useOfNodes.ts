import { quantileSorted } from 'd3-array';

import type { HistoryResult } from '../check/history';
import { worstVerdict, type Verdict } from '../check/verdict';
import type { Band } from './blocks';
import type { HourGrid } from './hours';
import { USE_CHECKS, USE_METRICS, type UseMetric } from './useChecks';
import { withoutPort } from './withoutPort';

/** Above this p95 a resource warns and fails, in percent. */
export const USE_WARN = 80;
export const USE_FAIL = 90;
/** Below this share of the hours a result is unknown. */
export const ENOUGH_COVERAGE = 0.95;

export interface NodeUse {
  name: string;
  verdict: Verdict;
  use: Readonly<Record<UseMetric, Use>>;
}

/** Use of one resource over the month, from hourly means. */
export interface Use extends Band {
  /** Hours with a value. */
  hours: number;
}

/** The nodes with their use, busiest first by mean processor use; nodes without one come last. */
export function nodeUses({ checks }: HistoryResult, grid: HourGrid): NodeUse[] {
  const byNode = new Map<string, { name: string; hours: Partial<Record<UseMetric, Hours>> }>();
  for (const metric of USE_METRICS) {
    for (const { sourceUid, labels, values = [] } of checks.get(USE_CHECKS[metric].id)?.entities ?? []) {
      if (values.every((value) => value === null)) {
        continue;
      }
      const name = withoutPort(labels['instance'] ?? '');
      const key = `${sourceUid}|${name}`;
      const own = byNode.get(key) ?? { name, hours: {} };
      byNode.set(key, own);
      own.hours[metric] ??= values.map((value) => (value === null ? null : percent(value)));
    }
  }
  const nodes = [...byNode.values()].map(({ name, hours }): NodeUse => {
    const own = (metric: UseMetric) => foldUse(hours[metric] ?? [], grid);
    const use = { cpu: own('cpu'), memory: own('memory'), disk: own('disk'), network: own('network') };
    return { name, verdict: worstVerdict(USE_METRICS.map((metric) => use[metric].verdict)), use };
  });
  return nodes.sort((a, b) => (b.use.cpu.mean ?? -1) - (a.use.cpu.mean ?? -1) || (a.name < b.name ? -1 : 1));
}

type Hours = ReadonlyArray<number | null>;

/** Rounded far below what is printed, so that the order in which a server sums does not show. */
function percent(ratio: number): number {
  return Math.round(Math.min(1, Math.max(0, ratio)) * 1e6) / 1e4;
}

/** Mean, p95 and the daily band of hourly means; unknown hours are left out and counted. */
export function foldUse(hours: Hours, grid: HourGrid): Use {
  const values = hours.filter((value): value is number => value !== null);
  const byDay: number[][] = Array.from({ length: grid.days }, () => []);
  hours.forEach((value, slot) => {
    if (value !== null) {
      byDay[grid.dayOf[slot] ?? 0]?.push(value);
    }
  });
  const sorted = [...values].sort((a, b) => a - b);
  const p95 = sorted.length === 0 ? null : tenth(quantileSorted(sorted, 0.95) ?? 0);
  return {
    verdict: verdictOfUse(p95, values.length / grid.slots),
    mean: sorted.length === 0 ? null : tenth(mean(sorted)),
    p95,
    highest: sorted.length === 0 ? null : tenth(sorted[sorted.length - 1] ?? 0),
    hours: values.length,
    days: byDay.map((day) =>
      day.length === 0 ? null : [tenth(Math.min(...day)), tenth(mean(day)), tenth(Math.max(...day))]
    ),
  };
}

function verdictOfUse(p95: number | null, coverage: number): Verdict {
  if (p95 === null) {
    return 'unknown';
  }
  if (p95 > USE_WARN) {
    return p95 > USE_FAIL ? 'fail' : 'warn';
  }
  return coverage < ENOUGH_COVERAGE ? 'unknown' : 'pass';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
