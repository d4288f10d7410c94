/** Days below which nothing is said of the days to come. */
export const FEWEST_DAYS = 14;

/** What daily values say of the days to come. x in days, y as given. */
export type Forecast =
  /** Slope per day of the median and of the interval around it; `from` is the robust line's value at the last point. */
  | {
      state: 'grows';
      perDay: number;
      lowPerDay: number;
      highPerDay: number;
      fromMs: number;
      from: number;
      days: number;
    }
  | { state: 'flat' | 'falls'; days: number }
  | { state: 'too-little'; days: number; needed: number };
