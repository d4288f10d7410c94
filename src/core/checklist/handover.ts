import type { RunResult } from '../check/result';
import { answerOf } from './answer';
import type { Board, BoardItem } from './board';
import { isResolved, type CarriedItem } from './carry';
import type { RunState } from './state';

/**
 * What one shift tells the next. It never claims more than is known: what nobody could look at is told beside what is wrong, and
 * only where everything answered and nothing is left may it be said that nothing is open.
 */

/** Lines of a kind that a handover names; of more it says how many. */
export const HANDOVER_LINES = 10;

export interface HandoverLine {
  /** Id of the list. */
  list: string;
  item: string;
  /** The finding, or the item's title where nothing was found. */
  text: string;
  verdict: 'fail' | 'warn' | 'unknown' | 'hand';
  /** Login; empty for nobody's, which is a warning. */
  owner: string;
  /** Days since the round that left it first; 0 of what is new. */
  days: number;
  /** What was said about it last. */
  note: string;
}

export interface Handover {
  /** Fail before warning, the oldest first of what is as bad. */
  problems: readonly HandoverLine[];
  /** What could not be checked. */
  unknown: readonly HandoverLine[];
  /** What a person has to look at and has not. */
  byHand: readonly HandoverLine[];
  /** Items of the list that a machine decides: how many pass, of how many. */
  pass: number;
  machine: number;
  /** When the values are of, ms; null when nothing was looked at. */
  checkedMs: number | null;
  /** Names of the sources that did not answer. */
  silent: readonly string[];
  /** Every item was looked at, every source answered, and what people decided and other rounds left open is known. */
  isWhole: boolean;
}

interface Asked {
  board: Board;
  state: RunState;
  result: RunResult | null;
  /** Of the same list, from the round before. */
  carried: readonly CarriedItem[];
  /** What the last rounds of the other lists left open. */
  others: readonly CarriedItem[];
  /** The journal told all of that: nothing of it is missing or was cut. */
  isRead: boolean;
}

export function handover({ board, state, result, carried, others, isRead }: Asked): Handover {
  const days = new Map(carried.map((one) => [one.item, one.days]));
  const own = board.items.flatMap((entry): HandoverLine[] => {
    const verdict = leftAs(entry);
    const { item, finding, decision } = entry;
    const said = answerOf(entry) ?? decision;
    return verdict === null
      ? []
      : [
          {
            list: board.run.list,
            item: item.id,
            text: finding ?? item.title,
            verdict,
            owner: state.owners.get(item.id)?.who ?? '',
            days: days.get(item.id) ?? 0,
            note: state.notes.get(item.id)?.at(-1)?.text ?? said?.note ?? '',
          },
        ];
  });
  const rest = others.map(({ list, item, finding, title, verdict, owner, days: age, note }): HandoverLine => ({
    list,
    item,
    text: finding === '' ? title : finding,
    verdict,
    owner,
    days: age,
    note,
  }));
  const lines = [...once([...own, ...rest])].sort(
    (a, b) => Number(a.verdict === 'warn') - Number(b.verdict === 'warn') || b.days - a.days
  );
  const of = (...verdicts: ReadonlyArray<HandoverLine['verdict']>) =>
    lines.filter(({ verdict }) => verdicts.includes(verdict));
  const machine = board.items.filter(({ mode }) => mode === 'machine');
  const silent = (result?.sources ?? []).filter(({ answered }) => !answered).map(({ name }) => name);
  return {
    problems: of('fail', 'warn'),
    unknown: of('unknown'),
    byHand: of('hand'),
    pass: machine.filter(({ verdict }) => verdict === 'pass').length,
    machine: machine.length,
    checkedMs: result?.askedMs ?? null,
    silent,
    isWhole: isRead && result !== null && board.pending === 0 && silent.length === 0,
  };
}

/** What several lists look at stands once: as this list says it now, and as old as the oldest. */
function once(lines: readonly HandoverLine[]): readonly HandoverLine[] {
  const byText = new Map<string, HandoverLine>();
  for (const line of lines) {
    const same = byText.get(line.text);
    byText.set(
      line.text,
      same ? { ...same, days: Math.max(same.days, line.days), owner: same.owner || line.owner } : line
    );
  }
  return [...byText.values()];
}

/** Nothing is open: no problem, nothing unknown, nothing left to a person, and all of it was looked at. */
export function isNothingOpen({ problems, unknown, byHand, isWhole }: Handover): boolean {
  return isWhole && problems.length + unknown.length + byHand.length === 0;
}

/** What whoever takes over says back: the three worst lines. */
export function readBack({ problems, unknown, byHand }: Handover): readonly HandoverLine[] {
  return [...problems, ...unknown, ...byHand].slice(0, 3);
}

function leftAs(entry: BoardItem): HandoverLine['verdict'] | null {
  if (isResolved(entry)) {
    return null;
  }
  const { mode, verdict } = entry;
  return mode === 'hand' ? 'hand' : verdict === 'fail' || verdict === 'warn' ? verdict : 'unknown';
}
