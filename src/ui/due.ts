import type { Run } from '../core/checklist/run';
import { localDate } from '../core/time/zone';
import { durationText } from './duration';
import { t } from './t';
import { clockTime, weekdayTime } from './when';

/** "Due 09:00, 23 min left", "Overdue since Friday 09:00, 1 d": with the day when it is not today's. */
export function dueWords({ dueMs, zone }: Run, nowMs: number): string {
  const isToday = localDate(dueMs, zone) === localDate(nowMs, zone);
  const time = isToday ? clockTime(dueMs, zone) : weekdayTime(dueMs, zone);
  return nowMs < dueMs
    ? t('head.due', 'Due {{time}}, {{left}} left', { time, left: durationText(dueMs - nowMs) })
    : t('head.overdue', 'Overdue since {{time}}, {{over}}', { time, over: durationText(nowMs - dueMs) });
}

/** How bad it is that a round is not signed: nothing until it is due, a warning on its day, an error after it. */
export function overdueState({ dueMs, closed }: Run, nowMs: number): 'warn' | 'fail' | null {
  return nowMs < dueMs ? null : closed ? 'fail' : 'warn';
}
