import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useChromeHeaderHeight } from '@grafana/runtime';
import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { instantOf } from '../../../core/time/zone';
import type { Column } from '../../../ui/column';
import { Mark } from '../../../ui/Mark';
import { t } from '../../../ui/t';
import { markGlyph } from '../../../ui/verdictLook';
import { VirtualTable } from '../../../ui/VirtualTable';
import { clockTimeWithSeconds, shortDay } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { listOf, type AuditRow } from './auditRows';
import { eventWord, integrityMark, integrityNote, integrityWord } from './auditWords';
import { readRunKey } from '../../../core/checklist/runKey';

/** With less room than this many pixels an entry has its lines below each other. */
const WIDE = 600;

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
        key: 'entry',
        heading: t('audit.entry', 'Entry'),
        below: WIDE,
        wraps: true,
        cell: (row) => <NarrowEntry row={row} zone={zone} />,
      },
      {
        key: 'time',
        heading: t('audit.time', 'Server time'),
        width: 168,
        from: WIDE,
        cell: ({ createdMs }) => `${shortDay(createdMs, zone)} ${clockTimeWithSeconds(createdMs, zone)}`,
      },
      {
        key: 'person',
        heading: t('audit.person', 'Person'),
        width: 100,
        from: WIDE,
        cell: ({ author }) => author || <span className={styles.quiet}>{t('audit.not-known', 'not known')}</span>,
      },
      {
        key: 'run',
        heading: t('audit.about', 'About'),
        width: 170,
        from: 760,
        wraps: true,
        cell: (row) => subjectWords(row, titleOf, zone),
      },
      {
        key: 'event',
        heading: t('audit.event', 'Event'),
        width: 120,
        from: WIDE,
        cell: ({ event }) => (event ? eventWord(event.type) : ''),
      },
      {
        key: 'value',
        heading: t('audit.value', 'Value'),
        from: WIDE,
        wraps: true,
        cell: ({ event }) => event?.sentence ?? '',
      },
      {
        key: 'integrity',
        heading: t('audit.integrity', 'Integrity'),
        width: 180,
        from: WIDE,
        cell: (row) => <IntegrityMark row={row} />,
      },
      {
        key: 'trust',
        heading: '',
        width: 32,
        below: WIDE,
        cell: ({ integrity }) => (
          <Mark state={integrityMark(integrity)} size="sm" glyphOnly word={integrityWord(integrity)} />
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

/** Untouched is quiet: what everybody expects is no news. */
function IntegrityMark({ row: { integrity } }: { row: AuditRow }) {
  const styles = useStyles2(getStyles);
  const word = integrityWord(integrity);
  if (integrity !== 'untouched') {
    return <Mark state={integrityMark(integrity)} size="sm" word={word} />;
  }
  return (
    <span className={styles.untouched}>
      <Icon name={markGlyph('pass')} size="sm" aria-hidden />
      {word}
    </span>
  );
}

function NarrowEntry({ row: { event, author, createdMs }, zone }: { row: AuditRow; zone: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.entry}>
      <span className={styles.quiet}>
        {[`${shortDay(createdMs, zone)} ${clockTimeWithSeconds(createdMs, zone)}`, author].filter(Boolean).join(', ')}
      </span>
      <span>{event ? eventWord(event.type) : ''}</span>
      <span>{event?.sentence}</span>
    </span>
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

/** "Morning routine, Thu 19 Nov" of a round; of a row that is gone its list, of anything else what it is about. */
function subjectWords(row: AuditRow, titleOf: (list: string) => string, zone: string): string {
  const key = readRunKey(row.subject);
  if (key === null) {
    return titleOf(row.subject);
  }
  // A date stays in one line.
  const day = shortDay(instantOf(key.date, '12:00', zone), zone).replaceAll(' ', '\u00a0');
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
  entry: css({ display: 'flex', flexDirection: 'column' }),
});
