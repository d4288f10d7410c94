import type { RunEvent } from '../../core/checklist/event';
import type { Run } from '../../core/checklist/run';
import { t } from '../../ui/t';
import { shortDate } from '../../ui/when';

const DAY_MS = 86_400_000;

/** "Yesterday ops2 wrote: 3 open, none older than a day." The last note on the item before this run; empty without one. */
export function lastTime(events: readonly RunEvent[], run: Run, itemId: string, nowMs: number, zone: string): string {
  const last = events
    .filter((event) => event.subject !== run.key && event.payload.item === itemId && noteOf(event) !== '')
    .at(-1);
  if (!last) {
    return '';
  }
  const values = { who: last.author, note: noteOf(last) };
  return shortDate(last.createdMs, zone) === shortDate(nowMs - DAY_MS, zone)
    ? t('last-time.yesterday', 'Yesterday {{who}} wrote: {{note}}', values)
    : t('last-time.on', 'On {{date}} {{who}} wrote: {{note}}', { ...values, date: shortDate(last.createdMs, zone) });
}

function noteOf({ payload }: RunEvent): string {
  const note = payload.details?.['note'];
  return typeof note === 'string' ? note : '';
}
