import { useTheme2 } from '@grafana/ui';
import { useId } from 'react';

import { areaPath, linePath, valueDomain, xOf, yOf, type LineFrame } from '../core/chart/line';
import type { TrendPoint } from '../core/check/series';
import type { Verdict } from '../core/check/verdict';
import { markColor } from './verdictLook';

interface Props {
  points: readonly TrendPoint[];
  verdict: Verdict;
  limit?: number;
  width: number;
  height: number;
}

const MARGIN = 3;

/** Value solid, limit dashed, a gap left open. Decoration beside the value as text, so it is hidden from assistive technology. */
export function Sparkline({ points, verdict, limit, width, height }: Props) {
  const theme = useTheme2();
  const gradientId = useId();
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || first === last) {
    return null;
  }
  const color = markColor(verdict, theme);
  const frame: LineFrame = {
    width: width - 2 * MARGIN,
    height: height - 2 * MARGIN,
    fromMs: first.timeMs,
    toMs: last.timeMs,
    domain: valueDomain(points, limit === undefined ? [] : [limit]),
  };
  const limitY = limit === undefined ? null : yOf(limit, frame);
  return (
    <svg width={width} height={height} aria-hidden focusable="false" style={{ display: 'block' }}>
      <defs>
        <linearGradient id={gradientId} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={color} stopOpacity={0.35} />
          <stop offset="1" stopColor={color} stopOpacity={0.02} />
        </linearGradient>
      </defs>
      <g transform={`translate(${MARGIN},${MARGIN})`}>
        <path d={areaPath(points, frame)} fill={`url(#${gradientId})`} />
        {limitY !== null && (
          <line
            x1={0}
            x2={frame.width}
            y1={limitY}
            y2={limitY}
            stroke={theme.colors.text.secondary}
            strokeDasharray="3 2.5"
          />
        )}
        <path d={linePath(points, frame)} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" />
        {last.value !== null && (
          <circle cx={xOf(last.timeMs, frame)} cy={yOf(last.value, frame)} r={2.2} fill={color} />
        )}
      </g>
    </svg>
  );
}
