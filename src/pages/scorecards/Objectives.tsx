import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, FilterInput, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { Objective } from '../../core/slo/objective';
import type { ScorecardRow } from '../../core/slo/scorecard';
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
  const styles = useStyles2(getStyles);
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
      <div className={styles.bar}>
        <VerdictFilter
          counts={countVerdicts(rows.map(verdictOf))}
          chosen={verdictsOf(verdictParam)}
          wordOf={objectiveCountWord}
          onChange={(next) => change({ verdict: verdictsParam(next) }, { replace: true })}
        />
        <div className={styles.right}>
          <FilterInput
            escapeRegex={false}
            value={search}
            onChange={(text) => change({ search: text === '' ? null : text }, { replace: true })}
            placeholder={t('objectives.search', 'Search objectives')}
            width={24}
          />
          <Choice
            label={t('objectives.owner', 'Owner')}
            any={t('objectives.any-owner', 'Any owner')}
            values={rows.map(({ objective }) => objective.owner)}
            value={owner}
            onChange={(next) => change({ owner: next }, { replace: true })}
          />
          <Choice
            label={t('objectives.service', 'Service')}
            any={t('objectives.any-service', 'Any service')}
            values={rows.map(({ objective }) => objective.service)}
            value={service}
            onChange={(next) => change({ service: next }, { replace: true })}
          />
        </div>
      </div>
      {shown.length > 0 ? (
        <ObjectiveTable rows={shown} periods={window.periods} window={window.id} isExplained={isExplained} />
      ) : (
        <p className={styles.nothing}>
          {t('objectives.no-match', 'No objective matches.')}{' '}
          <button
            type="button"
            onClick={() => change({ verdict: null, search: null, owner: null, service: null }, { replace: true })}
          >
            {t('filter.clear', 'Clear filters')}
          </button>
        </p>
      )}
    </>
  );
}

interface ChoiceProps {
  label: string;
  any: string;
  values: readonly string[];
  value: string | null;
  onChange: (value: string | null) => void;
}

function Choice({ label, any, values, value, onChange }: ChoiceProps) {
  const options = [...new Set(values)]
    .filter((one) => one !== '')
    .sort((a, b) => a.localeCompare(b))
    .map((one) => ({ value: one, label: one }));
  return (
    <Combobox
      aria-label={label}
      placeholder={any}
      options={options}
      value={value}
      isClearable
      width={18}
      onChange={(option) => onChange(option?.value ?? null)}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  }),
  right: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  nothing: css({
    margin: theme.spacing(2, 0),
    color: theme.colors.text.secondary,
    '& button': { minHeight: 24, border: 0, padding: 0, background: 'none', color: theme.colors.text.link },
    '& button:hover': { textDecoration: 'underline' },
  }),
  legend: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    margin: theme.spacing(1.5, 0, 0, 0),
    color: theme.colors.text.secondary,
  }),
});
