import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { bandShapes, type ChartPoint, type DayFrame } from '../../../core/chart/days';
import type { Band, ChartBlock } from '../../../core/report/blocks';
import { DataTable } from '../../../ui/DataTable';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { UnknownBox } from './UnknownBox';

const WIDTH = 100;
const HEIGHT = 40;

/** Small multiples on one scale of 0 to 100 %; days without a value are outlined, and the band of 70 to 80 % lies behind. */
export function ChartView({ chart: { title, what, columns, rows } }: { chart: ChartBlock }) {
  return (
    <DataTable
      label={title}
      rows={rows}
      rowKey={(row) => row.title}
      columns={[
        { key: 'what', heading: what, tight: true, cell: (row) => row.title },
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
  const { verdict, mean, p95, days } = band;
  const frame: DayFrame = { width: WIDTH, height: HEIGHT, days: days.length };
  const { bands, lines, gaps } = bandShapes(days, frame, [0, 100]);
  return (
    <div className={styles.panel}>
      <svg aria-hidden focusable="false" width={WIDTH} height={HEIGHT} className={styles.drawing}>
        <rect y={HEIGHT * 0.2} width={WIDTH} height={HEIGHT * 0.1} fill={theme.colors.border.weak} />
        {bands.map((points) => (
          <polygon key={pointsOf(points)} points={pointsOf(points)} fill={theme.colors.action.selected} />
        ))}
        {lines.map((points) => (
          <polyline key={pointsOf(points)} points={pointsOf(points)} fill="none" stroke={theme.colors.primary.text} />
        ))}
        {gaps.map((gap) => (
          <UnknownBox key={gap.x} {...gap} />
        ))}
      </svg>
      {mean === null || p95 === null ? (
        <span style={{ color: markColor('unknown', theme) }}>{t('reports.no-use', 'no data')}</span>
      ) : (
        <span style={verdict === 'pass' ? undefined : { color: markColor(verdict, theme) }}>
          {t('reports.use', '{{mean}} %, p95 {{p95}} %', { mean: Math.round(mean), p95: Math.round(p95) })}
        </span>
      )}
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
