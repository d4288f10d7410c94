import { verdictRank } from '../check/verdict';
import type { Board, BoardItem, Cause } from './board';

/** In which group and order items stand. Screens freeze it on opening, so that nothing moves under the cursor. */
export interface Arrangement {
  causes: readonly Cause[];
  /** fail, unknown and warn without a common cause, worst first and then in template order. */
  decide: readonly string[];
  byHand: readonly string[];
  passed: readonly string[];
  /** Not answered yet. */
  pending: readonly string[];
}

/** Every item stands in exactly one group; decided ones stay where they are. */
export function arrange(board: Board): Arrangement {
  const caused = new Set(board.causes.flatMap((cause) => cause.itemIds));
  const machine = board.items.filter((entry) => entry.mode === 'machine' && !caused.has(entry.item.id));
  const decide = machine
    .filter((entry) => entry.verdict !== undefined && entry.verdict !== 'pass')
    .sort((a, b) => rankOf(a) - rankOf(b));
  return {
    causes: board.causes,
    decide: ids(decide),
    byHand: ids(board.items.filter((entry) => entry.mode === 'hand')),
    passed: ids(machine.filter((entry) => entry.verdict === 'pass')),
    pending: ids(machine.filter((entry) => entry.pending)),
  };
}

function rankOf(entry: BoardItem): number {
  return entry.verdict === undefined ? 0 : verdictRank(entry.verdict);
}

function ids(entries: readonly BoardItem[]): readonly string[] {
  return entries.map((entry) => entry.item.id);
}
