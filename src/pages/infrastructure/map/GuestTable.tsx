import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { FilterInput, useStyles2 } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';

import type { HardwareMap } from '../../../core/hardware-map/map';
import type { MapRow } from '../../../core/hardware-map/row';
import type { Column } from '../../../ui/column';
import { Section } from '../../../ui/Section';
import { byText, sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { VirtualTable } from '../../../ui/VirtualTable';
import { Nothing } from '../ReadView';
import { useStickyTop } from '../useStickyTop';
import { changedFirst, matching, twiceIn } from './arrange';
import { MachineCell } from './MachineCell';
import { machineName } from './mapWords';
import { Values } from './Values';

/** Not a column: what differs first, then by id. */
const CHANGED_FIRST: Sort = { key: 'changed', descending: false };

interface Props {
  map: HardwareMap;
  /** Keys of the machines that are not as accepted. */
  changed: ReadonlySet<string>;
  actions: ReactNode;
}

/** The guests: addresses and network cards. */
export function GuestTable({ map, changed, actions }: Props) {
  const styles = useStyles2(getStyles);
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  const search = params.get('search') ?? '';
  const guests = useMemo(() => map.rows.filter(({ kind }) => kind !== 'node'), [map]);
  const shown = useMemo(() => changedFirst(matching(guests, search), changed), [guests, search, changed]);
  const columns = useColumns(map, changed);
  const sort = sortOf(params.get('sort'), CHANGED_FIRST);
  return (
    <Section title={t('map.guests', 'Guests')} count={guests.length} actions={actions}>
      <div className={styles.bar}>
        <FilterInput
          escapeRegex={false}
          value={search}
          onChange={(text) => change({ search: text === '' ? null : text }, { replace: true })}
          placeholder={t('map.search', 'Search name, address or MAC')}
          width={34}
        />
      </div>
      {shown.length === 0 ? (
        <Nothing>
          {guests.length === 0 ? t('map.no-guests', 'No guest is listed.') : t('map.no-match', 'No guest matches.')}
        </Nothing>
      ) : (
        <VirtualTable
          label={t('map.guests', 'Guests')}
          columns={columns}
          rows={sortRows(shown, columns, sort)}
          rowKey={({ key }) => key}
          sort={sort}
          onSort={(next) => change({ sort: sortParam(next, CHANGED_FIRST) }, { replace: true })}
          stickyTop={stickyTop}
        />
      )}
    </Section>
  );
}

function useColumns(map: HardwareMap, changed: ReadonlySet<string>): Array<Column<MapRow>> {
  const isTwice = useMemo(() => twiceIn(map), [map]);
  const list = (values: readonly string[] | null | undefined) => values?.join(' ') ?? '';
  return [
    {
      key: 'machine',
      heading: t('map.machine', 'Machine'),
      compare: byText(machineName),
      cell: (row) => <MachineCell row={row} isChanged={changed.has(row.key)} />,
    },
    {
      key: 'node',
      heading: t('map.node', 'Node'),
      width: 120,
      from: 720,
      compare: byText(({ node }) => node ?? ''),
      cell: ({ node }) => <Values values={node === null ? null : [node]} isCut />,
    },
    {
      key: 'addresses',
      heading: t('map.field.addresses', 'Addresses'),
      compare: byText(({ fields }) => list(fields.addresses)),
      cell: (row) => <Addresses row={row} isTwice={isTwice} />,
    },
    {
      key: 'networks',
      heading: t('map.field.networks', 'Network cards'),
      from: 560,
      compare: byText(({ fields }) => list(fields.networks)),
      cell: ({ fields }) => <Values values={fields.networks} isTwice={isTwice} isCut />,
    },
  ];
}

function Addresses({ row, isTwice }: { row: MapRow; isTwice: (value: string) => boolean }) {
  const styles = useStyles2(getStyles);
  const { fields, status, innerAddresses } = row;
  const why = status === 'running' ? null : t('map.not-running', 'does not run');
  return (
    <span className={styles.addresses}>
      <Values values={fields.addresses} isTwice={isTwice} why={why} isCut />
      {innerAddresses > 0 && (
        <span className={styles.quiet}>
          {plural('map.inner', innerAddresses, { one: '+{{count}} inside', other: '+{{count}} inside' })}
        </span>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ margin: theme.spacing(0, 0, 1, 0) }),
  addresses: css({ display: 'flex', gap: theme.spacing(1), '& > :first-child': { minWidth: 0 } }),
  quiet: css({ ...theme.typography.bodySmall, flex: 'none', color: theme.colors.text.secondary }),
});
