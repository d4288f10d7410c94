import { Fragment, type ReactNode } from 'react';

import { verdictRank, worstVerdict, type Verdict } from '../../core/check/verdict';
import type { Read } from '../../core/inventory/read';

export interface JudgedSection {
  key: string;
  /** Of its worst row; na where nothing judges it. */
  verdict: Verdict;
  content: ReactNode;
}

/** The sections of a page in the order of their worst rows; equally bad ones in the order that they are given in. */
export function WorstFirst({ sections }: { sections: readonly JudgedSection[] }) {
  return (
    <>
      {[...sections]
        .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict))
        .map(({ key, content }) => (
          <Fragment key={key}>{content}</Fragment>
        ))}
    </>
  );
}

/** What a section of these reads is worth: the worst of its rows, and unknown where something of it could not be read. */
export function sectionVerdict(
  rows: Iterable<Verdict>,
  ...reads: ReadonlyArray<(Pick<Read<unknown>, 'ok'> & { partial?: unknown }) | undefined>
): Verdict {
  const isDark = reads.some((read) => read !== undefined && (!read.ok || Boolean(read.partial)));
  return worstVerdict([...rows, isDark ? 'unknown' : 'na']);
}
