import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { crossingOf } from '../../../core/chart/forecastLine';
import { verdictRank } from '../../../core/check/verdict';
import type { CephView, PoolRow } from '../../../core/products/ceph/view';
import { bytesText, fullInText, growthText, percentText } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { GrafanaLink } from '../../../ui/GrafanaLink';
import { Hatch } from '../../../ui/Hatch';
import { JudgedText } from '../../../ui/JudgedText';
import { Mark } from '../../../ui/Mark';
import { Meter } from '../../../ui/Meter';
import { byNumber, byText, sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { VirtualTable } from '../../../ui/VirtualTable';
import { clockTime, shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { useStickyTop } from '../useStickyTop';
import { quotaText } from './quotaText';

const USUAL: Sort = { key: 'verdict', descending: true };

const TOLD_BY_PROXMOX: readonly string[] = ['name', 'meter', 'used', 'raw'];

interface Props {
  pools: readonly PoolRow[];
  /** Share that warns; null where no check has one. */
  limit: number | null;
  nowMs: number;
  sourceUid: string;
  /** Proxmox tells of less than metrics do. */
  through: CephView['through'];
}

/** Pools: how full, how much of the disks that takes, what can still be written, and when it is full. */
export function PoolTable({ pools, limit, nowMs, sourceUid, through }: Props) {
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  const all = useColumns({ limit, nowMs, sourceUid });
  const columns = through === 'proxmox' ? all.filter(({ key }) => TOLD_BY_PROXMOX.includes(key)) : all;
  const sort = sortOf(params.get('pools'), USUAL);
  return (
    <VirtualTable
      label={t('ceph.section.pools', 'Pools')}
      columns={columns}
      rows={sortRows(pools, columns, sort)}
      rowKey={({ name }) => name}
      sort={sort}
      onSort={(next) => change({ pools: sortParam(next, USUAL) }, { replace: true })}
      rowHeight={41}
      stickyTop={stickyTop}
    />
  );
}

function useColumns({ limit, nowMs, sourceUid }: Pick<Props, 'limit' | 'nowMs' | 'sourceUid'>): Array<Column<PoolRow>> {
  const styles = useStyles2(getStyles);
  const numeric = { numeric: true, largestFirst: true };
  const fullIn = (pool: PoolRow) => daysToFull(pool, nowMs);
  return [
    {
      key: 'verdict',
      heading: t('pool.verdict', 'Verdict'),
      width: 100,
      compare: (a, b) => verdictRank(b.verdict) - verdictRank(a.verdict) || byText(nameOf)(b, a),
      largestFirst: true,
      cell: ({ verdict }) => <Mark state={verdict} />,
    },
    {
      key: 'name',
      heading: t('pool.name', 'Pool'),
      compare: byText(nameOf),
      wraps: true,
      cell: ({ name, description }) => (
        <>
          <span className={styles.name}>{name}</span> <span className={styles.small}>{description}</span>
        </>
      ),
    },
    {
      key: 'meter',
      heading: '',
      width: 104,
      from: 760,
      cell: ({ used }) => <Meter ratio={used.value} verdict={used.verdict} limit={limit} />,
      span: (pool) => (isGone(pool) ? <Vanished pool={pool} sourceUid={sourceUid} /> : null),
    },
    {
      key: 'used',
      heading: t('pool.used', 'Used'),
      width: 72,
      ...numeric,
      compare: byNumber(({ used }) => used.value),
      cell: ({ used }) => <JudgedText verdict={used.verdict}>{percentText(used.value)}</JudgedText>,
      span: (pool) => (isGone(pool) ? <Vanished pool={pool} sourceUid={sourceUid} /> : null),
    },
    {
      key: 'stored',
      heading: t('pool.stored', 'Stored'),
      width: 92,
      from: 560,
      ...numeric,
      compare: byNumber(({ storedBytes }) => storedBytes),
      cell: ({ storedBytes }) => bytesText(storedBytes),
    },
    {
      key: 'raw',
      heading: t('pool.raw', 'Raw'),
      width: 92,
      from: 960,
      ...numeric,
      compare: byNumber(({ rawBytes }) => rawBytes),
      cell: ({ rawBytes }) => <span className={styles.quiet}>{bytesText(rawBytes)}</span>,
    },
    {
      key: 'writable',
      heading: t('pool.writable', 'Can be written'),
      width: 106,
      from: 680,
      ...numeric,
      compare: byNumber(({ writableBytes }) => writableBytes),
      cell: ({ writableBytes }) => bytesText(writableBytes),
    },
    {
      key: 'grown',
      heading: t('pool.grown', '30 days'),
      width: 100,
      from: 900,
      ...numeric,
      compare: byNumber(({ grown30dBytes }) => grown30dBytes),
      cell: ({ grown30dBytes }) => growthText(grown30dBytes),
    },
    {
      key: 'full-in',
      heading: t('pool.full-in', 'Full in'),
      width: 84,
      from: 460,
      numeric: true,
      compare: byNumber(fullIn),
      cell: (pool) => fullInText(fullIn(pool)),
    },
    {
      key: 'quota',
      heading: t('pool.quota', 'Quota'),
      width: 120,
      from: 1000,
      numeric: true,
      cell: ({ quota }) =>
        quota === null ? (
          <span className={styles.none}>—</span>
        ) : (
          <span className={styles.quiet}>{quotaText(quota)}</span>
        ),
    },
  ];
}

/** In place of numbers of a pool that no metric tells of any more. */
function Vanished({ pool: { lastSeenMs }, sourceUid }: { pool: PoolRow; sourceUid: string }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  return (
    <span className={styles.gone}>
      <span className={styles.hatch}>
        <Hatch width={100} />
      </span>
      <span>
        {lastSeenMs === null
          ? t('pool.no-samples', 'No samples for this pool.')
          : t('pool.no-samples-since', 'No samples for this pool since {{date}}, {{time}}.', {
              date: shortDate(lastSeenMs, zone),
              time: clockTime(lastSeenMs, zone),
            })}{' '}
        <GrafanaLink place={{ to: 'data-source', uid: sourceUid }} look="text" />
      </span>
    </span>
  );
}

function isGone({ used, storedBytes, verdict }: PoolRow): boolean {
  return used.value === null && storedBytes === null && verdict === 'unknown';
}

/** Until all that can be written is, or the quota is used up; infinite where it does not grow, null where too little is known. */
function daysToFull({ forecast, storedBytes, writableBytes, quota }: PoolRow, nowMs: number): number | null {
  if (storedBytes === null || writableBytes === null) {
    return null;
  }
  const most = Math.min(storedBytes + writableBytes, quota?.bytes ?? Infinity);
  switch (forecast.state) {
    case 'grows':
      return crossingOf(forecast, most, nowMs)?.days ?? null;
    case 'flat':
    case 'falls':
      return Infinity;
    case 'too-little':
      return null;
  }
}

function nameOf({ name }: PoolRow): string {
  return name;
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  quiet: css({ color: theme.colors.text.secondary }),
  none: css({ color: theme.colors.text.disabled }),
  gone: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5), textAlign: 'left' }),
  hatch: css({ flex: 'none', '@container (max-width: 559px)': { display: 'none' } }),
});
