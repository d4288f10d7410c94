import { worstVerdict, type Verdict } from '../../../core/check/verdict';
import { isStandingBad } from '../../../core/products/pending';
import { applicationCounts } from '../../../core/products/argocd/figures';
import type { DeliveryFigure, DeliveryView } from '../../../core/products/argocd/view';
import type { Judged } from '../../../core/products/judged';
import { feeding } from '../../../core/products/shows';
import { countOrUnknown } from '../../../ui/amounts';
import type { Figure } from '../../../ui/Figures';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';

/** The facts at the head of the page; each takes the verdict of the checks that feed it. */
export function deliveryFigures(view: DeliveryView): Figure[] {
  const { checks, clusters, projects } = view;
  const { applications, passing, outOfSync, unhealthy, syncFailed } = applicationCounts(view);
  const unknownIn = (...figures: DeliveryFigure[]) =>
    Math.max(0, ...feeding<DeliveryFigure>(checks, ...figures).map(({ counts }) => counts.unknown));
  const reached = clusters.ok ? clusters.rows.filter(({ verdict }) => verdict === 'pass').length : null;
  const watched = clusters.ok ? clusters.rows.filter(({ verdict }) => verdict !== 'na').length : null;
  const denied = projects.ok ? projects.rows.filter(({ syncs }) => syncs === 'denied').length : null;
  return [
    {
      key: 'applications',
      label: t('delivery.figure.applications', 'Applications'),
      value: applications.value === null ? null : countText(applications.value),
      verdict: applications.verdict,
      sub: t('delivery.figure.passing', '{{n}} pass', { n: countOrUnknown(passing) }),
    },
    bad(
      'out-of-sync',
      t('delivery.figure.out-of-sync', 'Out of sync'),
      outOfSync,
      unknownIn('out-of-sync', 'drift-age')
    ),
    bad('unhealthy', t('delivery.figure.unhealthy', 'Degraded or missing'), unhealthy, unknownIn('unhealthy')),
    bad('failed', t('delivery.figure.failed', 'Last sync failed'), syncFailed, unknownIn('sync-failed')),
    {
      key: 'clusters',
      label: t('delivery.figure.clusters', 'Clusters reached'),
      value: reached === null ? null : countText(reached),
      ...(watched !== null && { unit: t('delivery.figure.of', 'of {{n}}', { n: countText(watched) }) }),
      verdict: verdictOf(view, 'clusters'),
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

function bad(key: string, label: string, { value, verdict }: Judged, unknown: number): Figure {
  return {
    key,
    label,
    value: value === null ? null : countText(value),
    verdict,
    broken: isStandingBad(verdict),
    ...(unknown > 0 && {
      sub: plural('delivery.figure.unknown', unknown, { one: '{{count}} unknown', other: '{{count}} unknown' }),
    }),
  };
}

function verdictOf({ checks }: DeliveryView, figure: DeliveryFigure): Verdict {
  const found = feeding<DeliveryFigure>(checks, figure);
  return found.length === 0 ? 'unknown' : worstVerdict(found.map(({ verdict }) => verdict));
}
