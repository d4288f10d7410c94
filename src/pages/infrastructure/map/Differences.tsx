import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, type IconName } from '@grafana/ui';

import type { MapDifference } from '../../../core/hardware-map/difference';
import type { KeptRow } from '../../../core/hardware-map/row';
import type { Column } from '../../../ui/column';
import { t } from '../../../ui/t';
import { VirtualTable } from '../../../ui/VirtualTable';
import { changeText, fieldWord, machineName } from './mapWords';

interface DifferenceRow {
  key: string;
  what: 'added' | 'changed' | 'gone';
  machine: string;
  field: string;
  was: string;
  is: string;
}

interface Props {
  difference: MapDifference;
  stickyTop?: number;
}

/** One line per machine that came or went and per field that changed. */
export function Differences({ difference, stickyTop = 0 }: Props) {
  const styles = useStyles2(getStyles);
  const cut = (text: string) => (
    <span className={styles.cut} title={text}>
      {text}
    </span>
  );
  const columns: Array<Column<DifferenceRow>> = [
    {
      key: 'what',
      heading: t('map.difference.what', 'What'),
      width: 108,
      cell: ({ what }) => (
        <span className={styles.what}>
          <Icon name={GLYPHS[what]} size="sm" aria-hidden /> {whatWord(what)}
        </span>
      ),
    },
    { key: 'machine', heading: t('map.machine', 'Machine'), cell: ({ machine }) => cut(machine) },
    { key: 'field', heading: t('map.difference.field', 'Field'), width: 124, from: 560, cell: ({ field }) => field },
    { key: 'was', heading: t('map.difference.was', 'Accepted'), cell: ({ was }) => cut(was) },
    { key: 'is', heading: t('map.difference.is', 'Now'), cell: ({ is }) => cut(is) },
  ];
  return (
    <VirtualTable
      label={t('map.differences', 'Differences to the accepted copy')}
      columns={columns}
      rows={rowsOf(difference)}
      rowKey={({ key }) => key}
      stickyTop={stickyTop}
    />
  );
}

function rowsOf({ gone, changed, added }: MapDifference): DifferenceRow[] {
  const machineRow = (what: 'added' | 'gone', row: KeptRow): DifferenceRow => {
    const text = [...(row.fields.addresses ?? []), ...(row.fields.networks ?? [])].join(', ');
    return {
      key: `${what} ${row.key}`,
      what,
      machine: machineName(row),
      field: '',
      was: what === 'gone' ? text : '',
      is: what === 'added' ? text : '',
    };
  };
  return [
    ...gone.map((row) => machineRow('gone', row)),
    ...changed.flatMap(({ row, fields }) =>
      fields.map((change): DifferenceRow => {
        return {
          key: `${row.key} ${change.field}`,
          what: 'changed',
          machine: machineName(row),
          field: fieldWord(change.field),
          was: changeText(change, change.gone),
          is: changeText(change, change.added),
        };
      })
    ),
    ...added.map((row) => machineRow('added', row)),
  ];
}

const GLYPHS: Record<DifferenceRow['what'], IconName> = { added: 'plus-circle', changed: 'pen', gone: 'minus-circle' };

function whatWord(what: DifferenceRow['what']): string {
  switch (what) {
    case 'added':
      return t('map.added', 'New');
    case 'changed':
      return t('map.changed', 'Changed');
    case 'gone':
      return t('map.gone', 'Gone');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  what: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  cut: css({ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
});
