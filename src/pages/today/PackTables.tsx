import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { DataSource } from '../../core/connection/dataSource';
import type { Column } from '../../ui/column';
import { DataTable } from '../../ui/DataTable';
import { checksOnEntities } from '../../ui/entityCounts';
import { GrafanaLink, type GrafanaPlace } from '../../ui/GrafanaLink';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { usePackTitle } from '../../ui/usePackTitle';
import type { MarkState } from '../../ui/verdictLook';
import type { FirstLook, PackFound } from './firstLook';

/** The packs of the first look: those with data, those that could not be asked, those that have nothing to look at. */
export function PackTables({ found, dataSources }: { found: FirstLook; dataSources: readonly DataSource[] }) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const packTitle = usePackTitle();
  const groups: ReadonlyArray<{ title: string; state: MarkState; packs: readonly PackFound[]; rest: PackColumns }> = [
    { title: t('first.has-data', 'Has data'), state: 'pass', packs: found.withData, rest: WITH_DATA },
    { title: t('first.not-known', 'Not known yet'), state: 'unknown', packs: found.unknown, rest: UNKNOWN },
    { title: t('first.no-data', 'Has no data yet'), state: 'na', packs: found.withoutData, rest: WITHOUT_DATA },
  ];
  return groups
    .filter(({ packs }) => packs.length > 0)
    .map(({ title, state, packs, rest }) => (
      <section key={state} className={styles.group}>
        <h3 className={styles.heading}>{title}</h3>
        <DataTable
          label={title}
          rows={packs}
          rowKey={({ pack }) => pack}
          columns={[
            {
              key: 'pack',
              heading: t('first.pack', 'Pack'),
              cell: ({ pack, sources }) => (
                <span className={styles.pack}>
                  <Mark state={state} word={title} glyphOnly size="sm" />
                  <span>
                    {packTitle(pack)}
                    <span className={styles.sourceBelow}>{sources.join(', ')}</span>
                  </span>
                </span>
              ),
            },
            ...rest(styles, { dataSources, isAdmin: user.isAdmin }),
          ]}
        />
      </section>
    ));
}

/** What a link may lead to. */
interface Reach {
  dataSources: readonly DataSource[];
  isAdmin: boolean;
}

type Styles = ReturnType<typeof getStyles>;
type PackColumns = (styles: Styles, reach: Reach) => ReadonlyArray<Column<PackFound>>;

const WITH_DATA: PackColumns = (styles) => [
  { key: 'found', heading: t('first.found', 'Found'), cell: ({ checks }) => checksOnEntities(checks) },
  sourceColumn(styles),
  { key: 'items', heading: t('first.decides', 'Items it decides'), numeric: true, cell: ({ items }) => items },
];

const UNKNOWN: PackColumns = (styles) => [
  {
    key: 'why',
    heading: t('first.why-unknown', 'Why'),
    cell: ({ missing }) => (missing?.reason ? reasonWords(missing.reason) : ''),
  },
  sourceColumn(styles),
  wouldDecide(styles),
];

const WITHOUT_DATA: PackColumns = (styles, reach) => [
  {
    key: 'what',
    heading: t('first.what-to-do', 'What to do'),
    cell: (found) => <NextStep found={found} {...reach} />,
  },
  sourceColumn(styles),
  wouldDecide(styles),
];

/** In a place of its own where there is room, else below the pack. */
function sourceColumn(styles: Styles): Column<PackFound> {
  return {
    key: 'source',
    heading: t('first.source', 'Data source'),
    from: 560,
    cell: ({ sources }) => <span className={styles.quiet}>{sources.join(', ')}</span>,
  };
}

/** What to do about a pack without data, and the way there: to connect a source, or to see what the one that was asked has. */
function NextStep({ found: { missing }, dataSources, isAdmin }: Reach & { found: PackFound }) {
  const words =
    missing?.hint || (missing?.reason ? `${reasonWords(missing.reason)} ${reasonAdvice(missing.reason)}` : '');
  const source = dataSources.find(({ uid }) => uid === missing?.asked?.sourceUid);
  if (!isAdmin || !missing || (missing.asked && !source)) {
    return words;
  }
  const place = placeOf(source, missing.asked?.presence ?? '');
  return (
    <GrafanaLink place={place} look="text" newTab={source !== undefined} otherwise={words}>
      {words}
    </GrafanaLink>
  );
}

function placeOf(source: DataSource | undefined, query: string): GrafanaPlace {
  if (source === undefined) {
    return { to: 'new-data-source' };
  }
  return source.type.startsWith('opsrounds-')
    ? { to: 'data-source', uid: source.uid }
    : { to: 'explore', source, query };
}

function wouldDecide(styles: Styles): Column<PackFound> {
  return {
    key: 'items',
    heading: t('first.would-decide', 'Items it would decide'),
    numeric: true,
    cell: ({ items }) => <span className={styles.quiet}>{items}</span>,
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({
    '& td': { height: 39 },
    // The packs stand in one column through all tables.
    '& th:first-child': { width: '20%' },
    '@container (max-width: 559px)': { '& th:first-child': { width: '36%' } },
  }),
  heading: css({ ...theme.typography.h5, marginBottom: theme.spacing(1) }),
  sourceBelow: css({
    display: 'none',
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    '@container (max-width: 559px)': { display: 'block' },
  }),
  pack: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
