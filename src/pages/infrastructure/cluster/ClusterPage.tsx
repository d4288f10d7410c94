import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo, useCallback, useMemo, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';

import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import { PROXMOX_VE } from '../../../core/products/proxmox-ve/product';
import {
  CLUSTER_TABS,
  type ClusterFigure,
  type ClusterTab,
  type ClusterView,
} from '../../../core/products/proxmox-ve/view';
import { feeding } from '../../../core/products/shows';
import type { ServerSource } from '../../../core/products/source';
import { useNow } from '../../../ui/Age';
import { Figures } from '../../../ui/Figures';
import { Section } from '../../../ui/Section';
import { Tabs } from '../../../ui/Tabs';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { EvidenceOf } from '../EvidenceDrawer';
import { HardwareMap } from '../map/HardwareMap';
import { clusterPath } from '../paths';
import { Unreadable } from '../ReadView';
import { ServerPage } from '../ServerPage';
import { AccessTab } from './AccessTab';
import { AttentionList } from './AttentionList';
import { clusterFigures } from './clusterFigures';
import { GuestOfAddress, type GuestsKnown } from './GuestDrawer';
import { GuestsTab } from './GuestsTab';
import { HaTab } from './HaTab';
import { NodeTable } from './NodeTable';
import { SnapshotsTab } from './SnapshotsTab';
import { StorageTable } from './StorageTable';
import type { ClusterReading, TabProps } from './TabProps';
import { tabWord } from './tabs';
import { UpdatesTab } from './UpdatesTab';

interface Props {
  source: ServerSource<PveParts>;
}

/** One Proxmox VE cluster. */
export function ClusterPage({ source }: Props) {
  return (
    <ServerPage
      product={PROXMOX_VE}
      source={source}
      subTitle={(reading) => (reading ? clusterSubtitle(reading) : t('cluster.subtitle', 'Proxmox VE'))}
      openWord={t('cluster.open', 'Open Proxmox')}
    >
      {(reading, refreshes) => (
        <ClusterBody source={source.inventory} address={source.ref.address} reading={reading} refreshes={refreshes} />
      )}
    </ServerPage>
  );
}

type BodyProps = Pick<TabProps, 'source' | 'address' | 'reading' | 'refreshes'>;

/** Not drawn again while the progress of a refresh counts. */
const ClusterBody = memo(function ClusterBody({ source, address, reading, refreshes }: BodyProps) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 10_000);
  const [, change] = useAddress();
  const tab = useTab();
  const openEvidence = useCallback((checkId: string) => change({ evidence: checkId }), [change]);
  const { view, checks } = reading;
  const open = (figure: ClusterFigure) => {
    const [check] = feeding<ClusterFigure>(checks, figure);
    return check && (() => openEvidence(check.definition.id));
  };
  const props: TabProps = { source, address, reading, refreshes, openEvidence, nowMs };
  const known = useMemo(() => knownOf(reading, nowMs), [reading, nowMs]);
  return (
    <>
      <Figures
        label={t('cluster.figures', 'The cluster in figures')}
        figures={clusterFigures(view.figures, open)}
        dense
      />
      <Tabs
        className={styles.tabs}
        tabs={CLUSTER_TABS.map((one) => ({
          key: one,
          label: tabWord(one),
          active: one === tab,
          href: clusterPath(source.uid, one),
          counter: counterOf(one, reading),
        }))}
      />
      <TabContent tab={tab} {...props} />
      <EvidenceOf checks={checks} nowMs={nowMs} />
      {/* On its own tab more is known of each. */}
      {tab !== 'guests' && <GuestOfAddress {...props} known={known} />}
    </>
  );
});

function TabContent({ tab, ...props }: TabProps & { tab: ClusterTab }) {
  const { reading, openEvidence, nowMs, source } = props;
  const { view } = reading;
  switch (tab) {
    case 'overview':
      return (
        <>
          <AttentionList attention={view.attention} uid={source.uid} openEvidence={openEvidence} nowMs={nowMs} />
          <Listed view={view}>
            <NodeTable nodes={view.nodes} />
          </Listed>
          <StorageSection view={view} />
        </>
      );
    case 'guests':
      return <GuestsTab {...props} />;
    case 'storage':
      return <StorageSection view={view} />;
    case 'snapshots':
      return <SnapshotsTab {...props} />;
    case 'ha':
      return <HaTab {...props} />;
    case 'updates':
      return <UpdatesTab {...props} />;
    case 'access':
      return <AccessTab {...props} />;
    case 'map':
      return <HardwareMap {...props} />;
  }
}

/** A list of what the cluster has, or why there is none: one that was not read is not empty. */
function Listed({ view: { unlisted }, children }: { view: ClusterView; children: ReactNode }) {
  return unlisted === null ? children : unlisted === 'pending' ? null : <Unreadable reason={unlisted} />;
}

function StorageSection({ view }: { view: ClusterView }) {
  return (
    <Section
      title={t('storage.title', 'Storage')}
      count={view.unlisted === null ? view.storages.length : null}
      help={t(
        'storage.help',
        'Shared ones once. The mark is the limit that warns. Full in: at the pace of 30 days, or of the last week or day where that is worse.'
      )}
    >
      <Listed view={view}>
        <StorageTable storages={view.storages} />
      </Listed>
    </Section>
  );
}

function knownOf({ snapshot, checks, view }: ClusterReading, readMs: number): GuestsKnown {
  return { snapshot, checks, pending: view.pending, readMs };
}

function useTab(): ClusterTab {
  const { tab } = useParams();
  return CLUSTER_TABS.find((one) => one === tab) ?? 'overview';
}

/** "Proxmox VE cluster, 5 nodes", or what else stands there; no more than its name where that is not known. */
function clusterSubtitle({ view: { clusterName, nodes, name }, snapshot: { status } }: ClusterReading): string {
  if (status?.ok !== true) {
    return t('cluster.subtitle', 'Proxmox VE');
  }
  if (clusterName === null) {
    return t('cluster.standalone', 'Proxmox VE, a node of its own');
  }
  const known = clusterName === name ? '' : ` ${clusterName}`;
  return plural(
    'cluster.nodes',
    nodes.length,
    { one: 'Proxmox VE cluster{{known}}, {{count}} node', other: 'Proxmox VE cluster{{known}}, {{count}} nodes' },
    { known }
  );
}

function counterOf(tab: ClusterTab, { view, snapshot }: ClusterReading): number | null {
  switch (tab) {
    case 'guests':
      return view.unlisted === null && view.unseenGuests === null ? view.guests.length : null;
    case 'storage':
      return view.unlisted === null ? view.storages.length : null;
    case 'ha':
      return snapshot.ha?.ok ? snapshot.ha.value.services.length : null;
    case 'overview':
    case 'snapshots':
    case 'updates':
    case 'access':
    case 'map':
      return null;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  tabs: css({ marginTop: theme.spacing(1) }),
});
