import { statesOfDays, type DayGrid } from '../../../core/check/dayVerdicts';
import type { CheckHistory, EntityHistory } from '../../../core/check/history';
import { STATE_LETTERS } from '../../../core/check/stateLetters';

/** One thing of a check with its days. */
export interface PastRow {
  entity: EntityHistory;
  /** One letter per day. */
  days: string;
}

/** The things that did not pass on some day, most failed days first, then unknown, then warnings; and how many others there are. */
export function pastRows({ entities }: CheckHistory, grid: DayGrid): { bad: PastRow[]; others: number } {
  const rows = entities.map((entity) => ({ entity, days: statesOfDays(entity.states, grid) }));
  const bad = rows.filter(({ days }) => BAD.some((letter) => days.includes(letter)));
  bad.sort((a, b) => {
    const worse = BAD.map((letter) => countOf(b, letter) - countOf(a, letter)).find((difference) => difference !== 0);
    return worse ?? (a.entity.key < b.entity.key ? -1 : 1);
  });
  return { bad, others: rows.length - bad.length };
}

const BAD = [STATE_LETTERS.fail, STATE_LETTERS.unknown, STATE_LETTERS.warn];

function countOf({ days }: PastRow, letter: string): number {
  return [...days].filter((one) => one === letter).length;
}
