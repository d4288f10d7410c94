import type { Counts } from '../../core/slo/counts';
import type { ObjectivesDesk } from '../../core/slo/desk';
import type { Promised } from '../../core/slo/promises';
import { judge, unread } from '../../core/slo/judge';
import type { Objective } from '../../core/slo/objective';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { hourlyCounts } from '../../core/slo/testData';
import { spanAt } from '../../core/slo/window';
import type { Reason } from '../../core/check/verdict';
import { NOW_MS } from '../../ui/round/fakeRounds';

/** For tests. */

const HOUR_MS = 3_600_000;
/** The full hour before now. */
export const END_MS = Math.floor(NOW_MS / HOUR_MS) * HOUR_MS;
export const SOURCE = { uid: 'prom', name: 'mimir-prod' };

type Hour = readonly [total: number, bad: number] | null;

/** 30 days of 1,000 events an hour, but for what is given by how many hours ago it ended. */
export function monthOfHours(hourAgo: (hours: number) => Hour = () => [1000, 0]): Counts {
  return hourlyCounts(
    END_MS,
    Array.from({ length: 720 }, (_, index) => hourAgo(719 - index))
  );
}

/** A row as it is judged from counts, over its own window and once more. */
export function measuredRow(objective: Objective, counts: Counts, group: Record<string, string> = {}): ScorecardRow {
  const span = spanAt(objective.window, END_MS, 'Europe/Berlin');
  const result = judge(objective, group, counts, { span, nowMs: END_MS, exclusions: [] });
  return {
    key: [objective.id, ...Object.values(group)].join('/'),
    objective,
    group,
    results: [result, result],
    counts,
    reading: {
      ok: true,
      source: SOURCE,
      groups: [],
      queries: ['sum(increase(http_requests_total[1h]))'],
      read: { edges: { edgesMs: counts.edgesMs, coarseMs: HOUR_MS }, parts: [] },
      buckets: 720,
      cached: 718,
    },
  };
}

/** A row whose source did not answer. */
export function silentRow(objective: Objective, reason: Reason, source: typeof SOURCE | null = SOURCE): ScorecardRow {
  const span = spanAt(objective.window, END_MS, 'Europe/Berlin');
  const result = unread(objective, span, { code: 'source', reason });
  return {
    key: objective.id,
    objective,
    group: {},
    results: [result, result],
    counts: null,
    reading: { ok: false, reason, ...(source && { source }) },
  };
}

export const NOTHING_PROMISED: Promised = {
  objectives: [],
  problems: [],
  exclusions: [],
  journalFailed: null,
  unsearched: [],
};

/** A desk that gives these rows; `gate` holds the measuring back. */
export function fakeDesk(
  rows: () => readonly ScorecardRow[],
  promised: Partial<Promised> = {},
  gate: Promise<unknown> = Promise.resolve()
): ObjectivesDesk {
  return {
    promised: () =>
      Promise.resolve({
        ...NOTHING_PROMISED,
        objectives: [...new Set(rows().map((row) => row.objective))],
        ...promised,
      }),
    measure: async (_what, signal) => {
      await Promise.race([
        gate,
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
      ]);
      return { rows: rows(), atMs: END_MS };
    },
    sourceOf: () => undefined,
  };
}
