import type { CheckDefinition } from './definition';
import { identityBy } from './entityKey';
import type { Labels, Series } from './series';
import { endsPiece, type Steps } from './steps';

/** Samples of one entity; series that differ only in labels beside `by` fall together. */
export interface Group {
  labels: Labels;
  series: Series[];
}

/** By the entity's key. */
export type Groups = ReadonlyMap<string, Group>;

export function* groupingByEntity(
  { by }: CheckDefinition,
  series: readonly Series[],
  sourceUid: string
): Steps<Groups> {
  const identify = identityBy(by);
  const groups = new Map<string, Group>();
  for (const [index, one] of series.entries()) {
    const { key, labels } = identify(sourceUid, one.labels);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { labels, series: [one] });
    } else {
      group.series.push(one);
    }
    if (endsPiece(index)) {
      yield;
    }
  }
  return groups;
}
