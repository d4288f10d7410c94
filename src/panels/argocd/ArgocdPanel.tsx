import { locationUtil, type PanelProps } from '@grafana/data';
import { LinkButton, LoadingBar } from '@grafana/ui';
import { useCallback, useRef } from 'react';

import { DELIVERY_PARTS, deliveryView } from '../../core/infra/argocd/buildView';
import { ARGO_MEASURES } from '../../core/infra/argocd/measures';
import type { ArgoParts } from '../../core/infra/argocd/parts';
import type { DeliveryView } from '../../core/infra/argocd/view';
import { checksOfMeasures, readChecked } from '../../core/infra/readChecked';
import { zoneOf } from '../../core/settings/settings';
import { connect, type Connection, type InventorySource } from '../../sources/connect';
import { saveSettings } from '../../sources/grafana/settings';
import { browserTransport } from '../../sources/transport/browser';
import { withServerClock } from '../../sources/transport/serverClock';
import { currentUser, newEventKey } from '../../ui/browserSession';
import type { Loadable } from '../../ui/loadable';
import { LoadableView } from '../../ui/LoadableView';
import { PanelNotice, SilentSource } from '../../ui/panel/PanelNotice';
import { useReading } from '../../ui/panel/useReading';
import { ServicesProvider, useServices, type Library, type RoundsServices } from '../../ui/services';
import { t } from '../../ui/t';
import { useLoaded } from '../../ui/useLoaded';
import { ArgocdView } from './ArgocdView';
import type { ArgocdOptions } from './module';

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

/** An Argo CD in any dashboard. */
export function ArgocdPanel(props: PanelProps<ArgocdOptions>) {
  return (
    <ServicesProvider services={services}>
      <Panel {...props} />
    </ServicesProvider>
  );
}

function Panel({ options, replaceVariables, width, height, timeRange }: PanelProps<ArgocdOptions>) {
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
        const { argocdSources } = connection;
        const source =
          chosen === '' ? argocdSources[0] : argocdSources.find(({ ref }) => ref.uid === chosen || ref.name === chosen);
        return source ? (
          <Delivery
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

interface DeliveryProps {
  source: InventorySource<ArgoParts>;
  library: Library;
  zone: string;
  size: { width: number; height: number };
  /** End of the dashboard's time range: moves with every refresh of the dashboard. */
  refreshedMs: number;
}

function Delivery({ source: { ref, inventory }, library, zone, size, refreshedMs }: DeliveryProps) {
  // When the source last said something since the panel was opened.
  const lastGoodMs = useRef<number | null>(null);
  const read = useCallback(
    async (signal: AbortSignal): Promise<{ view: DeliveryView; lastGoodMs: number | null }> => {
      const definitions = checksOfMeasures(library.checks, ARGO_MEASURES);
      const reading = await readChecked(inventory, DELIVERY_PARTS, definitions, ARGO_MEASURES, { clock, signal });
      const view = deliveryView({ source: inventory, ...reading, nowMs: clock(), zone, address: ref.address });
      lastGoodMs.current = view.silent ? lastGoodMs.current : view.asOfMs;
      return { view, lastGoodMs: lastGoodMs.current };
    },
    [inventory, library, zone, ref.address]
  );
  const { value, failed, isReading, retry } = useReading(read, refreshedMs);
  const silent = failed ?? value?.view.silent ?? null;
  if (silent) {
    const { uid, name } = inventory;
    return (
      <div style={size}>
        <SilentSource
          {...{ uid, name, reason: silent, zone, isReading }}
          lastGoodMs={value?.lastGoodMs ?? null}
          onRetry={() => {
            inventory.forget();
            retry();
          }}
        />
      </div>
    );
  }
  return value ? <ArgocdView {...{ view: value.view, size, zone, isReading }} /> : <LoadingBar width={size.width} />;
}

function NotSetUp({ chosen }: { chosen: string }) {
  const { user } = useServices();
  return (
    <PanelNotice
      label={t('panel.argocd.none', 'No Argo CD chosen')}
      title={
        chosen === ''
          ? t('panel.argocd.none', 'No Argo CD chosen')
          : t('panel.argocd.gone', 'There is no Argo CD data source "{{chosen}}"', { chosen })
      }
      actions={
        user.isAdmin && (
          <LinkButton
            size="sm"
            variant="secondary"
            href={locationUtil.assureBaseUrl('/connections/datasources/new?search=argo')}
          >
            {t('panel.argocd.add', 'Add a data source')}
          </LinkButton>
        )
      }
    >
      <p>
        {t(
          'panel.argocd.choose',
          'Pick an Argo CD in the panel options, or add a data source of type Ops Rounds Argo CD.'
        )}
      </p>
    </PanelNotice>
  );
}
