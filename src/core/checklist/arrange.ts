import { verdictRank } from '../check/verdict';
import type { Board, BoardItem, Cause } from './board';

/** The groups in which items stand, and their order there: by what each item is itself, whatever they have in common. */
export interface Places {
  /** fail, unknown and warn: worst first by the order of the roll-up, then in template order. */
  decide: readonly string[];
  byHand: readonly string[];
  passed: readonly string[];
  /** Not answered yet. */
  pending: readonly string[];
}

/** What stands first, second and so on, on the page, in the panel and in the terminal: causes, then the groups. */
export interface Arrangement extends Places {
  /** Before everything else: what a silent source hides may be worse than what is known. */
  causes: readonly Cause[];
}

/**
 * The one order of items. Every item stands once; decided ones stay where they are. It comes from what was found alone, so that
 * who answered first decides nothing.
 */
export function arrange(board: Board): Arrangement {
  return underCauses(placesOf(board), board.causes);
}

/** Where each item stands by itself. */
export function placesOf({ items }: Pick<Board, 'items'>): Places {
  const machine = items.filter((entry) => entry.mode === 'machine');
  const decide = machine
    .filter((entry) => entry.verdict !== undefined && entry.verdict !== 'pass')
    .sort((a, b) => rankOf(a) - rankOf(b));
  return {
    decide: ids(decide),
    byHand: ids(items.filter((entry) => entry.mode === 'hand')),
    passed: ids(machine.filter((entry) => entry.verdict === 'pass')),
    pending: ids(machine.filter((entry) => entry.pending)),
  };
}

/** The places without those whose items stand under a cause. */
export function underCauses({ decide, byHand, passed, pending }: Places, causes: readonly Cause[]): Arrangement {
  const caused = new Set(causes.flatMap(({ itemIds }) => itemIds));
  const alone = (group: readonly string[]) => group.filter((id) => !caused.has(id));
  return { causes, decide: alone(decide), byHand: alone(byHand), passed: alone(passed), pending: alone(pending) };
}

function rankOf(entry: BoardItem): number {
  return entry.verdict === undefined ? 0 : verdictRank(entry.verdict);
}

function ids(entries: readonly BoardItem[]): readonly string[] {
  return entries.map((entry) => entry.item.id);
}
