import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { ApplicationRow, DeliveryView } from '../../core/products/argocd/view';
import { sinceMeaning, sinceText, stateWord, whyText } from '../../ui/delivery/deliveryWords';
import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import { markColor } from '../../ui/verdictLook';
import { deliveryHref } from './deliveryHref';
import { ROW_PX, TABLE_HEAD_PX, type Layout } from './layout';

/** From here on a small panel has room for the state in words. */
const STATE_PX = 290;
/** From here on there is room for the reason, and names have a column of one width. */
const WHY_PX = 640;

interface Column {
  key: string;
  heading: string;
  /** Pixels; those without share what is left. */
  width?: number;
  isNumeric?: boolean;
  /** Leaves where the panel is narrower, px. */
  from?: number;
  cell: (row: ApplicationRow) => ReactNode;
}

interface Props {
  view: DeliveryView;
  rows: readonly ApplicationRow[];
  layout: Layout;
  width: number;
  nowMs: number;
}

/** A line per application: what is worst about it and since when; where there is room, why. */
export function ApplicationTable({ view, rows, layout, width, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const columns = (layout.isWide ? wideColumns(view, nowMs, width >= WHY_PX) : narrowColumns(view, nowMs)).filter(
    ({ from = 0 }) => width >= from
  );
  const classOf = ({ isNumeric }: Column) => (isNumeric ? styles.numeric : undefined);
  return (
    <table
      className={styles.table}
      aria-label={t('panel.argocd.table', 'Applications of {{name}}', { name: view.name })}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead className={layout.hasTableHead ? undefined : styles.unseen}>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={classOf(column)}>
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {columns.map((column) => (
              <td key={column.key} className={classOf(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function narrowColumns(view: DeliveryView, nowMs: number): readonly Column[] {
  return [
    {
      key: 'name',
      heading: t('panel.argocd.application', 'Application'),
      cell: (row) => <Name view={view} row={row} hasGlyph />,
    },
    {
      key: 'state',
      heading: t('panel.argocd.state', 'State'),
      width: 92,
      isNumeric: true,
      from: STATE_PX,
      cell: (row) => <Quiet>{stateWord(row)}</Quiet>,
    },
    {
      key: 'since',
      heading: t('panel.argocd.since', 'Since'),
      width: 60,
      isNumeric: true,
      cell: (row) => <Since row={row} nowMs={nowMs} isColoured />,
    },
  ];
}

function wideColumns(view: DeliveryView, nowMs: number, hasWhy: boolean): readonly Column[] {
  return [
    {
      key: 'verdict',
      heading: t('panel.argocd.verdict', 'Verdict'),
      width: 104,
      cell: ({ verdict }) => <Mark state={verdict} size="sm" />,
    },
    {
      key: 'name',
      heading: t('panel.argocd.application', 'Application'),
      ...(hasWhy && { width: 190 }),
      cell: (row) => <Name view={view} row={row} hasGlyph={false} />,
    },
    { key: 'health', heading: t('panel.argocd.health', 'Health'), width: 96, cell: ({ health }) => health },
    { key: 'sync', heading: t('panel.argocd.sync', 'Sync'), width: 90, cell: ({ sync }) => sync },
    {
      key: 'why',
      heading: t('panel.argocd.why', 'Why'),
      from: WHY_PX,
      cell: ({ why }) => why && <Quiet title={whyText(why)}>{whyText(why)}</Quiet>,
    },
    {
      key: 'revision',
      heading: t('panel.argocd.revision', 'Revision'),
      width: 88,
      from: 900,
      cell: ({ revision }) => <Quiet>{revision ?? '—'}</Quiet>,
    },
    {
      key: 'since',
      heading: t('panel.argocd.since', 'Since'),
      width: 76,
      isNumeric: true,
      cell: (row) => <Since row={row} nowMs={nowMs} isColoured={false} />,
    },
  ];
}

/** Leads to Argo CD itself where its address is known, else to its page here. */
function Name({ view, row, hasGlyph }: { view: DeliveryView; row: ApplicationRow; hasGlyph: boolean }) {
  const styles = useStyles2(getStyles);
  const out = row.href === null ? {} : { target: '_blank', rel: 'noreferrer' };
  return (
    <span className={styles.name}>
      {hasGlyph && <Mark state={row.verdict} glyphOnly size="sm" />}
      <a href={row.href ?? deliveryHref(view.sourceUid)} title={row.name} {...out}>
        {row.name}
      </a>
    </span>
  );
}

function Since({ row, nowMs, isColoured }: { row: ApplicationRow; nowMs: number; isColoured: boolean }) {
  const theme = useTheme2();
  const quiet = row.verdict === 'pass' || !isColoured;
  return (
    <span style={quiet ? undefined : { color: markColor(row.verdict, theme) }} title={sinceMeaning(row.since)}>
      {sinceText(row.since, nowMs)}
    </span>
  );
}

function Quiet({ children, title }: { children: ReactNode; title?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.quiet} title={title}>
      {children}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const cut = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    table: css({
      width: `calc(100% - ${theme.spacing(3)})`,
      margin: theme.spacing(0, 1.5),
      tableLayout: 'fixed',
      '& th': {
        ...theme.typography.bodySmall,
        height: TABLE_HEAD_PX - 1,
        fontWeight: theme.typography.fontWeightRegular,
        color: theme.colors.text.secondary,
        textAlign: 'left',
        whiteSpace: 'nowrap',
      },
      '& td': { ...cut, height: ROW_PX, borderTop: `1px solid ${theme.colors.border.weak}` },
      '& th, & td': { padding: theme.spacing(0, 1, 0, 0) },
      '& th:last-child, & td:last-child': { paddingRight: 0 },
    }),
    unseen: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
    numeric: css({ '&&': { textAlign: 'right' } }),
    quiet: css({ color: theme.colors.text.secondary }),
    name: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      '& a': cut,
      '& a:hover': { textDecoration: 'underline' },
    }),
  };
};
