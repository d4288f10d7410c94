import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { ticks } from 'd3-array';

import { areaPath, linePath, valueDomain, xOf, yOf, type LineFrame } from '../core/chart/line';
import type { TrendPoint } from '../core/check/series';
import type { Verdict } from '../core/check/verdict';
import { localTime } from '../core/time/zone';
import { markColor } from './verdictLook';
import { clockTime } from './when';
import { useZone } from './zone';

interface Props {
  points: readonly TrendPoint[];
  verdict: Verdict;
  warn?: number;
  fail?: number;
  /** The only values there are, as of a yes or no; left out when any is possible. */
  levels?: readonly number[];
  /** When the value went over its limit; marked by a line and its time. */
  crossedMs: number | null;
  format: (value: number) => string;
  /** What a reader without the picture gets. */
  label: string;
}

const HEIGHT = 120;
const WIDTH = 1000;
const QUARTER_HOUR_MS = 900_000;
const EVERY_SIX_HOURS = new Set(['00:00', '06:00', '12:00', '18:00']);

/** A day's line with its limits. The drawing is stretched to the width at hand, its labels are text beside it. */
export function TrendChart({ points, verdict, warn, fail, levels, crossedMs, format, label }: Props) {
  const zone = useZone();
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || first === last) {
    return null;
  }
  const limits = [warn, fail].filter((limit): limit is number => limit !== undefined);
  const [low, high] = levels ? [Math.min(...levels), Math.max(...levels)] : valueDomain(points, limits);
  const yTicks = levels ?? ticks(low, high, 4);
  const domain = [Math.min(low, yTicks[0] ?? low), Math.max(high, yTicks.at(-1) ?? high)] as const;
  const frame: LineFrame = { width: WIDTH, height: HEIGHT, fromMs: first.timeMs, toMs: last.timeMs, domain };
  const color = markColor(verdict, theme);
  const level = (value: number, stroke: string, dash?: string) => (
    <line
      key={`${value} ${dash ?? ''}`}
      x1={0}
      x2={WIDTH}
      y1={yOf(value, frame)}
      y2={yOf(value, frame)}
      stroke={stroke}
      strokeDasharray={dash}
      vectorEffect="non-scaling-stroke"
    />
  );
  const crossing = crossedMs !== null && crossedMs > first.timeMs ? crossedMs : null;
  return (
    <div className={styles.chart}>
      <div className={styles.yAxis} aria-hidden>
        {yTicks.map((tick) => (
          <span key={tick} className={styles.yTick} style={{ top: yOf(tick, frame) }}>
            {format(tick)}
          </span>
        ))}
      </div>
      <div className={styles.plot}>
        <svg
          className={styles.drawing}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
        >
          {yTicks.map((tick) => level(tick, theme.colors.border.weak))}
          <path d={areaPath(points, frame)} fill={color} fillOpacity={0.18} />
          {warn !== undefined && level(warn, markColor('warn', theme), '4 3')}
          {fail !== undefined && level(fail, markColor('fail', theme), '4 3')}
          {crossing !== null && (
            <line
              x1={xOf(crossing, frame)}
              x2={xOf(crossing, frame)}
              y1={0}
              y2={HEIGHT}
              stroke={theme.colors.text.secondary}
              strokeDasharray="2 3"
              vectorEffect="non-scaling-stroke"
            />
          )}
          <path
            d={linePath(points, frame)}
            fill="none"
            stroke={color}
            strokeWidth={1.5}
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        {last.value !== null && (
          <span className={styles.dot} style={{ top: yOf(last.value, frame), background: color }} />
        )}
        {crossing !== null && (
          <span className={styles.crossing} style={{ left: `${xOf(crossing, frame) / (WIDTH / 100)}%` }}>
            {clockTime(crossing, zone)}
          </span>
        )}
        {timeTicks(first.timeMs, last.timeMs, zone).map((tick) => (
          <span
            key={tick}
            className={styles.xTick}
            style={{ left: `${xOf(tick, frame) / (WIDTH / 100)}%` }}
            aria-hidden
          >
            {clockTime(tick, zone)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Midnight, six, noon and six in the zone, away from the ends where the label would be cut. */
function timeTicks(fromMs: number, toMs: number, zone: string): number[] {
  const found: number[] = [];
  const margin = (toMs - fromMs) * 0.03;
  for (let at = Math.ceil(fromMs / QUARTER_HOUR_MS) * QUARTER_HOUR_MS; at < toMs; at += QUARTER_HOUR_MS) {
    if (EVERY_SIX_HOURS.has(localTime(at, zone)) && at - fromMs > margin && toMs - at > margin) {
      found.push(at);
    }
  }
  return found;
}

const getStyles = (theme: GrafanaTheme2) => {
  const label = { ...theme.typography.bodySmall, color: theme.colors.text.secondary, position: 'absolute' } as const;
  return {
    chart: css({
      display: 'flex',
      gap: theme.spacing(1),
      paddingBottom: theme.spacing(3),
      fontVariantNumeric: 'tabular-nums',
    }),
    yAxis: css({ position: 'relative', width: 52, flex: 'none', height: HEIGHT }),
    yTick: css({ ...label, right: 0, transform: 'translateY(-50%)', whiteSpace: 'nowrap' }),
    plot: css({ position: 'relative', flex: 1, minWidth: 0, height: HEIGHT }),
    drawing: css({ display: 'block', width: '100%', height: HEIGHT, overflow: 'visible' }),
    dot: css({
      position: 'absolute',
      right: -3,
      width: 6,
      height: 6,
      marginTop: -3,
      borderRadius: theme.shape.radius.circle,
    }),
    crossing: css({ ...label, bottom: theme.spacing(0.5), marginLeft: theme.spacing(0.5) }),
    xTick: css({ ...label, top: `calc(100% + ${theme.spacing(0.75)})`, transform: 'translateX(-50%)' }),
  };
};
