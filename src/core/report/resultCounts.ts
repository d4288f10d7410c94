import type { Verdict } from '../check/verdict';
import { capital, countAlone, countWord, plural } from './numbers';
import type { PairRow } from './pairRows';

/** What a result is, for readers who never saw a check. */
export const RESULT_MEANS =
  'A result is what one check says of one node, disk, service, job or other part that it watches.';

/** How many results were what, in the month and at its end. Those that no hour judges at the end are in no `end`. */
export interface ResultCounts {
  all: number;
  /** Checks that gave them. */
  checks: number;
  /** Failed or warned in some hour. */
  notPassing: number;
  /** Of these, failed in some hour. */
  failing: number;
  /** Neither failed nor warned, and was unknown in some hour. */
  onlyUnknown: number;
  end: Readonly<Record<Verdict, number>>;
}

export function countResults(rows: readonly PairRow[]): ResultCounts {
  const count = (is: (row: PairRow) => boolean) => rows.filter(is).length;
  const ending = (verdict: Verdict) => count(({ end }) => end === verdict);
  return {
    all: rows.length,
    checks: new Set(rows.map(({ definition }) => definition.id)).size,
    notPassing: count(({ tally }) => tally.notPassing > 0),
    failing: count(({ tally }) => tally.failing > 0),
    onlyUnknown: count(({ tally }) => tally.notPassing === 0 && tally.unknown > 0),
    end: {
      pass: ending('pass'),
      warn: ending('warn'),
      fail: ending('fail'),
      unknown: ending('unknown'),
      na: ending('na'),
    },
  };
}

/** `21 of 537 results failed or warned at some time in October, 16 more were unknown` */
export function monthWords({ all, notPassing, onlyUnknown }: ResultCounts, month: string): string {
  const of = `of ${plural(all, 'result')}`;
  const were = onlyUnknown === 1 ? 'was' : 'were';
  if (notPassing > 0) {
    const more = onlyUnknown === 0 ? '' : `, ${countWord(onlyUnknown)} more ${were} unknown`;
    return `${capital(countWord(notPassing))} ${of} failed or warned at some time in ${month}${more}`;
  }
  return onlyUnknown === 0
    ? `None ${of} failed, warned or was unknown in any hour of ${month}`
    : `None ${of} failed or warned in ${month}, ${countWord(onlyUnknown)} ${were} unknown at some time`;
}

/** `all 537 passed`, or what they were, worst first: `four failed, one was unknown, two warned and 530 passed`. */
export function endWords({ all, end }: ResultCounts): string {
  const judged = all - end.na;
  if (judged === 0) {
    return 'none of them applied any more';
  }
  if (end.pass === judged) {
    return `${judged === 1 ? 'the one' : `all ${countWord(judged)}`}${end.na > 0 ? ' that still applied' : ''} passed`;
  }
  const parts = [
    ...(end.fail > 0 ? [`${countWord(end.fail)} failed`] : []),
    ...(end.unknown > 0 ? [`${countWord(end.unknown)} ${end.unknown === 1 ? 'was' : 'were'} unknown`] : []),
    ...(end.warn > 0 ? [`${countWord(end.warn)} warned`] : []),
    `${countAlone(end.pass)} passed`,
  ];
  return parts.length === 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.slice(-1).join('')}`;
}
