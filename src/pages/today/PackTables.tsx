import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { packTitle } from '../../library/packTitle';
import type { Column } from '../../ui/column';
import { DataTable } from '../../ui/DataTable';
import { checksOnEntities } from '../../ui/entityCounts';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { t } from '../../ui/t';
import type { MarkState } from '../../ui/verdictLook';
import type { FirstLook, PackFound } from './firstLook';

/** The packs of the first look: those with data, those that could not be asked, those that have nothing to look at. */
export function PackTables({ found }: { found: FirstLook }) {
  const styles = useStyles2(getStyles);
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
              cell: ({ pack }) => (
                <span className={styles.pack}>
                  <Mark state={state} word={title} glyphOnly size="sm" />
                  {packTitle(pack)}
                </span>
              ),
            },
            ...rest(styles),
          ]}
        />
      </section>
    ));
}

type PackColumns = (styles: ReturnType<typeof getStyles>) => ReadonlyArray<Column<PackFound>>;

const WITH_DATA: PackColumns = (styles) => [
  { key: 'found', heading: t('first.found', 'Found'), cell: ({ checks }) => checksOnEntities(checks) },
  {
    key: 'source',
    heading: t('first.source', 'Data source'),
    from: 560,
    cell: ({ sourceName }) => <span className={styles.quiet}>{sourceName}</span>,
  },
  { key: 'items', heading: t('first.decides', 'Items it decides'), numeric: true, cell: ({ items }) => items },
];

const UNKNOWN: PackColumns = (styles) => [
  {
    key: 'why',
    heading: t('first.why-unknown', 'Why'),
    cell: ({ missing }) => (missing?.reason ? reasonWords(missing.reason) : ''),
  },
  wouldDecide(styles),
];

const WITHOUT_DATA: PackColumns = (styles) => [
  {
    key: 'what',
    heading: t('first.what-to-do', 'What to do'),
    cell: ({ missing }) =>
      missing?.hint || (missing?.reason ? `${reasonWords(missing.reason)} ${reasonAdvice(missing.reason)}` : ''),
  },
  wouldDecide(styles),
];

function wouldDecide(styles: ReturnType<typeof getStyles>): Column<PackFound> {
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
  pack: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
