import type { PanelProps } from '@grafana/data';
import { useCallback } from 'react';

import type { PveParts } from '../../core/products/proxmox-ve/parts';
import { PROXMOX_VE } from '../../core/products/proxmox-ve/product';
import { readServer } from '../../core/products/source';
import { browserClient } from '../../sources/browserClient';
import { currentUser, newEventKey } from '../../ui/browserSession';
import { useReadStage } from '../../ui/connection';
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
        product={PROXMOX_VE}
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
  const { source, zone, size } = stage;
  const readStage = useReadStage();
  const read = useCallback(
    async (signal: AbortSignal, onProgress: OnProgress) => {
      const { view, snapshot } = await readServer(PROXMOX_VE, source, PROXMOX_VE.parts, readStage, {
        signal,
        onProgress,
      });
      const { resources } = snapshot;
      return { ...view, heardMs: resources?.ok ? resources.atMs : null };
    },
    [source, readStage]
  );
  return (
    <SourceReading stage={stage} read={read} goodMs={({ heardMs }) => heardMs}>
      {(view, isReading) => <ProxmoxView {...{ view, size, zone, isReading }} />}
    </SourceReading>
  );
}
