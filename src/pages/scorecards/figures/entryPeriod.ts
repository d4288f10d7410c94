import type { KpiReading } from '../../../core/kpi/reading';
import { addDays, localDate } from '../../../core/time/zone';

/** Whether what somebody enters is what the figure shows: while nothing else tells it. */
export function takesEntries({ definition: { feeds }, feed }: KpiReading): boolean {
  return feeds.some(({ kind }) => kind === 'manual') && (feed === null || feed.kind === 'manual');
}

/**
 * The local days that an entry is about at first, both included: today of what is told by the day on which it happened; else the
 * entry that stands, to correct it; else the month that is shown, or that is running.
 */
export function firstPeriod(
  { definition: { feeds }, entry, window }: Pick<KpiReading, 'definition' | 'entry' | 'window'>,
  nowMs: number,
  zone: string
): { from: string; to: string } {
  const today = localDate(nowMs, zone);
  if (feeds.some((feed) => feed.kind === 'manual' && feed.measure === 'days-since')) {
    return { from: today, to: today };
  }
  if (entry !== null) {
    return { from: localDate(entry.fromMs, zone), to: localDate(entry.toMs - 1, zone) };
  }
  const last = localDate(window.toMs - 1, zone);
  const isOver = last < today;
  return isOver
    ? { from: localDate(window.fromMs, zone), to: last }
    : { from: `${today.slice(0, 8)}01`, to: lastOfMonth(today) };
}

function lastOfMonth(date: string): string {
  const next = addDays(`${date.slice(0, 8)}28`, 4);
  return addDays(next, -Number(next.slice(8)));
}
