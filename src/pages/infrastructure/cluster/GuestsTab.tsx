import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Checkbox, FilterInput, useStyles2 } from '@grafana/ui';
import { memo, useCallback, useMemo, useState } from 'react';

import { clusterView } from '../../../core/products/proxmox-ve/clusterView';
import type { ClusterView, GuestRow } from '../../../core/products/proxmox-ve/view';
import { countOrUnknown } from '../../../ui/amounts';
import { useReadStage } from '../../../ui/connection';
import { downloadCsv } from '../../../ui/download';
import { choicesOf, FilterBar, FilterChoice } from '../../../ui/FilterBar';
import { sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { countVerdicts, VerdictFilter, verdictsOf, verdictsParam } from '../../../ui/VerdictFilter';
import { VirtualTable } from '../../../ui/VirtualTable';
import { countText } from '../../../ui/when';
import { EvidenceOf } from '../EvidenceDrawer';
import { perGuestChecks, perGuestReader } from '../readers';
import { Unreadable } from '../ReadView';
import { useReadings, type Readings } from '../useReadings';
import { useStickyTop } from '../useStickyTop';
import { asksAtOnce } from './asksAtOnce';
import { useGuestColumns } from './guestColumns';
import { guestCsv } from './guestCsv';
import { GuestOfAddress, type GuestsKnown } from './GuestDrawer';
import { filterGuests } from './guestFilter';
import type { TabProps } from './TabProps';

const WORST_FIRST: Sort = { key: 'verdict', descending: true };
const USE_PARTS = ['configs', 'guestMonth'] as const;

/**
 * All guests of a cluster; filter and order are part of the address. What each guest is asked for by itself comes later, or not
 * at all: until then it is "?", and a verdict that it may make worse is pending.
 */
export function GuestsTab(props: TabProps) {
  const { source, reading, refreshes, nowMs } = props;
  const stage = useReadStage();
  const [told, setTold] = useState(false);
  const asks = told || asksAtOnce(reading.view.guests.length);
  const readers = useMemo(() => (asks ? [perGuestReader(source, USE_PARTS, stage)] : []), [asks, source, stage]);
  const use = useReadings(readers, refreshes);
  const more = use.values.get(source.uid);
  const known: GuestsKnown = useMemo(
    () => ({
      // What both have read is newer in the cluster's own reading.
      snapshot: { ...more?.snapshot, ...reading.snapshot },
      checks: [...reading.checks, ...(more?.checks ?? [])],
      pending: more ? reading.view.pending : [...reading.view.pending, ...perGuestChecks(USE_PARTS, stage)],
      readMs: more?.readMs ?? stage.clock(),
    }),
    [reading, more, stage]
  );
  const view = useMemo(
    () => clusterView(source, known.snapshot, known.checks, known.readMs, known.pending),
    [source, known]
  );
  const { unlisted } = view;
  if (unlisted !== null) {
    return unlisted === 'pending' ? null : <Unreadable reason={unlisted} />;
  }
  return (
    <>
      <GuestTable view={view} isReading={use.reading.length > 0} nowMs={nowMs} />
      {more && <EvidenceOf checks={more.checks} nowMs={nowMs} />}
      <UseNote asked={asks} known={more !== undefined} use={use} onRead={asks ? use.refresh : () => setTold(true)} />
      <GuestOfAddress {...props} known={known} />
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
            'Disks and 30 days of use of each guest are not read: whether one is idle or tight is not known.'
          )}{' '}
      <Button size="sm" fill="text" onClick={asked && progress ? cancel : onRead}>
        {asked && progress ? t('infra.cancel', 'Cancel') : t('guests.read-use', 'Read them')}
      </Button>
    </p>
  );
}

type TableProps = Pick<TabProps, 'nowMs'> & {
  view: ClusterView;
  /** What is pending is on its way. */
  isReading: boolean;
};

/** Not drawn again while the progress of what each guest is asked for counts. */
const GuestTable = memo(function GuestTable({ view, isReading, nowMs }: TableProps) {
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
  const open = useCallback(({ vmid }: GuestRow) => change({ guest: String(vmid) }), [change]);
  const pendingWord = isReading ? t('verdict.pending', 'Pending') : t('verdict.not-read', 'Not read');
  const columns = useGuestColumns(nowMs, pendingWord, open);
  const shown = useMemo(() => sortRows(filtered, columns, sort), [filtered, columns, sort]);
  return (
    <>
      <GuestBar
        guests={guests}
        isReading={isReading}
        onExport={() => downloadCsv(guestCsv(view, shown), `${view.name}-guests.csv`)}
      />
      <VirtualTable
        label={t('guests.label', 'Guests')}
        columns={columns}
        rows={shown}
        rowKey={({ key }) => key}
        sort={sort}
        onSort={(next) => change({ sort: sortParam(next, WORST_FIRST) }, { replace: true })}
        stickyTop={stickyTop}
        onOpen={open}
      />
      {view.unseenGuests && <Unreadable reason={view.unseenGuests} partial />}
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

interface BarProps {
  guests: readonly GuestRow[];
  isReading: boolean;
  onExport: () => void;
}

/** Counts, search, node, tag, stopped ones, and the list as a file. */
function GuestBar({ guests, isReading, onExport }: BarProps) {
  const styles = useStyles2(getStyles);
  const [params, change] = useAddress();
  const counts = useMemo(() => countVerdicts(guests.map(({ verdict }) => verdict)), [guests]);
  const nodes = useMemo(() => choicesOf(guests.map(({ node }) => node)), [guests]);
  const tags = useMemo(() => choicesOf(guests.flatMap((guest) => guest.tags)), [guests]);
  const set = (name: string, value: string | null) => change({ [name]: value }, { replace: true });
  return (
    <div className={styles.bar}>
      <FilterBar
        verdicts={
          <VerdictFilter
            counts={counts}
            chosen={verdictsOf(params.get('verdict'))}
            without={pendingText(guests.filter(({ verdict }) => verdict === 'pending').length, isReading)}
            onChange={(next) => set('verdict', verdictsParam(next))}
          />
        }
      >
        <FilterInput
          escapeRegex={false}
          value={params.get('search') ?? ''}
          onChange={(text) => set('search', text === '' ? null : text)}
          placeholder={t('guests.search', 'Search name, id or tag')}
          width={26}
        />
        <FilterChoice
          label={t('guests.node', 'Node')}
          any={t('guests.any-node', 'Any node')}
          options={nodes}
          value={params.get('node')}
          width={13}
          onChange={(next) => set('node', next)}
        />
        {tags.length > 0 && (
          <FilterChoice
            label={t('guests.tag', 'Tag')}
            any={t('guests.any-tag', 'Any tag')}
            options={tags}
            value={params.get('tag')}
            width={13}
            onChange={(next) => set('tag', next)}
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
      </FilterBar>
    </div>
  );
}

/** "131 pending"; empty when every guest has its verdict. */
function pendingText(count: number, isReading: boolean): string {
  if (count === 0) {
    return '';
  }
  return isReading
    ? t('guests.pending', '{{n}} pending', { n: countText(count) })
    : t('guests.not-read', '{{n}} not read', { n: countText(count) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ marginTop: theme.spacing(2) }),
  foot: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(1, 0, 0, 0),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
});
