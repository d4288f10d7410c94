import { useTheme2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { timeTicks } from '../../core/chart/timeTicks';
import { markColor } from '../verdictLook';
import { clockTime, shortDate } from '../when';

/** Room around the drawing for the scale, the letters and the dates. */
export const CHART = { left: 60, right: 8, top: 26, bottom: 24 } as const;
/** A label of the time axis with the room around it. */
const LABEL_WIDTH = 76;

/** What nobody knows is hatched: the pattern for a `fill`. */
export function HatchPattern({ id }: { id: string }) {
  const theme = useTheme2();
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="1.5" height="5" fill={markColor('unknown', theme)} />
      </pattern>
    </defs>
  );
}

interface HatchesProps {
  gaps: ReadonlyArray<{ fromMs: number; toMs: number }>;
  x: (ms: number) => number;
  height: number;
  pattern: string;
}

/** Stretches without data; the shortest is seen. */
export function Hatches({ gaps, x, height, pattern }: HatchesProps) {
  return (
    <g data-part="gaps">
      {gaps.map(({ fromMs, toMs }) => (
        <rect
          key={fromMs}
          x={x(fromMs)}
          y={0}
          width={Math.max(3, x(toMs) - x(fromMs))}
          height={height}
          fill={`url(#${pattern})`}
        />
      ))}
    </g>
  );
}

interface TimeAxisProps {
  fromMs: number;
  toMs: number;
  x: (ms: number) => number;
  width: number;
  y: number;
  zone: string;
}

/** Dates below a chart; of a short one hours. */
export function TimeAxis({ fromMs, toMs, x, width, y, zone }: TimeAxisProps) {
  return (
    <g data-part="time">
      {timeTicks(fromMs, toMs, zone, Math.max(2, Math.floor(width / LABEL_WIDTH))).map(({ timeMs, isDay }) => (
        <ChartText key={timeMs} x={x(timeMs)} y={y} anchor={x(timeMs) < 20 ? 'start' : 'middle'}>
          {isDay ? shortDate(timeMs, zone) : clockTime(timeMs, zone)}
        </ChartText>
      ))}
    </g>
  );
}

interface ChartTextProps {
  x: number;
  y: number;
  anchor?: 'start' | 'middle' | 'end';
  color?: string;
  /** It stands over what is drawn. */
  isOver?: boolean;
  children: ReactNode;
}

export function ChartText({ x, y, anchor = 'middle', color, isOver = false, children }: ChartTextProps) {
  const theme = useTheme2();
  return (
    <text
      x={x}
      y={y}
      textAnchor={anchor}
      fill={color ?? theme.colors.text.secondary}
      fontSize={theme.typography.bodySmall.fontSize}
      // Read over bars and bands, too.
      paintOrder="stroke"
      stroke={theme.colors.background.primary}
      strokeWidth={isOver ? 3 : 0}
      strokeLinejoin="round"
    >
      {children}
    </text>
  );
}
