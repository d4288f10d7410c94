import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { FilterInput, useStyles2 } from '@grafana/ui';

import type { Standing } from '../../core/products/pending';
import { useConnection } from '../../ui/connection';
import { FilterBar, FilterChoice } from '../../ui/FilterBar';
import { t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { VerdictFilter, verdictsOf, verdictsParam } from '../../ui/VerdictFilter';
import { countText } from '../../ui/when';

interface Props {
  /** Of all checks, whatever is chosen. */
  counts: Readonly<Record<Standing, number>>;
  /** Before that nothing can be chosen by what it says. */
  isKnown: boolean;
}

/** Search, verdicts and a checklist; all say themselves in the address. */
export function CatalogueFilters({ counts, isKnown }: Props) {
  const styles = useStyles2(getStyles);
  const { library } = useConnection();
  const [params, change] = useAddress();
  const set = (name: string, value: string | null) =>
    change({ [name]: value === '' ? null : value }, { replace: true });
  return (
    <FilterBar
      verdicts={
        <div className={styles.left}>
          <FilterInput
            escapeRegex={false}
            value={params.get('q') ?? ''}
            onChange={(value) => set('q', value)}
            placeholder={t('checks.search', 'Search checks')}
            width={28}
          />
          {isKnown && (
            <VerdictFilter
              counts={counts}
              chosen={verdictsOf(params.get('verdict'))}
              without={
                counts.pending === 0 ? '' : t('checks.pending', '{{n}} pending', { n: countText(counts.pending) })
              }
              onChange={(chosen) => set('verdict', verdictsParam(chosen))}
            />
          )}
        </div>
      }
    >
      <FilterChoice
        label={t('checks.list', 'Checklist')}
        any={t('checks.any-list', 'Any checklist')}
        options={library.checklists.map(({ id, title }) => ({ value: id, label: title }))}
        value={params.get('list')}
        width={24}
        onChange={(value) => set('list', value)}
      />
    </FilterBar>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  left: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});
