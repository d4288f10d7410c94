import { checksOfMeasures, readChecked } from '../../core/inventory/readChecked';
import { asksEveryGuest } from '../../core/products/proxmox-ve/asked';
import { CLUSTER_PARTS, clusterView } from '../../core/products/proxmox-ve/clusterView';
import { PVE_MEASURES } from '../../core/products/proxmox-ve/measures';
import type { PveParts } from '../../core/products/proxmox-ve/parts';
import { browserClient } from '../../sources/browserClient';
import { browserServices } from '../../ui/browserSession';
import { serverPanel, type PanelReading } from '../../ui/panel/serverPanel';
import { t } from '../../ui/t';
import { ProxmoxView } from './ProxmoxView';

/** A Proxmox VE cluster in any dashboard. */
export const ProxmoxPanel = serverPanel({
  services: browserServices(browserClient(), () => import('../../library/builtin.gen').then(({ builtin }) => builtin)),
  sourcesOf: ({ pveSources }) => pveSources,
  none: () => ({
    title: t('panel.proxmox.none', 'No Proxmox chosen'),
    gone: (chosen) => t('panel.proxmox.gone', 'There is no Proxmox VE data source "{{chosen}}"', { chosen }),
    help: t(
      'panel.proxmox.choose',
      'Pick a cluster in the panel options, or add a data source of type Ops Rounds Proxmox.'
    ),
    search: 'proxmox',
  }),
  read,
  goodMs: ({ heardMs }) => heardMs,
  View: ProxmoxView,
});

async function read({ source: { inventory }, library, clock, signal, onProgress }: PanelReading<PveParts>) {
  const checks = checksOfMeasures(library.checks, PVE_MEASURES).filter((check) => !asksEveryGuest(check, PVE_MEASURES));
  const options = { clock, signal, onProgress };
  const reading = await readChecked(inventory, CLUSTER_PARTS, checks, PVE_MEASURES, options);
  const { resources } = reading.snapshot;
  const view = clusterView(inventory, reading.snapshot, reading.checks, clock());
  return { ...view, heardMs: resources?.ok ? resources.atMs : null };
}
