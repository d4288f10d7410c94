import type { Labels, Series } from '../check/series';
import type { Role } from './events';
import type { Objective } from './objective';
import { isZeroWhereAbsent, slicesPerBucket } from './slices';

/** Numbers of one group of an objective, bucket by bucket on an even grid: `fromMs + index x stepMs` is where a bucket begins. */
export interface Columns {
  labels: Labels;
  total: ReadonlyArray<number | null>;
  bad: ReadonlyArray<number | null>;
  /** What there is of what a full bucket has, 0 to 1; of a sampled gauge samples per second, as full is not known. */
  samples: ReadonlyArray<number | null>;
}

/** An even grid of whole buckets. */
export interface Grid {
  fromMs: number;
  stepMs: number;
  count: number;
}

/** The rows of an answer that one objective takes in one role. */
export interface Taken {
  role: Role;
  rows: readonly Series[];
}

/** What the answers tell of each group of an objective. A group that never had anything is none. */
export function collect(objective: Objective, taken: readonly Taken[], grid: Grid): readonly Columns[] {
  const { groupBy } = objective;
  const groups = new Map<string, { labels: Labels; columns: Partial<Record<Role, Array<number | null>>> }>();
  for (const { role, rows } of taken) {
    for (const row of rows) {
      const labels = Object.fromEntries(groupBy.map((label) => [label, row.labels[label] ?? '']));
      const key = groupKey(labels);
      const group = groups.get(key) ?? { labels, columns: {} };
      groups.set(key, group);
      addRow((group.columns[role] ??= new Array<number | null>(grid.count).fill(null)), row, grid);
    }
  }
  return [...groups.values()].flatMap(({ labels, columns }) => {
    const counted = countedOf(objective, columns, grid);
    return counted === null ? [] : [{ labels, ...counted }];
  });
}

/** Identity of a group among those of its objective. */
export function groupKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A sample at a bucket's end is that bucket's. Rows of one role add up. */
function addRow(column: Array<number | null>, { timesMs, values }: Series, { fromMs, stepMs, count }: Grid): void {
  timesMs.forEach((timeMs, index) => {
    const bucket = Math.round((timeMs - fromMs) / stepMs) - 1;
    const value = values[index] ?? null;
    if (value !== null && bucket >= 0 && bucket < count) {
      column[bucket] = (column[bucket] ?? 0) + value;
    }
  });
}

type Counted = Omit<Columns, 'labels'>;

function countedOf(
  objective: Objective,
  columns: Partial<Record<Role, ReadonlyArray<number | null>>>,
  { stepMs }: Grid
): Counted | null {
  const { sli } = objective;
  if (sli.kind === 'share' && columns.bad !== undefined) {
    return ofShares(columns.bad, stepMs);
  }
  if (columns.total === undefined) {
    return null;
  }
  const part = columns.bad ?? columns.good ?? [];
  const isGood =
    columns.bad === undefined && (columns.good !== undefined || (sli.kind === 'ratio' && sli.good !== undefined));
  const absent = sli.kind === 'ratio' && isZeroWhereAbsent(sli) ? 0 : null;
  const bad = columns.total.map((all, index) => {
    const found = part[index] ?? absent;
    return all === null || found === null ? null : isGood ? all - found : found;
  });
  const full = slicesPerBucket(objective, stepMs / 1000) ?? stepMs / 1000;
  return {
    total: columns.total.map((all, index) => (bad[index] === null ? null : all)),
    bad,
    samples: bad.map((value, index) =>
      value === null ? null : columns.samples ? (columns.samples[index] ?? 0) / full : 1
    ),
  };
}

/** Each bucket stands for its time: a mean of shares, not of events. */
function ofShares(shares: ReadonlyArray<number | null>, stepMs: number): Counted {
  const hours = stepMs / 3_600_000;
  return {
    total: shares.map((share) => (share === null ? null : hours)),
    bad: shares.map((share) => (share === null ? null : share * hours)),
    samples: shares.map((share) => (share === null ? null : 1)),
  };
}
