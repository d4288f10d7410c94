import { placesOf, underCauses, type Arrangement, type Places } from '../../core/checklist/arrange';
import type { Board, Cause } from '../../core/checklist/board';

/** Where items stood when a person began to work with them. From then on nothing moves by itself. */
export interface Frozen extends Places {
  /** Of `decide`: seen under a common cause only, so that nobody knows them there. */
  caused: readonly string[];
}

/** The places of now. */
export function freeze(board: Board): Frozen {
  return { ...placesOf(board), caused: causedIn(board) };
}

/**
 * The frozen places under the causes of now: a source that falls silent takes its items out of their places, and gives them back
 * when it answers.
 */
export function arrangeFrozen(frozen: Frozen, { causes }: Board): Arrangement {
  return underCauses(frozen, causes);
}

/**
 * The frozen places with what nobody had seen anywhere and can be seen now: what had not answered then joins the end of its
 * group, what had stood under a cause only stands where it ranked, or with what passes. The same object while there is none.
 */
export function joinAnswered(frozen: Frozen, board: Board): Frozen {
  const now = placesOf(board);
  const awaited = new Set(now.pending);
  const caused = new Set(causedIn(board));
  const answered = new Set(frozen.pending.filter((id) => !awaited.has(id)));
  const back = new Set(frozen.caused.filter((id) => !caused.has(id) && !awaited.has(id)));
  if (answered.size + back.size === 0) {
    return frozen;
  }
  const needed = new Set(now.decide);
  const stay = frozen.decide.filter((id) => !back.has(id) || needed.has(id));
  const joins = (id: string) => answered.has(id) || back.has(id);
  return {
    decide: [...stay, ...now.decide.filter((id) => answered.has(id))],
    byHand: [...frozen.byHand, ...now.byHand.filter(joins)],
    passed: [...frozen.passed, ...now.passed.filter(joins)],
    pending: frozen.pending.filter((id) => awaited.has(id)),
    caused: [...frozen.caused, ...answered].filter((id) => caused.has(id)),
  };
}

/**
 * Items that call for a person elsewhere than where they stand: they passed when it was frozen and are an exception now. One that
 * passes by now stays where it is, and one below a cause is seen there.
 */
export function changedItems(frozen: Frozen, board: Board): readonly string[] {
  const now = placesOf(board);
  const seen = new Set([...frozen.decide, ...frozen.byHand, ...frozen.pending, ...causedIn(board)]);
  return [...now.decide, ...now.byHand].filter((id) => !seen.has(id));
}

/** The frozen places with what changed since at the ends of their groups. */
export function joinChanged(frozen: Frozen, board: Board): Frozen {
  const now = placesOf(board);
  const changed = new Set(changedItems(frozen, board));
  const isChanged = (id: string) => changed.has(id);
  return {
    ...frozen,
    decide: [...frozen.decide, ...now.decide.filter(isChanged)],
    byHand: [...frozen.byHand, ...now.byHand.filter(isChanged)],
    passed: frozen.passed.filter((id) => !isChanged(id)),
  };
}

function causedIn({ causes }: Board): readonly string[] {
  return causes.flatMap(({ itemIds }) => itemIds);
}

export function causeKey(cause: Cause): string {
  return `${cause.sourceUid}/${cause.reason.code}`;
}
