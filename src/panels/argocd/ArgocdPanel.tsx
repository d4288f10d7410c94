import type { PanelProps } from '@grafana/data';
import { useCallback } from 'react';

import type { ArgoParts } from '../../core/products/argocd/parts';
import { ARGOCD } from '../../core/products/argocd/product';
import { readServer } from '../../core/products/source';
import { browserClient } from '../../sources/browserClient';
import { currentUser, newEventKey } from '../../ui/browserSession';
import { useReadStage } from '../../ui/connection';
import { SourcePanel, SourceReading, type PanelStage, type SourceOptions } from '../../ui/panel/SourcePanel';
import type { OnProgress } from '../../ui/panel/useReading';
import { ServicesProvider, type RoundsServices } from '../../ui/services';
import { t } from '../../ui/t';
import { ArgocdView } from './ArgocdView';

export { initTexts } from '../../ui/t';

// One for all panels of a page: a server that several of them show is asked once.
const client = browserClient();
const services: RoundsServices = {
  ...client,
  newKey: newEventKey,
  user: currentUser(),
  library: () => import('../../library/builtin.gen').then((module) => module.builtin),
};

/** An Argo CD in any dashboard. */
export function ArgocdPanel(props: PanelProps<SourceOptions>) {
  return (
    <ServicesProvider services={services}>
      <SourcePanel
        panel={props}
        product={ARGOCD}
        none={{
          title: t('panel.argocd.none', 'No Argo CD chosen'),
          gone: (chosen) => t('panel.argocd.gone', 'There is no Argo CD data source "{{chosen}}"', { chosen }),
          help: t(
            'panel.argocd.choose',
            'Pick an Argo CD in the panel options, or add a data source of type Ops Rounds Argo CD.'
          ),
          search: 'argo',
        }}
      >
        {(stage) => <Delivery key={stage.source.ref.uid} stage={stage} />}
      </SourcePanel>
    </ServicesProvider>
  );
}

function Delivery({ stage }: { stage: PanelStage<ArgoParts> }) {
  const { source, zone, size } = stage;
  const readStage = useReadStage();
  const read = useCallback(
    async (signal: AbortSignal, onProgress: OnProgress) =>
      (await readServer(ARGOCD, source, ARGOCD.parts, readStage, { signal, onProgress })).view,
    [source, readStage]
  );
  return (
    <SourceReading stage={stage} read={read} goodMs={({ asOfMs }) => asOfMs}>
      {(view, isReading) => <ArgocdView {...{ view, size, zone, isReading }} />}
    </SourceReading>
  );
}
