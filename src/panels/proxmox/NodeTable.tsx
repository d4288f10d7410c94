import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import type { Judged } from '../../core/products/judged';
import type { ClusterView, NodeRow } from '../../core/products/proxmox-ve/view';
import { countOrUnknown, percentText, UNKNOWN_TEXT } from '../../ui/amounts';
import type { Column } from '../../ui/column';
import { Mark } from '../../ui/Mark';
import { Meter } from '../../ui/Meter';
import { PanelTable, RowName } from '../../ui/panel/PanelTable';
import { t } from '../../ui/t';
import { markColor } from '../../ui/verdictLook';
import { clusterHref } from './clusterHref';
import type { Layout } from './layout';

interface Props {
  view: ClusterView;
  rows: readonly NodeRow[];
  layout: Layout;
  width: number;
}

const METER_PX = 5;
/** From here on the meters can be long. Columns leave so that some 100 px stay for a node's name. */
const ROOMY_PX = 1100;

/** A line per node: how busy it is and, where there is room, what happens when it fails. */
export function NodeTable({ view, rows, layout, width }: Props) {
  return (
    <PanelTable
      label={t('panel.proxmox.node-table', 'Nodes of {{name}}', { name: view.name })}
      columns={columnsOf(view, layout, width)}
      rows={rows}
      rowKey={({ name }) => name}
      hasHead={layout.hasTableHead}
      width={width}
    />
  );
}

function columnsOf(view: ClusterView, { isWide, hasMeters }: Layout, width: number): ReadonlyArray<Column<NodeRow>> {
  const isWeek = view.nodes.some(({ cpuIsWeek }) => cpuIsWeek);
  const measured = width >= ROOMY_PX ? 190 : isWide ? 112 : hasMeters ? 96 : 52;
  const name: Column<NodeRow> = {
    key: 'name',
    heading: t('panel.proxmox.node', 'Node'),
    cell: (row) => <Name view={view} row={row} hasGlyph={!isWide} />,
  };
  const busy: Array<Column<NodeRow>> = [
    {
      key: 'cpu',
      heading: isWide && isWeek ? t('panel.proxmox.cpu-week', 'CPU, p95 of 7 d') : t('panel.proxmox.cpu', 'CPU'),
      width: measured,
      numeric: !hasMeters,
      cell: ({ cpu }) => <Measured judged={cpu} hasMeter={hasMeters} />,
    },
    {
      key: 'memory',
      heading: t('panel.proxmox.memory', 'Memory'),
      width: measured,
      numeric: !hasMeters,
      cell: ({ memory }) => <Measured judged={memory} hasMeter={hasMeters} />,
    },
  ];
  return isWide ? [verdictColumn(), name, ...busy, ...wideColumns()] : [name, ...busy];
}

function verdictColumn(): Column<NodeRow> {
  return {
    key: 'verdict',
    heading: t('panel.proxmox.verdict', 'Verdict'),
    width: 104,
    cell: ({ verdict }) => <Mark state={verdict} size="sm" />,
  };
}

function wideColumns(): ReadonlyArray<Column<NodeRow>> {
  return [
    {
      key: 'root',
      heading: t('panel.proxmox.root', 'Root FS'),
      width: 76,
      numeric: true,
      from: 930,
      cell: ({ root }) => <Value judged={root} />,
    },
    {
      key: 'io-wait',
      heading: t('panel.proxmox.io-wait', 'IO wait'),
      width: 76,
      numeric: true,
      from: 930,
      cell: ({ ioWait }) => <Value judged={ioWait} />,
    },
    {
      key: 'guests',
      heading: t('panel.proxmox.guest-column', 'Guests'),
      width: 72,
      numeric: true,
      from: 800,
      cell: ({ guests }) => countOrUnknown(guests),
    },
    {
      key: 'allocated',
      heading: t('panel.proxmox.allocated', 'Allocated'),
      width: 84,
      numeric: true,
      from: 700,
      cell: ({ memoryAllocatedBytes, memoryBytes }) =>
        memoryAllocatedBytes === null || memoryBytes === null || memoryBytes === 0
          ? UNKNOWN_TEXT
          : percentText(memoryAllocatedBytes / memoryBytes),
    },
    {
      key: 'version',
      heading: t('panel.proxmox.version', 'Version'),
      width: 76,
      numeric: true,
      from: 620,
      cell: ({ version }) => version ?? UNKNOWN_TEXT,
    },
    {
      key: 'if-it-fails',
      heading: t('panel.proxmox.if-it-fails', 'If it fails'),
      width: 84,
      numeric: true,
      from: 540,
      cell: ({ ifItFails }) => <Value judged={ifItFails} />,
    },
  ];
}

function Name({ view, row, hasGlyph }: { view: ClusterView; row: NodeRow; hasGlyph: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <RowName>
      {hasGlyph && <Mark state={row.verdict} glyphOnly size="sm" />}
      <a href={clusterHref(view.sourceUid)} title={row.name}>
        {row.name}
      </a>
      {row.status !== 'online' && (
        <span className={styles.status} title={statusWord(row.status)}>
          {statusWord(row.status)}
        </span>
      )}
    </RowName>
  );
}

function statusWord(status: 'offline' | 'unknown'): string {
  return status === 'offline'
    ? t('panel.proxmox.offline', 'offline')
    : t('panel.proxmox.status-unknown', 'not heard of');
}

function Measured({ judged, hasMeter }: { judged: Judged; hasMeter: boolean }) {
  const styles = useStyles2(getStyles);
  return hasMeter ? (
    <span className={styles.measured}>
      <Meter ratio={judged.value} verdict={judged.verdict} height={METER_PX} />
      <Value judged={judged} />
    </span>
  ) : (
    <Value judged={judged} />
  );
}

/** Colour only where this number itself does not pass; the row's mark says the word. */
function Value({ judged: { value, verdict } }: { judged: Judged }) {
  const theme = useTheme2();
  if (value === null && verdict === 'na') {
    return <span style={{ color: theme.colors.text.secondary }}>—</span>;
  }
  const state = value === null ? 'unknown' : verdict;
  const isQuiet = state === 'pass' || state === 'na';
  return <span style={isQuiet ? undefined : { color: markColor(state, theme) }}>{percentText(value)}</span>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Gives way before the name does.
  status: css({
    ...theme.typography.bodySmall,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    flexShrink: 99,
    color: theme.colors.text.secondary,
  }),
  measured: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 46px',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    '& > :last-child': { textAlign: 'right' },
  }),
});
