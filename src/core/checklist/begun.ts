import type { JournalReading } from '../journal/event';
import { localDate } from '../time/zone';
import type { Run } from './run';
import { isOver, type RunSummary } from './summary';

/**
 * Rounds of lists on demand: no calendar has them. Somebody begins one, its first summary says when, and it is due a day later. Until
 * the next one is begun it can be signed late, like a round of any other list.
 */

export const BEGUN_DUE_MS = 86_400_000;

/** The round that beginning the list now makes: `list/date`, from the second one of a day on `list/date/2` and so on. */
export function roundToBegin(
  list: string,
  zone: string,
  { events, rejected }: Pick<JournalReading, 'events' | 'rejected'>,
  nowMs: number
): Run {
  const taken = new Set([...events, ...rejected].map(({ subject }) => subject));
  const date = localDate(nowMs, zone);
  const first = `${list}/${date}`;
  let key = first;
  for (let nth = 2; taken.has(key); nth += 1) {
    key = `${first}/${nth}`;
  }
  return { key, list, date, zone, openMs: nowMs, dueMs: nowMs + BEGUN_DUE_MS, dueDays: 1, closed: false };
}

/** The round that a summary tells of, as it was begun. */
export function begunRun({ run, list, date, openMs, dueMs }: RunSummary, zone: string, nowMs: number): Run {
  const closed = nowMs > dueMs && localDate(dueMs, zone) < localDate(nowMs, zone);
  return { key: run, list, date, zone, openMs, dueMs, dueDays: 1, closed };
}

/** The round of a list on demand that is looked at now: the one begun last, unless it is over and its day too; null without one. */
export function currentBegun(list: string, summaries: readonly RunSummary[], zone: string, nowMs: number): Run | null {
  const last = summaries
    .filter((summary) => summary.list === list)
    .reduce<RunSummary | null>((a, b) => (a === null || b.openMs >= a.openMs ? b : a), null);
  const isPast = last !== null && isOver(last) && localDate(last.atMs, zone) < localDate(nowMs, zone);
  return last === null || isPast ? null : begunRun(last, zone, nowMs);
}

/** Whether another round may be begun: not while one is open, unless it was missed. */
export function mayBegin(current: Run | null, summaries: readonly RunSummary[]): boolean {
  return current === null || current.closed || summaries.some((one) => one.run === current.key && isOver(one));
}
