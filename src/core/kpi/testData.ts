import type { MetricAnswer, MetricQuery, MetricRequest, MetricSource } from '../check/ports';
import type { Series } from '../check/series';
import type { JournalEvent } from '../journal/event';
import { kpiSubject, type KpiEnteredEvent } from './event';
import type { KpiDefinition, KpiFeed } from './definition';
import type { Interval, TimeSpan } from './incidents';
import type { KpiReading } from './reading';
import { readKpis, type KpiInput, type KpiOptions } from './readKpis';

/** What the tests of key figures start from. */

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Friday 20 November 2026, 08:00 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 20, 8);

export const OPTIONS: KpiOptions = {
  period: 'rolling',
  nowMs: NOW_MS,
  zone: 'UTC',
  signal: { aborted: false, throwIfAborted: () => undefined } as unknown as AbortSignal,
};

export const NO_JOURNAL = {
  rounds: { events: [], fromMs: 0 },
  entries: { events: [] },
  backups: { days: [], tests: [] },
};
export const NOTHING: KpiInput = { metrics: [], journal: NO_JOURNAL, argocd: [] };

/** What a source says to one query: a constant, series, an answer, or nothing. */
type Told = number | readonly Series[] | MetricAnswer | null;

/** A source with the requests that it got. */
export function fakeMetrics(
  tell: (query: MetricQuery, request: MetricRequest) => Told,
  uid = 'prom'
): MetricSource & { requests: MetricRequest[] } {
  const requests: MetricRequest[] = [];
  return {
    uid,
    name: uid,
    requests,
    query: (request) => {
      requests.push(request);
      return Promise.resolve(new Map(request.queries.map((query) => [query.refId, answered(query, request, tell)])));
    },
  };
}

function answered(query: MetricQuery, request: MetricRequest, tell: Parameters<typeof fakeMetrics>[0]): MetricAnswer {
  const told = tell(query, request);
  if (told !== null && typeof told === 'object' && 'ok' in told) {
    return told;
  }
  const timesMs = query.shape === 'instant' ? [request.toMs] : grid(request, query.stepSeconds ?? 60);
  const constant = typeof told === 'number' ? [{ labels: {}, timesMs, values: timesMs.map(() => told) }] : [];
  return { ok: true, series: Array.isArray(told) ? (told as Series[]) : constant, executed: query.expr };
}

/** Steps at multiples of the step, as Grafana asks them. */
function grid({ fromMs, toMs }: TimeSpan, stepSeconds: number): number[] {
  const stepMs = stepSeconds * 1000;
  const first = Math.floor(fromMs / stepMs);
  return Array.from({ length: Math.floor(toMs / stepMs) - first + 1 }, (_, index) => (first + index) * stepMs);
}

/** Alerts as range samples of `ALERTS`; one series each. */
export function alertSeries(intervals: readonly Interval[], request: TimeSpan, stepSeconds: number): Series[] {
  return intervals.flatMap(({ fromMs, toMs }, index) => {
    const timesMs = grid(request, stepSeconds).filter((timeMs) => timeMs >= fromMs && timeMs < (toMs ?? Infinity));
    const labels = { alertname: `a${index}`, severity: 'critical' };
    return timesMs.length === 0 ? [] : [{ labels, timesMs, values: timesMs.map(() => 1) }];
  });
}

let ids = 0;

/** An entry of a person as the journal has it. */
export function entered(
  id: string,
  value: number,
  toMs: number,
  more: { fromMs?: number; createdMs?: number; author?: string; key?: string } = {}
): KpiEnteredEvent {
  ids += 1;
  const { fromMs = toMs - DAY_MS, createdMs = toMs, author = 'lead', key = `k${ids}` } = more;
  return {
    id: ids,
    class: 'sys',
    list: 'kpi',
    type: 'kpi.entered',
    key,
    subject: kpiSubject(id),
    payload: { value, fromMs, toMs, note: '' },
    sentence: 'Entered.',
    author,
    createdMs,
    updatedMs: createdMs,
  };
}

/** A signed round of a list, or one that only began. */
export function round(
  list: string,
  atMs: number,
  author: string,
  claims: readonly object[] | null = []
): readonly JournalEvent[] {
  const at = (type: string, details: object): JournalEvent => {
    ids += 1;
    const said = { class: 'run' as const, list, type, key: `k${ids}`, subject: `${list}/${atMs}`, sentence: '' };
    return { ...said, id: ids, payload: { template: 't', details }, author, createdMs: atMs, updatedMs: atMs };
  };
  return [at('run.started', {}), ...(claims === null ? [] : [at('run.signed', { claims })])];
}

export const MANUAL: KpiFeed = { kind: 'manual', measure: 'value' };

/** A ratio that has to be 95 %, over 30 days. */
export function kpi(feeds: readonly KpiFeed[], more: Partial<KpiDefinition> = {}): KpiDefinition {
  return {
    id: 'test',
    group: 'test',
    title: 'Test',
    shortTitle: 'Test',
    sentence: 'A test.',
    formula: 'a / b',
    unit: 'ratio',
    direction: 'up',
    target: { op: 'gte', value: 0.95, atRisk: 0.9 },
    window: { days: 30 },
    pinned: false,
    feeds,
    wouldFeed: 'Scrape it.',
    seeds: [],
    ...more,
  };
}

/** The reading of one figure. */
export async function read(
  definition: KpiDefinition,
  input: Partial<KpiInput>,
  options: Partial<KpiOptions> = {}
): Promise<KpiReading | undefined> {
  const [reading] = await readKpis([definition], { ...NOTHING, ...input }, { ...OPTIONS, ...options });
  return reading;
}
