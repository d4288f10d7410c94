import type { Judged } from '../judged';
import { sinceOf } from '../standing';
import type { System, SystemFigure } from '../system';
import { applicationCounts } from './figures';
import type { DeliveryView } from './view';

/** The line of an Argo CD: its applications, and what the checks of kind `argocd` say about this source alone. */
export function argoSystem(view: DeliveryView): System {
  const { sourceUid, name, verdict, silent, attention, partial, asOfMs } = view;
  const { applications, outOfSync, unhealthy, syncFailed } = applicationCounts(view);
  const [worst] = attention;
  const figure = (id: string, judged: Judged): SystemFigure => ({ id, unit: 'count', ...judged });
  return {
    key: `argocd ${sourceUid}`,
    product: 'argocd',
    name,
    sourceUid,
    verdict,
    sinceMs: worst === undefined ? null : sinceOf(worst),
    finding: worst?.finding ?? null,
    more: silent === null ? Math.max(0, attention.length - 1) : 0,
    silent,
    figures: [
      // How many there are is neither good nor bad, as long as it is all of them.
      figure('applications', { ...applications, verdict: silent === null && partial === null ? 'pass' : 'unknown' }),
      figure('out-of-sync', outOfSync),
      figure('degraded', unhealthy),
      figure('failed-syncs', syncFailed),
    ],
    asOfMs,
  };
}
