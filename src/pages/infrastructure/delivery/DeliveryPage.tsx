import { EmptyState } from '@grafana/ui';
import { useMemo } from 'react';
import { useParams } from 'react-router-dom';

import type { CheckResult } from '../../../core/check/result';
import type { ArgoParts } from '../../../core/products/argocd/parts';
import { ARGOCD } from '../../../core/products/argocd/product';
import type { DeliveryView } from '../../../core/products/argocd/view';
import { serversOf, type ServerSource } from '../../../core/products/source';
import { useNow } from '../../../ui/Age';
import { useConnection, useReadStage } from '../../../ui/connection';
import { GrafanaLink, useMayFollow } from '../../../ui/GrafanaLink';
import { Figures } from '../../../ui/Figures';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { Tabs } from '../../../ui/Tabs';
import { useAddress } from '../../../ui/useAddress';
import { StandingList } from '../cluster/StandingList';
import { EvidenceDrawer } from '../EvidenceDrawer';
import { DataAge, Frame } from '../Frame';
import { NoSuchSystem } from '../NoSuchSystem';
import { deliveryPath } from '../paths';
import { Unreadable } from '../ReadView';
import { ServerPage } from '../ServerPage';
import { SilentSource } from '../SilentSource';
import { useReadings, type Readings } from '../useReadings';
import { sectionVerdict, WorstFirst, type JudgedSection } from '../WorstFirst';
import { ApplicationList } from './ApplicationList';
import { deliveryFigures } from './deliveryFigures';
import { ClusterSection, FluxSection, ProjectSection, SyncSection } from './DeliverySections';
import { fluxReader } from './fluxReader';

/** What brings software out: the Argo CD of the address, else the first one, and Flux where its metrics are there. */
export function DeliveryPage() {
  const { uid } = useParams();
  const { connection, library } = useConnection();
  const stage = useReadStage();
  const fluxReaders = useMemo(
    () => [fluxReader(connection.registry, library.systems, stage)],
    [connection, library, stage]
  );
  const flux = useReadings(fluxReaders);
  const found = flux.values.get('flux') ?? [];
  const sources = useMemo(() => serversOf(connection.sources, ARGOCD), [connection]);
  const source = uid === undefined ? sources[0] : sources.find(({ ref }) => ref.uid === uid);
  if (source !== undefined) {
    return <ArgoPage key={source.ref.uid} source={source} all={sources} flux={found} />;
  }
  return uid === undefined ? <WithoutArgo flux={flux} found={found} /> : <NoSuchSystem />;
}

interface ArgoProps {
  source: ServerSource<ArgoParts>;
  all: ReadonlyArray<ServerSource<ArgoParts>>;
  flux: readonly CheckResult[];
}

function ArgoPage({ source, all, flux }: ArgoProps) {
  return (
    <ServerPage
      product={ARGOCD}
      source={source}
      subTitle={(reading) =>
        reading?.view.version
          ? t('delivery.subtitle-version', 'Argo CD {{version}}', { version: reading.view.version })
          : t('delivery.subtitle', 'Argo CD')
      }
      openWord={t('delivery.open-argocd', 'Open Argo CD')}
      tabs={<OtherSources all={all} uid={source.ref.uid} />}
    >
      {({ view }) => <Delivery view={view} flux={flux} />}
    </ServerPage>
  );
}

/** Tabs that lead to the other ones, where there are several. */
function OtherSources({ all, uid }: { all: ArgoProps['all']; uid: string }) {
  return all.length < 2 ? null : (
    <Tabs
      tabs={all.map(({ ref }) => ({
        key: ref.uid,
        label: ref.name,
        active: ref.uid === uid,
        href: deliveryPath(ref.uid),
      }))}
    />
  );
}

function Delivery({ view, flux }: { view: DeliveryView; flux: readonly CheckResult[] }) {
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
          nowMs={nowMs}
        />
      )}
      <WorstFirst sections={sectionsOf(view, flux, nowMs)} />
      {evidence && <EvidenceDrawer check={evidence} nowMs={nowMs} onClose={() => change({ evidence: null })} />}
    </>
  );
}

function sectionsOf(view: DeliveryView, flux: readonly CheckResult[], nowMs: number): JudgedSection[] {
  const { applications, partial, syncs, clusters, projects } = view;
  return [
    {
      key: 'applications',
      verdict: sectionVerdict(
        applications.map(({ verdict }) => verdict),
        { ok: partial === null }
      ),
      content: (
        <>
          <Section title={t('delivery.applications', 'Applications')} count={applications.length}>
            {partial && <Unreadable reason={partial} partial />}
            <ApplicationList applications={applications} nowMs={nowMs} />
          </Section>
          {syncs && <SyncSection syncs={syncs} />}
        </>
      ),
    },
    {
      key: 'clusters',
      verdict: sectionVerdict(clusters.ok ? clusters.rows.map(({ verdict }) => verdict) : [], clusters),
      content: <ClusterSection clusters={clusters} />,
    },
    { key: 'projects', verdict: sectionVerdict([], projects), content: <ProjectSection projects={projects} /> },
    ...(flux.length > 0
      ? [
          {
            key: 'flux',
            verdict: sectionVerdict(flux.map(({ verdict }) => verdict)),
            content: <FluxSection checks={flux} nowMs={nowMs} />,
          },
        ]
      : []),
  ];
}

interface WithoutArgoProps {
  flux: Readings<unknown>;
  found: readonly CheckResult[];
}

/** Flux alone, or how to connect something that delivers. */
function WithoutArgo({ flux, found }: WithoutArgoProps) {
  const nowMs = useNow(() => 30_000);
  return (
    <Frame name={t('delivery.title', 'Delivery')} actions={<DataAge readings={flux} asOfMs={flux.readMs} />}>
      {found.length > 0 ? (
        <FluxSection checks={found} nowMs={nowMs} />
      ) : flux.values.has('flux') ? (
        <NothingDelivers />
      ) : (
        flux.reading.length === 0 && (
          <SilentSource
            name={t('delivery.flux-alone', 'Flux')}
            uid=""
            reason={flux.failed.get('flux') ?? null}
            onRetry={flux.refresh}
          />
        )
      )}
    </Frame>
  );
}

function NothingDelivers() {
  const mayAdd = useMayFollow('new-data-source');
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      message={t('delivery.empty', 'No Argo CD is connected, and no metrics of Flux are there')}
      button={mayAdd ? <GrafanaLink place={{ to: 'new-data-source', search: 'argo' }} look="button" /> : undefined}
    >
      {t('delivery.empty-what', 'An organisation admin can add a data source of type Ops Rounds Argo CD.')}
    </EmptyState>
  );
}
