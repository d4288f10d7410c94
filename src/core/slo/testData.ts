import type { Reason } from '../check/verdict';
import type { Counts } from './counts';
import { judge, unread } from './judge';
import type { Objective } from './objective';
import { readObjective, type WrittenObjective } from './objectiveSchema';
import type { ScorecardRow } from './scorecard';
import type { Span } from './window';

/** For tests. */

const HOUR_MS = 3_600_000;

/** An availability objective of 99.9 % over 30 days, but for what is given. */
export function fakeObjective(written: Partial<WrittenObjective> = {}): Objective {
  const read = readObjective(
    {
      id: 'checkout-availability',
      title: 'Checkout availability',
      service: 'checkout',
      owner: 'lead1',
      target: '99.9',
      sli: {
        ratio: { total: 'http_requests_total{job="checkout"}', bad: 'http_requests_total{job="checkout",code=~"5.."}' },
      },
      ...written,
    },
    'test',
    'file'
  );
  if (!read.ok) {
    throw new Error(JSON.stringify(read.problems));
  }
  return read.objective;
}

/** Hours that end at an instant, oldest first: all of them and the bad ones, null for an hour without data. */
export function hourlyCounts(
  endMs: number,
  hours: ReadonlyArray<readonly [total: number, bad: number] | null>
): Counts {
  return {
    edgesMs: Array.from({ length: hours.length + 1 }, (_, index) => endMs - (hours.length - index) * HOUR_MS),
    total: hours.map((hour) => hour && hour[0]),
    bad: hours.map((hour) => hour && hour[1]),
    covered: hours.map((hour) => (hour ? 1 : 0)),
  };
}

/** The same with its last hours cut into five minutes of 100 each, and so many bad ones by how many minutes ago they end. */
export function fineTail(counts: Counts, hours: number, bad: (minutesAgo: number) => number): Counts {
  const { edgesMs, total, covered } = counts;
  const kept = total.length - hours;
  const endMs = edgesMs[edgesMs.length - 1] ?? 0;
  const steps = Array.from({ length: hours * 12 }, (_, index) => (hours * 12 - index - 1) * 5);
  return {
    edgesMs: [...edgesMs.slice(0, kept + 1), ...steps.map((ago) => endMs - ago * 60_000)],
    total: [...total.slice(0, kept), ...steps.map(() => 100)],
    bad: [...counts.bad.slice(0, kept), ...steps.map(bad)],
    covered: [...covered.slice(0, kept), ...steps.map(() => 1)],
  };
}

const SOURCE = { uid: 'prom', name: 'mimir-prod' };

/** A row as it is judged from counts over one span. */
export function countedRow(
  objective: Objective,
  counts: Counts,
  { span, nowMs }: { span: Span; nowMs: number },
  group: Readonly<Record<string, string>> = {}
): ScorecardRow {
  return {
    key: [objective.id, ...Object.values(group)].join('/'),
    objective,
    group,
    results: [judge(objective, group, counts, { span, nowMs, exclusions: [] })],
    counts,
    reading: {
      ok: true,
      source: SOURCE,
      groups: [],
      queries: [],
      read: { edges: { edgesMs: counts.edgesMs, coarseMs: HOUR_MS }, parts: [] },
      buckets: counts.total.length,
      cached: 0,
    },
  };
}

/** A row whose source did not answer; without one, there is no such source at all. */
export function unansweredRow(
  objective: Objective,
  span: Span,
  reason: Reason,
  source: typeof SOURCE | null = SOURCE
): ScorecardRow {
  return {
    key: objective.id,
    objective,
    group: {},
    results: [unread(objective, span, { code: 'source', reason })],
    counts: null,
    reading: { ok: false, reason, ...(source && { source }) },
  };
}
