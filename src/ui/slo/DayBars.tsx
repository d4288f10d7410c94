import { useTheme2 } from '@grafana/ui';
import { memo, useId } from 'react';

import type { DaySpent } from '../../core/slo/course';
import { markColor } from '../verdictLook';

interface Props {
  days: readonly DaySpent[];
  /** Where what was read ends, ms: days after it are still to come. */
  readToMs: number;
  width: number;
  height?: number;
  /** No verdict can be had of it: days with data are drawn, without their colour. */
  isUnknown?: boolean;
}

/** A day that eats this share of the budget has full height. */
const FULL = 0.25;
/** An even share of 30 days and less is a stub. */
const EVEN = 1 / 30;
const STUB = 3;
const GAP = 1;

/** Share of the budget that each day ate: the higher, the more; hatched where nothing is known. Decoration beside words. */
export const DayBars = memo(function DayBars({ days, readToMs, width, height = 24, isUnknown = false }: Props) {
  const theme = useTheme2();
  const id = useId();
  const step = width / Math.max(1, days.length);
  const bar = Math.max(1, step - GAP);
  const colors = {
    calm: isUnknown ? theme.colors.text.disabled : theme.colors.success.main,
    warn: markColor('warn', theme),
    fail: markColor('fail', theme),
    unknown: markColor('unknown', theme),
  };
  return (
    <svg width={width} height={height} aria-hidden focusable="false" style={{ display: 'block', flexShrink: 0 }}>
      <defs>
        <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.5" height="5" fill={colors.unknown} />
        </pattern>
      </defs>
      {days.map(({ date, fromMs, share }, index) => {
        if (fromMs >= readToMs) {
          return null;
        }
        const x = index * step;
        if (share === null) {
          return <rect key={date} x={x} y={2} width={step} height={height - 2} fill={`url(#${id})`} />;
        }
        const size = share <= EVEN ? STUB : Math.max(STUB + 1, Math.min(1, share / FULL) * height);
        const color = share <= EVEN ? colors.calm : share >= FULL / 2 ? colors.fail : colors.warn;
        return <rect key={date} x={x} y={height - size} width={bar} height={size} fill={color} />;
      })}
    </svg>
  );
});
