import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { verdictRank, type Reason } from '../../../core/check/verdict';
import { snapshotRows, unreadGuests, type SnapshotRow } from '../../../core/products/proxmox-ve/snapshotRows';
import { countOrUnknown, UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { useReadStage } from '../../../ui/connection';
import { durationText } from '../../../ui/duration';
import { Mark } from '../../../ui/Mark';
import { reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { byNumber, byText, sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { VirtualTable } from '../../../ui/VirtualTable';
import { countText } from '../../../ui/when';
import { EvidenceOf } from '../EvidenceDrawer';
import { perGuestReader } from '../readers';
import { Nothing, ReadView, Unreadable } from '../ReadView';
import { useReadings } from '../useReadings';
import { useStickyTop } from '../useStickyTop';
import { StandingList } from './StandingList';
import type { TabProps } from './TabProps';

const WORST_FIRST: Sort = { key: 'verdict', descending: true };

/** Every snapshot in the cluster. Each guest has to be asked by itself, so this is read when the tab is opened. */
export function SnapshotsTab({ source, refreshes, openEvidence, nowMs }: TabProps) {
  const styles = useStyles2(getStyles);
  const stage = useReadStage();
  const readers = useMemo(() => [perGuestReader(source, ['snapshots'], stage)], [source, stage]);
  const { values, failed, reading, cancelled, refresh, cancel } = useReadings(readers, refreshes);
  const read = values.get(source.uid);
  const broken = failed.get(source.uid);
  const [progress] = reading;
  if (broken) {
    return <Unreadable reason={broken} />;
  }
  if (read === undefined) {
    return (
      <div className={styles.reading} role="status">
        {cancelled
          ? t('snapshots.cancelled', 'Not read.')
          : t('snapshots.reading', 'Reading the snapshots of each guest, {{done}} of {{total}}', {
              done: countOrUnknown(progress?.done ?? 0),
              total: countOrUnknown(progress && progress.total > 0 ? progress.total : null),
            })}
        <Button size="sm" variant="secondary" onClick={cancelled ? refresh : cancel}>
          {cancelled ? t('snapshots.read', 'Read them') : t('infra.cancel', 'Cancel')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <StandingList
        title={t('snapshots.checks', 'Checks')}
        checks={read.checks}
        openEvidence={openEvidence}
        nowMs={nowMs}
      />
      <ReadView of={read.snapshot.resources}>
        {({ guests }) => (
          <ReadView of={read.snapshot.snapshots}>
            {(snapshots) => (
              <SnapshotTable
                rows={snapshotRows(guests, snapshots, read.checks)}
                unread={unreadGuests(guests, snapshots)}
                nowMs={nowMs}
              />
            )}
          </ReadView>
        )}
      </ReadView>
      <EvidenceOf checks={read.checks} nowMs={nowMs} />
    </>
  );
}

interface TableProps {
  rows: readonly SnapshotRow[];
  unread: ReadonlyArray<{ reason: Reason; count: number }>;
  nowMs: number;
}

function SnapshotTable({ rows, unread, nowMs }: TableProps) {
  const styles = useStyles2(getStyles);
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  const columns = useColumns(nowMs);
  const sort = sortOf(params.get('sort'), WORST_FIRST);
  return (
    <Section
      title={t('snapshots.title', 'Snapshots')}
      count={unread.length > 0 ? null : rows.reduce((sum, { count }) => sum + count, 0)}
      help={t(
        'snapshots.help',
        'A snapshot holds the old blocks of its disks: it grows, slows the guest, and is no backup.'
      )}
    >
      {unread.map(({ reason, count }) => (
        <p key={`${reason.code} ${reason.detail ?? ''}`} className={styles.unread}>
          <Mark
            state="unknown"
            word={plural('snapshots.unread', count, {
              one: '{{count}} guest unknown',
              other: '{{count}} guests unknown',
            })}
          />{' '}
          {reasonWords(reason)}
        </p>
      ))}
      {rows.length === 0 && unread.length === 0 ? (
        <Nothing>{t('snapshots.none', 'No guest has a snapshot.')}</Nothing>
      ) : (
        <VirtualTable
          label={t('snapshots.title', 'Snapshots')}
          columns={columns}
          rows={sortRows(rows, columns, sort)}
          rowKey={({ vmid }) => String(vmid)}
          sort={sort}
          onSort={(next) => change({ sort: sortParam(next, WORST_FIRST) }, { replace: true })}
          stickyTop={stickyTop}
          onOpen={({ vmid }) => change({ guest: String(vmid) })}
        />
      )}
    </Section>
  );
}

function useColumns(nowMs: number): Array<Column<SnapshotRow>> {
  const styles = useStyles2(getStyles);
  const age = ({ oldest }: SnapshotRow) => (oldest === null ? null : nowMs - oldest.takenMs);
  const ageOrder = byNumber(age);
  return [
    {
      key: 'verdict',
      heading: t('snapshots.verdict', 'Verdict'),
      width: 108,
      largestFirst: true,
      compare: (a, b) => verdictRank(b.verdict) - verdictRank(a.verdict) || ageOrder(a, b),
      cell: ({ verdict }) => <Mark state={verdict} />,
    },
    {
      key: 'id',
      heading: t('snapshots.id', 'Id'),
      width: 60,
      numeric: true,
      compare: byNumber(({ vmid }) => vmid),
      cell: ({ vmid }) => <span className={styles.quiet}>{vmid}</span>,
    },
    {
      key: 'guest',
      heading: t('snapshots.guest', 'Guest'),
      compare: byText(({ guest }) => guest),
      cell: ({ guest }) => guest,
    },
    {
      key: 'node',
      heading: t('snapshots.node', 'Node'),
      width: 110,
      from: 640,
      compare: byText(({ node }) => node),
      cell: ({ node }) => <span className={styles.quiet}>{node}</span>,
    },
    {
      key: 'count',
      heading: t('snapshots.count', 'Snapshots'),
      width: 92,
      numeric: true,
      largestFirst: true,
      compare: byNumber(({ count }) => count),
      cell: ({ count }) => countText(count),
    },
    {
      key: 'memory',
      heading: t('snapshots.memory', 'With memory'),
      width: 108,
      from: 720,
      numeric: true,
      largestFirst: true,
      compare: byNumber(({ withMemory }) => withMemory),
      cell: ({ withMemory }) => (withMemory > 0 ? countText(withMemory) : <span className={styles.quiet}>—</span>),
    },
    {
      key: 'oldest',
      heading: t('snapshots.oldest', 'Oldest'),
      from: 560,
      compare: byText(({ oldest }) => oldest?.name ?? ''),
      cell: ({ oldest }) => oldest?.name ?? UNKNOWN_TEXT,
    },
    {
      key: 'age',
      heading: t('snapshots.age', 'Age'),
      width: 84,
      numeric: true,
      largestFirst: true,
      compare: ageOrder,
      cell: (row) => {
        const ms = age(row);
        return ms === null ? UNKNOWN_TEXT : durationText(ms);
      },
    },
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  reading: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(2), marginTop: theme.spacing(4) }),
  unread: css({ margin: 0, padding: theme.spacing(0.5, 0), overflowWrap: 'anywhere' }),
  quiet: css({ color: theme.colors.text.secondary }),
});
