import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { isShownAt, type Column } from '../column';
import { ROW_PX, TABLE_HEAD_PX } from './tableSize';

interface Props<Row> {
  /** What the table holds, for whoever cannot see where it stands. */
  label: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Otherwise the headings are there for screen readers only. */
  hasHead: boolean;
  /** Of the panel, px. */
  width: number;
}

/** The table of a panel: lines of one height, so that as many are drawn as fit. */
export function PanelTable<Row>({ label, columns, rows, rowKey, hasHead, width }: Props<Row>) {
  const styles = useStyles2(getStyles);
  const shown = columns.filter((column) => isShownAt(column, width));
  const classOf = ({ numeric }: Column<Row>) => (numeric ? styles.numeric : undefined);
  return (
    <table className={styles.table} aria-label={label}>
      <colgroup>
        {shown.map((column) => (
          <col key={column.key} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead className={hasHead ? undefined : styles.unseen}>
        <tr>
          {shown.map((column) => (
            <th key={column.key} scope="col" className={classOf(column)}>
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {shown.map((column) => (
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

/** The name of a row with its link; what stands beside it gives way first. */
export function RowName({ children }: { children: ReactNode }) {
  return <span className={useStyles2(getStyles).name}>{children}</span>;
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
    name: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      '& a': cut,
      '& a:hover': { textDecoration: 'underline' },
    }),
  };
};
