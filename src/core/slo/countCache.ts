import type { Columns } from './collect';
import type { Stretch } from './stretches';

/** What was read of a stretch of an objective's past, which does not change any more. Plain JSON. */
export interface CachedStretch extends Stretch {
  /** When it was read, ms. */
  readMs: number;
  groups: readonly Columns[];
}

/** Where counted buckets are kept: IndexedDB in the browser, a file for the command line. Never rejects: without it, all is read. */
export interface CountCache {
  read(keys: readonly string[]): Promise<ReadonlyMap<string, CachedStretch>>;
  write(entries: ReadonlyMap<string, CachedStretch>): Promise<void>;
}

/** Samples arrive late, and rules are evaluated late: a bucket is final so much after two of its lengths. */
const LATE_MS = 600_000;

/** A hole may be a store that did not answer: after this time it is read again. */
const HOLE_MS = 3_600_000;

/** How far a bucket has to lie in the past to be kept. */
export function finalBefore(nowMs: number, stepMs: number): number {
  return nowMs - 2 * stepMs - LATE_MS;
}

/**
 * What of a kept stretch serves another: all of it, or what has no hole when holes are due to be read again: it ends before the first
 * hole of what is wanted, and begins behind the last one before that. Undefined when nothing serves.
 */
export function usable(cached: CachedStretch | undefined, wanted: Stretch, nowMs: number): CachedStretch | undefined {
  if (!cached || cached.stepMs !== wanted.stepMs || cached.fromMs > wanted.fromMs) {
    return undefined;
  }
  const before = Math.round((wanted.fromMs - cached.fromMs) / cached.stepMs);
  const count = Math.round((Math.min(cached.toMs, wanted.toMs) - cached.fromMs) / cached.stepMs);
  const hole = holesDueMs(cached) <= nowMs ? firstHole(cached.groups, before, count) : count;
  if (hole <= before) {
    return undefined;
  }
  // Read again from here, it has no hole that is older than this reading.
  return hole < count
    ? { ...cut(cached, behindHoles(cached.groups, before), hole), readMs: nowMs }
    : cut(cached, 0, count);
}

/** From when on, ms, the holes of what is kept are to be read again. */
export function holesDueMs({ readMs }: CachedStretch): number {
  return readMs + HOLE_MS + 1;
}

/** One after the other: what was kept and what was read behind it. Groups that one of them lacks have no data there. */
export function appended(kept: CachedStretch | undefined, read: CachedStretch): CachedStretch {
  if (!kept) {
    return read;
  }
  const count = (stretch: Stretch) => Math.round((stretch.toMs - stretch.fromMs) / stretch.stepMs);
  const holes = (length: number) => new Array<null>(length).fill(null);
  const key = ({ labels }: Columns) => JSON.stringify(labels);
  const before = new Map(kept.groups.map((columns) => [key(columns), columns]));
  const after = new Map(read.groups.map((columns) => [key(columns), columns]));
  const groups = [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [first, second] = [before.get(name), after.get(name)];
    const labels = (first ?? second)?.labels;
    const join = (column: 'total' | 'bad' | 'samples') => [
      ...(first?.[column] ?? holes(count(kept))),
      ...(second?.[column] ?? holes(count(read))),
    ];
    return labels === undefined ? [] : [{ labels, total: join('total'), bad: join('bad'), samples: join('samples') }];
  });
  // The oldest reading decides when holes are looked at again.
  return {
    fromMs: kept.fromMs,
    toMs: read.toMs,
    stepMs: read.stepMs,
    readMs: Math.min(kept.readMs, read.readMs),
    groups,
  };
}

/** What is kept of a stretch: its final buckets from an instant on. Undefined when there is none. */
export function finalPart(stretch: CachedStretch, keepFromMs: number, nowMs: number): CachedStretch | undefined {
  const index = (ms: number) => Math.floor((ms - stretch.fromMs) / stretch.stepMs);
  const from = Math.max(0, index(keepFromMs));
  const to = index(Math.min(stretch.toMs, finalBefore(nowMs, stretch.stepMs)));
  return to <= from ? undefined : cut(stretch, from, to);
}

function cut(stretch: CachedStretch, from: number, to: number): CachedStretch {
  if (from === 0 && to === Math.round((stretch.toMs - stretch.fromMs) / stretch.stepMs)) {
    return stretch;
  }
  return {
    ...stretch,
    fromMs: stretch.fromMs + from * stretch.stepMs,
    toMs: stretch.fromMs + to * stretch.stepMs,
    groups: stretch.groups.map(({ labels, total, bad, samples }) => ({
      labels,
      total: total.slice(from, to),
      bad: bad.slice(from, to),
      samples: samples.slice(from, to),
    })),
  };
}

/** The first bucket in `from` to `to` that a group has nothing of, or that nobody has; `to` when there is none. */
function firstHole(groups: readonly Columns[], from: number, to: number): number {
  const holes = groups.map(({ total }) => total.indexOf(null, from)).filter((index) => index >= 0);
  return groups.length === 0 ? from : Math.min(to, ...holes);
}

/** The first bucket from which on, up to one of them, no group has a hole. */
function behindHoles(groups: readonly Columns[], to: number): number {
  return Math.max(0, ...groups.map(({ total }) => (to === 0 ? 0 : total.lastIndexOf(null, to - 1) + 1)));
}
