import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  /** Empty for a column whose content needs no heading; it then carries none for anybody. */
  heading: string;
  numeric?: boolean;
  /** Takes no more room than its content. */
  tight?: boolean;
  /** Left out where the table's container is narrower than 560 px. */
  wideOnly?: boolean;
  /** Stands in there for the ones that are left out. */
  narrowOnly?: boolean;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  /** What the table holds, for whoever cannot see where it stands. */
  label: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A light table: no box, hairlines between rows, numbers right and tabular. */
export function DataTable<Row>({ label, columns, rows, rowKey }: Props<Row>) {
  const styles = useStyles2(getStyles);
  const classOf = (column: Column<Row>) =>
    cx(
      column.numeric && styles.numeric,
      (column.tight || column.numeric) && styles.tight,
      column.wideOnly && styles.wideOnly,
      column.narrowOnly && styles.narrowOnly
    );
  const headed = columns.some((column) => column.heading !== '');
  return (
    <table className={styles.table} aria-label={label}>
      {headed && (
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
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

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    '& th': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightRegular,
      color: theme.colors.text.secondary,
      textAlign: 'left',
      verticalAlign: 'bottom',
    },
    '& th, & td': { padding: theme.spacing(0.5, 2, 0.5, 0) },
    // A long name breaks where it must, a heading never within a word.
    '& td': { overflowWrap: 'anywhere', borderTop: `1px solid ${theme.colors.border.weak}`, height: 34 },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
  }),
  numeric: css({ '&&': { textAlign: 'right', whiteSpace: 'nowrap' } }),
  tight: css({ '&&': { width: '1%', whiteSpace: 'nowrap' } }),
  narrowOnly: css({ '@container (min-width: 560px)': { display: 'none' } }),
  wideOnly: css({ '@container (max-width: 559px)': { display: 'none' } }),
});
