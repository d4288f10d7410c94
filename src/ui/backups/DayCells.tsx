import { useTheme2 } from '@grafana/ui';
import { memo, useMemo } from 'react';

import { dayCellPaths } from '../../core/chart/dayCells';
import { markColor } from '../verdictLook';

interface Props {
  /** Indices into `DAY_STATES`, oldest first. */
  states: Uint8Array;
  /** Px from one day to the next. */
  step: number;
  height: number;
  /** Id of the hatch that `HatchPattern` defines once for all rows of a drawing. */
  hatchId: string;
}

/** Px between two days. */
const GAP = 2;

/** The days of one target, a shape per state: one path each, whatever their number. Decoration beside words. */
export const DayCells = memo(function DayCells({ states, step, height, hatchId }: Props) {
  const theme = useTheme2();
  const gap = step >= 6 ? GAP : 1;
  const paths = useMemo(() => dayCellPaths(states, { step, height, gap }), [states, step, height, gap]);
  return (
    <svg
      width={Math.ceil(states.length * step)}
      height={height}
      aria-hidden
      focusable="false"
      style={{ display: 'block', flexShrink: 0 }}
    >
      {paths.good && <path d={paths.good} fill={theme.colors.success.main} />}
      {paths.warning && <path d={paths.warning} fill={markColor('warn', theme)} />}
      {paths.failed && <path d={paths.failed} fill={markColor('fail', theme)} />}
      {paths.cross && <path d={paths.cross} fill="none" stroke={theme.colors.background.primary} strokeWidth={1.5} />}
      {paths.missed && <path d={paths.missed} fill="none" stroke={markColor('fail', theme)} strokeWidth={1.5} />}
      {paths.unknown && <path d={paths.unknown} fill={`url(#${hatchId})`} />}
      {paths['not-expected'] && <path d={paths['not-expected']} fill={theme.colors.text.secondary} />}
    </svg>
  );
});

/** The hatch of what is not known, for all `DayCells` of a drawing. */
export function HatchPattern({ id }: { id: string }) {
  const theme = useTheme2();
  return (
    <svg width={0} height={0} aria-hidden focusable="false" style={{ position: 'absolute' }}>
      <defs>
        <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.5" height="4" fill={markColor('unknown', theme)} />
        </pattern>
      </defs>
    </svg>
  );
}
