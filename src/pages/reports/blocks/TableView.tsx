import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { rowsOf, toneOf, type Column, type TableBlock, type Tone } from '../../../core/report/blocks';
import { cellText } from '../../../core/report/cellText';
import type { Column as TableColumn } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { DayStrip } from './DayStrip';

const NUMERIC: ReadonlySet<Column['kind']> = new Set(['count', 'percent', 'hours', 'share']);

/** A table of the report; the heads of its groups are a column of their own, and bars are left to the page of paper. */
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
  const shown = columns.flatMap((column, index): Array<TableColumn<number>> =>
    column.kind === 'bar' || column.kind === 'marks'
      ? []
      : [
          {
            key: `${index}`,
            heading: column.title,
            numeric: NUMERIC.has(column.kind),
            tight: column.kind === 'verdict' || column.kind === 'days',
            cell: (row) => <Cell column={column} row={row} />,
          },
        ]
  );
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
    case 'text':
    case 'count':
    case 'percent':
    case 'hours':
    case 'share':
    case 'bar':
    case 'marks':
      return <span className={styles[toneOf(column, row)]}>{cellText(column, row)}</span>;
  }
}

const getStyles = (theme: GrafanaTheme2): Record<Tone, string> => ({
  plain: css({}),
  strong: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ color: theme.colors.text.secondary }),
  warn: css({ fontWeight: theme.typography.fontWeightMedium, color: theme.colors.warning.text }),
  fail: css({ fontWeight: theme.typography.fontWeightMedium, color: theme.colors.error.text }),
  unknown: css({ fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary }),
});
