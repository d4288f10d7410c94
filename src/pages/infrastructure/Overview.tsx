import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { EmptyState, FilterInput, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { Reason } from '../../core/check/verdict';
import { systemsByKind, worstSystemsFirst, type System } from '../../core/products/system';
import { useNow } from '../../ui/Age';
import { useConnection, useReadStage } from '../../ui/connection';
import { GrafanaLink, useMayFollow } from '../../ui/GrafanaLink';
import { lastReadings } from '../../ui/lastReadings';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { plural, t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { countVerdicts, VerdictFilter, verdictsOf, verdictsParam } from '../../ui/VerdictFilter';
import { alternatives } from '../../ui/when';
import { DataAge, Frame } from './Frame';
import { JournalNotice } from './JournalNotice';
import { useDataSourceTypes, useProductPages, type ProductPage } from './productPages';
import { CEPH_ON_PROXMOX, overviewReaders } from './readers';
import { SystemTable } from './SystemTable';
import { systemName, systemSentence } from './systemWords';
import { useReadings, type Readings } from './useReadings';

/** Infrastructure: every system the team runs, one line each, worst first. */
export function Overview() {
  const { connection, library } = useConnection();
  const stage = useReadStage();
  const readers = useMemo(
    () => overviewReaders(connection, library.systems, stage, lastReadings(connection).systems),
    [connection, library, stage]
  );
  const readings = useReadings(readers);
  // What a reader that broke said before may not be so any more.
  const systems = [...readings.values].flatMap(([key, found]) => (readings.failed.has(key) ? [] : found));
  const broken = readers.flatMap(({ key, name }) => {
    const reason = readings.failed.get(key);
    return reason ? [{ key, name, reason }] : [];
  });
  const unread = readings.cancelled
    ? readers.filter(({ key }) => !readings.values.has(key) && !readings.failed.has(key))
    : [];
  if (readers.length === 0) {
    return <NoSource />;
  }
  return (
    <Frame
      subTitle={t('infra.subtitle', 'Every system the team runs, worst first.')}
      actions={<DataAge readings={readings} asOfMs={readings.readMs} />}
    >
      <JournalNotice />
      <Systems readings={readings} systems={systems} broken={broken} unread={unread} />
      <Foot systems={systems} sources={readers.filter(({ key }) => key !== CEPH_ON_PROXMOX).length} />
    </Frame>
  );
}

interface SystemsProps {
  readings: Readings<unknown>;
  systems: readonly System[];
  broken: ReadonlyArray<{ key: string; name: string; reason: Reason }>;
  /** Sources that somebody did not wait for. */
  unread: ReadonlyArray<{ key: string; name: string }>;
}

function Systems({ readings, systems, broken, unread }: SystemsProps) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 10_000);
  const [params, change] = useAddress();
  const chosen = verdictsOf(params.get('verdict'));
  const search = params.get('search') ?? '';
  const byKind = params.get('order') === 'kind';
  const arranged = byKind ? systemsByKind(systems) : worstSystemsFirst(systems);
  const pageOf = useProductPages();
  const shown = arranged.filter(
    (system) =>
      (chosen.size === 0 || (system.verdict !== 'pending' && chosen.has(system.verdict))) &&
      matches(system, pageOf(system.product), search)
  );
  const awaited = readings.reading.filter(({ key }) => !readings.values.has(key)).length;
  return (
    <>
      <div className={styles.bar}>
        <VerdictFilter
          counts={countVerdicts(systems.map(({ verdict }) => verdict))}
          chosen={chosen}
          without={
            awaited === 0
              ? ''
              : plural('systems.pending', awaited, {
                  one: '{{count}} source pending',
                  other: '{{count}} sources pending',
                })
          }
          onChange={(next) => change({ verdict: verdictsParam(next) }, { replace: true })}
        />
        <div className={styles.right}>
          <FilterInput
            escapeRegex={false}
            value={search}
            onChange={(text) => change({ search: text === '' ? null : text }, { replace: true })}
            placeholder={t('systems.search', 'Search systems')}
            width={26}
          />
          <RadioButtonGroup
            aria-label={t('systems.order', 'Order')}
            value={byKind ? 'kind' : 'worst'}
            options={[
              { value: 'worst', label: t('systems.worst-first', 'Worst first') },
              { value: 'kind', label: t('systems.by-kind', 'By kind') },
            ]}
            onChange={(order) => change({ order: order === 'kind' ? 'kind' : null }, { replace: true })}
          />
        </div>
      </div>
      {broken.map(({ key, name, reason }) => (
        <p key={key} role="alert" className={styles.failed}>
          <Mark state="unknown" word={name} /> {reasonWords(reason)}
        </p>
      ))}
      {unread.map(({ key, name }) => (
        <p key={key} role="alert" className={styles.failed}>
          <Mark state="unknown" word={name} /> {t('systems.not-read', 'Not read: reading was cancelled.')}
        </p>
      ))}
      <SystemTable systems={shown} awaited={awaited} nowMs={nowMs} />
      {shown.length === 0 && awaited === 0 && systems.length > 0 && (
        <p className={styles.nothing}>
          {t('systems.no-match', 'No system matches.')}{' '}
          <button type="button" onClick={() => change({ verdict: null, search: null })}>
            {t('filter.clear', 'Clear filters')}
          </button>
        </p>
      )}
    </>
  );
}

function matches(system: System, page: ProductPage, search: string): boolean {
  const text = [systemName(system, page), page.word(), systemSentence(system, page)].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface FootProps {
  systems: readonly System[];
  sources: number;
}

/** "13 systems from 9 sources. 1 source does not answer: pve-b." */
function Foot({ systems, sources }: FootProps) {
  const { connection } = useConnection();
  const styles = useStyles2(getStyles);
  // Of a metrics source its own line, and not those of what stands behind it.
  const { systems: packs } = useConnection().library;
  const silent = systems.filter(
    (system) => system.silent !== null && !packs.some(({ product }) => product === system.product)
  );
  const counted = plural(
    'systems.from',
    sources,
    { one: '{{systems}} from {{count}} source.', other: '{{systems}} from {{count}} sources.' },
    { systems: plural('systems.count', systems.length, { one: '{{count}} system', other: '{{count}} systems' }) }
  );
  return (
    <div className={styles.foot}>
      <span>
        {counted}{' '}
        {silent.length > 0 && (
          <>
            {plural('systems.silent', silent.length, {
              one: '{{count}} source does not answer:',
              other: '{{count}} sources do not answer:',
            })}{' '}
            {silent.map(({ key, name, sourceUid }, index) => (
              <span key={key}>
                {index > 0 && ', '}
                {connection.dataSources.some(({ uid }) => uid === sourceUid) ? (
                  <GrafanaLink place={{ to: 'data-source', uid: sourceUid }} look="text" otherwise={name}>
                    {name}
                  </GrafanaLink>
                ) : (
                  name
                )}
              </span>
            ))}
            {t('systems.retried', ', retried every minute.')}
          </>
        )}
      </span>
      <GrafanaLink place={{ to: 'new-data-source' }} look="text" />
    </div>
  );
}

function NoSource() {
  const mayAdd = useMayFollow('new-data-source');
  const types = useDataSourceTypes();
  return (
    <Frame>
      <EmptyState
        variant="call-to-action"
        hideImage
        message={t('infra.empty', 'No system is connected yet')}
        button={mayAdd ? <GrafanaLink place={{ to: 'new-data-source' }} look="button" /> : undefined}
      >
        {mayAdd
          ? t(
              'infra.empty-admin',
              'Add a data source of type {{types}}, or the Prometheus that watches your clusters.',
              { types: alternatives(types) }
            )
          : t('infra.empty-viewer', 'An organisation admin can add data sources of type {{types}}.', {
              types: alternatives([...types, 'Prometheus']),
            })}
      </EmptyState>
    </Frame>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  }),
  right: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  failed: css({ margin: theme.spacing(1, 0, 0, 0), overflowWrap: 'anywhere' }),
  nothing: css({
    margin: theme.spacing(2, 0),
    color: theme.colors.text.secondary,
    '& button': { border: 0, padding: 0, background: 'none', color: theme.colors.text.link },
    '& button:hover': { textDecoration: 'underline' },
  }),
  foot: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    marginTop: theme.spacing(1.5),
    color: theme.colors.text.secondary,
  }),
});
