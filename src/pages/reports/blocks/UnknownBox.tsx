import { useTheme2 } from '@grafana/ui';

import type { Box } from '../../../core/chart/days';
import { markColor } from '../../../ui/verdictLook';

/** Days nobody knows anything of: a dashed outline, never a fill. */
export function UnknownBox({ x, y, width, height }: Box) {
  return (
    <rect
      x={x}
      y={y + 0.5}
      width={width}
      height={height - 1}
      fill="none"
      stroke={markColor('unknown', useTheme2())}
      strokeDasharray="2 1.5"
    />
  );
}
