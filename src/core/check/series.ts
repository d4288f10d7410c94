/** What the engine needs from outside. `sources` implements these; pages, panels and the CLI hand them to the runner. */

export type Labels = Readonly<Record<string, string>>;

/** One series: times in ms since the epoch, ascending; a value is null where the server had NaN, an infinity or nothing. */
export interface Series {
  labels: Labels;
  timesMs: readonly number[];
  values: ReadonlyArray<number | null>;
}

/** A point of a 24 h trend; null is a gap. */
export interface TrendPoint {
  timeMs: number;
  value: number | null;
}
