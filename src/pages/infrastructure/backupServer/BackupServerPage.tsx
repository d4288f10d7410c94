import type { Verdict } from '../../../core/check/verdict';
import { isStandingBad } from '../../../core/products/pending';
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
import { JudgedText } from '../../../ui/JudgedText';
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
import { sectionVerdict, WorstFirst, type JudgedSection } from '../WorstFirst';

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
  return (
    <>
      <Figures label={t('pbs.figures', 'The server in figures')} figures={figuresOf(view)} />
      <StandingList
        title={t('pbs.attention', 'Attention')}
        checks={view.attention}
        openEvidence={openEvidence}
        nowMs={nowMs}
      />
      <WorstFirst sections={sectionsOf(view, nowMs, zone)} />
      <EvidenceOf checks={view.checks} nowMs={nowMs} />
    </>
  );
}

function sectionsOf({ datastores, jobs, failedTasks, figures }: BackupServerView, nowMs: number, zone: string) {
  const ofRow = ({ verdict }: { verdict: Verdict }) => verdict;
  const sections: JudgedSection[] = [
    {
      key: 'datastores',
      verdict: sectionVerdict(datastores.ok ? datastores.value.map(ofRow) : [], datastores),
      content: (
        <Section title={t('pbs.datastores', 'Datastores')} count={datastores.ok ? datastores.value.length : null}>
          <ReadView of={datastores}>
            {(rows) => (
              <FactTable
                label={t('pbs.datastores', 'Datastores')}
                rows={rows}
                rowKey={({ name }) => name}
                verdict={ofRow}
                columns={datastoreColumns()}
                note={troubleOf}
                none={t('pbs.no-datastore', 'There is no datastore.')}
              />
            )}
          </ReadView>
        </Section>
      ),
    },
    {
      key: 'jobs',
      verdict: sectionVerdict(jobs.ok ? jobs.value.map(ofRow) : [], jobs),
      content: (
        <Section title={t('pbs.jobs', 'Jobs')} count={jobs.ok ? jobs.value.length : null}>
          <ReadView of={jobs}>
            {(rows) => (
              <FactTable
                label={t('pbs.jobs', 'Jobs')}
                rows={rows}
                rowKey={({ kind, id, datastore }) => `${kind} ${id} ${datastore}`}
                verdict={ofRow}
                columns={jobColumns(nowMs, zone)}
                none={t('pbs.no-job', 'No verify, prune, sync or garbage collection job is set up.')}
              />
            )}
          </ReadView>
        </Section>
      ),
    },
    {
      key: 'failed',
      verdict: sectionVerdict([figures.failedTasks.verdict], failedTasks),
      content: (
        <Section title={t('pbs.failed', 'Failed tasks, 24 h')} count={failedTasks.ok ? failedTasks.value.length : null}>
          <ReadView of={failedTasks}>
            {(rows) => (
              <FactTable
                label={t('pbs.failed', 'Failed tasks, 24 h')}
                rows={rows}
                rowKey={({ upid }) => upid}
                columns={taskColumns(nowMs, zone)}
                note={({ status }) => status}
                none={t('pbs.no-failed', 'No task failed.')}
              />
            )}
          </ReadView>
        </Section>
      ),
    },
  ];
  return sections;
}

function figuresOf({ figures: { fullest, fullIn, deduplicationFactor, failedTasks } }: BackupServerView): Figure[] {
  return [
    {
      key: 'fullest',
      label: t('pbs.fullest', 'Fullest datastore'),
      ...(fullest.value === null
        ? { value: fullest.verdict === 'na' ? '—' : null }
        : { value: String(Math.round(fullest.value * 100)), unit: '%' }),
      verdict: fullest.verdict,
      broken: isStandingBad(fullest.verdict),
      ...(fullest.of !== null && { sub: fullest.of }),
    },
    {
      key: 'full-in',
      label: t('pbs.full-in', 'Full in'),
      value: fullIn.value === null ? (fullIn.verdict === 'na' ? '—' : null) : fullInText(fullIn.value),
      verdict: fullIn.verdict,
      broken: isStandingBad(fullIn.verdict),
      sub:
        fullIn.of === null
          ? t('pbs.own-guess', 'its own guess')
          : t('pbs.own-guess-of', '{{name}}, its own guess', { name: fullIn.of }),
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
      broken: isStandingBad(failedTasks.verdict),
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
      cell: ({ used }) => <JudgedText verdict={used.verdict}>{percentText(used.value)}</JudgedText>,
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
      width: 104,
      numeric: true,
      cell: ({ fullIn }) => <JudgedText verdict={fullIn.verdict}>{fullInText(fullIn.value)}</JudgedText>,
    },
    {
      key: 'state',
      heading: t('pbs.state', 'State'),
      from: 900,
      cell: stateWords,
    },
  ];
}

/** In a word; what the server says of it stands below the row. */
function stateWords(row: DatastoreRow): string {
  if (row.error !== null) {
    return t('pbs.unusable', 'not usable');
  }
  if (row.maintenance !== null) {
    return t('pbs.maintenance', 'maintenance');
  }
  return isAway(row) ? t('pbs.away', 'not mounted') : t('pbs.in-use', 'in use');
}

function troubleOf({ error, maintenance }: DatastoreRow): string | null {
  return error ?? (maintenance === null ? null : maintenanceText(maintenance));
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
      wraps: true,
      cell: ({ lastRunState }) => lastRunState ?? '—',
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
  ];
}
