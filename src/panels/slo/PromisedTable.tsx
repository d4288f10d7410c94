import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Objective } from '../../core/slo/objective';
import type { Period } from '../../core/slo/scorecard';
import { PanelTable, RowName } from '../../ui/panel/PanelTable';
import { t } from '../../ui/t';
import { budgetColumns } from './budgetColumns';
import type { Layout } from './layout';
import { objectiveHref } from './scorecardHref';

interface Props {
  objectives: readonly Objective[];
  layout: Layout;
  period: Period;
  size: { width: number };
}

/** Before anything is measured: names and targets are known, what is measured is an empty bar. */
export function PromisedTable({ objectives, layout, period, size: { width } }: Props) {
  const styles = useStyles2(getStyles);
  const waiting = (px: number | string) => <span className={styles.waiting} style={{ width: px }} />;
  const columns = budgetColumns<Objective>(
    {
      verdict: () => waiting(64),
      name: ({ id, title }) => (
        <RowName>
          {!layout.isWide && <span className={styles.glyph} />}
          <a href={objectiveHref(id, {}, period)} title={title}>
            {title}
          </a>
        </RowName>
      ),
      target: ({ target }) => `${target} %`,
      sli: () => waiting('100%'),
      budget: () => waiting('100%'),
      days: (_objective, px) => waiting(px),
      coverage: () => waiting('100%'),
    },
    layout,
    width
  );
  return (
    <PanelTable
      label={t('panel.slo.objectives', 'Objectives')}
      columns={columns}
      rows={objectives}
      rowKey={({ id }) => id}
      hasHead={layout.hasTableHead}
      width={width}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  waiting: css({
    display: 'block',
    maxWidth: '100%',
    height: 8,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.action.selected,
  }),
  glyph: css({
    flex: 'none',
    width: 14,
    height: 14,
    borderRadius: theme.shape.radius.circle,
    background: theme.colors.action.selected,
  }),
});
