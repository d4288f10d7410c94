import { groupKey, type Columns } from './collect';
import { appended, type CachedStretch } from './countCache';
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
  kept: CachedStretch | undefined;
  /** Begins where what is kept ends. */
  read: CachedStretch | undefined;
  /** Holds the stretch whole, and may begin before it. Joined when it is first asked for. */
  readonly known: CachedStretch;
}

/** Undefined where nothing is kept and nothing was read. */
export function partOf(
  { key, stretch, kept }: Pick<Part, 'key' | 'stretch' | 'kept'>,
  read: CachedStretch | undefined
): Part | undefined {
  const only = kept ?? read;
  let known: CachedStretch | undefined;
  return (
    only && {
      key,
      stretch,
      kept,
      read,
      get known() {
        return (known ??= kept && read ? appended(kept, read) : only);
      },
    }
  );
}

/** Whether two readings along the very same edges found the same: the same groups with the same number in each bucket. */
export function isSame(a: PartsRead, b: PartsRead): boolean {
  return (
    a.edges === b.edges &&
    a.parts.length === b.parts.length &&
    a.parts.every((part, index) => {
      const other = b.parts[index];
      return other?.key === part.key && isSamePart(part, other);
    })
  );
}

/** What was read behind the very same is all that can differ. */
function isSamePart(a: Part, b: Part): boolean {
  if (a.kept !== b.kept) {
    return isSameKnown(a.stretch, a.known, b.known);
  }
  return a.read === b.read || (a.read !== undefined && b.read !== undefined && isSameKnown(a.read, a.read, b.read));
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
