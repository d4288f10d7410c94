import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Checkbox, Combobox, FilterInput, useStyles2 } from '@grafana/ui';
import { memo, useMemo, useState } from 'react';

import { clusterView } from '../../../core/products/proxmox-ve/clusterView';
import type { ClusterView, GuestRow } from '../../../core/products/proxmox-ve/view';
import { countOrUnknown } from '../../../ui/amounts';
import { useReadStage } from '../../../ui/connection';
import { downloadCsv } from '../../../ui/download';
import { sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { countVerdicts, VerdictFilter, verdictsOf, verdictsParam } from '../../../ui/VerdictFilter';
import { VirtualTable } from '../../../ui/VirtualTable';
import { EvidenceOf } from '../EvidenceDrawer';
import { perGuestReader } from '../readers';
import { useReadings, type Readings } from '../useReadings';
import { useStickyTop } from '../useStickyTop';
import { useGuestColumns } from './guestColumns';
import { guestCsv } from './guestCsv';
import { filterGuests } from './guestFilter';
import type { TabProps } from './TabProps';

const WORST_FIRST: Sort = { key: 'verdict', descending: true };
/** Up to so many guests are asked one by one without being told to. */
const ASKED_AT_ONCE = 500;

/** All guests of a cluster; filter and order are part of the address. */
export function GuestsTab(props: TabProps) {
  const { source, reading, refreshes, nowMs } = props;
  const stage = useReadStage();
  const [told, setTold] = useState(false);
  const asks = told || reading.view.guests.length <= ASKED_AT_ONCE;
  const readers = useMemo(
    () => (asks ? [perGuestReader(source, ['configs', 'guestMonth'], stage)] : []),
    [asks, source, stage]
  );
  const use = useReadings(readers, refreshes);
  const more = use.values.get(source.uid);
  const view = useMemo(
    () =>
      more === undefined
        ? reading.view
        : clusterView(
            source,
            // What both have read is newer in the cluster's own reading.
            { ...more.snapshot, ...reading.snapshot },
            [...reading.checks, ...more.checks],
            more.readMs
          ),
    [source, reading, more]
  );
  return (
    <>
      <GuestTable view={view} openEvidence={props.openEvidence} nowMs={nowMs} />
      {more && <EvidenceOf checks={more.checks} nowMs={nowMs} />}
      <UseNote asked={asks} known={more !== undefined} use={use} onRead={asks ? use.refresh : () => setTold(true)} />
    </>
  );
}

interface UseNoteProps {
  asked: boolean;
  known: boolean;
  use: Pick<Readings<unknown>, 'reading' | 'cancel'>;
  onRead: () => void;
}

/** Disks and a month of use cost two requests per guest: how far that is, or that it was not asked. */
function UseNote({ asked, known, use: { reading, cancel }, onRead }: UseNoteProps) {
  const styles = useStyles2(getStyles);
  const [progress] = reading;
  if (known) {
    return null;
  }
  return (
    <p className={styles.foot} role="status">
      {asked && progress
        ? t('guests.reading-use', 'Reading disks and 30 days of use of each guest, {{done}} of {{total}}.', {
            done: countOrUnknown(progress.done),
            total: countOrUnknown(progress.total > 0 ? progress.total : null),
          })
        : t(
            'guests.use-not-read',
            'Disks and 30 days of use of each guest are not read: what is idle or tight is not marked.'
          )}{' '}
      <Button size="sm" fill="text" onClick={asked && progress ? cancel : onRead}>
        {asked && progress ? t('infra.cancel', 'Cancel') : t('guests.read-use', 'Read them')}
      </Button>
    </p>
  );
}

type TableProps = Pick<TabProps, 'openEvidence' | 'nowMs'> & { view: ClusterView };

/** Not drawn again while the progress of what each guest is asked for counts. */
const GuestTable = memo(function GuestTable({ view, openEvidence, nowMs }: TableProps) {
  const styles = useStyles2(getStyles);
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  const { guests } = view;
  const sort = useMemo(() => sortOf(params.get('sort'), WORST_FIRST), [params]);
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
  const columns = useGuestColumns(nowMs, openEvidence);
  const shown = useMemo(() => sortRows(filtered, columns, sort), [filtered, columns, sort]);
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
});

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
          width={26}
        />
        <Combobox
          aria-label={t('guests.node', 'Node')}
          options={nodes}
          value={params.get('node')}
          isClearable
          placeholder={t('guests.any-node', 'Any node')}
          onChange={(option) => set('node', option?.value ?? null)}
          width={13}
        />
        {tags.length > 0 && (
          <Combobox
            aria-label={t('guests.tag', 'Tag')}
            options={tags}
            value={params.get('tag')}
            isClearable
            placeholder={t('guests.any-tag', 'Any tag')}
            onChange={(option) => set('tag', option?.value ?? null)}
            width={13}
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
