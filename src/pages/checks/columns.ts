/** Px of the container: below the first a row keeps its name and value, from the second on it has its days. */
export const NARROW_BELOW = 760;
export const WIDE_FROM = 900;

/** How many columns are shown; the rows that span all of them would make more. Of a width that is not known yet, all. */
export function columnsAt(width: number | null): number {
  return width === null || width >= WIDE_FROM ? 7 : width >= NARROW_BELOW ? 6 : 2;
}
