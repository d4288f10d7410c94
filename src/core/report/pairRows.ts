import type { CheckDefinition } from '../check/definition';
import type { CheckHistory, HistoryResult } from '../check/history';
import { STATE_LETTERS, verdictOfLetter } from '../check/stateLetters';
import type { ReasonCode, Verdict } from '../check/verdict';
import type { HourGrid } from './hours';
import { isMeasure } from './measures';
import type { DayTally } from './model';
import { tallyHours, worstByDay, type HourTally } from './strips';
import { withoutPort } from './withoutPort';

/** What one check said of one thing it watches, with its month folded: one result of the report. */
export interface PairRow {
  definition: CheckDefinition;
  /** What it is about; null: the check has no parts, or was unknown as a whole. */
  thing: string | null;
  tally: HourTally;
  /** One of `STATE_LETTERS` per hour. */
  hours: string;
  /** One of `STATE_LETTERS` per day. */
  days: string;
  /** At the last hour of the month. */
  end: Verdict;
  reason?: ReasonCode;
}

/** Every result that was judged at all; what a check is as a whole is one as long as it is unknown in some hour. */
export function pairRows({ checks }: HistoryResult, grid: HourGrid): PairRow[] {
  return [...checks.values()].flatMap((check) => (isMeasure(check.definition) ? [] : rowsOfCheck(check, grid)));
}

function rowsOfCheck(check: CheckHistory, grid: HourGrid): PairRow[] {
  const { definition } = check;
  return stripsOf(check).flatMap(({ thing, states, reason }) => {
    const tally = tallyHours(states);
    return tally.judged === 0
      ? []
      : [
          {
            definition,
            thing,
            tally,
            hours: states,
            days: worstByDay(states, grid),
            end: verdictOfLetter(states.slice(-1)),
            ...(reason === undefined ? {} : { reason }),
          },
        ];
  });
}

interface Strip {
  thing: string | null;
  states: string;
  reason?: ReasonCode;
}

/** The one thing of a check without labels is the check as a whole. */
function stripsOf({ definition, entities, whole }: CheckHistory): Strip[] {
  const strips = entities.map(({ labels, states, reason }): Strip => ({
    thing: thingOf(labels, definition.by),
    states,
    ...(reason === undefined ? {} : { reason }),
  }));
  const [only] = strips;
  if (strips.length !== 1 || only?.thing !== null) {
    return [...strips, { thing: null, ...whole }];
  }
  const states = [...only.states].map((letter, slot) =>
    letter === STATE_LETTERS.na ? (whole.states[slot] ?? letter) : letter
  );
  const reason = only.reason ?? whole.reason;
  return [{ thing: null, states: states.join(''), ...(reason === undefined ? {} : { reason }) }];
}

/** Label values in the order of the check; a port says nothing about a node and is left out. */
function thingOf(labels: Readonly<Record<string, string>>, by: readonly string[]): string | null {
  const values = by.flatMap((name) => {
    const value = labels[name];
    return value === undefined || value === '' ? [] : [name === 'instance' ? withoutPort(value) : value];
  });
  return values.length === 0 ? null : values.join(' ');
}

/** Where it is, for a cell that is never empty. */
export function whereWords({ thing }: Pick<PairRow, 'thing'>): string {
  return thing ?? 'the check as a whole';
}

/** By hours not passing, then hours unknown, then name. */
export function worstFirst(a: PairRow, b: PairRow): number {
  return (
    b.tally.notPassing - a.tally.notPassing ||
    b.tally.unknown - a.tally.unknown ||
    (`${a.definition.title} ${whereWords(a)}` < `${b.definition.title} ${whereWords(b)}` ? -1 : 1)
  );
}

/** Per day the results whose worst hour warned, failed or was unknown. */
export function tallyDays(rows: readonly PairRow[], days: number): DayTally[] {
  return Array.from({ length: days }, (_, day) => {
    const tally = { warn: 0, fail: 0, unknown: 0 };
    for (const row of rows) {
      const verdict = verdictOfLetter(row.days.charAt(day));
      if (verdict === 'warn' || verdict === 'fail' || verdict === 'unknown') {
        tally[verdict] += 1;
      }
    }
    return tally;
  });
}
