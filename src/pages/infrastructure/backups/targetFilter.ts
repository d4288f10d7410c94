import type { Provider } from '../../../core/products/backups/target';
import { POSTURES, type Posture, type TargetRow } from '../../../core/products/backups/view';

export interface TargetFilter {
  /** Empty shows all. */
  postures: ReadonlySet<Posture>;
  search: string;
  provider: string | null;
}

/** The rows that a filter leaves, in their order. */
export function filteredTargets(
  rows: readonly TargetRow[],
  { postures, search, provider }: TargetFilter
): readonly TargetRow[] {
  const words = search.toLowerCase().split(/\s+/);
  return rows.filter(({ target, posture, protectedBy }) => {
    const text = [target.name, target.place, target.key, ...Object.values(target.labels)].join(' ').toLowerCase();
    return (
      (postures.size === 0 || postures.has(posture)) &&
      (provider === null || providersOf({ target, protectedBy }).some((one) => one === provider)) &&
      words.every((word) => text.includes(word))
    );
  });
}

/** Who backs a target up, or is meant to. */
export function providersOf({ target, protectedBy }: Pick<TargetRow, 'target' | 'protectedBy'>): readonly Provider[] {
  return [...new Set([...protectedBy.map(({ provider }) => provider), ...target.jobs.map(({ provider }) => provider)])];
}

/** `?posture=unprotected,unknown` as a set; words that are no posture are left out. */
export function posturesOf(param: string | null): ReadonlySet<Posture> {
  const words = new Set((param ?? '').split(','));
  return new Set(POSTURES.filter((posture) => words.has(posture)));
}

/** The address's words for a set, worst first; null for none. */
export function posturesParam(chosen: ReadonlySet<Posture>): string | null {
  return chosen.size === 0 ? null : POSTURES.filter((posture) => chosen.has(posture)).join(',');
}

/** Exceptions that are shown before somebody asks for all, and protected ones beside them. */
const EXCEPTIONS_SHOWN = 40;
const PROTECTED_SHOWN = 3;

/** How many rows of a whole list, worst first, are shown before somebody asks for the others. */
export function shownAtFirst(rows: readonly TargetRow[]): number {
  const exceptions = rows.filter(({ posture }) => posture !== 'protected' && posture !== 'excluded').length;
  return Math.min(rows.length, exceptions > EXCEPTIONS_SHOWN ? EXCEPTIONS_SHOWN : exceptions + PROTECTED_SHOWN);
}
