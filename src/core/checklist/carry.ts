import { daysBetween } from '../time/zone';
import type { BoardItem } from './board';
import type { Run } from './run';
import { isOver, type OpenItem, type RunSummary } from './summary';

/** An item that an earlier round of a list left open. */
export interface CarriedItem extends OpenItem {
  list: string;
  /** Key of the round that left it last. */
  run: string;
  /** Days since the round that left it first; 1 of yesterday's. */
  days: number;
}

/** The last round of a list before another one that was signed or skipped: what was open in it is carried over; null without one. */
export function lastBefore(
  summaries: readonly RunSummary[],
  { list, key, openMs }: Pick<Run, 'list' | 'key' | 'openMs'>
): RunSummary | null {
  return (
    summaries
      .filter((one) => one.list === list && one.run !== key && one.openMs <= openMs && isOver(one))
      .sort((a, b) => a.openMs - b.openMs || a.atMs - b.atMs)
      .at(-1) ?? null
  );
}

/** What the round of that date finds left over, worst first, the oldest first of what is as bad. */
export function carriedOver(before: RunSummary | null, date: string): readonly CarriedItem[] {
  const rank = { fail: 0, unknown: 1, warn: 2, hand: 3 };
  if (before === null) {
    return [];
  }
  const { list, run, open } = before;
  return open
    .map((one) => ({ ...one, list, run, days: daysBetween(one.since, date) }))
    .sort((a, b) => rank[a.verdict] - rank[b.verdict] || b.days - a.days);
}

/** Whether what was carried over is settled by now: a machine sees it pass, or a person did it or says that it does not apply. */
export function isResolved({ mode, verdict, decision, needsDecision }: BoardItem): boolean {
  return mode === 'hand' || decision?.kind === 'na'
    ? !needsDecision && (decision?.kind === 'done' || decision?.kind === 'na')
    : verdict === 'pass' || verdict === 'na';
}
