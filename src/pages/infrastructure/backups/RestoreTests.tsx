import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { verdictRank } from '../../../core/check/verdict';
import type { RestoreTest, RestoreTestState, TargetRow } from '../../../core/products/backups/view';
import type { Column } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { durationText } from '../../../ui/duration';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';

/** Rows before somebody asks for all. */
const FEW = 5;

interface Props {
  rows: readonly TargetRow[];
  nowMs: number;
  /** Null where this user may not record one. */
  onRecord: ((key: string) => void) | null;
}

/** When each target was restored for the last time and when it is due again, what is overdue first. */
export function RestoreTests({ rows, nowMs, onRecord }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const [params, change] = useAddress();
  const planned = useMemo(() => plannedTests(rows), [rows]);
  const isWhole = params.get('tests') === 'all' || planned.length <= FEW;
  const title = t('restore-tests.title', 'Restore tests');
  const open = (key: string) => change({ target: key, day: null });
  return (
    <Section
      title={title}
      help={t('restore-tests.help', 'A backup counts as tested when somebody restored it and signed what came back.')}
      actions={
        !isWhole && (
          <button type="button" className={styles.link} onClick={() => change({ tests: 'all' }, { replace: true })}>
            {t('restore-tests.all', 'All restore tests')}
          </button>
        )
      }
    >
      {planned.length === 0 ? (
        <p className={styles.quiet}>
          {t('restore-tests.none', 'No restore test is asked for, and nobody has recorded one.')}
        </p>
      ) : (
        <DataTable
          label={title}
          columns={columnsOf({ nowMs, zone, open, onRecord })}
          rows={isWhole ? planned : planned.slice(0, FEW)}
          rowKey={({ target }) => target.key}
        />
      )}
    </Section>
  );
}

/** Targets that were restored or have to be, worst first, of equal ones the one that is due first. */
export function plannedTests(rows: readonly TargetRow[]): readonly TargetRow[] {
  return rows
    .filter(({ posture, restoreTest }) => posture !== 'excluded' && (restoreTest.last || restoreTest.dueEverySeconds))
    .sort(
      (a, b) =>
        verdictRank(a.restoreTest.verdict) - verdictRank(b.restoreTest.verdict) ||
        (a.restoreTest.dueMs ?? Infinity) - (b.restoreTest.dueMs ?? Infinity) ||
        a.target.name.localeCompare(b.target.name)
    );
}

interface Stage {
  nowMs: number;
  zone: string;
  open: (key: string) => void;
  onRecord: Props['onRecord'];
}

function columnsOf({ nowMs, zone, open, onRecord }: Stage): ReadonlyArray<Column<TargetRow>> {
  return [
    {
      key: 'verdict',
      heading: t('restore-tests.verdict', 'Verdict'),
      tight: true,
      cell: ({ restoreTest }) => <Mark state={restoreTest.verdict} />,
    },
    {
      key: 'target',
      heading: t('restore-tests.target', 'Target'),
      cell: ({ target }) => <Name name={target.name} place={target.place} onOpen={() => open(target.key)} />,
    },
    {
      key: 'last',
      heading: t('restore-tests.last', 'Last test'),
      numeric: true,
      cell: ({ restoreTest: { last, isNever } }) =>
        last === null
          ? isNever
            ? t('targets.never', 'never')
            : '?'
          : t('age.ago', '{{duration}} ago', { duration: durationText(nowMs - last.atMs) }),
    },
    {
      key: 'every',
      heading: t('restore-tests.every', 'Due every'),
      numeric: true,
      from: 560,
      cell: ({ restoreTest: { dueEverySeconds } }) =>
        dueEverySeconds === null ? '—' : durationText(dueEverySeconds * 1000),
    },
    {
      key: 'next',
      heading: t('restore-tests.next', 'Next'),
      numeric: true,
      from: 760,
      cell: ({ restoreTest: { dueMs, dueEverySeconds, isNever } }) =>
        dueMs !== null
          ? shortDate(dueMs, zone)
          : dueEverySeconds === null
            ? '—'
            : isNever
              ? t('restore-tests.now', 'now')
              : '?',
    },
    {
      key: 'evidence',
      heading: t('restore-tests.evidence', 'Evidence'),
      from: 640,
      cell: ({ restoreTest }) => <Quiet>{evidenceWords(restoreTest)}</Quiet>,
    },
    ...(onRecord === null
      ? []
      : [
          {
            key: 'record',
            heading: '',
            tight: true,
            cell: ({ target }: TargetRow) => (
              <Button
                size="sm"
                variant="secondary"
                fill="text"
                aria-label={t('restore-tests.record-of', 'Record a restore test of {{name}}', { name: target.name })}
                onClick={() => onRecord(target.key)}
              >
                {t('restore-tests.record', 'Record')}
              </Button>
            ),
          },
        ]),
  ];
}

/** "ops1 restored it in 14 min: namespace wiki" */
export function evidenceWords({ last, isNever }: Pick<RestoreTestState, 'last' | 'isNever'>): string {
  if (last === null) {
    return isNever
      ? t('restore-tests.nobody', 'Nobody has restored it yet')
      : t('restore-tests.unread', 'The journal was not read');
  }
  const values = { by: last.by, took: last.tookSeconds === null ? '' : durationText(last.tookSeconds * 1000) };
  const done = doneWords(last.result, values);
  return last.note === '' ? done : t('restore-tests.with-note', '{{done}}: {{note}}', { done, note: last.note });
}

function doneWords(result: RestoreTest['result'], values: { by: string; took: string }): string {
  switch (result) {
    case 'restored':
      return values.took === ''
        ? t('restore-tests.restored', '{{by}} restored it', values)
        : t('restore-tests.restored-in', '{{by}} restored it in {{took}}', values);
    case 'partial':
      return values.took === ''
        ? t('restore-tests.partial', '{{by}} restored a part of it', values)
        : t('restore-tests.partial-in', '{{by}} restored a part of it in {{took}}', values);
    case 'failed':
      return t('restore-tests.failed', '{{by}} could not restore it', values);
  }
}

function Name({ name, place, onOpen }: { name: string; place: string; onOpen: () => void }) {
  const styles = useStyles2(getStyles);
  return (
    <span>
      <button type="button" className={styles.name} onClick={onOpen}>
        {name}
      </button>{' '}
      <small className={styles.small}>{place}</small>
    </span>
  );
}

function Quiet({ children }: { children: string }) {
  return <span className={useStyles2(getStyles).quiet}>{children}</span>;
}

const getStyles = (theme: GrafanaTheme2) => {
  const button = { border: 0, padding: 0, minHeight: 24, background: 'none', font: 'inherit' } as const;
  return {
    link: css({ ...button, color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
    name: css({
      ...button,
      color: theme.colors.text.primary,
      textAlign: 'left',
      '&:hover': { textDecoration: 'underline' },
    }),
    small: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
    quiet: css({ color: theme.colors.text.secondary }),
  };
};
