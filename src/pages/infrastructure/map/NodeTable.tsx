import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { memoryText } from '../../../core/hardware-map/export';
import type { HardwareMap } from '../../../core/hardware-map/map';
import type { MapRow } from '../../../core/hardware-map/row';
import { percentText } from '../../../ui/amounts';
import { DataTable } from '../../../ui/DataTable';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { changedFirst, twiceIn } from './arrange';
import { MachineCell } from './MachineCell';
import { Values } from './Values';

interface Props {
  map: HardwareMap;
  /** Keys of the machines that are not as accepted. */
  changed: ReadonlySet<string>;
}

/** The nodes: addresses, processor, memory, and each disk with what is left of its life. */
export function NodeTable({ map, changed }: Props) {
  const isTwice = useMemo(() => twiceIn(map), [map]);
  const nodes = map.rows.filter(({ kind }) => kind === 'node');
  return (
    <Section title={t('map.nodes', 'Nodes')} count={nodes.length}>
      <DataTable
        label={t('map.nodes', 'Nodes')}
        columns={[
          {
            key: 'node',
            heading: t('map.node', 'Node'),
            tight: true,
            cell: (row) => <MachineCell row={row} isChanged={changed.has(row.key)} />,
          },
          {
            key: 'addresses',
            heading: t('map.field.addresses', 'Addresses'),
            tight: true,
            cell: ({ fields }) => <Values values={fields.addresses} isTwice={isTwice} />,
          },
          { key: 'cpu', heading: t('map.processor', 'Processor'), cell: (row) => <Processor row={row} /> },
          {
            key: 'memory',
            heading: t('map.field.memory', 'Memory'),
            numeric: true,
            cell: ({ fields }) => <Values values={fields.memory && [memoryText(fields.memory)]} />,
          },
          {
            key: 'disks',
            heading: t('map.disks', 'Disks, life left'),
            from: 560,
            cell: (row) => <Disks row={row} />,
          },
        ]}
        rows={changedFirst(nodes, changed)}
        rowKey={({ key }) => key}
      />
    </Section>
  );
}

/** `2 × AMD EPYC 7543, 64 cores`. */
function Processor({ row: { fields } }: { row: MapRow }) {
  const styles = useStyles2(getStyles);
  const [cpu] = fields.cpu ?? [];
  const [sockets] = fields.sockets ?? [];
  const [cores] = fields.cores ?? [];
  return (
    <>
      {cpu === undefined ? <Values values={null} /> : sockets === undefined ? cpu : `${sockets} × ${cpu}`}
      {cores !== undefined && <div className={styles.quiet}>{t('map.cores', '{{cores}} cores', { cores })}</div>}
    </>
  );
}

function Disks({ row: { fields, lifeLeft } }: { row: MapRow }) {
  const styles = useStyles2(getStyles);
  if (!fields.disks || fields.disks.length === 0) {
    return <Values values={fields.disks} />;
  }
  return (
    <ul className={styles.disks}>
      {fields.disks.map((disk, at) => (
        <li key={`${disk} ${at}`} title={lifeLeft[at]?.device}>
          {disk}
          <span className={styles.quiet}>
            {lifeLeft[at]?.ratio === null ? t('map.no-life', 'says nothing') : percentText(lifeLeft[at]?.ratio ?? null)}
          </span>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  disks: css({
    listStyle: 'none',
    maxWidth: 460,
    '& li': { display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2) },
  }),
});
