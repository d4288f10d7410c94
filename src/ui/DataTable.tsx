import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Fragment, type ReactNode } from 'react';

import type { Column } from './column';

interface Props<Row> {
  /** What the table holds, for whoever cannot see where it stands. */
  label: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Words below a row, as wide as the table; empty or null without any. */
  note?: (row: Row) => ReactNode;
}

/**
 * A light table: no box, hairlines between rows, numbers right and tabular. Its room is that of the container it stands in.
 * Without any heading it has no head.
 */
export function DataTable<Row>({ label, columns, rows, rowKey, note }: Props<Row>) {
  const styles = useStyles2(getStyles);
  const classes = columns.map(({ numeric, tight, wholeWords, from, below }) =>
    cx(
      numeric && styles.numeric,
      (tight || numeric) && styles.tight,
      wholeWords && styles.wholeWords,
      from !== undefined && css({ [`@container (max-width: ${from - 1}px)`]: { display: 'none' } }),
      below !== undefined && css({ [`@container (min-width: ${below}px)`]: { display: 'none' } })
    )
  );
  const headed = columns.some((column) => column.heading !== '');
  return (
    <table className={styles.table} aria-label={label}>
      {headed && (
        <thead>
          <tr>
            {columns.map(({ key, heading }, index) => (
              <th key={key} scope="col" className={classes[index]}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row) => {
          const words = note?.(row);
          return (
            <Fragment key={rowKey(row)}>
              <tr>
                {columns.map(({ key, cell }, index) => (
                  <td key={key} className={classes[index]}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
              {words && (
                <tr className={styles.note}>
                  <td colSpan={columns.length}>{words}</td>
                </tr>
              )}
            </Fragment>
          );
        })}
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
    '@container (max-width: 399px)': { '& th, & td': { paddingRight: theme.spacing(1) } },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
  }),
  note: css({
    '&& > td': { height: 'auto', padding: theme.spacing(0, 0, 0.75, 0), borderTop: 0, maxWidth: '80ch' },
    color: theme.colors.text.secondary,
  }),
  numeric: css({ '&&': { textAlign: 'right', whiteSpace: 'nowrap' } }),
  wholeWords: css({ '&&': { overflowWrap: 'break-word' } }),
  tight: css({ '&&': { width: '1%', whiteSpace: 'nowrap' } }),
});
