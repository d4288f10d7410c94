import { worstVerdict, type Verdict } from '../../../core/check/verdict';
import type { DeliveryView } from '../../../core/products/argocd/view';
import type { Figure } from '../../../ui/Figures';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';

/** The facts at the head of the page; each takes the verdict of the checks that measure it. */
export function deliveryFigures(view: DeliveryView): Figure[] {
  const { applications, partial, tally, clusters, projects } = view;
  const count = (is: (row: DeliveryView['applications'][number]) => boolean) => applications.filter(is).length;
  const reached = clusters.ok ? clusters.rows.filter(({ verdict }) => verdict === 'pass').length : null;
  const watched = clusters.ok ? clusters.rows.filter(({ verdict }) => verdict !== 'na').length : null;
  const denied = projects.ok ? projects.rows.filter(({ syncs }) => syncs === 'denied').length : null;
  return [
    {
      key: 'applications',
      label: t('delivery.figure.applications', 'Applications'),
      value: countText(applications.length),
      verdict: worstVerdict([...applications.map(({ verdict }) => verdict), partial ? 'unknown' : 'na']),
      sub: t('delivery.figure.healthy', '{{n}} healthy', { n: countText(tally?.healthy ?? 0) }),
    },
    bad(
      view,
      'out-of-sync',
      t('delivery.figure.out-of-sync', 'Out of sync'),
      count(({ sync }) => sync === 'OutOfSync'),
      ['argocd/out-of-sync', 'argocd/drift-age']
    ),
    bad(
      view,
      'unhealthy',
      t('delivery.figure.unhealthy', 'Degraded or missing'),
      count(({ health }) => health === 'Degraded' || health === 'Missing'),
      ['argocd/unhealthy']
    ),
    bad(
      view,
      'failed',
      t('delivery.figure.failed', 'Last sync failed'),
      count(({ failed }) => failed),
      ['argocd/operation-failed', 'argocd/operation-running']
    ),
    {
      key: 'clusters',
      label: t('delivery.figure.clusters', 'Clusters reached'),
      value: reached === null ? null : countText(reached),
      ...(watched !== null && { unit: t('delivery.figure.of', 'of {{n}}', { n: countText(watched) }) }),
      verdict: verdictOf(view, ['argocd/cluster-reachable']),
    },
    {
      key: 'denied',
      label: t('delivery.figure.denied', 'Projects denied now'),
      value: denied === null ? null : countText(denied),
      verdict: denied === null ? 'unknown' : 'na',
      ...(denied !== null && { word: t('delivery.figure.windows', 'by sync windows') }),
    },
  ];
}

function bad(view: DeliveryView, key: string, label: string, n: number, measures: readonly string[]): Figure {
  const verdict = verdictOf(view, measures);
  const unknown = view.checks
    .filter(({ definition }) => measures.includes(definition.query))
    .reduce((most, { counts }) => Math.max(most, counts.unknown), 0);
  return {
    key,
    label,
    value: countText(n),
    verdict,
    broken: n > 0 && (verdict === 'warn' || verdict === 'fail'),
    ...(unknown > 0 && {
      sub: plural('delivery.figure.unknown', unknown, { one: '{{count}} unknown', other: '{{count}} unknown' }),
    }),
  };
}

function verdictOf({ checks }: DeliveryView, measures: readonly string[]): Verdict {
  const found = checks.filter(({ definition }) => measures.includes(definition.query));
  return found.length === 0 ? 'unknown' : worstVerdict(found.map(({ verdict }) => verdict));
}
