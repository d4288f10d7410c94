import { PROXMOX_VE } from '../../core/products/proxmox-ve/product';
import { libraryOf } from '../../library/libraryOf';
import { browserClient } from '../../sources/browserClient';
import { browserServices } from '../../ui/browserSession';
import { serverPanel } from '../../ui/panel/serverPanel';
import { t } from '../../ui/t';
import { ProxmoxView } from './ProxmoxView';

/** A Proxmox VE cluster in any dashboard. */
export const ProxmoxPanel = serverPanel({
  services: browserServices(browserClient(), libraryOf),
  product: PROXMOX_VE,
  none: () => ({
    title: t('panel.proxmox.none', 'No Proxmox chosen'),
    gone: (chosen) => t('panel.proxmox.gone', 'There is no Proxmox VE data source "{{chosen}}"', { chosen }),
    help: t(
      'panel.proxmox.choose',
      'Pick a cluster in the panel options, or add a data source of type Ops Rounds Proxmox.'
    ),
    search: 'proxmox',
  }),
  goodMs: ({ snapshot: { resources } }) => (resources?.ok ? resources.atMs : null),
  View: ProxmoxView,
});
