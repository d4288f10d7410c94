import type { PanelProps } from '@grafana/data';
import { useCallback } from 'react';

import { checksOfMeasures, readChecked } from '../../core/inventory/readChecked';
import { asksEveryGuest } from '../../core/products/proxmox-ve/asked';
import { CLUSTER_PARTS, clusterView } from '../../core/products/proxmox-ve/clusterView';
import { PVE_MEASURES } from '../../core/products/proxmox-ve/measures';
import type { PveParts } from '../../core/products/proxmox-ve/parts';
import { browserClient } from '../../sources/browserClient';
import { currentUser, newEventKey } from '../../ui/browserSession';
import { SourcePanel, SourceReading, type PanelStage, type SourceOptions } from '../../ui/panel/SourcePanel';
import type { OnProgress } from '../../ui/panel/useReading';
import { ServicesProvider, type RoundsServices } from '../../ui/services';
import { t } from '../../ui/t';
import { ProxmoxView } from './ProxmoxView';

export { initTexts } from '../../ui/t';

// One for all panels of a page: a server that several of them show is asked once.
const client = browserClient();
const services: RoundsServices = {
  ...client,
  newKey: newEventKey,
  user: currentUser(),
  library: () => import('../../library/builtin.gen').then((module) => module.builtin),
};

/** A Proxmox VE cluster in any dashboard. */
export function ProxmoxPanel(props: PanelProps<SourceOptions>) {
  return (
    <ServicesProvider services={services}>
      <SourcePanel
        panel={props}
        connect={client.connect}
        sourcesOf={({ pveSources }) => pveSources}
        none={{
          title: t('panel.proxmox.none', 'No Proxmox chosen'),
          gone: (chosen) => t('panel.proxmox.gone', 'There is no Proxmox VE data source "{{chosen}}"', { chosen }),
          help: t(
            'panel.proxmox.choose',
            'Pick a cluster in the panel options, or add a data source of type Ops Rounds Proxmox.'
          ),
          search: 'proxmox',
        }}
      >
        {(stage) => <Cluster key={stage.source.ref.uid} stage={stage} />}
      </SourcePanel>
    </ServicesProvider>
  );
}

function Cluster({ stage }: { stage: PanelStage<PveParts> }) {
  const { source, library, zone, size } = stage;
  const read = useCallback(
    async (signal: AbortSignal, onProgress: OnProgress) => {
      const { inventory } = source;
      const { clock } = client;
      const checks = checksOfMeasures(library.checks, PVE_MEASURES).filter(
        (check) => !asksEveryGuest(check, PVE_MEASURES)
      );
      const options = { clock, signal, onProgress };
      const reading = await readChecked(inventory, CLUSTER_PARTS, checks, PVE_MEASURES, options);
      const { resources } = reading.snapshot;
      const view = clusterView(inventory, reading.snapshot, reading.checks, clock());
      return { ...view, heardMs: resources?.ok ? resources.atMs : null };
    },
    [source, library]
  );
  return (
    <SourceReading stage={stage} read={read} goodMs={({ heardMs }) => heardMs}>
      {(view, isReading) => <ProxmoxView {...{ view, size, zone, isReading }} />}
    </SourceReading>
  );
}
