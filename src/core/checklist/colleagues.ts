import type { Rotation } from '../settings/settings';

/** Whom an item may be given to: the people of the rotations, then whoever wrote in the last rounds, each once. */
export function colleagues(
  rotations: readonly Rotation[],
  written: ReadonlyArray<{ author: string }>
): readonly string[] {
  const onRota = rotations.flatMap(({ people }) => people);
  const authors = [...new Set(written.map(({ author }) => author))].sort((a, b) => a.localeCompare(b));
  return [...new Set([...onRota, ...authors])].filter((who) => who !== '');
}
