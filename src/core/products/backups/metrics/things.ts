import type { Labels, Series } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import type { PresetReading } from './preset';

/** Something that has to be backed up, as its definition tells it. */
export interface Thing {
  key: string;
  labels: Labels;
  /** When it was seen first, where the source was recording before; null where it is older than what was read. */
  createdMs: number | null;
  /** Set when it was there and is not told of any more: nothing that it says now is known. */
  vanished: Reason | null;
}

interface Definition {
  /** Name of the query, instant and range alike, whose series define the things. */
  defined: string;
  /** Null for a series that is no such thing. */
  keyOf(labels: Labels): string | null;
  /**
   * Name of an instant query that tells which exporters answer, and what a thing shares with its exporter. One that answers and does
   * not name a thing any more says that it was deleted. Without it nothing says so, and the thing has vanished.
   */
  alive?: { name: string; groupOf(labels: Labels): string };
}

/** The things of a preset: those that are defined now, and those that were and whose exporter is gone. By key. */
export function thingsOf(reading: PresetReading, { defined, keyOf, alive }: Definition): readonly Thing[] {
  const things = new Map<string, Thing>();
  const firstSeen = firstSeenOf(reading.past(defined), keyOf);
  const createdMs = (key: string): number | null => {
    const seenMs = firstSeen.get(key)?.fromMs ?? null;
    return seenMs === null || seenMs <= reading.firstMs ? null : seenMs - reading.stepMs;
  };
  for (const { labels } of reading.now(defined)) {
    const key = keyOf(labels);
    if (key !== null && !things.has(key)) {
      things.set(key, { key, labels, createdMs: createdMs(key), vanished: null });
    }
  }
  const answering = alive && new Set(reading.now(alive.name).map(({ labels }) => alive.groupOf(labels)));
  const failed = reading.failed(defined);
  for (const [key, { labels }] of firstSeen) {
    const isDeleted = failed === null && alive !== undefined && answering?.has(alive.groupOf(labels)) === true;
    if (!things.has(key) && !isDeleted) {
      things.set(key, { key, labels, createdMs: createdMs(key), vanished: failed ?? VANISHED });
    }
  }
  return [...things.values()];
}

const VANISHED: Reason = { code: 'vanished' };

function firstSeenOf(
  series: readonly Series[],
  keyOf: Definition['keyOf']
): ReadonlyMap<string, { fromMs: number; labels: Labels }> {
  const seen = new Map<string, { fromMs: number; labels: Labels }>();
  for (const { labels, timesMs, values } of series) {
    const key = keyOf(labels);
    const fromMs = timesMs[values.findIndex((value) => value !== null)];
    const other = key === null ? undefined : seen.get(key);
    if (key !== null && fromMs !== undefined && (other === undefined || fromMs < other.fromMs)) {
      seen.set(key, { fromMs, labels });
    }
  }
  return seen;
}

/** Values of the rows of a query by key. */
export function valuesOf(
  reading: PresetReading,
  name: string,
  keyOf: Definition['keyOf'],
  best: (a: number, b: number) => number = Math.max
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const { labels, value } of reading.now(name)) {
    const key = keyOf(labels);
    if (key !== null) {
      const other = values.get(key);
      values.set(key, other === undefined ? value : best(other, value));
    }
  }
  return values;
}

/** The series of a range query by key. */
export function pastOf(
  reading: PresetReading,
  name: string,
  keyOf: Definition['keyOf']
): (key: string) => readonly Series[] {
  const byKey = new Map<string, Series[]>();
  for (const series of reading.past(name)) {
    const key = keyOf(series.labels);
    if (key !== null) {
      byKey.set(key, [...(byKey.get(key) ?? []), series]);
    }
  }
  return (key) => byKey.get(key) ?? [];
}
