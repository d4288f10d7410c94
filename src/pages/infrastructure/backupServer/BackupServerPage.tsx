import type { BackupServerView, DatastoreRow } from '../../../core/products/proxmox-backup/backupServerView';
import { isAway, maintenanceText } from '../../../core/products/proxmox-backup/datastoreState';
import type { DatastoreJob, PbsParts } from '../../../core/products/proxmox-backup/parts';
import { PROXMOX_BACKUP } from '../../../core/products/proxmox-backup/product';
import type { ProxmoxTask } from '../../../core/products/proxmox/parts';
import type { ServerSource } from '../../../core/products/source';
import { useNow } from '../../../ui/Age';
import { bytesText, countOrUnknown, fullInText, percentText, UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { durationText } from '../../../ui/duration';
import { Figures, type Figure } from '../../../ui/Figures';
import { Meter } from '../../../ui/Meter';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { clockTime, sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { FactTable } from '../cluster/FactTable';
import { StandingList } from '../cluster/StandingList';
import { EvidenceOf } from '../EvidenceDrawer';
import { ReadView } from '../ReadView';
import { ServerPage } from '../ServerPage';

interface Props {
  source: ServerSource<PbsParts>;
}

/** One Proxmox Backup Server: datastores, jobs, and the tasks that failed. */
export function BackupServerPage({ source }: Props) {
  return (
    <ServerPage
      product={PROXMOX_BACKUP}
      source={source}
      subTitle={(reading) =>
        reading?.view.version
          ? t('pbs.subtitle-version', 'Proxmox Backup Server {{version}}', { version: reading.view.version })
          : t('pbs.subtitle', 'Proxmox Backup Server')
      }
      openWord={t('pbs.open', 'Open Backup Server')}
    >
      {({ view }) => <BackupServer view={view} />}
    </ServerPage>
  );
}

function BackupServer({ view }: { view: BackupServerView }) {
  const zone = useZone();
  const nowMs = useNow(() => 10_000);
  const [, change] = useAddress();
  const openEvidence = (checkId: string) => change({ evidence: checkId });
  const { datastores, jobs, failedTasks } = view;
  return (
    <>
      <Figures label={t('pbs.figures', 'The server in figures')} figures={figuresOf(view)} />
      <StandingList
        title={t('pbs.attention', 'Attention')}
        checks={view.attention}
        openEvidence={openEvidence}
        nowMs={nowMs}
      />
      <Section title={t('pbs.datastores', 'Datastores')} count={datastores.ok ? datastores.value.length : null}>
        <ReadView of={datastores}>
          {(rows) => (
            <FactTable
              label={t('pbs.datastores', 'Datastores')}
              rows={rows}
              rowKey={({ name }) => name}
              verdict={({ verdict }) => verdict}
              columns={datastoreColumns()}
              none={t('pbs.no-datastore', 'There is no datastore.')}
            />
          )}
        </ReadView>
      </Section>
      <Section title={t('pbs.jobs', 'Jobs')} count={jobs.ok ? jobs.value.length : null}>
        <ReadView of={jobs}>
          {(rows) => (
            <FactTable
              label={t('pbs.jobs', 'Jobs')}
              rows={rows}
              rowKey={({ kind, id, datastore }) => `${kind} ${id} ${datastore}`}
              verdict={({ verdict }) => verdict}
              columns={jobColumns(nowMs, zone)}
              none={t('pbs.no-job', 'No verify, prune, sync or garbage collection job is set up.')}
            />
          )}
        </ReadView>
      </Section>
      <Section title={t('pbs.failed', 'Failed tasks, 24 h')} count={failedTasks.ok ? failedTasks.value.length : null}>
        <ReadView of={failedTasks}>
          {(rows) => (
            <FactTable
              label={t('pbs.failed', 'Failed tasks, 24 h')}
              rows={rows}
              rowKey={({ upid }) => upid}
              columns={taskColumns(nowMs, zone)}
              none={t('pbs.no-failed', 'No task failed.')}
            />
          )}
        </ReadView>
      </Section>
      <EvidenceOf checks={view.checks} nowMs={nowMs} />
    </>
  );
}

function figuresOf({
  figures: { fullest, soonestFullDays, deduplicationFactor, failedTasks },
}: BackupServerView): Figure[] {
  const broken = (verdict: Figure['verdict']) => verdict === 'warn' || verdict === 'fail';
  return [
    {
      key: 'fullest',
      label: t('pbs.fullest', 'Fullest datastore'),
      value: fullest.value === null ? null : String(Math.round(fullest.value * 100)),
      ...(fullest.value !== null && { unit: '%' }),
      verdict: fullest.verdict,
      broken: broken(fullest.verdict),
    },
    {
      key: 'full-in',
      label: t('pbs.full-in', 'Full in'),
      value: soonestFullDays.value === null ? null : fullInText(soonestFullDays.value),
      verdict: soonestFullDays.verdict,
      broken: broken(soonestFullDays.verdict),
      sub: t('pbs.own-guess', 'its own guess'),
    },
    {
      key: 'dedup',
      label: t('pbs.dedup', 'Deduplication'),
      value: deduplicationFactor === null ? null : deduplicationFactor.toFixed(1),
      ...(deduplicationFactor !== null && { unit: '×' }),
      verdict: null,
      sub: t('pbs.lowest', 'the lowest'),
    },
    {
      key: 'failed',
      label: t('pbs.failed', 'Failed tasks, 24 h'),
      value: failedTasks.value === null ? null : String(failedTasks.value),
      unit: t('pbs.of', 'of {{n}}', { n: countOrUnknown(failedTasks.total) }),
      verdict: failedTasks.verdict,
      broken: broken(failedTasks.verdict),
    },
  ];
}

function datastoreColumns(): Array<Column<DatastoreRow>> {
  return [
    { key: 'name', heading: t('pbs.datastore', 'Datastore'), cell: ({ name }) => name },
    {
      key: 'meter',
      heading: '',
      width: 220,
      from: 640,
      cell: ({ used }) => <Meter ratio={used.value} verdict={used.verdict} />,
    },
    {
      key: 'used',
      heading: t('pbs.used', 'Used'),
      width: 72,
      numeric: true,
      cell: ({ used }) => percentText(used.value),
    },
    {
      key: 'free',
      heading: t('pbs.free', 'Free'),
      width: 96,
      numeric: true,
      from: 560,
      cell: ({ availableBytes }) => bytesText(availableBytes),
    },
    {
      key: 'size',
      heading: t('pbs.size', 'Size'),
      width: 96,
      numeric: true,
      from: 700,
      cell: ({ sizeBytes }) => bytesText(sizeBytes),
    },
    {
      key: 'dedup',
      heading: t('pbs.dedup', 'Deduplication'),
      width: 110,
      numeric: true,
      from: 820,
      cell: ({ deduplicationFactor }) =>
        deduplicationFactor === null ? UNKNOWN_TEXT : `${deduplicationFactor.toFixed(1)}\u00a0×`,
    },
    {
      key: 'full-in',
      heading: t('pbs.full-in', 'Full in'),
      width: 88,
      numeric: true,
      cell: ({ fullInDays }) => fullInText(fullInDays),
    },
    {
      key: 'state',
      heading: t('pbs.state', 'State'),
      from: 900,
      cell: (row) => {
        const words = stateWords(row);
        return <span title={words}>{words}</span>;
      },
    },
  ];
}

function stateWords({ error, maintenance, ...row }: DatastoreRow): string {
  if (error !== null || maintenance !== null) {
    return error ?? (maintenance === null ? '' : maintenanceText(maintenance));
  }
  return isAway({ error, maintenance, ...row }) ? t('pbs.away', 'not mounted') : t('pbs.in-use', 'in use');
}

type JudgedJob = DatastoreJob & { verdict: BackupServerView['verdict'] };

function jobColumns(nowMs: number, zone: string): Array<Column<JudgedJob>> {
  return [
    { key: 'kind', heading: t('pbs.kind', 'Kind'), width: 90, cell: ({ kind }) => kind },
    { key: 'id', heading: t('pbs.job', 'Job'), cell: ({ id }) => id },
    { key: 'store', heading: t('pbs.datastore', 'Datastore'), from: 560, cell: ({ datastore }) => datastore },
    {
      key: 'schedule',
      heading: t('pbs.schedule', 'Schedule'),
      from: 760,
      cell: ({ schedule }) => schedule ?? t('pbs.by-hand', 'by hand'),
    },
    {
      key: 'last',
      heading: t('pbs.last', 'Last run'),
      width: 100,
      numeric: true,
      cell: ({ lastRunEndedMs }) =>
        lastRunEndedMs === null ? t('pbs.never', 'never') : sinceWhen(lastRunEndedMs, nowMs, zone),
    },
    {
      key: 'state',
      heading: t('pbs.result', 'Result'),
      cell: ({ lastRunState }) => <span title={lastRunState ?? undefined}>{lastRunState ?? '—'}</span>,
    },
  ];
}

function taskColumns(nowMs: number, zone: string): Array<Column<ProxmoxTask>> {
  return [
    { key: 'type', heading: t('pbs.task', 'Task'), width: 150, cell: ({ type }) => type },
    { key: 'subject', heading: t('pbs.subject', 'On'), cell: ({ subject }) => subject },
    {
      key: 'started',
      heading: t('pbs.started', 'Started'),
      width: 90,
      numeric: true,
      cell: ({ startedMs }) => clockTime(startedMs, zone),
    },
    {
      key: 'took',
      heading: t('pbs.took', 'Took'),
      width: 90,
      from: 700,
      numeric: true,
      cell: ({ startedMs, endedMs }) => durationText((endedMs ?? nowMs) - startedMs),
    },
    { key: 'user', heading: t('pbs.user', 'By'), width: 160, from: 820, cell: ({ user }) => user },
    {
      key: 'status',
      heading: t('pbs.result', 'Result'),
      cell: ({ status }) => <span title={status ?? undefined}>{status ?? ''}</span>,
    },
  ];
}
