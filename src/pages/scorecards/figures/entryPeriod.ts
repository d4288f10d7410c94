import type { KpiDefinition, ManualFeed } from '../../../core/kpi/definition';
import type { KpiReading } from '../../../core/kpi/reading';
import { addDays, localDate } from '../../../core/time/zone';
import { t } from '../../../ui/t';
import { shortDate } from '../../../ui/when';

/** What an entry of the figure says; undefined where nobody can enter it. */
export function entryMeasure({ feeds }: Pick<KpiDefinition, 'feeds'>): ManualFeed['measure'] | undefined {
  return feeds.find((feed) => feed.kind === 'manual')?.measure;
}

/** Whether what somebody enters is what the figure shows: while nothing else tells it. */
export function takesEntries({ definition, feed }: KpiReading): boolean {
  return entryMeasure(definition) !== undefined && (feed === null || feed.kind === 'manual');
}

/**
 * The local days that an entry is about at first, both included: today of what is told by the day on which it happened, else
 * the month that is shown, or that is running.
 */
export function firstPeriod(
  { definition, window }: Pick<KpiReading, 'definition' | 'window'>,
  nowMs: number,
  zone: string
): { from: string; to: string } {
  const today = localDate(nowMs, zone);
  if (entryMeasure(definition) !== 'value') {
    return { from: today, to: today };
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

/** `1 Nov to 30 Nov`, or `20 Nov`: the days of an entry. */
export function daysWords({ fromMs, toMs }: { fromMs: number; toMs: number }, zone: string): string {
  const [from, to] = [shortDate(fromMs, zone), shortDate(toMs - 1, zone)];
  return from === to ? from : t('entry.days', '{{from}} to {{to}}', { from, to });
}
