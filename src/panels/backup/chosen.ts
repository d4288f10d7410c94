import { DAY_STATES, POSTURES, type DayState, type Posture, type TargetRow } from '../../core/products/backups/view';
import type { BackupOptions } from './options';

/** The targets that the options choose, in their order. */
export function chosenTargets(
  rows: readonly TargetRow[],
  { kind, search }: Pick<BackupOptions, 'kind' | 'search'>
): readonly TargetRow[] {
  const words = search.toLowerCase().split(/\s+/);
  return rows.filter(({ target }) => {
    const text = [target.name, target.place, target.key, ...Object.values(target.labels)].join(' ').toLowerCase();
    return (kind === '' || target.kind === kind) && words.every((word) => text.includes(word));
  });
}

export function countOf(rows: readonly TargetRow[]): Readonly<Record<Posture, number>> {
  return Object.fromEntries(
    POSTURES.map((posture) => [posture, rows.filter((row) => row.posture === posture).length])
  ) as Record<Posture, number>;
}

/** What stands for several: nothing is hidden behind what is good. */
const WORST_FIRST: readonly DayState[] = ['failed', 'missed', 'unknown', 'warning', 'good', 'not-expected'];

/** Of each day the worst state of several targets; unknown where one of them has none. */
export function worstDays(all: ReadonlyArray<Uint8Array | undefined>, days: number): Uint8Array {
  return Uint8Array.from({ length: days }, (_, day) => {
    const present = new Set(all.map((states) => DAY_STATES[states?.at(day - days) ?? -1] ?? 'unknown'));
    return DAY_STATES.indexOf(WORST_FIRST.find((state) => present.has(state)) ?? 'not-expected');
  });
}
