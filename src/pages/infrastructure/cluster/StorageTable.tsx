import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { standingRank } from '../../../core/products/pending';
import type { StorageRow } from '../../../core/products/proxmox-ve/view';
import { bytesText, fullInText, growthText, percentText, UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { Hatch } from '../../../ui/Hatch';
import { JudgedText } from '../../../ui/JudgedText';
import { Mark } from '../../../ui/Mark';
import { Meter } from '../../../ui/Meter';
import { byNumber, byText, sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { VirtualTable } from '../../../ui/VirtualTable';
import { useStickyTop } from '../useStickyTop';

const USUAL: Sort = { key: 'verdict', descending: true };

/** Storages, shared ones once: how full, how much is promised, and when they are full. */
export function StorageTable({ storages }: { storages: readonly StorageRow[] }) {
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  // Guests' disks are read on tabs that need them; elsewhere the column would hold nothing.
  const areDisksRead = storages.some(({ thin }) => thin.verdict !== 'pending');
  const columns = useColumns().filter(({ key }) => key !== 'thin' || areDisksRead);
  const sort = sortOf(params.get('storages'), USUAL);
  return (
    <VirtualTable
      label={t('storage.title', 'Storage')}
      columns={columns}
      rows={sortRows(storages, columns, sort)}
      rowKey={({ name, node }) => `${node ?? ''}/${name}`}
      sort={sort}
      onSort={(next) => change({ storages: sortParam(next, USUAL) }, { replace: true })}
      rowHeight={41}
      stickyTop={stickyTop}
      note={(row) => (row.inactiveOn.length > 0 && !isGone(row) ? <NotActive row={row} /> : null)}
    />
  );
}

function useColumns(): Array<Column<StorageRow>> {
  const styles = useStyles2(getStyles);
  const numeric = { numeric: true, largestFirst: true };
  const nameOf = ({ name, node }: StorageRow) => `${name} ${node ?? ''}`;
  return [
    {
      key: 'verdict',
      heading: t('storage.verdict', 'Verdict'),
      width: 108,
      compare: (a, b) => standingRank(b.verdict) - standingRank(a.verdict) || byText(nameOf)(b, a),
      largestFirst: true,
      cell: ({ verdict }) => <Mark state={verdict} />,
    },
    {
      key: 'name',
      heading: t('storage.name', 'Storage'),
      compare: byText(nameOf),
      wraps: true,
      cell: ({ name, node, type, shared }) => (
        <>
          <span className={styles.name}>{name}</span>{' '}
          <span className={styles.small}>
            {`${typeWord(type)}, ${shared ? t('storage.shared', 'shared') : (node ?? UNKNOWN_TEXT)}`}
          </span>
        </>
      ),
    },
    {
      key: 'meter',
      heading: '',
      width: 180,
      from: 820,
      cell: ({ used }) => <Meter ratio={used.value} verdict={used.verdict} limit={used.limit} />,
      span: (row) => (isGone(row) ? <Inactive row={row} /> : null),
    },
    {
      key: 'used',
      heading: t('storage.used', 'Used'),
      width: 84,
      ...numeric,
      compare: byNumber(({ used }) => used.value),
      cell: (row) => ofSized(row, <JudgedText verdict={row.used.verdict}>{percentText(row.used.value)}</JudgedText>),
    },
    {
      key: 'free',
      heading: t('storage.free', 'Free'),
      width: 96,
      from: 560,
      ...numeric,
      compare: byNumber(freeBytes),
      cell: (row) => ofSized(row, bytesText(freeBytes(row))),
    },
    {
      key: 'size',
      heading: t('storage.size', 'Size'),
      width: 96,
      from: 960,
      ...numeric,
      compare: byNumber(({ sizeBytes }) => sizeBytes),
      cell: (row) => ofSized(row, <span className={styles.quiet}>{bytesText(row.sizeBytes)}</span>),
    },
    {
      key: 'thin',
      heading: t('storage.thin', 'Thin disks'),
      width: 92,
      from: 900,
      ...numeric,
      compare: byNumber(({ thin }) => thin.value),
      cell: ({ thin }) =>
        thin.value === null && thin.verdict === 'na' ? (
          <span className={styles.none}>—</span>
        ) : (
          <JudgedText verdict={thin.verdict}>{percentText(thin.value)}</JudgedText>
        ),
    },
    {
      key: 'growth',
      heading: t('storage.growth', '30 days'),
      width: 104,
      from: 1000,
      ...numeric,
      compare: byNumber(({ growthBytesPer30Days }) => growthBytesPer30Days),
      cell: (row) => ofSized(row, growthText(row.growthBytesPer30Days)),
    },
    {
      key: 'full-in',
      heading: t('storage.full-in', 'Full in'),
      width: 176,
      from: 460,
      numeric: true,
      compare: byNumber(({ fullIn }) => fullIn.value),
      cell: (row) => ofSized(row, <FullIn row={row} />),
    },
  ];
}

/** A number, or a dash for a storage that has no size: nothing of it is unknown. */
function ofSized({ sized }: StorageRow, number: ReactNode): ReactNode {
  return sized ? number : '—';
}

/** When it is full, and by which pace where that is not the month's beside it. */
function FullIn({ row: { fullIn } }: { row: StorageRow }) {
  const styles = useStyles2(getStyles);
  const isSoon = fullIn.value !== null && fullIn.value <= 365;
  const pace = !isSoon || fullIn.pace === null || fullIn.pace === '30 days' ? null : paceWord(fullIn.pace);
  return (
    <>
      <JudgedText verdict={fullIn.verdict}>{fullInText(fullIn.value)}</JudgedText>
      {pace !== null && <span className={styles.small}> {pace}</span>}
    </>
  );
}

function paceWord(pace: 'day' | 'week'): string {
  return pace === 'day' ? t('storage.pace-day', 'by last day') : t('storage.pace-week', 'by last week');
}

/** No node has it: whatever is known of it is old. */
function isGone({ used, inactiveOn }: StorageRow): boolean {
  return used.value === null && inactiveOn.length > 0;
}

/** Where it is missing, though other nodes have it. */
function NotActive({ row: { inactiveOn, verdict } }: { row: StorageRow }) {
  return (
    <JudgedText verdict={verdict}>
      {t('storage.inactive', 'Not active on {{nodes}}.', { nodes: inactiveOn.join(', ') })}
    </JudgedText>
  );
}

/** In place of numbers that nobody can vouch for. */
function Inactive({ row: { inactiveOn } }: { row: StorageRow }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.inactive}>
      <Hatch width={120} />
      {t('storage.inactive', 'Not active on {{nodes}}.', { nodes: inactiveOn.join(', ') })}
    </span>
  );
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  cephfs: 'CephFS',
  cifs: 'CIFS',
  dir: 'directory',
  iscsi: 'iSCSI',
  lvm: 'LVM',
  lvmthin: 'LVM-thin',
  nfs: 'NFS',
  pbs: 'PBS',
  rbd: 'RBD',
  zfspool: 'ZFS',
};

/** As Proxmox's own pages call it; others as the server names them. */
function typeWord(type: string): string {
  return TYPE_WORDS[type] ?? type;
}

function freeBytes({ sizeBytes, usedBytes }: StorageRow): number | null {
  return sizeBytes === null || usedBytes === null ? null : sizeBytes - usedBytes;
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  quiet: css({ color: theme.colors.text.secondary }),
  none: css({ color: theme.colors.text.disabled }),
  inactive: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) }),
});
