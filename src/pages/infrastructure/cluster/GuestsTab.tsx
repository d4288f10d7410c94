import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Checkbox, Combobox, FilterInput, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { ClusterView, GuestRow } from '../../../core/infra/proxmox/view';
import { sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { countVerdicts, VerdictFilter, verdictsOf, verdictsParam } from '../../../ui/VerdictFilter';
import { VirtualTable } from '../../../ui/VirtualTable';
import { downloadCsv } from '../../../ui/download';
import { useStickyTop } from '../useStickyTop';
import { useGuestColumns } from './guestColumns';
import { guestCsv } from './guestCsv';
import { filterGuests } from './guestFilter';

const WORST_FIRST: Sort = { key: 'verdict', descending: true };

interface Props {
  view: ClusterView;
  titleOf: (checkId: string) => string;
  openEvidence: (checkId: string) => void;
  nowMs: number;
}

/** All guests of a cluster; filter and order are part of the address. */
export function GuestsTab({ view, titleOf, openEvidence, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  const { guests } = view;
  const sort = sortOf(params.get('sort'), WORST_FIRST);
  const filtered = useMemo(
    () =>
      filterGuests(guests, {
        verdicts: verdictsOf(params.get('verdict')),
        search: params.get('search') ?? '',
        node: params.get('node'),
        tag: params.get('tag'),
        stopped: params.get('stopped') !== 'no',
      }),
    [guests, params]
  );
  const columns = useGuestColumns(nowMs, titleOf, openEvidence);
  const shown = sortRows(filtered, columns, sort);
  return (
    <>
      <GuestBar guests={guests} onExport={() => downloadCsv(guestCsv(view.name, shown), `${view.name}-guests.csv`)} />
      <VirtualTable
        label={t('guests.label', 'Guests')}
        columns={columns}
        rows={shown}
        rowKey={({ key }) => key}
        sort={sort}
        onSort={(next) => change({ sort: sortParam(next, WORST_FIRST) }, { replace: true })}
        stickyTop={stickyTop}
      />
      <p className={styles.foot} role="status">
        {shown.length === guests.length
          ? plural('guests.foot', guests.length, { one: '{{count}} guest.', other: '{{count}} guests.' })
          : plural(
              'guests.foot-of',
              guests.length,
              { one: '{{shown}} of {{count}} guest.', other: '{{shown}} of {{count}} guests.' },
              { shown: shown.length }
            )}{' '}
        {shown.length < guests.length && (
          <Button
            size="sm"
            fill="text"
            onClick={() =>
              change({ verdict: null, search: null, node: null, tag: null, stopped: null }, { replace: true })
            }
          >
            {t('filter.clear', 'Clear filters')}
          </Button>
        )}
      </p>
    </>
  );
}

/** Counts, search, node, tag, stopped ones, and the list as a file. */
function GuestBar({ guests, onExport }: { guests: readonly GuestRow[]; onExport: () => void }) {
  const styles = useStyles2(getStyles);
  const [params, change] = useAddress();
  const counts = useMemo(() => countVerdicts(guests.map(({ verdict }) => verdict)), [guests]);
  const nodes = useMemo(() => choices(guests.map(({ node }) => node)), [guests]);
  const tags = useMemo(() => choices(guests.flatMap((guest) => guest.tags)), [guests]);
  const set = (name: string, value: string | null) => change({ [name]: value }, { replace: true });
  return (
    <div className={styles.bar}>
      <VerdictFilter
        counts={counts}
        chosen={verdictsOf(params.get('verdict'))}
        onChange={(next) => set('verdict', verdictsParam(next))}
      />
      <div className={styles.right}>
        <FilterInput
          value={params.get('search') ?? ''}
          onChange={(text) => set('search', text === '' ? null : text)}
          placeholder={t('guests.search', 'Search name, id or tag')}
          width={28}
        />
        <Combobox
          aria-label={t('guests.node', 'Node')}
          options={nodes}
          value={params.get('node')}
          isClearable
          placeholder={t('guests.any-node', 'Any node')}
          onChange={(option) => set('node', option?.value ?? null)}
          width={15}
        />
        {tags.length > 0 && (
          <Combobox
            aria-label={t('guests.tag', 'Tag')}
            options={tags}
            value={params.get('tag')}
            isClearable
            placeholder={t('guests.any-tag', 'Any tag')}
            onChange={(option) => set('tag', option?.value ?? null)}
            width={15}
          />
        )}
        <Checkbox
          label={t('guests.stopped', 'Stopped')}
          value={params.get('stopped') !== 'no'}
          onChange={(event) => set('stopped', event.currentTarget.checked ? null : 'no')}
        />
        <Button variant="secondary" fill="outline" icon="download-alt" onClick={onExport}>
          {t('guests.csv', 'CSV')}
        </Button>
      </div>
    </div>
  );
}

function choices(values: readonly string[]): Array<{ value: string; label: string }> {
  return [...new Set(values)].sort().map((value) => ({ value, label: value }));
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    margin: theme.spacing(2, 0, 1, 0),
  }),
  right: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  foot: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(1, 0, 0, 0),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
});
