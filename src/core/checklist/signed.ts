import { verdictRank, type Verdict } from '../check/verdict';
import type { Board, BoardItem } from './board';
import type { Signature } from './state';

/** A signature that nothing came after. */
export function isStanding(signature: Signature | null): signature is Signature {
  return signature !== null && !signature.changedSince;
}

/** Every item passed or was done, nothing was left and all of it is still there: only then is it "all clear". */
export function isAllClear({ claims, incomplete, cut }: Signature): boolean {
  return (
    incomplete === null &&
    !cut &&
    claims.some(({ count }) => count > 0) &&
    claims.every(({ kind, count, decisions }) => kind === 'pass' || (kind === 'hand' && decisions.done === count))
  );
}

/** Nothing changed since an "all clear": every item passes now, or was and is a person's to look at. */
export function isStillClear({ items }: Board, signature: Signature): boolean {
  return (
    isAllClear(signature) &&
    items.every(({ item, mode, verdict }) =>
      mode === 'hand' ? signature.verdicts[item.id] === 'hand' : verdict === 'pass'
    )
  );
}

/** Items that were signed as something else than passed or done, by what they are now, worst first. */
export function signedExceptions({ items }: Board, signature: Signature): readonly BoardItem[] {
  return items
    .filter((entry) => {
      const verdict = signature.verdicts[entry.item.id];
      return verdict === 'hand' ? entry.decision?.kind !== 'done' : verdict !== 'pass';
    })
    .sort((a, b) => rankOf(a.verdict ?? 'na') - rankOf(b.verdict ?? 'na'));
}

/**
 * Items that are worse now than they were signed, worst first; in a complete round also what needs a decision again. What
 * is not answered yet says nothing.
 */
export function worseSince({ items }: Board, signature: Signature): readonly BoardItem[] {
  return items
    .filter(({ item, mode, verdict, needsDecision }) => {
      const signed = signature.verdicts[item.id];
      if (mode === 'machine' && needsDecision && signature.incomplete === null) {
        return true;
      }
      return mode === 'machine' && verdict !== undefined && signed !== undefined && rankOf(verdict) < rankOf(signed);
    })
    .sort((a, b) => rankOf(a.verdict ?? 'na') - rankOf(b.verdict ?? 'na'));
}

/** What a person did by hand ranks with a pass; a verdict this version does not know ranks last. */
function rankOf(word: string): number {
  const rank = verdictRank((word === 'hand' ? 'pass' : word) as Verdict);
  return rank === -1 ? verdictRank('na') : rank;
}
