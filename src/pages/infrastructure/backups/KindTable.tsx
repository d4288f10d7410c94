import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { POSTURES, type KindRow, type Posture } from '../../../core/products/backups/view';
import { percentText } from '../../../ui/amounts';
import { PostureBar } from '../../../ui/backups/PostureBar';
import {
  judgedCount,
  kindWord,
  postureCountWord,
  postureVerdict,
  postureWord,
  providerWord,
} from '../../../ui/backups/postureWords';
import type { Column } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { JudgedText } from '../../../ui/JudgedText';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { countText } from '../../../ui/when';

/** Below this many px the numbers are words below the bar. */
const NUMBERS_FROM = 620;

/** Kinds of targets, how many of each stand how, and what is known of their copies. */
export function KindTable({ kinds }: { kinds: readonly KindRow[] }) {
  const title = t('backup-kinds.title', 'By kind');
  return (
    <Section title={title}>
      <DataTable label={title} columns={columnsOf()} rows={kinds} rowKey={({ kind }) => kind} />
    </Section>
  );
}

function columnsOf(): ReadonlyArray<Column<KindRow>> {
  return [
    { key: 'kind', heading: t('backup-kinds.kind', 'Kind, protected by'), cell: (row) => <Kind row={row} /> },
    {
      key: 'bar',
      heading: t('backup-kinds.posture', 'Posture'),
      cell: ({ counts }) => <Bar counts={counts} />,
      from: NUMBERS_FROM,
    },
    {
      key: 'narrow',
      heading: t('backup-kinds.posture', 'Posture'),
      below: NUMBERS_FROM,
      cell: ({ counts }) => (
        <>
          <Bar counts={counts} />
          <Quiet>{countWords(counts)}</Quiet>
        </>
      ),
    },
    ...POSTURES.map((posture) => ({
      key: posture,
      heading: postureWord(posture),
      numeric: true,
      from: NUMBERS_FROM,
      cell: ({ counts }: KindRow) => <Count posture={posture} count={counts[posture]} />,
    })),
    {
      key: 'verified',
      heading: t('backup-kinds.verified', 'Verified'),
      numeric: true,
      from: 760,
      cell: ({ verified, counts }) => {
        if (verified.verdict === 'na' || judgedCount(counts) === 0) {
          return <Quiet>—</Quiet>;
        }
        const share = percentText(verified.value);
        return verified.verdict === 'pass' ? (
          <Quiet>{share}</Quiet>
        ) : (
          <JudgedText verdict={verified.verdict}>{share}</JudgedText>
        );
      },
    },
    {
      key: 'restore',
      heading: t('backup-kinds.restore', 'Restore test'),
      numeric: true,
      from: 840,
      cell: (row) => <RestoreTest row={row} />,
    },
    {
      key: 'copies',
      heading: '3-2-1-1-0',
      numeric: true,
      from: 920,
      cell: ({ copiesKept: { kept, of, unknown } }) => {
        if (of === 0) {
          return <Quiet>—</Quiet>;
        }
        if (unknown === of) {
          return <JudgedText verdict="unknown">?</JudgedText>;
        }
        const words = t('backup-kinds.n-of', '{{n}} of {{all}}', { n: countText(kept), all: countText(of) });
        const verdict = kept === of ? 'pass' : kept + unknown === of ? 'unknown' : 'warn';
        return verdict === 'pass' ? <Quiet>{words}</Quiet> : <JudgedText verdict={verdict}>{words}</JudgedText>;
      },
    },
  ];
}

/** "3 unprotected, 172 protected" */
function countWords(counts: KindRow['counts']): string {
  return POSTURES.filter((posture) => counts[posture] > 0)
    .map((posture) =>
      t('targets.n-of', '{{n}} {{what}}', { n: countText(counts[posture]), what: postureCountWord(posture) })
    )
    .join(', ');
}

function Kind({ row: { kind, providers } }: { row: KindRow }) {
  const styles = useStyles2(getStyles);
  return (
    <span>
      <span className={styles.medium}>{kindWord(kind)}</span>{' '}
      <small className={styles.small}>{providers.map(providerWord).join(', ')}</small>
    </span>
  );
}

function Bar({ counts }: Pick<KindRow, 'counts'>) {
  return (
    <div className={useStyles2(getStyles).bar}>
      <PostureBar counts={counts} />
    </div>
  );
}

function Count({ posture, count }: { posture: Posture; count: number }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const isException = posture !== 'protected' && posture !== 'excluded' && count > 0;
  return (
    <span
      className={isException || posture === 'protected' ? undefined : styles.quiet}
      style={isException ? { color: markColor(postureVerdict(posture), theme) } : undefined}
    >
      {countText(count)}
    </span>
  );
}

/** How many are restored in time, of those that have to be. */
function RestoreTest({ row: { restoreTests } }: { row: KindRow }) {
  const { verdict, inTime, of } = restoreTests;
  if (of === 0) {
    return <Quiet>—</Quiet>;
  }
  const text =
    inTime === null ? '?' : t('backup-kinds.n-of', '{{n}} of {{all}}', { n: countText(inTime), all: countText(of) });
  return verdict === 'pass' ? <Quiet>{text}</Quiet> : <JudgedText verdict={verdict}>{text}</JudgedText>;
}

function Quiet({ children }: { children: string }) {
  return <span className={useStyles2(getStyles).quiet}>{children}</span>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  medium: css({ fontWeight: theme.typography.fontWeightMedium }),
  small: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
  quiet: css({ color: theme.colors.text.secondary }),
  bar: css({ minWidth: 60, width: 116 }),
});
