import { groupKey, type Columns } from './collect';
import type { CachedStretch } from './countCache';
import type { Edges } from './edges';
import type { Stretch } from './stretches';

/** What an objective's counts are joined of: a later reading that finds the same needs no joining, and no judging. */
export interface PartsRead {
  edges: Edges;
  parts: readonly Part[];
}

/** What is known of a stretch. */
export interface Part {
  /** Tells the SLI that was counted, its source and the length of its buckets. */
  key: string;
  stretch: Stretch;
  /** Holds the stretch whole, and may begin before it. */
  known: CachedStretch;
}

/** Whether two readings found the same: the same groups with the same number in each bucket. */
export function isSame(a: PartsRead, b: PartsRead): boolean {
  return (
    isSameRow(a.edges.edgesMs, b.edges.edgesMs) &&
    a.parts.length === b.parts.length &&
    a.parts.every((part, index) => {
      const other = b.parts[index];
      return other?.key === part.key && isSameKnown(part.stretch, part.known, other.known);
    })
  );
}

function isSameRow(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function isSameKnown(stretch: Stretch, a: CachedStretch, b: CachedStretch): boolean {
  return (
    a === b ||
    (a.groups.length === b.groups.length &&
      a.groups.every((columns, index) => {
        const other = b.groups[index];
        return other !== undefined && isSameGroup(stretch, { ...a, columns }, { ...b, columns: other });
      }))
  );
}

function isSameGroup(
  { fromMs, toMs, stepMs }: Stretch,
  a: Stretch & { columns: Columns },
  b: Stretch & { columns: Columns }
): boolean {
  const count = Math.round((toMs - fromMs) / stepMs);
  const firstA = Math.round((fromMs - a.fromMs) / stepMs);
  const firstB = Math.round((fromMs - b.fromMs) / stepMs);
  return (
    groupKey(a.columns.labels) === groupKey(b.columns.labels) &&
    (['total', 'bad', 'samples'] as const).every((name) => {
      const [inA, inB] = [a.columns[name], b.columns[name]];
      for (let index = 0; index < count; index += 1) {
        if ((inA[firstA + index] ?? null) !== (inB[firstB + index] ?? null)) {
          return false;
        }
      }
      return true;
    })
  );
}
