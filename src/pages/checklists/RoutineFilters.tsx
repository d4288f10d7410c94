import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { FilterInput, FilterPill, useStyles2 } from '@grafana/ui';

import { ON_TIME_TARGET } from '../../core/checklist/historyFigures';
import { isSlipping } from '../../core/checklist/routines';
import { percent } from '../../ui/round/onTimeWords';
import { t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { countText } from '../../ui/when';
import type { ShownRoutine } from './useRoutines';

const ONLY = ['all', 'today', 'slipping', 'changed'] as const;
type Only = (typeof ONLY)[number];

/** What the address asks for. */
export function filteredRoutines(routines: readonly ShownRoutine[], params: URLSearchParams): readonly ShownRoutine[] {
  const only = onlyOf(params);
  const text = (params.get('search') ?? '').trim().toLowerCase();
  return routines.filter(
    (routine) =>
      isOf(routine, only) &&
      [routine.template, ...routine.template.items].some(({ title }) => title.toLowerCase().includes(text))
  );
}

function onlyOf(params: URLSearchParams): Only {
  return ONLY.find((only) => only === params.get('only')) ?? 'all';
}

function isOf(routine: ShownRoutine, only: Only): boolean {
  switch (only) {
    case 'all':
      return true;
    case 'today':
      return routine.group === 'today';
    case 'slipping':
      return isSlipping(routine);
    case 'changed':
      return routine.origin.from !== 'library';
  }
}

/** Search in lists and their items, and which lists; both say themselves in the address. */
export function RoutineFilters({ routines }: { routines: readonly ShownRoutine[] }) {
  const styles = useStyles2(getStyles);
  const [params, change] = useAddress();
  const chosen = onlyOf(params);
  const pills: ReadonlyArray<[Only, string]> = [
    ['all', t('checklists.all', 'All')],
    ['today', t('checklists.today', 'Due today')],
    ['slipping', t('checklists.slipping', 'Below {{target}} % on time', { target: percent(ON_TIME_TARGET) })],
    ['changed', t('checklists.changed', 'Changed')],
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
