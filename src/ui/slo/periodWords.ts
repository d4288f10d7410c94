import type { Objective } from '../../core/slo/objective';
import type { Period } from '../../core/slo/scorecard';
import { plural, t } from '../t';
import { monthShort, monthTitle } from '../when';

/** `30 d`, `Nov`, `Week`: what a period of an objective is called where there is little room. */
export function periodShort(period: Period, { window }: Objective, fromMs: number, zone: string): string {
  if (period.kind === 'month') {
    return monthShort(period.month.fromMs, zone);
  }
  if (window.kind === 'rolling') {
    return t('window.days-short', '{{n}} d', { n: window.days });
  }
  switch (window.unit) {
    case 'week':
      return t('window.week-short', 'Week');
    case 'month':
      return monthShort(fromMs, window.zone ?? zone);
    case 'quarter':
      return t('window.quarter-short', 'Qtr');
  }
}

/** "rolling 30 days", "November 2026", "this week": what a period of an objective is called within a sentence. */
export function periodWords(period: Period, { window }: Objective, fromMs: number, zone: string): string {
  if (period.kind === 'month') {
    return monthTitle(period.month.fromMs, zone);
  }
  if (window.kind === 'rolling') {
    return plural('window.rolling-words', window.days, {
      one: 'rolling {{count}} day',
      other: 'rolling {{count}} days',
    });
  }
  switch (window.unit) {
    case 'week':
      return t('window.week-words', 'this week');
    case 'month':
      return monthTitle(fromMs, window.zone ?? zone);
    case 'quarter':
      return t('window.quarter-words', 'this quarter');
  }
}
