/** Whether two rows hold the very same values in the same order. */
export function isSameRow(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
