import { ARGOCD } from '../../core/products/argocd/product';
import { libraryOf } from '../../library/libraryOf';
import { browserClient } from '../../sources/browserClient';
import { browserServices } from '../../ui/browserSession';
import { serverPanel } from '../../ui/panel/serverPanel';
import { t } from '../../ui/t';
import { ArgocdView } from './ArgocdView';

/** An Argo CD in any dashboard. */
export const ArgocdPanel = serverPanel({
  services: browserServices(browserClient(), libraryOf),
  product: ARGOCD,
  none: () => ({
    title: t('panel.argocd.none', 'No Argo CD chosen'),
    gone: (chosen) => t('panel.argocd.gone', 'There is no Argo CD data source "{{chosen}}"', { chosen }),
    help: t(
      'panel.argocd.choose',
      'Pick an Argo CD in the panel options, or add a data source of type Ops Rounds Argo CD.'
    ),
    search: 'argo',
  }),
  goodMs: ({ view }) => view.asOfMs,
  View: ArgocdView,
});
