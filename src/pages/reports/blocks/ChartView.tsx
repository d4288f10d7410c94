import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { bandShapes, type ChartPoint, type DayFrame } from '../../../core/chart/days';
import type { Band, ChartBlock } from '../../../core/report/blocks';
import { DataTable } from '../../../ui/DataTable';
import { t } from '../../../ui/t';

const WIDTH = 100;
const HEIGHT = 40;

/** Small multiples on one scale of 0 to 100 %. */
export function ChartView({ chart: { title, what, columns, rows } }: { chart: ChartBlock }) {
  return (
    <DataTable
      label={title}
      rows={rows}
      rowKey={(row) => row.title}
      columns={[
        { key: 'what', heading: what, cell: (row) => row.title },
        ...columns.map((heading, index) => ({
          key: heading,
          heading,
          cell: ({ panels }: ChartBlock['rows'][number]) => {
            const band = panels[index];
            return band === undefined ? null : <Panel band={band} />;
          },
        })),
      ]}
    />
  );
}

function Panel({ band }: { band: Band }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { mean, p95, days } = band;
  const frame: DayFrame = { width: WIDTH, height: HEIGHT, days: days.length };
  const { bands, lines } = bandShapes(days, frame, [0, 100]);
  return (
    <div className={styles.panel}>
      <svg aria-hidden focusable="false" width={WIDTH} height={HEIGHT} className={styles.drawing}>
        {bands.map((points) => (
          <polygon key={pointsOf(points)} points={pointsOf(points)} fill={theme.colors.action.selected} />
        ))}
        {lines.map((points) => (
          <polyline key={pointsOf(points)} points={pointsOf(points)} fill="none" stroke={theme.colors.primary.text} />
        ))}
      </svg>
      {mean === null || p95 === null
        ? t('reports.no-use', 'no data')
        : t('reports.use', '{{mean}} %, p95 {{p95}} %', { mean: Math.round(mean), p95: Math.round(p95) })}
    </div>
  );
}

function pointsOf(points: readonly ChartPoint[]): string {
  return points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ ...theme.typography.bodySmall, whiteSpace: 'nowrap' }),
  drawing: css({ display: 'block', borderBottom: `1px solid ${theme.colors.border.medium}` }),
});
