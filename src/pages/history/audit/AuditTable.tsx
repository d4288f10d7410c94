import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useChromeHeaderHeight } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { instantOf } from '../../../core/time/zone';
import type { Column } from '../../../ui/column';
import { Mark } from '../../../ui/Mark';
import { t } from '../../../ui/t';
import { VirtualTable } from '../../../ui/VirtualTable';
import { clockTimeWithSeconds, shortDay } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { listOf, type AuditRow } from './auditRows';
import { eventWord, integrityMark, integrityNote, integrityWord } from './auditWords';
import { readRunKey } from './runKey';

interface Props {
  rows: readonly AuditRow[];
  titleOf: (list: string) => string;
  isReading?: boolean;
}

/** The newest entry first; one that does not count says below itself what happened and what follows. */
export function AuditTable({ rows, titleOf, isReading = false }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const stickyTop = useChromeHeaderHeight() ?? 0;
  const columns = useMemo(
    (): ReadonlyArray<Column<AuditRow>> => [
      {
        key: 'time',
        heading: t('audit.time', 'Server time'),
        width: 176,
        cell: ({ createdMs }) => `${shortDay(createdMs, zone)} ${clockTimeWithSeconds(createdMs, zone)}`,
      },
      {
        key: 'person',
        heading: t('audit.person', 'Person'),
        width: 100,
        from: 480,
        cell: ({ author }) => author || <span className={styles.quiet}>{t('audit.not-known', 'not known')}</span>,
      },
      {
        key: 'run',
        heading: t('audit.run', 'Round'),
        width: 200,
        from: 760,
        wraps: true,
        cell: (row) => subjectWords(row, titleOf, zone),
      },
      {
        key: 'event',
        heading: t('audit.event', 'Event'),
        width: 120,
        cell: ({ event }) => (event ? eventWord(event.type) : ''),
      },
      {
        key: 'value',
        heading: t('audit.value', 'Value'),
        from: 480,
        wraps: true,
        cell: ({ event }) => event?.sentence ?? '',
      },
      {
        key: 'integrity',
        heading: t('audit.integrity', 'Integrity'),
        width: 172,
        cell: ({ integrity }) =>
          integrity === 'untouched' ? (
            <span className={styles.untouched}>
              <span aria-hidden className={styles.glyph}>
                <Mark state="pass" size="sm" glyphOnly />
              </span>
              {integrityWord(integrity)}
            </span>
          ) : (
            <Mark state={integrityMark(integrity)} size="sm" word={integrityWord(integrity)} />
          ),
      },
    ],
    [zone, titleOf, styles]
  );
  return (
    <VirtualTable
      label={t('audit.table', 'Entries of the journal')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => String(id)}
      stickyTop={stickyTop}
      note={integrityNote}
      skeletonRows={isReading ? 8 : 0}
    />
  );
}

/** What the search looks through: all that a row shows. */
export function rowText(row: AuditRow, titleOf: (list: string) => string): string {
  const { author, event, subject, integrity } = row;
  return [
    author,
    titleOf(listOf(row)),
    subject,
    event ? `${eventWord(event.type)} ${event.sentence}` : '',
    integrityWord(integrity),
  ].join(' ');
}

/** "Morning routine, Thu 19 Nov" of a round; of anything else what it is about. */
function subjectWords(row: AuditRow, titleOf: (list: string) => string, zone: string): string {
  const key = readRunKey(row.subject);
  if (key === null) {
    return row.subject;
  }
  const day = shortDay(instantOf(key.date, '12:00', zone), zone);
  return [titleOf(key.list), day, ...(key.shift === null ? [] : [key.shift])].join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary }),
  untouched: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    color: theme.colors.text.secondary,
  }),
  glyph: css({ display: 'inline-flex', filter: 'grayscale(1)' }),
});
