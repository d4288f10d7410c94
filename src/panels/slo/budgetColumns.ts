import type { ReactNode } from 'react';

import type { Column } from '../../ui/column';
import { t } from '../../ui/t';
import type { Layout } from './layout';

/** What stands in each column of a row. */
export interface Cells<Row> {
  verdict: (row: Row) => ReactNode;
  name: (row: Row) => ReactNode;
  target: (row: Row) => ReactNode;
  sli: (row: Row) => ReactNode;
  /** What is left; `hasBar`: drawn, too. */
  budget: (row: Row, hasBar: boolean) => ReactNode;
  /** `px`: what there is room for. */
  days: (row: Row, px: number) => ReactNode;
  coverage: (row: Row) => ReactNode;
}

/** From here on bars can be long. Columns leave so that some 120 px stay for a title. */
const ROOMY_PX = 1000;
/** Between columns. */
const GAP_PX = 8;

/** The columns of measured and of unmeasured objectives: nothing moves when the numbers come. */
export function budgetColumns<Row>(
  cells: Cells<Row>,
  { isWide, hasBars }: Layout,
  width: number
): ReadonlyArray<Column<Row>> {
  const name = { key: 'name', heading: t('panel.slo.objective', 'Objective'), cell: cells.name };
  const budget = (px: number, hasBar = true) => ({
    key: 'budget',
    heading: t('panel.slo.budget-left', 'Budget left'),
    width: px,
    numeric: !hasBar,
    cell: (row: Row) => cells.budget(row, hasBar),
  });
  if (!isWide) {
    return [name, hasBars ? budget(132) : budget(62, false)];
  }
  const isRoomy = width >= ROOMY_PX;
  const days = isRoomy ? 220 : 148;
  return [
    { key: 'verdict', heading: t('panel.slo.verdict', 'Verdict'), width: 100, cell: cells.verdict },
    name,
    {
      key: 'target',
      heading: t('panel.slo.target', 'Target'),
      width: 72,
      numeric: true,
      from: 820,
      cell: cells.target,
    },
    { key: 'sli', heading: t('panel.slo.sli', 'SLI, %'), width: 72, numeric: true, from: 560, cell: cells.sli },
    budget(isRoomy ? 256 : 164),
    {
      key: 'days',
      heading: t('panel.slo.days', 'Spent per day'),
      width: days,
      from: 640,
      cell: (row) => cells.days(row, days - GAP_PX),
    },
    {
      key: 'coverage',
      heading: t('panel.slo.coverage-column', 'Coverage'),
      width: 72,
      numeric: true,
      from: 900,
      cell: cells.coverage,
    },
  ];
}
