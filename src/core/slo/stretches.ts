import { groupKey, type Columns, type Grid } from './collect';
import { firstEdgeFrom, type Counts, type GroupCounts } from './counts';
import { FINE_MS, type Edges } from './edges';
import type { Objective } from './objective';
import { slicesPerBucket } from './slices';

/** A run of buckets of one length, as it is asked for. */
export interface Stretch {
  fromMs: number;
  toMs: number;
  stepMs: number;
}

/** The runs of equal buckets that the edges need: all the coarse ones as one, the fine ones as they come. */
export function stretchesOf({ edgesMs, coarseMs }: Edges): readonly Stretch[] {
  const fine: Stretch[] = [];
  let coarse: Stretch | undefined;
  for (let index = 0; index + 1 < edgesMs.length; index += 1) {
    const fromMs = edgesMs[index] ?? 0;
    const toMs = edgesMs[index + 1] ?? 0;
    if (toMs - fromMs === coarseMs) {
      coarse = { fromMs: coarse?.fromMs ?? fromMs, toMs, stepMs: coarseMs };
      continue;
    }
    const last = fine[fine.length - 1];
    if (last?.toMs === fromMs) {
      last.toMs = toMs;
    } else {
      fine.push({ fromMs, toMs, stepMs: FINE_MS });
    }
  }
  return coarse ? [coarse, ...fine] : fine;
}

export function gridOf({ fromMs, toMs, stepMs }: Stretch): Grid {
  return { fromMs, stepMs, count: Math.max(0, Math.round((toMs - fromMs) / stepMs)) };
}

/** Typical is what nine of ten buckets do not exceed: a full bucket of a gauge whose scrape interval is not known. */
const TYPICAL = 0.9;

/** Joins what was read of the stretches along the edges, per group. A group that one stretch lacks has no data there. */
export function joined(
  objective: Objective,
  edges: Edges,
  parts: ReadonlyArray<Stretch & { groups: readonly Columns[] }>
): readonly GroupCounts[] {
  const keys = new Map(parts.flatMap(({ groups }) => groups.map(({ labels }) => [groupKey(labels), labels] as const)));
  const byPart = parts.map(({ groups, ...stretch }) => ({
    stretch,
    columns: new Map(groups.map((columns) => [groupKey(columns.labels), columns])),
  }));
  return [...keys].map(([key, labels]) => {
    const own = byPart.map(({ stretch, columns }) => ({ stretch, columns: columns.get(key) }));
    return { labels, counts: countsAlong(edges, own, isSampled(objective)) };
  });
}

function isSampled(objective: Objective): boolean {
  return objective.sli.kind !== 'ratio' && objective.sli.kind !== 'share' && slicesPerBucket(objective, 3600) === null;
}

function countsAlong(
  { edgesMs }: Edges,
  parts: ReadonlyArray<{ stretch: Stretch; columns: Columns | undefined }>,
  sampled: boolean
): Counts {
  const column = () => new Array<number | null>(Math.max(0, edgesMs.length - 1)).fill(null);
  const [total, bad, samples] = [column(), column(), column()];
  for (const { stretch, columns } of parts) {
    const { fromMs, toMs, stepMs } = stretch;
    const first = firstEdgeFrom(edgesMs, fromMs);
    const end = Math.min(firstEdgeFrom(edgesMs, toMs), total.length);
    for (let index = first; columns !== undefined && index < end; index += 1) {
      const atMs = edgesMs[index] ?? 0;
      // The coarse stretch spans the hours that are told by five minutes.
      if (edgesMs[index + 1] === atMs + stepMs) {
        const bucket = Math.round((atMs - fromMs) / stepMs);
        total[index] = columns.total[bucket] ?? null;
        bad[index] = columns.bad[bucket] ?? null;
        samples[index] = columns.samples[bucket] ?? null;
      }
    }
  }
  const full = sampled ? typical(samples) : 1;
  return { edgesMs, total, bad, covered: samples.map((value) => Math.min(1, (value ?? 0) / full)) };
}

function typical(samples: ReadonlyArray<number | null>): number {
  const known = samples.filter((value): value is number => value !== null).sort((a, b) => a - b);
  return known[Math.floor(TYPICAL * (known.length - 1))] || 1;
}
