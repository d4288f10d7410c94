import type { Verdict } from '../../../core/check/verdict';
import type { Read } from '../../../core/inventory/read';
import type { HaStatus, Replication } from '../../../core/products/proxmox-ve/parts';
import { verdictOf } from '../../../core/products/standing';
import { managerWord } from '../../../core/products/proxmox-ve/haState';
import { UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { durationText } from '../../../ui/duration';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { ReadView, Unreadable } from '../ReadView';
import { sectionVerdict, WorstFirst } from '../WorstFirst';
import { FactTable } from './FactTable';
import type { TabProps } from './TabProps';

/** High availability and replication: what is managed, in what state, and how old the replicas are. */
export function HaTab({ reading: { snapshot, checks, view }, nowMs }: TabProps) {
  const { ha, replication } = snapshot;
  const names = new Map(view.guests.map(({ vmid, name }) => [String(vmid), name]));
  const nameOf = (guest: string) => names.get(guest) ?? '';
  const ofService = ({ sid }: Service) => verdictOf(checks, { sid });
  const ofManager = ({ kind, node }: Manager) => verdictOf(checks, { manager: kind, node });
  const ofJob = ({ id }: Replication) => verdictOf(checks, { id });
  const byNode = replication?.ok ? [...replication.value] : [];
  const jobs = byNode.flatMap(([, read]) => (read.ok ? read.value : []));
  return (
    <WorstFirst
      sections={[
        {
          key: 'services',
          verdict: sectionVerdict(ha?.ok ? ha.value.services.map(ofService) : [], ha),
          content: <ServiceSection ha={ha} verdict={ofService} nameOf={nameOf} />,
        },
        {
          key: 'managers',
          verdict: sectionVerdict(ha?.ok ? ha.value.managers.map(ofManager) : [], ha),
          content: <ManagerSection ha={ha} verdict={ofManager} nowMs={nowMs} />,
        },
        {
          key: 'replication',
          verdict: sectionVerdict(jobs.map(ofJob), replication, ...byNode.map(([, read]) => read)),
          content: <ReplicationSection replication={replication} verdict={ofJob} nameOf={nameOf} nowMs={nowMs} />,
        },
      ]}
    />
  );
}

interface SectionProps<Row> {
  ha: TabProps['reading']['snapshot']['ha'];
  verdict: (row: Row) => Verdict;
}

function ServiceSection({ ha, verdict, nameOf }: SectionProps<Service> & { nameOf: NameOf }) {
  return (
    <Section title={t('ha.services', 'Managed guests')} count={ha?.ok ? ha.value.services.length : null}>
      <ReadView of={ha}>
        {({ services }) => (
          <FactTable
            label={t('ha.services', 'Managed guests')}
            rows={services}
            rowKey={({ sid }) => sid}
            verdict={verdict}
            columns={serviceColumns(nameOf)}
            none={t('ha.none', 'No guest is managed by high availability.')}
          />
        )}
      </ReadView>
    </Section>
  );
}

function ManagerSection({ ha, verdict, nowMs }: SectionProps<Manager> & { nowMs: number }) {
  return (
    <Section title={t('ha.managers', 'Managers')}>
      <ReadView of={ha}>
        {({ managers }) => (
          <FactTable
            label={t('ha.managers', 'Managers')}
            rows={managers}
            rowKey={({ kind, node }) => `${kind} ${node}`}
            verdict={verdict}
            columns={managerColumns(nowMs)}
            none={t('ha.no-managers', 'High availability is not in use.')}
          />
        )}
      </ReadView>
    </Section>
  );
}

type Service = HaStatus['services'][number];
type Manager = HaStatus['managers'][number];

/** Name of a guest by its VM id; empty when it is not known. */
type NameOf = (vmid: string) => string;

function serviceColumns(nameOf: NameOf): Array<Column<Service>> {
  return [
    { key: 'sid', heading: t('ha.guest', 'Guest'), width: 110, cell: ({ sid }) => sid },
    { key: 'name', heading: t('ha.name', 'Name'), cell: ({ sid }) => nameOf(sid.replace(/^\w+:/, '')) },
    { key: 'node', heading: t('ha.node', 'Node'), cell: ({ node }) => node ?? UNKNOWN_TEXT },
    { key: 'state', heading: t('ha.state', 'State'), cell: ({ state }) => state },
    { key: 'wanted', heading: t('ha.wanted', 'Wanted'), cell: ({ requested }) => requested ?? UNKNOWN_TEXT, from: 560 },
  ];
}

function managerColumns(nowMs: number): Array<Column<Manager>> {
  return [
    { key: 'kind', heading: t('ha.manager', 'Manager'), cell: ({ kind }) => kind },
    { key: 'node', heading: t('ha.node', 'Node'), cell: ({ node }) => node },
    {
      key: 'status',
      heading: t('ha.status', 'Status'),
      cell: ({ status }) => <span title={status}>{managerWord(status)}</span>,
    },
    {
      key: 'said',
      heading: t('ha.said', 'Last heard'),
      numeric: true,
      width: 120,
      cell: ({ saidMs }) => (saidMs === null ? UNKNOWN_TEXT : durationText(nowMs - saidMs)),
    },
  ];
}

interface ReplicationProps {
  replication: TabProps['reading']['snapshot']['replication'];
  verdict: (job: Replication) => Verdict;
  nameOf: NameOf;
  nowMs: number;
}

function ReplicationSection({ replication, verdict, nameOf, nowMs }: ReplicationProps) {
  const nodes = replication?.ok ? [...replication.value] : [];
  const jobs = nodes.flatMap(([, read]) => (read.ok ? read.value : []));
  const isWhole = replication?.ok === true && nodes.every(([, read]) => read.ok && read.partial === undefined);
  return (
    <Section title={t('replication.title', 'Replication')} count={isWhole ? jobs.length : null}>
      <ReadView of={replication}>
        {() => (
          <>
            <SilentNodes nodes={nodes} />
            <FactTable
              label={t('replication.title', 'Replication')}
              rows={jobs}
              rowKey={({ id, node }) => `${id} ${node}`}
              verdict={verdict}
              columns={replicationColumns(nameOf, nowMs)}
              note={({ error }) => error}
              none={
                isWhole
                  ? t('replication.none', 'No guest is replicated.')
                  : t('replication.none-seen', 'None on the nodes that answered.')
              }
            />
          </>
        )}
      </ReadView>
    </Section>
  );
}

/** Nodes that did not answer: what runs there is not in the list. */
export function SilentNodes({ nodes }: { nodes: ReadonlyArray<readonly [string, Read<unknown>]> }) {
  return (
    <>
      {nodes.map(([node, read]) =>
        read.ok ? null : (
          <Unreadable
            key={node}
            reason={{ ...read.reason, detail: [node, read.reason.detail].filter(Boolean).join(': ') }}
          />
        )
      )}
    </>
  );
}

function replicationColumns(nameOf: NameOf, nowMs: number): Array<Column<Replication>> {
  return [
    { key: 'id', heading: t('replication.job', 'Job'), width: 110, cell: ({ id }) => id },
    { key: 'name', heading: t('ha.guest', 'Guest'), from: 560, cell: ({ guest }) => nameOf(String(guest)) },
    { key: 'from', heading: t('replication.from', 'From'), cell: ({ node }) => node },
    { key: 'to', heading: t('replication.to', 'To'), cell: ({ target }) => target },
    {
      key: 'schedule',
      heading: t('replication.schedule', 'Schedule'),
      from: 760,
      cell: ({ schedule, disabled }) => (disabled ? t('replication.disabled', 'disabled') : (schedule ?? UNKNOWN_TEXT)),
    },
    {
      key: 'last',
      heading: t('replication.last', 'Last good'),
      width: 104,
      numeric: true,
      cell: ({ lastSyncMs }) =>
        lastSyncMs === null ? t('replication.never', 'never') : durationText(nowMs - lastSyncMs),
    },
    {
      key: 'took',
      heading: t('replication.took', 'Took'),
      width: 80,
      from: 900,
      numeric: true,
      cell: ({ durationSeconds }) => (durationSeconds === null ? UNKNOWN_TEXT : durationText(durationSeconds * 1000)),
    },
    {
      key: 'failed',
      heading: t('replication.failed', 'Failed'),
      width: 72,
      from: 560,
      numeric: true,
      cell: ({ failCount }) => String(failCount),
    },
  ];
}
