import { locationUtil, type PanelProps } from '@grafana/data';
import { LinkButton, LoadingBar } from '@grafana/ui';
import { useCallback, useRef } from 'react';

import { asksEveryGuest } from '../../core/infra/proxmox/asked';
import { CLUSTER_PARTS, clusterView } from '../../core/infra/proxmox/clusterView';
import { PVE_MEASURES } from '../../core/infra/proxmox/measures';
import type { PveParts } from '../../core/infra/proxmox/parts';
import type { ClusterView } from '../../core/infra/proxmox/view';
import { checksOfMeasures, readChecked } from '../../core/infra/readChecked';
import { zoneOf } from '../../core/settings/settings';
import { connect, type Connection, type InventorySource } from '../../sources/connect';
import { saveSettings } from '../../sources/grafana/settings';
import { browserTransport } from '../../sources/transport/browser';
import { withServerClock } from '../../sources/transport/serverClock';
import { currentUser, newEventKey } from '../../ui/browserSession';
import type { Loadable } from '../../ui/loadable';
import { LoadableView } from '../../ui/LoadableView';
import { FirstReading, PanelNotice, SilentSource } from '../../ui/panel/PanelNotice';
import { useReading, type OnProgress } from '../../ui/panel/useReading';
import { ServicesProvider, useServices, type Library, type RoundsServices } from '../../ui/services';
import { t } from '../../ui/t';
import { useLoaded } from '../../ui/useLoaded';
import type { ProxmoxOptions } from './module';
import { ProxmoxView } from './ProxmoxView';

export { initTexts } from '../../ui/t';

// One for all panels of a page: a server that several of them show is asked once.
const { transport, clock } = withServerClock(browserTransport(), Date.now);

const services: RoundsServices = {
  clock,
  newKey: newEventKey,
  user: currentUser(),
  library: () => import('../../library/builtin.gen').then((module) => module.builtin),
  connect: (signal) => connect(transport, signal, clock),
  saveSettings: (settings, signal) => saveSettings(transport, settings, signal),
};

interface Ready {
  connection: Connection;
  library: Library;
}

/** A Proxmox VE cluster in any dashboard. */
export function ProxmoxPanel(props: PanelProps<ProxmoxOptions>) {
  return (
    <ServicesProvider services={services}>
      <Panel {...props} />
    </ServicesProvider>
  );
}

function Panel({ options, replaceVariables, width, height, timeRange }: PanelProps<ProxmoxOptions>) {
  const load = useCallback(async (signal: AbortSignal): Promise<Loadable<Ready>> => {
    const [connection, library] = await Promise.all([connect(transport, signal, clock), services.library()]);
    return { state: 'ready', value: { connection, library } };
  }, []);
  const { loaded, reload } = useLoaded(load);
  const chosen = replaceVariables(options.source);
  return (
    <LoadableView
      of={loaded}
      subject={t('panel.subject', 'The settings of Ops Rounds')}
      onRetry={reload}
      loading={<LoadingBar width={width} />}
    >
      {({ connection, library }) => {
        const source =
          chosen === ''
            ? connection.pveSources[0]
            : connection.pveSources.find(({ ref }) => ref.uid === chosen || ref.name === chosen);
        return source ? (
          <Cluster
            key={source.ref.uid}
            source={source}
            library={library}
            zone={zoneOf(connection.settings)}
            size={{ width, height }}
            refreshedMs={timeRange.to.valueOf()}
          />
        ) : (
          <NotSetUp chosen={chosen} />
        );
      }}
    </LoadableView>
  );
}

interface ClusterProps {
  source: InventorySource<PveParts>;
  library: Library;
  zone: string;
  size: { width: number; height: number };
  /** End of the dashboard's time range: moves with every refresh of the dashboard. */
  refreshedMs: number;
}

function Cluster({ source: { inventory }, library, zone, size, refreshedMs }: ClusterProps) {
  // When the source last said something since the panel was opened.
  const lastGoodMs = useRef<number | null>(null);
  const read = useCallback(
    async (signal: AbortSignal, onProgress: OnProgress): Promise<{ view: ClusterView; lastGoodMs: number | null }> => {
      const checks = checksOfMeasures(library.checks, PVE_MEASURES).filter(
        (check) => !asksEveryGuest(check, PVE_MEASURES)
      );
      const reading = await readChecked(inventory, CLUSTER_PARTS, checks, PVE_MEASURES, { clock, signal, onProgress });
      const view = clusterView(inventory, reading.snapshot, reading.checks, clock());
      const { resources } = reading.snapshot;
      lastGoodMs.current = resources?.ok ? resources.atMs : lastGoodMs.current;
      return { view, lastGoodMs: lastGoodMs.current };
    },
    [inventory, library]
  );
  const { value, failed, isReading, progress, retry } = useReading(read, refreshedMs);
  const askAgain = () => {
    inventory.forget();
    retry();
  };
  const silent = failed ?? value?.view.silent ?? null;
  if (silent) {
    const { uid, name } = inventory;
    return (
      <div style={size}>
        <SilentSource
          {...{ uid, name, reason: silent, zone, isReading }}
          lastGoodMs={value?.lastGoodMs ?? null}
          onRetry={askAgain}
        />
      </div>
    );
  }
  return value ? (
    <ProxmoxView {...{ view: value.view, size, zone, isReading }} />
  ) : (
    <FirstReading name={inventory.name} progress={progress} width={size.width} />
  );
}

function NotSetUp({ chosen }: { chosen: string }) {
  const { user } = useServices();
  return (
    <PanelNotice
      label={t('panel.proxmox.none', 'No Proxmox chosen')}
      title={
        chosen === ''
          ? t('panel.proxmox.none', 'No Proxmox chosen')
          : t('panel.proxmox.gone', 'There is no Proxmox VE data source "{{chosen}}"', { chosen })
      }
      actions={
        user.isAdmin && (
          <LinkButton
            size="sm"
            variant="secondary"
            href={locationUtil.assureBaseUrl('/connections/datasources/new?search=proxmox')}
          >
            {t('panel.proxmox.add', 'Add a data source')}
          </LinkButton>
        )
      }
    >
      <p>
        {t(
          'panel.proxmox.choose',
          'Pick a cluster in the panel options, or add a data source of type Ops Rounds Proxmox.'
        )}
      </p>
    </PanelNotice>
  );
}
