import { EmptyState, LinkButton } from '@grafana/ui';
import { useCallback, type ReactNode } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';

import type { Connection, InventorySource } from '../../sources/connect';
import type { Loadable } from '../../ui/loadable';
import { LoadableView } from '../../ui/LoadableView';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { useLoaded } from '../../ui/useLoaded';
import { BackupServerPage } from './backupServer/BackupServerPage';
import { ClusterPage } from './cluster/ClusterPage';
import { DeliveryPage } from './delivery/DeliveryPage';
import { Frame } from './Frame';
import { Overview } from './Overview';
import { INFRASTRUCTURE } from './paths';
import type { Stage } from './readers';

interface Props {
  connect: (signal: AbortSignal) => Promise<Connection>;
}

/** Infrastructure: all systems in one list, and a page for each cluster and server. */
export function InfrastructurePage({ connect }: Props) {
  const { library, clock } = useServices();
  const load = useCallback(
    async (signal: AbortSignal): Promise<Loadable<Stage>> => {
      const [connection, { checks, systems }] = await Promise.all([connect(signal), library()]);
      return { state: 'ready', value: { connection, checks, systems, clock } };
    },
    [connect, library, clock]
  );
  const { loaded, reload } = useLoaded(load);
  return (
    <LoadableView
      of={loaded}
      subject={t('infra.settings', 'The settings of Ops Rounds')}
      onRetry={reload}
      loading={<Frame>{null}</Frame>}
      failed={(notice) => <Frame>{notice}</Frame>}
    >
      {(stage) => (
        <Routes>
          <Route index element={<Overview stage={stage} />} />
          <Route path="proxmox/:uid/:tab?" element={<ClusterRoute stage={stage} />} />
          <Route path="pbs/:uid" element={<BackupServerRoute stage={stage} />} />
          <Route path="delivery/:uid?" element={<DeliveryRoute stage={stage} />} />
          <Route path="*" element={<NoSuchSystem />} />
        </Routes>
      )}
    </LoadableView>
  );
}

function ClusterRoute({ stage }: { stage: Stage }) {
  return (
    <SourceOfAddress sources={stage.connection.pveSources}>
      {(source) => <ClusterPage key={source.ref.uid} stage={stage} source={source} />}
    </SourceOfAddress>
  );
}

function BackupServerRoute({ stage }: { stage: Stage }) {
  return (
    <SourceOfAddress sources={stage.connection.pbsSources}>
      {(source) => <BackupServerPage key={source.ref.uid} stage={stage} source={source} />}
    </SourceOfAddress>
  );
}

function DeliveryRoute({ stage }: { stage: Stage }) {
  const { uid } = useParams();
  const known = uid === undefined || stage.connection.argocdSources.some(({ ref }) => ref.uid === uid);
  return known ? <DeliveryPage stage={stage} uid={uid} /> : <NoSuchSystem />;
}

interface SourceProps<Parts> {
  sources: ReadonlyArray<InventorySource<Parts>>;
  children: (source: InventorySource<Parts>) => ReactNode;
}

function SourceOfAddress<Parts>({ sources, children }: SourceProps<Parts>) {
  const { uid } = useParams();
  const source = sources.find(({ ref }) => ref.uid === uid);
  return source === undefined ? <NoSuchSystem /> : children(source);
}

function NoSuchSystem() {
  return (
    <Frame>
      <EmptyState
        variant="not-found"
        message={t('infra.no-such', 'There is no such system, or you may not query its data source')}
        button={<LinkButton href={INFRASTRUCTURE}>{t('infra.all', 'All systems')}</LinkButton>}
      />
    </Frame>
  );
}
