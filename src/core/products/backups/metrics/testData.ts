import type { MetricAnswer, MetricSource } from '../../../check/ports';
import type { Labels, Series } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import type { BackupTarget } from '../target';
import { readMetricTargets, type MetricTargets } from './readMetricTargets';

/** A metrics source by what its exporters tell, for tests. */

/** A full hour, so that the last step of an hour ends now. */
export const NOW = Date.UTC(2026, 10, 20, 8);
export const NOW_SECONDS = NOW / 1000;
export const HOUR = 3600;
export const DAYS = 35;

/** Seconds since the epoch, so many hours ago. */
export const hoursAgo = (hours: number): number => NOW_SECONDS - hours * HOUR;

/** Values of now and of the steps, or why a query failed, by `<preset>_<query>`. */
export interface World {
  now?: Readonly<Record<string, ReadonlyArray<readonly [Labels, number | null]> | Reason>>;
  /** A value of a step by how many hours ago it ended. */
  past?: Readonly<Record<string, ReadonlyArray<readonly [Labels, (hoursAgo: number) => number | null]> | Reason>>;
  /** Answered, but not whole. */
  partial?: Readonly<Record<string, Reason>>;
}

export function backupSource({ now = {}, past = {}, partial = {} }: World): MetricSource & { requests: number } {
  const answerOf = (found: readonly Series[] | Reason, refId: string): MetricAnswer =>
    'code' in found
      ? { ok: false, reason: found }
      : { ok: true, series: found, executed: refId, ...(partial[refId] && { partial: partial[refId] }) };
  return {
    uid: 'prom',
    name: 'Prometheus',
    requests: 0,
    query({ fromMs, toMs, queries }) {
      this.requests += 1;
      const timesOf = (stepSeconds: number) =>
        Array.from(
          { length: Math.floor((toMs - fromMs) / 1000 / stepSeconds) + 1 },
          (_unused, index) => fromMs + index * stepSeconds * 1000
        );
      return Promise.resolve(
        new Map(
          queries.map(({ refId: asked, shape, stepSeconds = HOUR }) => {
            const refId = asked.replace(/_(now|past)_/, '_');
            if (shape === 'instant') {
              const rows = now[refId] ?? [];
              const series =
                'code' in rows ? rows : rows.map(([labels, value]) => ({ labels, timesMs: [toMs], values: [value] }));
              return [asked, answerOf(series, refId)] as const;
            }
            const rows = past[refId] ?? [];
            const timesMs = timesOf(stepSeconds);
            const series =
              'code' in rows
                ? rows
                : rows.map(([labels, value]) => ({
                    labels,
                    timesMs,
                    values: timesMs.map((ms) => value((NOW - ms) / 3_600_000)),
                  }));
            return [asked, answerOf(series, refId)] as const;
          })
        )
      );
    },
  };
}

/** Nobody gives up: core knows the shape of a signal, not where one is made. */
const NEVER_ABORTED = { aborted: false, throwIfAborted: () => undefined } as unknown as AbortSignal;

export function readBackups(world: World, days = DAYS): Promise<MetricTargets> {
  return readMetricTargets(backupSource(world), { nowMs: NOW, days }, NEVER_ABORTED);
}

/** The target with a key, or an error that names those that there are. */
export async function targetIn(world: World, key: string): Promise<BackupTarget> {
  const { targets } = await readBackups(world);
  const target = targets.find((one) => one.key === key);
  if (!target) {
    throw new Error(`no ${key} among ${targets.map((one) => one.key).join(', ')}`);
  }
  return target;
}

/** The gauge of a time that was set each day, so many hours ago and before. */
export function nightly(endedHoursAgo: number): (hours: number) => number {
  return (hours) => hoursAgo(endedHoursAgo + 24 * Math.max(0, Math.ceil((hours - endedHoursAgo) / 24)));
}

/** What the newest copy says, in short. */
export function newestIn({ copies }: BackupTarget): string {
  const newest = copies[0]?.newest;
  switch (newest?.state) {
    case undefined:
      return 'none';
    case 'known':
      return `${(NOW - newest.atMs) / 3_600_000} h`;
    case 'never':
      return 'never';
    case 'unknown':
      return `unknown ${newest.reason.code}`;
  }
}

/** Runs as `<result> <hours ago>`, newest first. */
export function runsIn({ runs }: BackupTarget, count = 4): readonly string[] {
  return runs
    .slice(0, count)
    .map(({ result, startedMs }) => `${result} ${Math.round(((NOW - startedMs) / 3_600_000) * 100) / 100}`);
}
