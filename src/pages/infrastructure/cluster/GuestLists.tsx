import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Reason } from '../../../core/check/verdict';
import type { Snapshot } from '../../../core/inventory/read';
import {
  backupsOfGuest,
  snapshotsOfGuest,
  tasksOfGuest,
  type GuestList,
} from '../../../core/products/proxmox-ve/guestDetails';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import type { GuestRow } from '../../../core/products/proxmox-ve/view';
import { taskFailed } from '../../../core/products/proxmox/tasks';
import { bytesText } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { durationText } from '../../../ui/duration';
import { Mark } from '../../../ui/Mark';
import { reasonWords } from '../../../ui/reasonText';
import { plural, t } from '../../../ui/t';
import { sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';

/** Backups and tasks that are listed; the rest is counted. */
const FEW = 5;

interface PartProps {
  guest: GuestRow;
  known: { snapshot: Snapshot<PveParts> };
}

/** Its backups, newest first. */
export function Backups({ guest, known, nowMs }: PartProps & { nowMs: number }) {
  const zone = useZone();
  return (
    <ListSection
      title={t('guest.backups', 'Backups')}
      of={backupsOfGuest(guest, known.snapshot)}
      none={
        guest.lastBackup.state === 'excluded'
          ? t('guest.excluded', 'Excluded from backups.')
          : t('guest.no-backup', 'There is none.')
      }
      rowKey={({ place, takenMs }) => `${place} ${takenMs}`}
      columns={[
        { key: 'taken', heading: t('guest.taken', 'Taken'), cell: ({ takenMs }) => sinceWhen(takenMs, nowMs, zone) },
        { key: 'place', heading: t('guest.place', 'On'), cell: ({ place }) => place },
        {
          key: 'verified',
          heading: t('guest.verified', 'Verified'),
          cell: ({ verified }) =>
            verified === 'ok' ? (
              t('guest.verified-ok', 'yes')
            ) : verified === 'failed' ? (
              <Mark state="fail" word={t('guest.verified-failed', 'failed')} size="sm" />
            ) : verified === 'strange' ? (
              <Mark state="unknown" size="sm" />
            ) : (
              t('guest.verified-no', 'not yet')
            ),
        },
        { key: 'size', heading: t('guest.size', 'Size'), numeric: true, cell: ({ sizeBytes }) => bytesText(sizeBytes) },
      ]}
    />
  );
}

/** Its snapshots. */
export function Snapshots({ guest, known, isReading, nowMs }: PartProps & { isReading: boolean; nowMs: number }) {
  return (
    <ListSection
      title={t('guest.snapshots', 'Snapshots')}
      of={snapshotsOfGuest(guest, known.snapshot)}
      isReading={isReading}
      none={t('guest.no-snapshot', 'There is none.')}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', heading: t('guest.snapshot', 'Name'), cell: ({ name }) => name },
        {
          key: 'age',
          heading: t('snapshots.age', 'Age'),
          numeric: true,
          cell: ({ takenMs }) => (takenMs === null ? '?' : durationText(nowMs - takenMs)),
        },
        {
          key: 'memory',
          heading: t('guest.with-memory', 'With memory'),
          cell: ({ withMemory }) => (withMemory ? t('guest.yes', 'yes') : t('guest.no', 'no')),
        },
      ]}
    />
  );
}

/** The tasks of the last day that were about it. */
export function Tasks({ guest, known, nowMs }: PartProps & { nowMs: number }) {
  const zone = useZone();
  return (
    <ListSection
      title={t('guest.tasks', 'Tasks, 24 h')}
      of={tasksOfGuest(guest, known.snapshot)}
      none={t('guest.no-task', 'None was about this guest alone.')}
      rowKey={({ upid }) => upid}
      columns={[
        {
          key: 'started',
          heading: t('pbs.started', 'Started'),
          cell: ({ startedMs }) => sinceWhen(startedMs, nowMs, zone),
        },
        { key: 'type', heading: t('pbs.task', 'Task'), cell: ({ type }) => type },
        {
          key: 'result',
          heading: t('pbs.result', 'Result'),
          cell: (task) =>
            taskFailed(task) ? (
              <Mark state="fail" word={task.status ?? ''} size="sm" />
            ) : (
              (task.status ?? (task.endedMs === null ? t('guest.running', 'running') : '?'))
            ),
        },
      ]}
    />
  );
}

interface ListProps<T> {
  title: string;
  /** Null until it was read. */
  of: GuestList<T> | null;
  isReading?: boolean;
  none: string;
  rowKey: (row: T) => string;
  columns: ReadonlyArray<Column<T>>;
}

function ListSection<T>({ title, of, isReading = false, none, rowKey, columns }: ListProps<T>) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title}>
      <h4 className={styles.heading}>{title}</h4>
      {of === null ? (
        <p className={styles.quiet}>{isReading ? t('guest.reading', 'Reading') : t('guest.unread', 'Not read.')}</p>
      ) : (
        <>
          {[...new Set(of.missing.map(whyMissing))].map((why) => (
            <p key={why} className={styles.quiet}>
              <Mark state="unknown" word={t('read.partial', 'Not all of it')} size="sm" /> {why}
            </p>
          ))}
          {of.list.length > 0 && (
            <DataTable label={title} columns={columns} rows={of.list.slice(0, FEW)} rowKey={rowKey} />
          )}
          {of.list.length === 0 && of.missing.length === 0 && <p className={styles.quiet}>{none}</p>}
          {of.list.length > FEW && (
            <p className={styles.quiet}>
              {plural('guest.older', of.list.length - FEW, {
                one: '{{count}} is older.',
                other: '{{count}} are older.',
              })}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function whyMissing(reason: Reason): string {
  return reasonWords(reason);
}

const getStyles = (theme: GrafanaTheme2) => ({
  heading: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 0.5, 0) }),
  quiet: css({ margin: theme.spacing(0.5, 0), color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
