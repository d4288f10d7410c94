import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { rowsOf, toneOf, type Column, type TableBlock, type Tone } from '../../../core/report/blocks';
import { cellText } from '../../../core/report/cellText';
import type { Column as TableColumn } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { markColor } from '../../../ui/verdictLook';
import { Bar, Blocks, Budget } from './figures';
import { DayStrip } from './DayStrip';

const NUMERIC: ReadonlySet<Column['kind']> = new Set(['count', 'percent', 'hours', 'share', 'number']);
const FIGURES: ReadonlySet<Column['kind']> = new Set(['verdict', 'days', 'bar', 'marks', 'budget']);

/** A table of the report; the heads of its groups are a column of their own. */
export function TableView({ table }: { table: TableBlock }) {
  const { columns, groups } = table;
  const grouped: Array<TableColumn<number>> =
    groups === undefined
      ? []
      : [
          {
            key: 'group',
            heading: groups.title,
            tight: true,
            cell: (row) => groups.heads.filter(({ at }) => at <= row).pop()?.title,
          },
        ];
  const shown = columns.map((column, index): TableColumn<number> => ({
    key: `${index}`,
    heading: column.title,
    numeric: NUMERIC.has(column.kind),
    tight: FIGURES.has(column.kind),
    cell: (row) => <Cell column={column} row={row} />,
  }));
  return (
    <DataTable
      label={table.title}
      columns={[...grouped, ...shown]}
      rows={Array.from({ length: rowsOf(table) }, (_, row) => row)}
      rowKey={String}
    />
  );
}

function Cell({ column, row }: { column: Column; row: number }): ReactNode {
  const styles = useStyles2(getStyles);
  switch (column.kind) {
    case 'verdict':
      return <Mark state={column.cells[row] ?? 'na'} size="sm" />;
    case 'days':
      return <DayStrip letters={column.cells[row] ?? ''} />;
    case 'bar':
      return <Bar label={cellText(column, row)} share={(column.cells[row] ?? 0) / Math.max(1, ...column.cells)} />;
    case 'marks': {
      const marks = column.cells[row];
      return marks === undefined ? null : <Blocks label={cellText(column, row)} marks={marks} />;
    }
    case 'budget':
      return <Budget label={cellText(column, row)} spent={column.cells[row] ?? 'unknown'} />;
    case 'number':
    case 'count':
    case 'percent':
    case 'hours':
    case 'text':
    case 'share':
      return <span className={styles[toneOf(column, row)]}>{cellText(column, row)}</span>;
  }
}

const getStyles = (theme: GrafanaTheme2): Record<Tone, string> => ({
  plain: css({}),
  strong: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ color: theme.colors.text.secondary }),
  warn: css({ fontWeight: theme.typography.fontWeightMedium, color: theme.colors.warning.text }),
  fail: css({ fontWeight: theme.typography.fontWeightMedium, color: theme.colors.error.text }),
  unknown: css({ fontWeight: theme.typography.fontWeightMedium, color: markColor('unknown', theme) }),
});
