import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { FilterInput, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { Objective } from '../../core/slo/objective';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { choicesOf, FilterBar, FilterChoice, NoMatch } from '../../ui/FilterBar';
import { Section } from '../../ui/Section';
import { objectiveCountWord } from '../../ui/slo/objectiveWords';
import { t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { countVerdicts, VerdictFilter, verdictsOf, verdictsParam } from '../../ui/VerdictFilter';
import { ObjectiveTable, PromisedTable } from './ObjectiveTable';
import { verdictOf } from '../../core/slo/rowOrder';
import { filtered } from './rowFilter';
import type { ScorecardWindow } from './scorecardWindow';

interface Props {
  objectives: readonly Objective[];
  /** Worst first; null before anything was measured. */
  rows: readonly ScorecardRow[] | null;
  isReading: boolean;
  window: ScorecardWindow;
  isExplained: (row: ScorecardRow) => boolean;
}

/** The table with its counts and filters; while nothing is measured, what was promised. */
export function Objectives({ objectives, rows, isReading, window, isExplained }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Section title={t('objectives.title', 'Objectives')} count={rows?.length ?? objectives.length}>
      {rows === null ? (
        <PromisedTable objectives={objectives} isReading={isReading} />
      ) : (
        <Measured rows={rows} window={window} isExplained={isExplained} />
      )}
      <p className={styles.legend}>
        <span>{t('objectives.legend-bars', 'Bars: share of the budget a day ate, full height from 25 %.')}</span>
        <span>{t('objectives.legend-burn', 'Burn 1 ×: lasts exactly the window.')}</span>
        <span>{t('objectives.legend-hatch', 'Hatched: not enough data for a verdict.')}</span>
      </p>
    </Section>
  );
}

function Measured({
  rows,
  window,
  isExplained,
}: Pick<Props, 'window' | 'isExplained'> & { rows: readonly ScorecardRow[] }) {
  const [params, change] = useAddress();
  const verdictParam = params.get('verdict');
  const search = params.get('search') ?? '';
  const owner = params.get('owner');
  const service = params.get('service');
  const shown = useMemo(
    () => filtered(rows, { verdicts: verdictsOf(verdictParam), search, owner, service }),
    [rows, verdictParam, search, owner, service]
  );
  return (
    <>
      <FilterBar
        verdicts={
          <VerdictFilter
            counts={countVerdicts(rows.map(verdictOf))}
            chosen={verdictsOf(verdictParam)}
            wordOf={objectiveCountWord}
            onChange={(next) => change({ verdict: verdictsParam(next) }, { replace: true })}
          />
        }
      >
        <FilterInput
          escapeRegex={false}
          value={search}
          onChange={(text) => change({ search: text === '' ? null : text }, { replace: true })}
          placeholder={t('objectives.search', 'Search objectives')}
          width={24}
        />
        <FilterChoice
          label={t('objectives.owner', 'Owner')}
          any={t('objectives.any-owner', 'Any owner')}
          options={choicesOf(rows.map(({ objective }) => objective.owner))}
          value={owner}
          onChange={(next) => change({ owner: next }, { replace: true })}
        />
        <FilterChoice
          label={t('objectives.service', 'Service')}
          any={t('objectives.any-service', 'Any service')}
          options={choicesOf(rows.map(({ objective }) => objective.service))}
          value={service}
          onChange={(next) => change({ service: next }, { replace: true })}
        />
      </FilterBar>
      {shown.length > 0 ? (
        <ObjectiveTable rows={shown} periods={window.periods} window={window.id} isExplained={isExplained} />
      ) : (
        <NoMatch onClear={() => change({ verdict: null, search: null, owner: null, service: null }, { replace: true })}>
          {t('objectives.no-match', 'No objective matches.')}
        </NoMatch>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    margin: theme.spacing(1.5, 0, 0, 0),
    color: theme.colors.text.secondary,
  }),
});
