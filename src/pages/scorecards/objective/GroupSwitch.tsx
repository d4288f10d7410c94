import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, useStyles2 } from '@grafana/ui';
import { useId } from 'react';
import { useNavigate } from 'react-router-dom';

import type { Objective } from '../../../core/slo/objective';
import type { ScorecardRow } from '../../../core/slo/scorecard';
import { objectiveWord } from '../../../ui/slo/objectiveWords';
import { plural, t } from '../../../ui/t';
import { objectiveHref } from '../paths';

interface Props {
  objective: Objective;
  /** Its groups, worst first. */
  rows: readonly ScorecardRow[];
  /** Key of the one that is shown; null for none. */
  shown: string | null;
  window: string | null;
}

/** Which of the budgets of one objective is looked at. */
export function GroupSwitch({ objective, rows, shown, window }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const go = useNavigate();
  if (rows.length < 2) {
    return null;
  }
  return (
    <div className={styles.row}>
      <label htmlFor={id} className={styles.label}>
        {objective.groupBy.join(', ')}
      </label>
      <Combobox
        id={id}
        width={40}
        options={rows.map((row) => ({
          value: row.key,
          label: `${groupName(row)} · ${objectiveWord(row.results[0]?.verdict ?? 'unknown')}`,
        }))}
        value={shown}
        onChange={({ value }) => {
          const next = rows.find(({ key }) => key === value);
          if (next) {
            go(objectiveHref(next.objective.id, next.group, window), { replace: true });
          }
        }}
      />
      <span className={styles.count}>
        {plural('group.count', rows.length, {
          one: '{{count}} group, worst first',
          other: '{{count}} groups, worst first',
        })}
      </span>
    </div>
  );
}

/** Values of the labels; a group without any value is told as such. */
export function groupName({ group }: Pick<ScorecardRow, 'group'>): string {
  return Object.values(group)
    .map((value) => (value === '' ? t('group.none', '(none)') : value))
    .join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  }),
  label: css({ margin: 0, color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  count: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
