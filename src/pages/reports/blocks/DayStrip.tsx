import { useTheme2 } from '@grafana/ui';

import { stripMarks } from '../../../core/chart/days';
import { verdictOfLetter } from '../../../core/check/stateLetters';
import { stripWords } from '../../../core/report/strips';
import { markColor } from '../../../ui/verdictLook';
import { UnknownBox } from './UnknownBox';

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
        return verdict === 'unknown' ? (
          <UnknownBox key={mark.x} {...mark} />
        ) : (
          <rect
            key={mark.x}
            x={mark.x}
            y={mark.y}
            width={mark.width}
            height={mark.height}
            fill={markColor(verdict, theme)}
          />
        );
      })}
    </svg>
  );
}
