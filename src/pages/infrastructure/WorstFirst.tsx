import { Fragment, type ReactNode } from 'react';

import type { Read } from '../../core/inventory/read';
import { standingRank, worstStanding, type Standing } from '../../core/products/pending';

export interface JudgedSection {
  key: string;
  /** Of its worst row; na where nothing judges it. */
  verdict: Standing;
  content: ReactNode;
}

/** The sections of a page in the order of their worst rows; equally bad ones in the order that they are given in. */
export function WorstFirst({ sections }: { sections: readonly JudgedSection[] }) {
  return (
    <>
      {[...sections]
        .sort((a, b) => standingRank(a.verdict) - standingRank(b.verdict))
        .map(({ key, content }) => (
          <Fragment key={key}>{content}</Fragment>
        ))}
    </>
  );
}

/** What a section of these reads is worth: the worst of its rows, and unknown where something of it could not be read. */
export function sectionVerdict(
  rows: Iterable<Standing>,
  ...reads: ReadonlyArray<(Pick<Read<unknown>, 'ok'> & { partial?: unknown }) | undefined>
): Standing {
  const isDark = reads.some((read) => read !== undefined && (!read.ok || Boolean(read.partial)));
  return worstStanding([...rows, isDark ? 'unknown' : 'na']);
}
