import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useId, useMemo } from 'react';

import { crossingOf, forecastShapes, shareDomain, spreadLabels } from '../../core/chart/forecastLine';
import { areaPath, linePath, xOf, yOf, type LineFrame } from '../../core/chart/line';
import { unknownSpans } from '../../core/chart/unknownSpans';
import type { CephCapacity } from '../../core/products/ceph/view';
import { percentText } from '../amounts';
import { ChartText, Hatches, HatchPattern } from '../chart/chartParts';
import { t } from '../t';
import { markColor } from '../verdictLook';
import { shortDate } from '../when';
import { useZone } from '../zone';
import { chartText, crossingText, noForecastText } from './forecastWords';

const DAY_MS = 86_400_000;
/** Shown before and after now. */
const DAYS = 60;
const LEFT = 44;
const TOP = 8;
const BOTTOM = 22;
const LABEL_PX = 14;
/** From here on the labels of the limits have room for their shares. */
const SHARES_PX = 420;
/** Narrower, there are the two limits that matter most. */
const BACKFILL_PX = 320;
/** A line's share of a surface that is not judged. */
const AREA_OPACITY = 0.3;

interface Props {
  capacity: CephCapacity;
  nowMs: number;
  width: number;
  height: number;
}

/** How full the cluster was in 60 days, and how full it will be in as many: what Ceph does at which limit, and when. */
export function CapacityChart({ capacity, nowMs, width: whole, height: wholeHeight }: Props) {
  const zone = useZone();
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const ids = useId();
  const { points, forecast, limits } = capacity;
  const hasShares = whole >= SHARES_PX;
  const hasBackfill = whole >= BACKFILL_PX && wholeHeight >= 150;
  const right = hasShares ? 104 : hasBackfill ? 78 : 56;
  const frame = useMemo((): LineFrame => {
    const values = points.flatMap(({ value }) => value ?? []);
    return {
      width: Math.max(60, whole - LEFT - right),
      height: Math.max(40, wholeHeight - TOP - BOTTOM),
      fromMs: nowMs - DAYS * DAY_MS,
      toMs: nowMs + DAYS * DAY_MS,
      domain: shareDomain([...values, limits.nearfull]),
    };
  }, [points, limits, nowMs, whole, wholeHeight, right]);
  const { width, height } = frame;
  const nowX = xOf(nowMs, frame);
  const blue = theme.visualization.getColorByName(theme.isDark ? 'light-blue' : 'dark-blue');
  const crossing = crossingOf(forecast, limits.nearfull, nowMs);
  const shapes = forecast.state === 'grows' ? forecastShapes(forecast, frame) : null;
  const lines = limitLines(limits, hasBackfill);
  const labelYs = spreadLabels(
    lines.map(({ ratio }) => yOf(ratio, frame) + 4),
    LABEL_PX
  );
  const meets = crossing !== null && crossing.atMs <= frame.toMs ? crossing : null;
  const gaps = useMemo(() => unknownSpans(points, { fromMs: frame.fromMs, toMs: nowMs }), [points, frame, nowMs]);
  const why = noForecastText(capacity);
  return (
    <div className={styles.box} style={{ width: whole, height: wholeHeight }}>
      <svg
        width={whole}
        height={wholeHeight}
        role="img"
        aria-label={chartText(capacity, crossing, zone)}
        className={styles.chart}
      >
        <HatchPattern id={`${ids}hatch`} />
        <defs>
          <clipPath id={`${ids}inside`}>
            <rect y={-TOP} width={width} height={height + TOP} />
          </clipPath>
          <linearGradient id={`${ids}area`} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stopColor={blue} stopOpacity={AREA_OPACITY} />
            <stop offset="1" stopColor={blue} stopOpacity={0.02} />
          </linearGradient>
        </defs>
        <g transform={`translate(${LEFT} ${TOP})`}>
          {scaleOf(frame).map((ratio) => (
            <g key={ratio}>
              <line x2={width} y1={yOf(ratio, frame)} y2={yOf(ratio, frame)} stroke={theme.colors.border.weak} />
              <ChartText x={-6} y={yOf(ratio, frame) + 4} anchor="end">
                {percentText(ratio)}
              </ChartText>
            </g>
          ))}
          <Hatches gaps={gaps} x={(ms) => xOf(ms, frame)} height={height} pattern={`${ids}hatch`} />
          <path d={areaPath(points, frame)} fill={`url(#${ids}area)`} />
          <path d={linePath(points, frame)} fill="none" stroke={blue} strokeWidth={1.5} strokeLinejoin="round" />
          <line x1={nowX} x2={nowX} y1={-TOP} y2={height} stroke={theme.colors.border.strong} />
          {shapes && (
            <g clipPath={`url(#${ids}inside)`}>
              <path data-part="band" d={shapes.band} fill={blue} fillOpacity={0.18} />
              <line data-part="forecast" {...shapes.line} stroke={blue} strokeWidth={1.5} strokeDasharray="4 3" />
            </g>
          )}
          {lines.map(({ key, ratio, word, verdict }, index) => {
            const y = yOf(ratio, frame);
            const color = markColor(verdict, theme);
            return (
              <g key={key} data-part={key}>
                <line x2={width} y1={y} y2={y} stroke={color} strokeDasharray="4 3" />
                <ChartText x={width + 6} y={labelYs[index] ?? y} anchor="start" color={color}>
                  {hasShares ? `${word} ${percentText(ratio)}` : word}
                </ChartText>
              </g>
            );
          })}
          {meets && (
            <g data-part="crossing">
              <circle
                cx={xOf(meets.atMs, frame)}
                cy={yOf(limits.nearfull, frame)}
                r={4}
                fill={theme.colors.background.primary}
                stroke={markColor('warn', theme)}
                strokeWidth={2}
              />
              <ChartText
                x={xOf(meets.atMs, frame) + (isRightHalf(meets.atMs, frame) ? -2 : 8)}
                y={yOf(limits.nearfull, frame) + 18}
                anchor={isRightHalf(meets.atMs, frame) ? 'end' : 'start'}
                color={theme.colors.text.primary}
                isOver
              >
                {crossingText(meets, zone)}
              </ChartText>
            </g>
          )}
          <ChartText x={0} y={height + 16} anchor="start">
            {shortDate(frame.fromMs, zone)}
          </ChartText>
          <ChartText x={nowX} y={height + 16}>
            {t('forecast.today', 'today')}
          </ChartText>
          <ChartText x={width} y={height + 16} anchor="end">
            {shortDate(frame.toMs, zone)}
          </ChartText>
        </g>
      </svg>
      {why !== null && (
        <p aria-hidden className={styles.why} style={{ left: LEFT + nowX, width: width - nowX, top: TOP, height }}>
          {why}
        </p>
      )}
    </div>
  );
}

/** The label of the crossing stands where it does not leave the drawing. */
function isRightHalf(ms: number, frame: LineFrame): boolean {
  return xOf(ms, frame) > frame.width * 0.72;
}

interface LimitLine {
  key: keyof Omit<CephCapacity['limits'], 'isDefault'>;
  ratio: number;
  word: string;
  verdict: 'warn' | 'fail';
}

/** Lowest first, as their labels are placed. */
function limitLines({ nearfull, backfillfull, full }: CephCapacity['limits'], hasBackfill: boolean): LimitLine[] {
  const all: LimitLine[] = [
    { key: 'nearfull', ratio: nearfull, word: 'nearfull', verdict: 'warn' },
    { key: 'backfillfull', ratio: backfillfull, word: 'backfillfull', verdict: 'fail' },
    { key: 'full', ratio: full, word: 'full', verdict: 'fail' },
  ];
  return all.filter(({ key }) => hasBackfill || key !== 'backfillfull').sort((a, b) => a.ratio - b.ratio);
}

/** Every 20 % that is not between the limits; every 10 % of a short scale. */
function scaleOf({ domain: [low, high] }: LineFrame): number[] {
  const step = high - low > 0.45 ? 0.2 : 0.1;
  const count = Math.floor((high - low) / step + 1e-9);
  return Array.from({ length: count + 1 }, (_unused, n) => low + n * step).filter((ratio) => ratio < 0.84);
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ position: 'relative', flex: 'none' }),
  chart: css({ display: 'block', fontVariantNumeric: 'tabular-nums' }),
  why: css({
    position: 'absolute',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    margin: 0,
    padding: '0 8px',
    textAlign: 'center',
    color: theme.colors.text.secondary,
  }),
});
