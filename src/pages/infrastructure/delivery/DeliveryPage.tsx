import { EmptyState, LinkButton, Tab, TabsBar } from '@grafana/ui';
import { useMemo } from 'react';

import type { CheckResult } from '../../../core/check/result';
import type { ArgoParts } from '../../../core/products/argocd/parts';
import type { DeliveryView } from '../../../core/products/argocd/view';
import { zoneOf } from '../../../core/settings/settings';
import type { InventorySource } from '../../../sources/connect';
import { useNow } from '../../../ui/Age';
import { Figures } from '../../../ui/Figures';
import { Section } from '../../../ui/Section';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { ClusterSkeleton } from '../cluster/ClusterSkeleton';
import { StandingList } from '../cluster/StandingList';
import { EvidenceDrawer } from '../EvidenceDrawer';
import { DataAge, Frame } from '../Frame';
import { INFRASTRUCTURE } from '../paths';
import type { Stage } from '../readers';
import { Unreadable } from '../ReadView';
import { SilentSource } from '../SilentSource';
import { useReadings, type Readings } from '../useReadings';
import { ApplicationList } from './ApplicationList';
import { deliveryFigures } from './deliveryFigures';
import { deliveryReader, fluxReader } from './deliveryReader';
import { ClusterSection, FluxSection, ProjectSection, SyncSection } from './DeliverySections';

interface Props {
  stage: Stage;
  /** Of the data source; without it the first Argo CD is shown. */
  uid?: string | undefined;
}

/** What brings software out: the Argo CD of the address, and Flux where its metrics are there. */
export function DeliveryPage({ stage, uid }: Props) {
  const { argocdSources } = stage.connection;
  const source = uid === undefined ? argocdSources[0] : argocdSources.find(({ ref }) => ref.uid === uid);
  const fluxReaders = useMemo(() => [fluxReader(stage)], [stage]);
  const flux = useReadings(fluxReaders);
  const found = flux.values.get('flux') ?? [];
  return source === undefined ? (
    <WithoutArgo stage={stage} flux={flux} found={found} />
  ) : (
    <ArgoPage key={source.ref.uid} stage={stage} source={source} flux={found} />
  );
}

interface ArgoProps {
  stage: Stage;
  source: InventorySource<ArgoParts>;
  flux: readonly CheckResult[];
}

function ArgoPage({ stage, source, flux }: ArgoProps) {
  const { ref, inventory } = source;
  const readers = useMemo(() => [deliveryReader(source, stage)], [source, stage]);
  const readings = useReadings(readers);
  const zone = zoneOf(stage.connection.settings);
  const view = readings.values.get(inventory.uid);
  const problem = view?.silent ?? readings.failed.get(inventory.uid) ?? null;
  return (
    <Frame
      name={ref.name}
      verdict={problem === null ? (view?.verdict ?? null) : 'unknown'}
      subTitle={
        view?.version
          ? t('delivery.subtitle-version', 'Argo CD {{version}}', { version: view.version })
          : t('delivery.subtitle', 'Argo CD')
      }
      actions={
        <>
          <DataAge readings={readings} asOfMs={view?.asOfMs ?? null} zone={zone} />
          {ref.address !== undefined && (
            <LinkButton
              variant="secondary"
              icon="external-link-alt"
              href={ref.address}
              target="_blank"
              rel="noreferrer"
            >
              {t('delivery.open-argocd', 'Open Argo CD')}
            </LinkButton>
          )}
        </>
      }
    >
      <OtherSources stage={stage} uid={ref.uid} />
      {view !== undefined && problem === null ? (
        <Delivery view={view} flux={flux} zone={zone} />
      ) : problem === null && !readings.cancelled ? (
        <ClusterSkeleton />
      ) : (
        <SilentSource name={ref.name} uid={ref.uid} stage={stage} reason={problem} onRetry={readings.refresh} />
      )}
    </Frame>
  );
}

/** Tabs that lead to the other ones, where there are several. */
function OtherSources({ stage, uid }: { stage: Stage; uid: string }) {
  const { argocdSources } = stage.connection;
  return argocdSources.length < 2 ? null : (
    <TabsBar>
      {argocdSources.map(({ ref }) => (
        <Tab
          key={ref.uid}
          label={ref.name}
          active={ref.uid === uid}
          href={`${INFRASTRUCTURE}/delivery/${encodeURIComponent(ref.uid)}`}
        />
      ))}
    </TabsBar>
  );
}

function Delivery({ view, flux, zone }: { view: DeliveryView; flux: readonly CheckResult[]; zone: string }) {
  const nowMs = useNow(() => 30_000);
  const [params, change] = useAddress();
  const evidence = view.checks.find(({ definition }) => definition.id === params.get('evidence'));
  return (
    <>
      <Figures label={t('delivery.figures', 'Argo CD in figures')} figures={deliveryFigures(view)} />
      {view.attention.length > 0 && (
        <StandingList
          title={t('delivery.attention', 'Attention')}
          checks={view.attention}
          openEvidence={(checkId) => change({ evidence: checkId })}
          {...{ nowMs, zone }}
        />
      )}
      <Section title={t('delivery.applications', 'Applications')} count={view.applications.length}>
        {view.partial && <Unreadable reason={view.partial} partial />}
        <ApplicationList applications={view.applications} nowMs={nowMs} zone={zone} />
      </Section>
      {view.syncs && <SyncSection syncs={view.syncs} zone={zone} />}
      <ClusterSection clusters={view.clusters} />
      <ProjectSection projects={view.projects} />
      {flux.length > 0 && <FluxSection checks={flux} {...{ nowMs, zone }} />}
      {evidence && (
        <EvidenceDrawer check={evidence} nowMs={nowMs} zone={zone} onClose={() => change({ evidence: null })} />
      )}
    </>
  );
}

interface WithoutArgoProps {
  stage: Stage;
  flux: Readings<unknown>;
  found: readonly CheckResult[];
}

/** Flux alone, or how to connect something that delivers. */
function WithoutArgo({ stage, flux, found }: WithoutArgoProps) {
  const nowMs = useNow(() => 30_000);
  const zone = zoneOf(stage.connection.settings);
  return (
    <Frame
      name={t('delivery.title', 'Delivery')}
      actions={<DataAge readings={flux} asOfMs={flux.readMs} zone={zone} />}
    >
      {found.length > 0 ? (
        <FluxSection checks={found} nowMs={nowMs} zone={zone} />
      ) : flux.values.has('flux') ? (
        <NothingDelivers />
      ) : (
        flux.reading.length === 0 && (
          <SilentSource
            name={t('delivery.flux-alone', 'Flux')}
            uid=""
            stage={stage}
            reason={flux.failed.get('flux') ?? null}
            onRetry={flux.refresh}
          />
        )
      )}
    </Frame>
  );
}

function NothingDelivers() {
  const { user } = useServices();
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      message={t('delivery.empty', 'No Argo CD is connected, and no metrics of Flux are there')}
      button={
        user.isAdmin ? (
          <LinkButton href="/connections/datasources/new?search=argo" icon="plus">
            {t('delivery.add', 'Add a data source')}
          </LinkButton>
        ) : undefined
      }
    >
      {t('delivery.empty-what', 'An organization admin can add a data source of type Ops Rounds Argo CD.')}
    </EmptyState>
  );
}
