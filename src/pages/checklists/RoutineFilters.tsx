import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { FilterInput, FilterPill, useStyles2 } from '@grafana/ui';

import { ON_TIME_TARGET } from '../../core/checklist/historyFigures';
import { isSlipping, type Routine } from '../../core/checklist/routines';
import { percent } from '../../ui/round/onTimeWords';
import { t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { countText } from '../../ui/when';

type Only = 'all' | 'today' | 'slipping';

/** What the address asks for. */
export function filteredRoutines(routines: readonly Routine[], params: URLSearchParams): readonly Routine[] {
  const only = onlyOf(params);
  const text = (params.get('search') ?? '').trim().toLowerCase();
  return routines.filter(
    (routine) =>
      isOf(routine, only) &&
      [routine.template, ...routine.template.items].some(({ title }) => title.toLowerCase().includes(text))
  );
}

function onlyOf(params: URLSearchParams): Only {
  const only = params.get('only');
  return only === 'today' || only === 'slipping' ? only : 'all';
}

function isOf(routine: Routine, only: Only): boolean {
  return only === 'all' || (only === 'today' ? routine.group === 'today' : isSlipping(routine));
}

/** Search in lists and their items, and which lists; both say themselves in the address. */
export function RoutineFilters({ routines }: { routines: readonly Routine[] }) {
  const styles = useStyles2(getStyles);
  const [params, change] = useAddress();
  const chosen = onlyOf(params);
  const pills: ReadonlyArray<[Only, string]> = [
    ['all', t('checklists.all', 'All')],
    ['today', t('checklists.today', 'Due today')],
    ['slipping', t('checklists.slipping', 'Below {{target}} % on time', { target: percent(ON_TIME_TARGET) })],
  ];
  return (
    <div className={styles.bar}>
      <FilterInput
        escapeRegex={false}
        value={params.get('search') ?? ''}
        onChange={(value) => change({ search: value === '' ? null : value }, { replace: true })}
        placeholder={t('checklists.search', 'Search checklists and items')}
        width={34}
      />
      <div role="group" aria-label={t('filter.verdict', 'Show only')} className={styles.pills}>
        {pills.map(([only, word]) => (
          <FilterPill
            key={only}
            label={`${word} ${countText(routines.filter((routine) => isOf(routine, only)).length)}`}
            selected={only === chosen}
            onClick={() => change({ only: only === 'all' ? null : only }, { replace: true })}
          />
        ))}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  pills: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
