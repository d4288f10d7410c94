/** Px of the container: below the first a row keeps its name and value, from the second on it has its days. */
export const NARROW_BELOW = 760;
export const WIDE_FROM = 900;
/** Columns of the table where all of them are shown. */
export const COLUMNS = 7;
