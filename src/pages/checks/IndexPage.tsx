import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, LinkButton, LoadingBar, useStyles2 } from '@grafana/ui';
import { useMemo, useRef } from 'react';

import { appHref } from '../../ui/appHref';
import { useConnection } from '../../ui/connection';
import { NoMatch } from '../../ui/FilterBar';
import { OwnPackProblems } from '../../ui/OwnPackProblems';
import { dataInfo } from '../../ui/round/dataInfo';
import { checkingWords, waitingWords } from '../../ui/round/lookWords';
import { Recheck } from '../../ui/round/Recheck';
import type { Look } from '../../ui/round/useLook';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { useWidth } from '../../ui/useWidth';
import { countText } from '../../ui/when';
import { catalogueOf, countStandings, isFiltering, matches, type CheckRow } from './catalogue';
import { CatalogueFilters } from './CatalogueFilters';
import { CatalogueTable } from './CatalogueTable';
import { DaysProvider } from './days';
import { Frame } from './Frame';
import { SilentSources } from './SilentSources';
import { useCatalogue, useCatalogueFilter } from './useCatalogue';
import { WithoutData } from './WithoutData';

/** Every check by pack, worst first, with what needs somebody open. */
export function IndexPage({ look }: { look: Look }) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const { library } = useConnection();
  const { rows, changed, showChanged } = useCatalogue(library.checks, look);
  const filter = useCatalogueFilter();
  const [, change] = useAddress();
  const bar = useRef<HTMLDivElement>(null);
  const width = useWidth(bar) ?? 0;
  const isFiltered = isFiltering(filter);
  const shown = useMemo(() => new Set((rows ?? []).filter((row) => matches(row, filter))), [rows, filter]);
  const { packs, without } = useMemo(() => catalogueOf(rows ?? [], (row) => shown.has(row)), [rows, shown]);
  const clear = () => change({ q: null, verdict: null, list: null }, { replace: true });
  const isLooking = look.checking !== null;
  return (
    <Frame
      subTitle={subtitle(rows)}
      info={dataInfo(look)}
      actions={
        <>
          {user.isAdmin && (
            <LinkButton variant="secondary" icon="plus" href={appHref('setup/packs/new')}>
              {t('packs.add', 'Add checks')}
            </LinkButton>
          )}
          <Recheck look={look} />
        </>
      }
    >
      <CatalogueFilters counts={countStandings(rows ?? [])} isKnown={rows !== null} />
      <div className={styles.status} role="status">
        {isFiltered && rows !== null && shown.size > 0 && (
          <>
            <span>
              {plural(
                'checks.filtered',
                rows.length,
                { one: '{{n}} of {{all}} check', other: '{{n}} of {{all}} checks' },
                { n: countText(shown.size), all: countText(rows.length) }
              )}
            </span>
            <Button size="sm" variant="secondary" fill="text" icon="times" onClick={clear}>
              {t('filter.clear', 'Clear filters')}
            </Button>
          </>
        )}
        {(rows === null || look.pending.length > 0) && (
          <span>
            {checkingWords(look, false)}. {waitingWords(look.pending)}
          </span>
        )}
        {changed > 0 && (
          <>
            <span>
              {plural('checks.changed', changed, {
                one: '{{count}} check changed.',
                other: '{{count}} checks changed.',
              })}
            </span>
            <Button size="sm" variant="secondary" fill="text" onClick={showChanged}>
              {t('checks.show-changed', 'Show')}
            </Button>
          </>
        )}
      </div>
      <div ref={bar} className={styles.bar}>
        {isLooking && width > 0 && <LoadingBar width={width} />}
      </div>
      <OwnPackProblems />
      <SilentSources look={look} />
      {rows === null ? (
        <Skeleton />
      ) : shown.size === 0 ? (
        <NoMatch onClear={clear}>{t('checks.no-match', 'No check matches.')}</NoMatch>
      ) : (
        <DaysProvider>
          <CatalogueTable packs={packs} look={look} isFiltered={isFiltered} />
          <WithoutData packs={without} isFiltered={isFiltered} />
        </DaysProvider>
      )}
    </Frame>
  );
}

/** "204 of 344 checks have data here. The other 140 have nothing to look at yet." */
function subtitle(rows: ReturnType<typeof useCatalogue>['rows']): string {
  if (rows === null || rows.some(({ standing }) => standing === 'pending')) {
    return t('checks.subtitle', 'All that a machine looks at, and what it says now.');
  }
  const all = rows.length;
  const idle = rows.filter(({ standing }) => standing === 'na').length;
  const unheard = rows.filter(isUnheard).length;
  const have = plural(
    'checks.have-data',
    all,
    { one: '{{n}} of {{all}} check has data here.', other: '{{n}} of {{all}} checks have data here.' },
    { n: countText(all - idle - unheard), all: countText(all) }
  );
  const unknown =
    unheard === 0
      ? ''
      : plural(
          'checks.unheard',
          unheard,
          {
            one: 'Of one it is not known: its source does not answer.',
            other: 'Of {{n}} it is not known: their source does not answer.',
          },
          { n: countText(unheard) }
        );
  const others =
    idle === 0
      ? ''
      : plural(
          'checks.idle',
          idle,
          { one: 'The other one has nothing to look at yet.', other: 'The other {{n}} have nothing to look at yet.' },
          { n: countText(idle) }
        );
  return [have, unknown, others].filter((sentence) => sentence !== '').join(' ');
}

/** No source that was asked about it gave an answer. */
function isUnheard({ result, standing }: CheckRow): boolean {
  const evidence = result?.evidence ?? [];
  return standing === 'unknown' && evidence.length > 0 && evidence.every(({ problem }) => problem !== undefined);
}

/** Rows of nothing yet: no verdict is shown before anybody answered. */
function Skeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div aria-hidden>
      {[430, 320, 380, 290, 410, 350].map((length) => (
        <div key={length} className={styles.blank}>
          <span style={{ width: length }} />
        </div>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  status: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    color: theme.colors.text.secondary,
    '&:not(:empty)': { minHeight: theme.spacing(4) },
  }),
  bar: css({ height: 1, marginTop: theme.spacing(1), overflow: 'hidden' }),
  blank: css({
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '& span': {
      display: 'block',
      maxWidth: '100%',
      height: 14,
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.secondary,
    },
  }),
});
