import { worstVerdict, type Verdict } from '../check/verdict';
import type { CollectedUse } from './collected';
import type { HourGrid } from './hours';
import { USE_METRICS, type NodeUse, type Use } from './model';

/** Above this p95 a resource warns and fails, in percent. */
export const USE_WARN = 80;
export const USE_FAIL = 90;
/** Below this share of the hours a result is unknown. */
export const ENOUGH_COVERAGE = 0.95;

/** The nodes with their use, busiest first by mean processor use. */
export function nodeUses(collected: readonly CollectedUse[], grid: HourGrid): NodeUse[] {
  const byNode = new Map<string, CollectedUse[]>();
  for (const one of collected) {
    const key = `${one.sourceUid}|${one.node}`;
    byNode.set(key, [...(byNode.get(key) ?? []), one]);
  }
  const nodes = [...byNode.values()].map((own) => {
    const use = Object.fromEntries(
      USE_METRICS.map((metric) => [metric, useOf(own.find((one) => one.metric === metric)?.hours ?? [], grid)])
    ) as NodeUse['use'];
    const verdict = worstVerdict(USE_METRICS.map((metric) => use[metric].verdict));
    return { name: own[0]?.node ?? '', verdict, use };
  });
  return nodes.sort((a, b) => (b.use.cpu.mean ?? -1) - (a.use.cpu.mean ?? -1) || (a.name < b.name ? -1 : 1));
}

/** Mean, p95 and the daily band of hourly means; unknown hours are left out and counted. */
export function useOf(hours: ReadonlyArray<number | null>, grid: HourGrid): Use {
  const values = hours.filter((value): value is number => value !== null);
  const byDay: number[][] = Array.from({ length: grid.days }, () => []);
  hours.forEach((value, slot) => {
    if (value !== null) {
      byDay[grid.dayOf[slot] ?? 0]?.push(value);
    }
  });
  const sorted = [...values].sort((a, b) => a - b);
  const p95 = sorted.length === 0 ? null : tenth(percentile(sorted, 0.95));
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

/** Linear interpolation between the two nearest of ascending values. */
export function percentile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
