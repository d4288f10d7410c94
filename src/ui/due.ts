import type { Run } from '../core/checklist/run';
import { durationText } from './duration';
import { t } from './t';
import { clockTime } from './when';

/** "Due 09:00, 23 min left" */
export function dueWords({ dueMs, zone }: Run, nowMs: number): string {
  const time = clockTime(dueMs, zone);
  return nowMs < dueMs
    ? t('head.due', 'Due {{time}}, {{left}} left', { time, left: durationText(dueMs - nowMs) })
    : t('head.overdue', 'Due {{time}}, {{over}} ago', { time, over: durationText(nowMs - dueMs) });
}
