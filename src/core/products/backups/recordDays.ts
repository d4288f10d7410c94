import { localDate } from '../../time/zone';
import type { VerifiedCount } from './events';
import type { DaySummary } from './daySummary';
import { DAY_STATES, type DayState, type PostureView, type TargetRow } from './view';

/**
 * The days of a posture that are over, as they can be written down, oldest first. What is verified is seen now and told of yesterday
 * alone: of earlier days nobody knows any more.
 */
export function recordableDays(
  { days: { days, states }, rows }: PostureView,
  nowMs: number,
  zone: string
): DaySummary[] {
  const today = localDate(nowMs, zone);
  const over = days.filter((date) => date < today);
  return over.map((date, index) => ({
    date,
    zone,
    states: new Map(
      [...states].map(([key, codes]): [string, DayState] => [key, DAY_STATES[codes[index] ?? -1] ?? 'unknown'])
    ),
    verified: index === over.length - 1 ? verifiedIn(rows) : null,
  }));
}

/** One that waits for the next verification in time is verified enough; a place that never verifies is not asked. */
function verifiedIn(rows: readonly TargetRow[]): VerifiedCount {
  const states = rows.flatMap(({ posture, verified: { state } }) =>
    posture === 'excluded' || state === 'none' ? [] : state
  );
  const unknown = states.filter((state) => state === 'unknown').length;
  const ok = states.filter((state) => state === 'ok' || state === 'waiting').length;
  return { ok, of: states.length - unknown, unknown };
}
