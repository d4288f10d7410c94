import type { Reason } from '../check/verdict';
import { CLOCK_TOLERANCE_MS } from '../time/clockTolerance';
import type { Measure, Measured, MeasureContext, PerNode, Read } from './read';

const DAY_MS = 86_400_000;

/** What was read, for sure. */
export type Given<T> = Extract<Read<T>, { ok: true }>;

/** One entity as a measure saw it. */
export type Seen = Measured['entities'][number];

/** A measure's own part: what it needs is given as read, what it wants may be missing. */
interface MeasureOf<Parts, K extends keyof Parts & string, W extends keyof Parts & string> {
  needs: readonly K[];
  wants?: readonly W[];
  labels: readonly string[];
  observe(
    parts: { readonly [P in K]: Given<Parts[P]> } & { readonly [P in W]: Read<Parts[P]> },
    context: MeasureContext
  ): Measured;
}

/** Makes measures of one product; `asked` says of each part what is asked for it, for the evidence. */
export function measuresOf<Parts>(asked: Readonly<Record<keyof Parts & string, string>>) {
  return function measure<K extends keyof Parts & string, W extends keyof Parts & string = never>({
    needs,
    wants = [],
    labels,
    observe,
  }: MeasureOf<Parts, K, W>): Measure<Parts> {
    return {
      needs,
      wants,
      labels,
      paths: [...needs, ...wants].map((part) => asked[part]),
      // The evaluator observes only when everything in `needs` was read, and gives an answer for everything in `wants`.
      observe: (snapshot, context) => observe(snapshot as Parameters<typeof observe>[0], context),
    };
  };
}

export function entity(labels: Seen['labels'], value: number | null, atMs: number): Seen {
  return { labels, value, sampleMs: value === null ? null : atMs, trend: [] };
}

/** Since when it has had its value, where that is known and within the last day: shown with the verdict. */
export function since(seen: Seen, sinceMs: number | null): Seen {
  const { value, sampleMs } = seen;
  if (value === null || sampleMs === null || sinceMs === null || sinceMs >= sampleMs || sampleMs - sinceMs > DAY_MS) {
    return seen;
  }
  const trend = [
    { timeMs: sinceMs, value: null },
    { timeMs: sinceMs, value },
    { timeMs: sampleMs, value },
  ];
  return { ...seen, trend };
}

/** One that is there and cannot be judged. */
export function unknownEntity(labels: Seen['labels'], reason: Reason): Seen {
  return { labels, value: null, sampleMs: null, trend: [], reason };
}

/** An entity with its value or with the reason why there is none. */
export function judgeable(labels: Seen['labels'], value: number | Reason, atMs: number): Seen {
  return typeof value === 'number' ? entity(labels, value, atMs) : unknownEntity(labels, value);
}

/** Nothing to judge it by, as a full sentence of ours; `quote` is what the server said itself. */
export function noData(detail: string, quote?: string | null): Reason {
  return { code: 'no-data', detail, ...(quote && { quote }) };
}

/** A word of the server's that is in no list of ours: nothing is known to be well by it. */
export function strangeWord(word: string): Reason {
  return noData(`"${word}" is no state that is known.`);
}

/** Seconds that have gone by since then; a time from the future is none to count from. */
export function secondsSince(fromMs: number, toMs: number): number | Reason {
  return fromMs > toMs + CLOCK_TOLERANCE_MS
    ? noData('The time that it is counted from lies in the future.')
    : Math.max(0, toMs - fromMs) / 1000;
}

/** What was seen on each node; a node that does not answer is one unknown entity, a list that was cut a problem. */
export function onEachNode<T>(
  nodes: PerNode<T>,
  see: (value: T, node: string, atMs: number) => readonly Seen[]
): Measured {
  const entities: Seen[] = [];
  let problem: Reason | undefined;
  for (const [node, read] of nodes) {
    if (read.ok) {
      entities.push(...see(read.value, node, read.atMs));
      problem ??= read.partial;
    } else {
      entities.push(unknownEntity({ node }, read.reason));
    }
  }
  return problem === undefined ? { entities } : { entities, problem };
}

/** Why what was read is not all there is; undefined when it is. */
export function unreadOf(read: Read<unknown>): Reason | undefined {
  return read.ok ? read.partial : read.reason;
}

/** A share, or why there is none. */
export function share(part: number | null, whole: number | null): number | Reason {
  return part === null || whole === null || whole <= 0 ? noData('The server gave no value.') : part / whole;
}

/** The entities with the problem, if there is one. */
export function measured(entities: readonly Seen[], problem?: Reason): Measured {
  return problem === undefined ? { entities } : { entities, problem };
}
