import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo, useRef } from 'react';

import { statesOfCheck, statesOfDays, withNow, type DayGrid } from '../../../core/check/dayVerdicts';
import type { CheckDefinition } from '../../../core/check/definition';
import { subjectTitle } from '../../../core/check/finding';
import type { CheckHistory } from '../../../core/check/history';
import type { ReasonCode, Verdict } from '../../../core/check/verdict';
import { localDate } from '../../../core/time/zone';
import { useNow } from '../../../ui/Age';
import type { Column } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { DayStrip, daysInWords } from '../../../ui/DayStrip';
import { Mark } from '../../../ui/Mark';
import { reasonInTable, reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { plural, t } from '../../../ui/t';
import { useWidth } from '../../../ui/useWidth';
import { shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { pastRows, type PastRow } from './pastRows';

/** Things that are listed before they are counted. */
const LISTED = 25;

interface Props {
  definition: CheckDefinition;
  grid: DayGrid;
  history: CheckHistory;
  stepHours: number;
  now: Verdict | null;
}

/** The days of a check, and of the things that were not well in them. */
export function PastDays({ definition, grid, history, stepHours, now }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const today = localDate(
    useNow(() => 60_000),
    zone
  );
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const days = useMemo(() => {
    const past = statesOfDays(statesOfCheck(history), grid);
    // Over midnight the last of the days is yesterday.
    return now === null || grid.dates[grid.dates.length - 1] !== today ? past : withNow(past, now);
  }, [history, grid, now, today]);
  const { bad, others } = useMemo(() => pastRows(history, grid), [history, grid]);
  const length = grid.dates.length;
  const step = Math.max(2, (width ?? 720) / length);
  return (
    <>
      <Section
        title={t('past.title', 'Last {{days}} days', { days: length })}
        help={t(
          'past.help',
          'Looked at every {{step}}, each look judged by itself; a day is as bad as its worst look.',
          {
            step: plural('past.step', stepHours, { one: 'hour', other: '{{count}} hours' }),
          }
        )}
        actions={t(
          'past.legend',
          'full height: fail, half: warning, low: pass, dashed: unknown, line: nothing to judge'
        )}
      >
        <div ref={frame}>
          <DayStrip days={days} step={step} height={28} />
          <div className={styles.ends} style={{ width: step * length }}>
            <span>{shortDate(grid.fromMs, zone)}</span>
            <span>{t('past.today', 'today')}</span>
          </div>
        </div>
        <p className={styles.words}>{t('past.in-all', 'In all: {{words}}.', { words: daysInWords(days) })}</p>
        {history.problems.map(({ sourceUid, sourceName, reason }) => (
          <p key={sourceUid} className={styles.problem}>
            <Mark state="unknown" word={`${sourceName}: ${reasonInTable(reason)}`} size="sm" /> {reasonWords(reason)}
          </p>
        ))}
      </Section>
      {bad.length > 0 && <BadThings definition={definition} rows={bad} others={others} />}
    </>
  );
}

function BadThings({ definition, rows, others }: { definition: CheckDefinition; rows: PastRow[]; others: number }) {
  const styles = useStyles2(getStyles);
  const columns: Array<Column<PastRow>> = [
    {
      key: 'what',
      heading: t('table.what', 'What'),
      cell: ({ entity }) => subjectTitle(definition, entity.labels) || definition.title,
    },
    {
      key: 'said',
      heading: t('past.said', 'What it was'),
      from: 760,
      cell: ({ days, entity }) => <span className={styles.quiet}>{saidWords(days, entity.reason)}</span>,
    },
    {
      key: 'days',
      heading: t('past.days-column', 'Days'),
      tight: true,
      cell: ({ days }) => <DayStrip days={days} step={Math.min(6, 240 / days.length)} height={16} />,
    },
  ];
  const left = rows.length - LISTED;
  return (
    <Section title={t('past.things', 'Not always well')} count={rows.length}>
      <DataTable
        label={t('past.things', 'Not always well')}
        columns={columns}
        rows={rows.slice(0, LISTED)}
        rowKey={({ entity }) => entity.key}
      />
      <p className={styles.words}>
        {[
          ...(left > 0
            ? [
                plural('past.left', left, {
                  one: '{{count}} more is not shown.',
                  other: '{{count}} more are not shown.',
                }),
              ]
            : []),
          ...(others > 0
            ? [
                plural('past.others', others, {
                  one: '{{count}} other passes on every day on which it was there.',
                  other: '{{count}} others pass on every day on which they were there.',
                }),
              ]
            : []),
        ].join(' ')}
      </p>
    </Section>
  );
}

/** "fail on 1 day, unknown on 2 days (unknown: no data)" */
function saidWords(days: string, code: ReasonCode | undefined): string {
  const words = daysInWords(days);
  return code === undefined
    ? words
    : t('past.with-reason', '{{words}} (unknown: {{reason}})', { words, reason: reasonInTable({ code }) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  ends: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    justifyContent: 'space-between',
    maxWidth: '100%',
    marginTop: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  }),
  words: css({ margin: theme.spacing(1, 0, 0, 0), color: theme.colors.text.secondary }),
  problem: css({ margin: theme.spacing(1, 0, 0, 0), overflowWrap: 'anywhere' }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
