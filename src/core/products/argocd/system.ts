import type { CheckResult } from '../../check/result';
import { worstVerdict } from '../../check/verdict';
import type { Snapshot } from '../../inventory/read';
import { feeding } from '../shows';
import { notPassing, sinceOf, standingOf } from '../standing';
import type { SystemFigure, System } from '../system';
import { hasFailed } from './drift';
import type { ArgoParts } from './parts';
import type { ApplicationFigure } from './view';

/** An Argo CD from its applications and what the checks of kind `argocd` say about this source alone. */
export function argoSystem(
  source: { uid: string; name: string },
  snapshot: Snapshot<ArgoParts>,
  checks: readonly CheckResult[]
): System {
  const { applications } = snapshot;
  const list = applications?.ok ? applications.value : null;
  const count = (is: (application: ArgoParts['applications'][number]) => boolean) => list?.filter(is).length ?? null;
  const wrong = notPassing(checks);
  const [worst] = wrong;
  const silent = applications?.ok === false ? applications.reason : null;
  const figure = (id: string, value: number | null, of: ApplicationFigure): SystemFigure => {
    const own = feeding<ApplicationFigure>(checks, of);
    return {
      id,
      value,
      unit: 'count',
      verdict: value === null ? 'unknown' : worstVerdict(own.map(({ verdict }) => verdict)),
    };
  };
  return {
    key: `argocd ${source.uid}`,
    kind: 'argocd',
    name: source.name,
    sourceUid: source.uid,
    verdict: silent === null ? standingOf(checks) : 'unknown',
    sinceMs: worst === undefined ? null : sinceOf(worst),
    finding: worst?.finding ?? null,
    more: silent === null ? Math.max(0, wrong.length - 1) : 0,
    silent,
    figures: [
      { id: 'applications', value: list?.length ?? null, unit: 'count', verdict: list === null ? 'unknown' : 'pass' },
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
      figure('failed-syncs', count(hasFailed), 'sync-failed'),
    ],
    asOfMs: applications?.ok ? applications.atMs : null,
  };
}
