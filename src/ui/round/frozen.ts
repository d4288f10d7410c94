import { arrange, type Arrangement } from '../../core/checklist/arrange';
import type { Board, Cause } from '../../core/checklist/board';

/**
 * Items that stand in another group than when the groups were frozen and call for a person there: they passed or were not
 * answered then and are an exception now, or their common cause came or went. A frozen exception that passes stays where it is.
 */
export function changedItems(frozen: Arrangement, board: Board): readonly string[] {
  const now = arrange(board);
  const knownCauses = new Map(frozen.causes.map((cause) => [causeKey(cause), new Set(cause.itemIds)]));
  const shown = new Set([...frozen.decide, ...frozen.byHand]);
  const newlyCaused = now.causes.flatMap((cause) => {
    const known = knownCauses.get(causeKey(cause));
    return cause.itemIds.filter((id) => !known?.has(id) && !shown.has(id));
  });
  const alone = [...now.decide, ...now.byHand].filter((id) => !shown.has(id));
  return [...alone, ...newlyCaused];
}

/** The frozen groups with what changed since joined at their ends; all is arranged anew when a common cause came or went. */
export function joinChanged(frozen: Arrangement, board: Board): Arrangement {
  const now = arrange(board);
  const causes = (arrangement: Arrangement) => arrangement.causes.map(causeKey).sort().join(' ');
  if (causes(now) !== causes(frozen)) {
    return now;
  }
  const changed = new Set(changedItems(frozen, board));
  const stay = (ids: readonly string[]) => ids.filter((id) => !changed.has(id));
  return {
    causes: now.causes,
    decide: [...stay(frozen.decide), ...now.decide.filter((id) => changed.has(id))],
    byHand: [...stay(frozen.byHand), ...now.byHand.filter((id) => changed.has(id))],
    passed: stay(frozen.passed),
    pending: stay(frozen.pending),
  };
}

/**
 * The frozen groups with what had not answered then and has now, behind what stands there: nobody had seen it anywhere, so
 * nothing moves. The same object while nothing more answered.
 */
export function joinAnswered(frozen: Arrangement, board: Board): Arrangement {
  const now = arrange(board);
  const awaited = new Set(now.pending);
  const answered = new Set(frozen.pending.filter((id) => !awaited.has(id)));
  if (answered.size === 0) {
    return frozen;
  }
  const known = new Set(frozen.causes.map(causeKey));
  const causes = now.causes.filter(
    (cause) => known.has(causeKey(cause)) || cause.itemIds.some((id) => answered.has(id))
  );
  const caused = new Set(causes.flatMap(({ itemIds }) => itemIds));
  const join = (group: 'decide' | 'byHand' | 'passed') =>
    [...frozen[group], ...now[group].filter((id) => answered.has(id))].filter((id) => !caused.has(id));
  return {
    causes,
    decide: join('decide'),
    byHand: join('byHand'),
    passed: join('passed'),
    pending: frozen.pending.filter((id) => awaited.has(id)),
  };
}

export function causeKey(cause: Cause): string {
  return `${cause.sourceUid}/${cause.reason.code}`;
}
