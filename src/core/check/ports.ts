import type { Read } from '../infra/read';

/** What the engine needs from outside. `sources` implements these; pages, panels and the CLI hand them to the runner. */

export type Labels = Readonly<Record<string, string>>;

/** One series: times in ms since the epoch, ascending; a value is null where the server had NaN, an infinity or nothing. */
export interface Series {
  labels: Labels;
  timesMs: readonly number[];
  values: ReadonlyArray<number | null>;
}

export interface MetricQuery {
  refId: string;
  expr: string;
  /** `instant` is evaluated at exactly `toMs`; `range` over the whole interval with `stepSeconds`. */
  shape: 'instant' | 'range';
  /** Only for `range`. */
  stepSeconds?: number;
}

/** All queries of one request share the interval; an instant query is evaluated at `toMs`. */
export interface MetricRequest {
  fromMs: number;
  toMs: number;
  queries: readonly MetricQuery[];
}

/** The answer to one refId. A failed one leaves the others alone. */
export type MetricAnswer =
  { ok: true; series: readonly Series[]; executed: string } | { ok: false; reason: import('./verdict').Reason };

/** One metrics data source. `query` sends one request; it rejects with `SourceError` only when nothing was answered. */
export interface MetricSource {
  readonly uid: string;
  readonly name: string;
  query(request: MetricRequest, signal: AbortSignal): Promise<ReadonlyMap<string, MetricAnswer>>;
}

/**
 * One server that is read part by part (`PveParts`, `ArgoParts` ...). Rejects with the caller's abort and with nothing else: a
 * part that cannot be read says why. Answers are kept for a while, so that pages, panels and checks ask once.
 */
export interface Inventory<Parts> {
  readonly uid: string;
  readonly name: string;
  read<K extends keyof Parts & string>(
    parts: readonly K[],
    options: {
      signal: AbortSignal;
      onProgress?: (done: number, total: number) => void;
      /** Called for each part as soon as it is there, while others are still asked for. */
      onPart?: <P extends K>(part: P, read: Read<Parts[P]>) => void;
    }
  ): Promise<{ readonly [P in K]: Read<Parts[P]> }>;
  /** The next read asks the server again, what it refused included. */
  forget(): void;
}

/** Now, in ms since the epoch. */
export type Clock = () => number;
