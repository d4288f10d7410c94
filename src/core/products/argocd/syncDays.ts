import { addDays, instantOf, localDate } from '../../time/zone';
import { hasFailed } from './drift';
import type { ArgoApplication } from './parts';
import type { SyncDays } from './view';

const DAYS = 28;
/** What Argo CD keeps unless an application says otherwise (`revisionHistoryLimit`). */
const KEPT = 10;

/** Syncs of the last 28 local days, today included, oldest first. */
export function syncDays(applications: readonly ArgoApplication[], nowMs: number, zone: string): SyncDays {
  const today = localDate(nowMs, zone);
  const days = Array.from({ length: DAYS }, (_unused, index) => {
    const date = addDays(today, index + 1 - DAYS);
    return { date, fromMs: instantOf(date, '00:00', zone), succeeded: 0, failed: 0 };
  });
  const newestFirst = [...days].reverse();
  const dayOf = (ms: number) => (ms > nowMs ? undefined : newestFirst.find(({ fromMs }) => fromMs <= ms));
  const [first] = days;
  let completeFromMs: number | null = null;
  for (const application of applications) {
    const { history, historyLimit, operation } = application;
    for (const { deployedMs } of history) {
      const day = dayOf(deployedMs);
      if (day !== undefined) {
        day.succeeded += 1;
      }
    }
    const failedMs = hasFailed(application) ? (operation?.finishedMs ?? null) : null;
    const failedDay = failedMs === null ? undefined : dayOf(failedMs);
    if (failedDay !== undefined) {
      failedDay.failed += 1;
    }
    // With a limit of 0 nothing is ever known.
    const oldestMs = history.at(-1)?.deployedMs ?? nowMs;
    if (history.length >= (historyLimit ?? KEPT) && oldestMs > (first?.fromMs ?? 0)) {
      completeFromMs = Math.max(completeFromMs ?? 0, oldestMs);
    }
  }
  return { days: days.map(({ date, succeeded, failed }) => ({ date, succeeded, failed })), completeFromMs };
}
