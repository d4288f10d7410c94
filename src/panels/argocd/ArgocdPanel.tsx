import { checksOfMeasures, readChecked } from '../../core/inventory/readChecked';
import { DELIVERY_PARTS, deliveryView } from '../../core/products/argocd/buildView';
import { ARGO_MEASURES } from '../../core/products/argocd/measures';
import type { ArgoParts } from '../../core/products/argocd/parts';
import { browserClient } from '../../sources/browserClient';
import { browserServices } from '../../ui/browserSession';
import { serverPanel, type PanelReading } from '../../ui/panel/serverPanel';
import { t } from '../../ui/t';
import { ArgocdView } from './ArgocdView';

/** An Argo CD in any dashboard. */
export const ArgocdPanel = serverPanel({
  services: browserServices(browserClient(), () => import('../../library/builtin.gen').then(({ builtin }) => builtin)),
  sourcesOf: ({ argocdSources }) => argocdSources,
  none: () => ({
    title: t('panel.argocd.none', 'No Argo CD chosen'),
    gone: (chosen) => t('panel.argocd.gone', 'There is no Argo CD data source "{{chosen}}"', { chosen }),
    help: t(
      'panel.argocd.choose',
      'Pick an Argo CD in the panel options, or add a data source of type Ops Rounds Argo CD.'
    ),
    search: 'argo',
  }),
  read,
  goodMs: ({ asOfMs }) => asOfMs,
  View: ArgocdView,
});

async function read({ source, library, zone, clock, signal, onProgress }: PanelReading<ArgoParts>) {
  const { ref, inventory } = source;
  const definitions = checksOfMeasures(library.checks, ARGO_MEASURES);
  const reading = await readChecked(inventory, DELIVERY_PARTS, definitions, ARGO_MEASURES, {
    clock,
    signal,
    onProgress,
  });
  return deliveryView({ source: inventory, ...reading, nowMs: clock(), zone, address: ref.address });
}
