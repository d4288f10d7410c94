import { worstVerdict } from '../../check/verdict';
import type { Judged } from '../judged';
import { feeding } from '../shows';
import type { ApplicationFigure, ApplicationRow, DeliveryView } from './view';

/** Counts of applications, the same on the line of the overview and on the page. */
export interface ApplicationCounts {
  applications: Judged;
  /** Those whose verdict is a pass. */
  passing: number | null;
  outOfSync: Judged;
  unhealthy: Judged;
  syncFailed: Judged;
}

/** A count of a list that is not all of it is the least that there can be; without a list nothing is known. */
export function applicationCounts({ silent, partial, applications, checks }: DeliveryView): ApplicationCounts {
  const isRead = silent === null;
  const least = isRead && partial === null ? 'na' : 'unknown';
  const count = (is: (row: ApplicationRow) => boolean) => (isRead ? applications.filter(is).length : null);
  const judged = (is: (row: ApplicationRow) => boolean, ...of: ApplicationFigure[]): Judged => {
    const verdicts = feeding<ApplicationFigure>(checks, ...of).map(({ verdict }) => verdict);
    return {
      value: count(is),
      verdict: isRead && verdicts.length > 0 ? worstVerdict([least, ...verdicts]) : 'unknown',
    };
  };
  return {
    applications: {
      value: count(() => true),
      verdict: isRead ? worstVerdict([least, ...applications.map(({ verdict }) => verdict)]) : 'unknown',
    },
    passing: count(({ verdict }) => verdict === 'pass'),
    outOfSync: judged(({ sync }) => sync === 'OutOfSync', 'out-of-sync', 'drift-age'),
    unhealthy: judged(({ health }) => health === 'Degraded' || health === 'Missing', 'unhealthy'),
    syncFailed: judged(({ failed }) => failed, 'sync-failed'),
  };
}
