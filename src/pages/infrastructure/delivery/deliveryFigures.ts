import { worstVerdict, type Verdict } from '../../../core/check/verdict';
import type { DeliveryFigure, DeliveryView } from '../../../core/products/argocd/view';
import { feeding } from '../../../core/products/shows';
import type { Figure } from '../../../ui/Figures';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';

/** The facts at the head of the page; each takes the verdict of the checks that feed it. */
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
      ['out-of-sync', 'drift-age']
    ),
    bad(
      view,
      'unhealthy',
      t('delivery.figure.unhealthy', 'Degraded or missing'),
      count(({ health }) => health === 'Degraded' || health === 'Missing'),
      ['unhealthy']
    ),
    bad(
      view,
      'failed',
      t('delivery.figure.failed', 'Last sync failed'),
      count(({ failed }) => failed),
      ['sync-failed', 'sync-running']
    ),
    {
      key: 'clusters',
      label: t('delivery.figure.clusters', 'Clusters reached'),
      value: reached === null ? null : countText(reached),
      ...(watched !== null && { unit: t('delivery.figure.of', 'of {{n}}', { n: countText(watched) }) }),
      verdict: verdictOf(view, ['clusters']),
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

function bad(view: DeliveryView, key: string, label: string, n: number, of: readonly DeliveryFigure[]): Figure {
  const verdict = verdictOf(view, of);
  const unknown = feeding<DeliveryFigure>(view.checks, ...of).reduce(
    (most, { counts }) => Math.max(most, counts.unknown),
    0
  );
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

function verdictOf({ checks }: DeliveryView, figures: readonly DeliveryFigure[]): Verdict {
  const found = feeding<DeliveryFigure>(checks, ...figures);
  return found.length === 0 ? 'unknown' : worstVerdict(found.map(({ verdict }) => verdict));
}
