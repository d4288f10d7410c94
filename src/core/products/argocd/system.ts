import { worstVerdict } from '../../check/verdict';
import { feeding } from '../shows';
import { notPassing, sinceOf } from '../standing';
import type { System, SystemFigure } from '../system';
import type { ApplicationFigure, ApplicationRow, DeliveryView } from './view';

/** The line of an Argo CD: its applications, and what the checks of kind `argocd` say about this source alone. */
export function argoSystem({ sourceUid, name, verdict, silent, applications, checks, asOfMs }: DeliveryView): System {
  const isRead = silent === null;
  const count = (is: (row: ApplicationRow) => boolean) => (isRead ? applications.filter(is).length : null);
  const wrong = notPassing(checks);
  const [worst] = wrong;
  const figure = (id: string, value: number | null, of: ApplicationFigure): SystemFigure => {
    const own = feeding<ApplicationFigure>(checks, of);
    return {
      id,
      value,
      unit: 'count',
      verdict: value === null ? 'unknown' : worstVerdict(own.map((check) => check.verdict)),
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
      { id: 'applications', value: count(() => true), unit: 'count', verdict: isRead ? 'pass' : 'unknown' },
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
