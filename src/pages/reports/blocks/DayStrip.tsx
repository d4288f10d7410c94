import { useTheme2 } from '@grafana/ui';

import { stripMarks } from '../../../core/chart/days';
import { verdictOfLetter } from '../../../core/check/stateLetters';
import { stripWords } from '../../../core/report/strips';
import { markColor } from '../../../ui/verdictLook';

const HEIGHT = 12;
const DAY_WIDTH = 4;

/** The verdicts of a month as bars on a base line; unknown days are an outline. */
export function DayStrip({ letters }: { letters: string }) {
  const theme = useTheme2();
  const width = letters.length * DAY_WIDTH;
  return (
    <svg role="img" aria-label={stripWords(letters)} width={width} height={HEIGHT} style={{ display: 'block' }}>
      {stripMarks(letters, { width, height: HEIGHT, days: letters.length }).map((mark) => {
        const verdict = verdictOfLetter(mark.letter);
        const colour = markColor(verdict, theme);
        const { x, y, width: markWidth, height } = mark;
        return verdict === 'unknown' ? (
          <rect
            key={x}
            x={x}
            y={y + 0.5}
            width={markWidth}
            height={height - 1}
            fill="none"
            stroke={colour}
            strokeDasharray="2 1.5"
          />
        ) : (
          <rect key={x} x={x} y={y} width={markWidth} height={height} fill={colour} />
        );
      })}
    </svg>
  );
}
