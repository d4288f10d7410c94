import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useId } from 'react';

import { areaPath, linePath, valueDomain, xOf, yOf } from '../../../core/chart/line';
import type { TargetRow } from '../../../core/products/backups/view';
import { bytesText } from '../../../ui/amounts';
import { durationText } from '../../../ui/duration';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { shortDate } from '../../../ui/when';
import { useZone } from '../../../ui/zone';

const WIDTH = 320;
const HEIGHT = 72;
/** Room for the ring around the newest point. */
const MARGIN = 6;

/** Size and duration of its good backups; the newest is ringed where its size is not what is usual. */
export function Trends({ row }: { row: TargetRow }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { trend, reasons } = row;
  const isUnusual = reasons.some(({ code }) => code === 'size-changed');
  const sizes = trend.map(({ atMs, sizeBytes }) => ({ timeMs: atMs, value: sizeBytes }));
  const durations = trend.map(({ atMs, durationSeconds }) => ({ timeMs: atMs, value: durationSeconds }));
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {t('target.trend', 'Size and duration')}
      </h3>
      {trend.length < 2 ? (
        <p className={styles.quiet}>
          {t('target.no-trend', 'Too few good backups with a size or a duration are known.')}
        </p>
      ) : (
        <div className={styles.charts}>
          <Trend name={t('target.size', 'Size')} points={sizes} format={bytesText} isUnusual={isUnusual} />
          <Trend
            name={t('target.duration', 'Duration')}
            points={durations}
            format={(seconds) => durationText(seconds * 1000)}
            isUnusual={false}
          />
        </div>
      )}
    </section>
  );
}

interface TrendProps {
  name: string;
  points: ReadonlyArray<{ timeMs: number; value: number | null }>;
  format: (value: number) => string;
  isUnusual: boolean;
}

function Trend({ name, points, format, isUnusual }: TrendProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const zone = useZone();
  const known = points.filter(({ value }) => value !== null);
  const last = known.at(-1);
  const first = points[0];
  if (known.length < 2 || !last || !first || last.value === null) {
    return (
      <p className={styles.quiet}>
        {name}: {t('target.trend-unknown', 'not known')}
      </p>
    );
  }
  const values = known.map(({ value }) => value ?? 0);
  const frame = {
    width: WIDTH,
    height: HEIGHT,
    fromMs: first.timeMs,
    toMs: points.at(-1)?.timeMs ?? last.timeMs,
    domain: valueDomain(points),
  };
  const color = theme.visualization.getColorByName('blue');
  const summary = t('target.trend-summary', '{{low}} to {{high}}, last {{last}}', {
    low: format(Math.min(...values)),
    high: format(Math.max(...values)),
    last: format(last.value),
  });
  return (
    <figure className={styles.figure}>
      <figcaption>
        <span>{name}</span>{' '}
        <span className={styles.last} style={isUnusual ? { color: markColor('warn', theme) } : undefined}>
          {format(last.value)}
          {isUnusual && ` ${t('target.unusual', 'unusual')}`}
        </span>
      </figcaption>
      <svg
        viewBox={`${-MARGIN} ${-MARGIN} ${WIDTH + 2 * MARGIN} ${HEIGHT + 2 * MARGIN}`}
        role="img"
        aria-label={`${name}: ${summary}`}
        className={styles.drawing}
      >
        <path d={areaPath(points, frame)} fill={color} fillOpacity={0.15} />
        <path d={linePath(points, frame)} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" />
        {isUnusual && (
          <circle
            cx={xOf(last.timeMs, frame)}
            cy={yOf(last.value, frame)}
            r={4.5}
            fill={theme.colors.background.primary}
            stroke={markColor('warn', theme)}
            strokeWidth={2}
          />
        )}
      </svg>
      <div className={styles.ends} aria-hidden>
        <span>{shortDate(frame.fromMs, zone)}</span>
        <span>{`${format(Math.min(...values))} – ${format(Math.max(...values))}`}</span>
        <span>{shortDate(frame.toMs, zone)}</span>
      </div>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  heading: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 0.5, 0) }),
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
    gap: theme.spacing(2, 3),
  }),
  figure: css({ margin: 0, minWidth: 0 }),
  drawing: css({ display: 'block', width: '100%', height: 'auto' }),
  last: css({ fontWeight: theme.typography.fontWeightMedium, fontVariantNumeric: 'tabular-nums' }),
  ends: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary }),
});
