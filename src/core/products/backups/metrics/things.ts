import type { Labels, Series } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import type { PresetReading } from './preset';

/** Something that has to be backed up, as its definition tells it. */
export interface Thing {
  key: string;
  labels: Labels;
  /** Begin of the first step in which it was seen; null where that was not read. */
  seenFromMs: number | null;
  /** It was seen in the first step that was read, so it may be older than that. */
  isOlder: boolean;
  /** Since when it was seen in each step but for gaps of less than a day, of which the last run is known; null as above. */
  seenAlwaysFromMs: number | null;
  /** Set when it was there and is not told of any more: nothing that it says now is known. */
  vanished: Reason | null;
}

interface Definition {
  /** Name of the query, instant and range alike, whose series define the things. */
  defined: string;
  /** Null for a series that is no such thing. */
  keyOf(labels: Labels): string | null;
  /**
   * Name of the query, instant and range alike, that tells which exporters answer, and what a thing shares with its exporter. One that
   * answered after it named a thing last says that it was deleted. Without it nothing says so, and the thing has vanished.
   */
  alive?: { name: string; groupOf(labels: Labels): string };
}

/** The things of a preset: those that are defined now, and those that were and whose exporter is gone. By key. */
export function thingsOf(reading: PresetReading, { defined, keyOf, alive }: Definition): readonly Thing[] {
  const things = new Map<string, Thing>();
  const seen = seenOf(reading.past(defined), keyOf);
  const timesOf = (key: string): Pick<Thing, 'seenFromMs' | 'seenAlwaysFromMs' | 'isOlder'> => {
    const of = seen.get(key);
    return {
      seenFromMs: of === undefined ? null : of.fromMs - reading.stepMs,
      seenAlwaysFromMs: of === undefined ? null : of.alwaysFromMs - reading.stepMs,
      isOlder: of === undefined || of.fromMs <= reading.firstMs,
    };
  };
  for (const { labels } of reading.now(defined)) {
    const key = keyOf(labels);
    if (key !== null && !things.has(key)) {
      things.set(key, { key, labels, ...timesOf(key), vanished: null });
    }
  }
  const answeredMs = alive ? lastMsOf(reading, alive.name, alive.groupOf) : undefined;
  const failed = reading.failed(defined);
  for (const [key, { labels, named }] of seen) {
    const isDeleted =
      failed === null && alive !== undefined && (answeredMs?.get(alive.groupOf(named.labels)) ?? 0) > named.lastMs;
    if (!things.has(key) && !isDeleted) {
      things.set(key, { key, labels, ...timesOf(key), vanished: failed ?? VANISHED });
    }
  }
  return [...things.values()];
}

const VANISHED: Reason = { code: 'vanished' };

/** A gap that is longer may hide a run. */
const GAP_MS = 86_400_000;

/** When each exporter answered last: the end of a step, or now, which is after all of them. */
function lastMsOf(
  { now, past }: PresetReading,
  name: string,
  groupOf: (labels: Labels) => string
): ReadonlyMap<string, number> {
  const lastMs = new Map<string, number>();
  for (const series of past(name)) {
    const group = groupOf(series.labels);
    lastMs.set(group, Math.max(lastMs.get(group) ?? 0, lastThere(series)));
  }
  now(name).forEach(({ labels }) => lastMs.set(groupOf(labels), Infinity));
  return lastMs;
}

/** End of the last step in which a series was there. */
function lastThere({ timesMs, values }: Series): number {
  return timesMs.reduce((last, ms, index) => ((values[index] ?? null) === null ? last : Math.max(last, ms)), 0);
}

interface Seen {
  labels: Labels;
  /** The series that named it last, and the end of its last step. */
  named: { labels: Labels; lastMs: number };
  /** Ends of steps. */
  fromMs: number;
  alwaysFromMs: number;
}

function seenOf(series: readonly Series[], keyOf: Definition['keyOf']): ReadonlyMap<string, Seen> {
  const times = new Map<string, { labels: Labels; all: number[]; named: Seen['named'] }>();
  for (const one of series) {
    const { labels, timesMs, values } = one;
    const key = keyOf(labels);
    if (key !== null) {
      const named = { labels, lastMs: lastThere(one) };
      const of = times.get(key) ?? { labels, all: [], named };
      of.named = named.lastMs > of.named.lastMs ? named : of.named;
      times.set(key, of);
      timesMs.forEach((ms, index) => (values[index] ?? null) !== null && of.all.push(ms));
    }
  }
  const seen = new Map<string, Seen>();
  for (const [key, { labels, all, named }] of times) {
    all.sort((a, b) => a - b);
    const [fromMs] = all;
    if (fromMs !== undefined) {
      const afterGap = all.filter((ms, index) => ms - (all[index - 1] ?? ms) > GAP_MS).at(-1);
      seen.set(key, { labels, named, fromMs, alwaysFromMs: afterGap ?? fromMs });
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

/**
 * Times in seconds by key. An address is no part of a key, as a pod has another one after each restart; of several exporters that
 * tell of one name at the same time the one that is furthest behind speaks.
 */
export function oldestOf(
  reading: PresetReading,
  name: string,
  keyOf: Definition['keyOf']
): ReadonlyMap<string, number> {
  return valuesOf(reading, name, keyOf, Math.min);
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
