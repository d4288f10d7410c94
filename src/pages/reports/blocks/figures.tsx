import { useTheme2 } from '@grafana/ui';
import { useId } from 'react';

import { BUDGET_END, BUDGET_TIGHT, type Marks } from '../../../core/report/blocks';
import { markColor } from '../../../ui/verdictLook';
import { UnknownBox } from './UnknownBox';

const WIDTH = 100;
const BAR_HEIGHT = 6;
const BLOCK = 8;
const BLOCK_STEP = 10;
const BLOCKS_PER_LINE = 12;

/** A number in proportion to the highest of its column. */
export function Bar({ label, share }: { label: string; share: number }) {
  const theme = useTheme2();
  return (
    <svg role="img" aria-label={label} width={WIDTH} height={BAR_HEIGHT}>
      <rect width={WIDTH * share} height={BAR_HEIGHT} fill={theme.colors.text.disabled} />
    </svg>
  );
}

const BUDGET_HEIGHT = 10;
const BUDGET_BAR = 6;

/** What is spent of a budget, a line where all of it is, what is overspent hatched; an outline when it is not known. */
export function Budget({ label, spent }: { label: string; spent: number | 'unknown' }) {
  const theme = useTheme2();
  const id = useId();
  const at = (share: number) => (Math.min(share, BUDGET_END) / BUDGET_END) * WIDTH;
  const bar = { y: (BUDGET_HEIGHT - BUDGET_BAR) / 2, height: BUDGET_BAR };
  const fill = (share: number) =>
    share > 1 ? markColor('fail', theme) : share > BUDGET_TIGHT ? markColor('warn', theme) : theme.colors.text.disabled;
  return (
    <svg role="img" aria-label={label} width={WIDTH} height={BUDGET_HEIGHT}>
      {spent === 'unknown' ? (
        <UnknownBox x={0} width={at(1)} {...bar} />
      ) : (
        <>
          <rect x={0} width={at(1)} {...bar} fill={theme.colors.action.selected} />
          <rect x={0} width={at(Math.min(1, spent))} {...bar} fill={fill(spent)} />
          {spent > 1 && (
            <>
              <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="1.5" height="4" fill={fill(spent)} />
              </pattern>
              <rect
                x={at(1)}
                width={Math.max(2, at(spent) - at(1))}
                {...bar}
                fill={`url(#${id})`}
                stroke={fill(spent)}
              />
            </>
          )}
        </>
      )}
      <rect x={at(1) - 0.5} y={0} width={1.5} height={BUDGET_HEIGHT} fill={theme.colors.text.primary} />
    </svg>
  );
}

/** One block for each that did not pass; unknown ones are outlines. */
export function Blocks({ label, marks }: { label: string; marks: Marks }) {
  const theme = useTheme2();
  const verdicts = (['fail', 'warn', 'unknown'] as const).flatMap((verdict) =>
    Array.from({ length: marks[verdict] }, () => verdict)
  );
  const height = Math.ceil(verdicts.length / BLOCKS_PER_LINE) * BLOCK_STEP;
  return (
    <svg role="img" aria-label={label} width={BLOCKS_PER_LINE * BLOCK_STEP} height={height}>
      {verdicts.map((verdict, index) => {
        const box = {
          x: (index % BLOCKS_PER_LINE) * BLOCK_STEP,
          y: Math.floor(index / BLOCKS_PER_LINE) * BLOCK_STEP,
          width: BLOCK,
          height: BLOCK,
        };
        return verdict === 'unknown' ? (
          <UnknownBox key={index} {...box} />
        ) : (
          <rect key={index} {...box} fill={markColor(verdict, theme)} />
        );
      })}
    </svg>
  );
}
