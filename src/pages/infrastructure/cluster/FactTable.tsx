import type { ReactNode } from 'react';

import { verdictRank, type Verdict } from '../../../core/check/verdict';
import type { Column } from '../../../ui/column';
import { Mark } from '../../../ui/Mark';
import { t } from '../../../ui/t';
import { VirtualTable } from '../../../ui/VirtualTable';
import { Nothing } from '../ReadView';

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Left out where nothing judges the rows. */
  verdict?: (row: Row) => Verdict;
  columns: ReadonlyArray<Column<Row>>;
  /** A sentence below a row: what a server says of its trouble. */
  note?: (row: Row) => ReactNode | null;
  /** Said instead of an empty table. */
  none: string;
}

/** Facts with the verdict of each, worst first; a dash where no check speaks of one. */
export function FactTable<Row>({ label, rows, rowKey, verdict, columns, note, none }: Props<Row>) {
  if (rows.length === 0) {
    return <Nothing>{none}</Nothing>;
  }
  const judged: Array<Column<Row>> =
    verdict === undefined
      ? []
      : [
          {
            key: 'verdict',
            heading: t('facts.verdict', 'Verdict'),
            width: 108,
            cell: (row): ReactNode => (verdict(row) === 'na' ? '—' : <Mark state={verdict(row)} />),
          },
        ];
  const ordered =
    verdict === undefined ? rows : [...rows].sort((a, b) => verdictRank(verdict(a)) - verdictRank(verdict(b)));
  return (
    <VirtualTable
      label={label}
      columns={[...judged, ...columns]}
      rows={ordered}
      rowKey={rowKey}
      {...(note && { note })}
    />
  );
}
