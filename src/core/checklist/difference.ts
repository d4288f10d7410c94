import { verdictRank, type Verdict } from '../check/verdict';
import type { Board, BoardItem } from './board';
import type { RunEvent } from './event';
import { foldRun } from './fold';
import type { Run } from './run';
import type { Signature } from './state';

/** The last round of the list that was signed before this one. */
export interface SignedBefore {
  /** Key of the run. */
  run: string;
  /** Local date. */
  date: string;
  signature: Signature;
}

/** Null when none of the events tells of one. */
export function signedBefore(events: readonly RunEvent[], run: Run): SignedBefore | null {
  const last = events
    .filter(({ type, list, subject, createdMs }) => {
      return type === 'run.signed' && list === run.list && subject !== run.key && createdMs < run.openMs;
    })
    .reduce<RunEvent | null>((a, b) => (a === null || b.createdMs >= a.createdMs ? b : a), null);
  const signature = last && foldRun(events, [], last.subject).signature;
  return last && signature ? { run: last.subject, date: last.subject.split('/')[1] ?? '', signature } : null;
}

/** How an item differs from the round before: as what it was signed then, and whether it is worse now. */
export interface Difference {
  item: string;
  /** What a person did is `hand`. */
  was: Verdict | 'hand';
  isWorse: boolean;
}

const WAS: ReadonlyArray<Difference['was']> = ['pass', 'warn', 'fail', 'unknown', 'na', 'hand'];

/** Items that a machine sees otherwise than in the round before, in template order; those that it did not have then are none. */
export function differences({ items }: Pick<Board, 'items'>, { signature }: SignedBefore): readonly Difference[] {
  return items.flatMap((entry) => {
    const was = WAS.find((word) => word === signature.verdicts[entry.item.id]);
    const now = wordOf(entry);
    return was === undefined || now === null || was === now
      ? []
      : [{ item: entry.item.id, was, isWorse: rankOf(now) < rankOf(was) }];
  });
}

/** Null while it is not known. */
function wordOf({ mode, verdict }: BoardItem): Verdict | 'hand' | null {
  return mode === 'hand' ? 'hand' : (verdict ?? null);
}

function rankOf(word: Verdict | 'hand'): number {
  return verdictRank(word === 'hand' ? 'pass' : word);
}
