import { worstVerdict } from '../../check/verdict';
import { feeding } from '../shows';
import { notPassing, sinceOf } from '../standing';
import type { System, SystemFigure } from '../system';
import type { ApplicationFigure, ApplicationRow, DeliveryView } from './view';

/** The line of an Argo CD: its applications, and what the checks of kind `argocd` say about this source alone. */
export function argoSystem(view: DeliveryView): System {
  const { sourceUid, name, verdict, silent, applications, partial, checks, asOfMs } = view;
  const isRead = silent === null;
  /** A count of a list that is not all of it is the least that there can be. */
  const isWhole = isRead && partial === null;
  const count = (is: (row: ApplicationRow) => boolean) => (isRead ? applications.filter(is).length : null);
  const wrong = notPassing(checks);
  const [worst] = wrong;
  const figure = (id: string, value: number | null, of: ApplicationFigure): SystemFigure => {
    const own = feeding<ApplicationFigure>(checks, of);
    return {
      id,
      value,
      unit: 'count',
      verdict: isRead ? worstVerdict([isWhole ? 'na' : 'unknown', ...own.map((check) => check.verdict)]) : 'unknown',
    };
  };
  return {
    key: `argocd ${sourceUid}`,
    product: 'argocd',
    name,
    sourceUid,
    verdict,
    sinceMs: worst === undefined ? null : sinceOf(worst),
    finding: worst?.finding ?? null,
    more: isRead ? Math.max(0, wrong.length - 1) : 0,
    silent,
    figures: [
      { id: 'applications', value: count(() => true), unit: 'count', verdict: isWhole ? 'pass' : 'unknown' },
      figure(
        'out-of-sync',
        count(({ sync }) => sync === 'OutOfSync'),
        'out-of-sync'
      ),
      figure(
        'degraded',
        count(({ health }) => health === 'Degraded' || health === 'Missing'),
        'unhealthy'
      ),
      figure(
        'failed-syncs',
        count(({ failed }) => failed),
        'sync-failed'
      ),
    ],
    asOfMs,
  };
}
