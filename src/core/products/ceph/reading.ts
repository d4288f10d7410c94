import { allFailed, reasonOfThrown, wholeSeriesOf } from '../../check/answers';
import type { MetricAnswer, MetricRequest, MetricSource } from '../../check/ports';
import type { Labels, Series } from '../../check/series';
import type { Reason } from '../../check/verdict';
import {
  CAPACITY_DAYS,
  DAY_SECONDS,
  dayQueries,
  nowQueries,
  RECOVERY_SECONDS,
  RECOVERY_STEP_SECONDS,
  recoveryQueries,
} from './queries';

/** What a metrics source says of one Ceph cluster. */
export interface CephReading {
  sourceUid: string;
  sourceName: string;
  /** Value of the label `cluster`, else `fsid`; empty where the source has neither. */
  cluster: string;
  askedMs: number;
  /** Set when the source said nothing at all. */
  silent: Reason | null;
  /** Answers by refId; a partial one is none. */
  answers: ReadonlyMap<string, readonly Series[] | Reason>;
}

/**
 * Asks one source about one cluster with three requests: what is now, what was by the day for 60 days, and three days of recovery.
 * Rejects only when it is told to stop.
 */
export async function readCeph(
  source: MetricSource,
  cluster: string,
  { nowMs }: { nowMs: number },
  signal: AbortSignal
): Promise<CephReading> {
  const dayMs = DAY_SECONDS * 1000;
  const stepMs = RECOVERY_STEP_SECONDS * 1000;
  // On the grid of the step, which Grafana puts them on anyway: a day is one of UTC.
  const todayMs = Math.floor(nowMs / dayMs) * dayMs;
  const lastMs = Math.floor(nowMs / stepMs) * stepMs;
  const requests: MetricRequest[] = [
    { fromMs: nowMs - dayMs, toMs: nowMs, queries: nowQueries(cluster) },
    { fromMs: todayMs - (CAPACITY_DAYS - 1) * dayMs, toMs: todayMs, queries: dayQueries(cluster) },
    { fromMs: lastMs - RECOVERY_SECONDS * 1000, toMs: lastMs, queries: recoveryQueries(cluster) },
  ];
  const all = new Map<string, MetricAnswer>();
  await Promise.all(
    requests.map(async (request) => {
      for (const [refId, answer] of await answersOf(source, request, signal)) {
        all.set(refId, answer);
      }
    })
  );
  return {
    sourceUid: source.uid,
    sourceName: source.name,
    cluster,
    askedMs: nowMs,
    silent: allFailed(all.values()) ?? null,
    answers: new Map([...all].map(([refId, answer]) => [refId, wholeSeriesOf(answer)])),
  };
}

/** One request; where nothing was answered, each of its queries has that reason. */
async function answersOf(
  source: MetricSource,
  request: MetricRequest,
  signal: AbortSignal
): Promise<ReadonlyMap<string, MetricAnswer>> {
  try {
    return await source.query(request, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = reasonOfThrown(error);
    return new Map(request.queries.map(({ refId }) => [refId, { ok: false, reason }]));
  }
}

/** A value that is true now. */
export interface Row {
  labels: Labels;
  value: number;
}

/** The rows of an instant query; null where it was not answered. */
export function rowsOf({ answers }: CephReading, refId: string): readonly Row[] | null {
  const series = answers.get(refId);
  if (series === undefined || 'code' in series) {
    return null;
  }
  return series.flatMap(({ labels, values }) => {
    const value = values.at(-1);
    return value === undefined || value === null ? [] : [{ labels, value }];
  });
}

/** The series of a range query; empty where it was not answered. */
export function seriesOf({ answers }: CephReading, refId: string): readonly Series[] {
  const series = answers.get(refId);
  return series === undefined || 'code' in series ? [] : series;
}

/** Values by the label `metric` and one other label of what they are about; null where it was not answered. */
export function byMetric(reading: CephReading, refId: string, label: string): ReadonlyMap<string, Metrics> | null {
  const rows = rowsOf(reading, refId);
  if (rows === null) {
    return null;
  }
  const things = new Map<string, Map<string, number>>();
  for (const { labels, value } of rows) {
    const thing = labels[label] ?? '';
    const metrics = things.get(thing) ?? new Map<string, number>();
    things.set(thing, metrics.set(labels['metric'] ?? '', value));
  }
  return things;
}

/** Values of one thing by metric. */
export type Metrics = ReadonlyMap<string, number>;
