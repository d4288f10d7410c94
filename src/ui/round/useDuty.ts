import { onDuty } from '../../core/checklist/duty';
import { localDate } from '../../core/time/zone';
import { useNow } from '../Age';
import { useConnection } from '../connection';
import { t } from '../t';
import { clockTime, shortDate } from '../when';
import { useZone } from '../zone';

const MINUTE_MS = 60_000;

/** Who is on duty by a rotation, in words. */
export interface DutyWords {
  title: string;
  who: string;
  /** "until 14:00, then ops2" */
  rest: string;
}

/** Who is on duty now, by the rotations of the settings; empty where there are none. */
export function useDuty(): readonly DutyWords[] {
  const { settings } = useConnection().connection;
  const zone = useZone();
  const nowMs = useNow(() => MINUTE_MS);
  return onDuty(settings.duty ?? [], zone, nowMs).map(({ title, who, untilMs, next }) => {
    const isToday = localDate(untilMs, zone) === localDate(nowMs, zone);
    const until = isToday ? clockTime(untilMs, zone) : shortDate(untilMs, zone);
    const rest = next === null ? '' : t('duty.until', 'until {{until}}, then {{next}}', { until, next });
    return { title, who, rest };
  });
}
