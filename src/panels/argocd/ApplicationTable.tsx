import { useTheme2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { ApplicationRow, DeliveryView } from '../../core/products/argocd/view';
import type { Column } from '../../ui/column';
import { sinceMeaning, sinceText, stateWord, whyText } from '../../ui/delivery/deliveryWords';
import { Mark } from '../../ui/Mark';
import { PanelTable, RowName } from '../../ui/panel/PanelTable';
import { t } from '../../ui/t';
import { markColor } from '../../ui/verdictLook';
import { deliveryHref } from './deliveryHref';
import type { Layout } from './layout';

/** From here on a small panel has room for the state in words. */
const STATE_PX = 290;
/** Below these, columns leave in this order: the reason is never among them. */
const REVISION_PX = 900;
const HEALTH_PX = 760;

interface Props {
  view: DeliveryView;
  rows: readonly ApplicationRow[];
  layout: Layout;
  width: number;
  nowMs: number;
}

/** A line per application: what is worst about it and since when, and why as soon as there is room for words. */
export function ApplicationTable({ view, rows, layout, width, nowMs }: Props) {
  return (
    <PanelTable
      label={t('panel.argocd.table', 'Applications of {{name}}', { name: view.name })}
      columns={layout.isWide ? wideColumns(view, nowMs, width) : narrowColumns(view, nowMs)}
      rows={rows}
      rowKey={({ key }) => key}
      hasHead={layout.hasTableHead}
      width={width}
    />
  );
}

function narrowColumns(view: DeliveryView, nowMs: number): ReadonlyArray<Column<ApplicationRow>> {
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
      numeric: true,
      from: STATE_PX,
      cell: (row) => <Quiet {...(row.why && { title: whyText(row.why) })}>{stateWord(row)}</Quiet>,
    },
    {
      key: 'since',
      heading: t('panel.argocd.since', 'Since'),
      width: 60,
      numeric: true,
      cell: (row) => <Since row={row} nowMs={nowMs} isColoured />,
    },
  ];
}

function wideColumns(view: DeliveryView, nowMs: number, width: number): ReadonlyArray<Column<ApplicationRow>> {
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
      width: width >= HEALTH_PX ? 190 : 124,
      cell: (row) => <Name view={view} row={row} hasGlyph={false} />,
    },
    {
      key: 'health',
      heading: t('panel.argocd.health', 'Health'),
      width: 96,
      from: HEALTH_PX,
      cell: ({ health }) => health,
    },
    { key: 'sync', heading: t('panel.argocd.sync', 'Sync'), width: 90, from: HEALTH_PX, cell: ({ sync }) => sync },
    {
      key: 'why',
      heading: t('panel.argocd.why', 'Why'),
      cell: ({ why }) => why && <Quiet title={whyText(why)}>{whyText(why)}</Quiet>,
    },
    {
      key: 'revision',
      heading: t('panel.argocd.revision', 'Revision'),
      width: 88,
      from: REVISION_PX,
      cell: ({ revision }) => <Quiet>{revision ?? '—'}</Quiet>,
    },
    {
      key: 'since',
      heading: t('panel.argocd.since', 'Since'),
      width: 76,
      numeric: true,
      cell: (row) => <Since row={row} nowMs={nowMs} isColoured={false} />,
    },
  ];
}

/** Leads to Argo CD itself where its address is known, else to its page here. */
function Name({ view, row, hasGlyph }: { view: DeliveryView; row: ApplicationRow; hasGlyph: boolean }) {
  const out = row.href === null ? {} : { target: '_blank', rel: 'noreferrer' };
  return (
    <RowName>
      {hasGlyph && <Mark state={row.verdict} glyphOnly size="sm" />}
      <a href={row.href ?? deliveryHref(view.sourceUid)} title={row.name} {...out}>
        {row.name}
      </a>
    </RowName>
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
  const { colors } = useTheme2();
  return (
    <span style={{ color: colors.text.secondary }} title={title}>
      {children}
    </span>
  );
}
