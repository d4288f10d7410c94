import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Verdict } from '../../../core/check/verdict';
import type { BackupJob, BackupRun } from '../../../core/products/backups/target';
import type { TargetRow } from '../../../core/products/backups/view';
import { localDate } from '../../../core/time/zone';
import { bytesText } from '../../../ui/amounts';
import { providerWord } from '../../../ui/backups/postureWords';
import { DataTable } from '../../../ui/DataTable';
import { durationText } from '../../../ui/duration';
import { JudgedText } from '../../../ui/JudgedText';
import { Mark } from '../../../ui/Mark';
import { plural, t } from '../../../ui/t';
import { clockTime, shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { ListSection } from './ListSection';

/** Runs that are listed; the rest is counted. */
const FEW = 8;

/** What starts its backups, as it is defined. */
export function JobList({ row }: { row: TargetRow }) {
  const zone = useZone();
  const { jobs } = row.target;
  const title = t('target.jobs', 'Jobs');
  return (
    <ListSection title={title} none={jobs.length === 0 ? t('target.no-jobs', 'No job names it.') : null}>
      <DataTable
        label={title}
        rows={jobs}
        rowKey={({ provider, name }) => `${provider} ${name}`}
        columns={[
          { key: 'name', heading: t('target.job', 'Job'), cell: ({ name }) => name },
          { key: 'by', heading: t('target.by', 'By'), cell: ({ provider }) => providerWord(provider) },
          { key: 'state', heading: t('target.state', 'State'), cell: (job) => <JobState job={job} /> },
          {
            key: 'every',
            heading: t('target.every', 'At least every'),
            numeric: true,
            from: 480,
            cell: ({ intervalSeconds }) => (intervalSeconds === null ? '?' : durationText(intervalSeconds * 1000)),
          },
          {
            key: 'next',
            heading: t('target.next', 'Next run'),
            numeric: true,
            cell: ({ nextRunMs }) => (nextRunMs === null ? '—' : momentText(nextRunMs, zone)),
          },
        ]}
      />
    </ListSection>
  );
}

function JobState({ job: { state } }: { job: BackupJob }) {
  switch (state) {
    case 'on':
      return <JudgedText verdict="pass">{t('target.on', 'enabled')}</JudgedText>;
    case 'off':
      return <JudgedText verdict="fail">{t('target.off', 'disabled')}</JudgedText>;
    case 'unscheduled':
      return <JudgedText verdict="fail">{t('target.unscheduled', 'nothing starts it')}</JudgedText>;
    case 'unknown':
      return <JudgedText verdict="unknown">?</JudgedText>;
  }
}

/** Its last runs, or those of one day. */
export function RunList({ row, day }: { row: TargetRow; day: string | null }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const all = row.target.runs;
  const runs = day === null ? all : all.filter(({ startedMs }) => localDate(startedMs, zone) === day);
  const title = t('target.runs', 'Runs');
  const none =
    day === null
      ? t('target.no-runs', 'No source tells of one.')
      : t('target.no-runs-day', 'No source tells of one on that day.');
  return (
    <ListSection title={title} none={runs.length === 0 ? none : null}>
      <DataTable
        label={title}
        rows={runs.slice(0, FEW)}
        rowKey={({ provider, startedMs }) => `${provider} ${startedMs}`}
        columns={[
          {
            key: 'started',
            heading: t('target.started', 'Started'),
            cell: ({ startedMs }) => momentText(startedMs, zone),
          },
          {
            key: 'result',
            heading: t('target.result', 'Result'),
            cell: (run) => (
              <>
                <Mark state={runVerdict(run)} word={runWord(run)} size="sm" />
                {run.said !== '' && <div className={styles.small}>{run.said}</div>}
              </>
            ),
          },
          {
            key: 'took',
            heading: t('target.took', 'Took'),
            numeric: true,
            cell: ({ startedMs, endedMs }) => (endedMs === null ? '—' : durationText(endedMs - startedMs)),
          },
          {
            key: 'size',
            heading: t('target.size', 'Size'),
            numeric: true,
            cell: ({ sizeBytes }) => (sizeBytes === null ? '—' : bytesText(sizeBytes)),
          },
        ]}
      />
      {runs.length > FEW && (
        <p className={styles.quiet}>
          {plural('target.more-runs', runs.length - FEW, {
            one: '{{count}} older run is known.',
            other: '{{count}} older runs are known.',
          })}
        </p>
      )}
    </ListSection>
  );
}

function runVerdict({ result }: BackupRun): Verdict | 'pending' {
  switch (result) {
    case 'good':
      return 'pass';
    case 'warning':
      return 'warn';
    case 'failed':
      return 'fail';
    case 'running':
      return 'pending';
    case 'unknown':
      return 'unknown';
  }
}

function runWord({ result }: BackupRun): string {
  switch (result) {
    case 'good':
      return t('run.good', 'Good');
    case 'warning':
      return t('run.warning', 'With warnings');
    case 'failed':
      return t('run.failed', 'Failed');
    case 'running':
      return t('run.running', 'Running');
    case 'unknown':
      return t('run.unknown', 'Unknown');
  }
}

function momentText(ms: number, zone: string): string {
  return `${shortDate(ms, zone)}, ${clockTime(ms, zone)}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  small: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
  quiet: css({ margin: theme.spacing(0.5, 0, 0, 0), color: theme.colors.text.secondary }),
});
