import { SINCE_STEP_SECONDS } from './queries';
import { rowsOf, type CephReading, type Metrics } from './reading';
import type { CephView } from './view';

export const HEALTH_WORDS = ['HEALTH_OK', 'HEALTH_WARN', 'HEALTH_ERR'] as const;

/** What Ceph says of itself, and since when as far as a week shows it; null when it does not say. */
export function ownHealth(reading: CephReading, cluster: Metrics): CephView['own'] {
  const status = cluster.get('health_status');
  const word = status === undefined ? undefined : HEALTH_WORDS[status];
  const others = (rowsOf(reading, 'healthWas') ?? []).filter(({ labels }) => Number(labels['word']) !== status);
  return word === undefined ? null : { word, sinceMs: afterLast(others.map(({ value }) => value)) };
}

/** The health checks that are active: their metric stays at 0 once they are over. Metrics do not say whether one is muted. */
export function reportedBy(reading: CephReading): CephView['reported'] {
  const active = (rowsOf(reading, 'detail') ?? []).filter(({ value }) => value > 0);
  const timesOf = (refId: string, name: string | undefined) =>
    (rowsOf(reading, refId) ?? []).flatMap(({ labels, value }) => (labels['name'] === name ? [value] : []));
  return active
    .map(({ labels: { name = '', severity = '' } }) => {
      const first = timesOf('detailWas', name)[0];
      const beganMs = first === undefined ? null : first * 1000;
      return {
        name,
        severity,
        sinceMs: afterLast(timesOf('detailWasNot', name)) ?? within(beganMs, reading),
        muted: null,
      };
    })
    .sort(
      (a, b) => Number(b.severity === 'HEALTH_ERR') - Number(a.severity === 'HEALTH_ERR') || (a.name < b.name ? -1 : 1)
    );
}

/** The step after the last of these times, ms; null when there is none. */
function afterLast(seconds: readonly number[]): number | null {
  return seconds.length === 0 ? null : (Math.max(...seconds) + SINCE_STEP_SECONDS) * 1000;
}

/** Null for what was there as far back as was looked: it may be older. */
function within(beganMs: number | null, { askedMs }: CephReading): number | null {
  const lookedFromMs = askedMs - 7 * 86_400_000;
  return beganMs === null || beganMs < lookedFromMs + 2 * SINCE_STEP_SECONDS * 1000 ? null : beganMs;
}
