import type { Labels, Series } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import type { BackupTarget } from '../target';

/** How the backups of one exporter are read: queries, and a pure function from their answers to targets. */
export interface Preset {
  id: string;
  /** Instant queries by name. */
  now: Readonly<Record<string, string>>;
  /** Range queries by name. `$step` is the step, so that a window of that length loses nothing between two samples. */
  past: Readonly<Record<string, string>>;
  targets(reading: PresetReading): readonly BackupTarget[];
}

/** The newest value of a series. */
export interface Row {
  labels: Labels;
  value: number;
}

/** The answers to the queries of a preset. What failed is empty, and `failed` says why. */
export interface PresetReading {
  nowMs: number;
  stepMs: number;
  /** End of the first step. */
  firstMs: number;
  source: { uid: string; name: string };
  now(name: string): readonly Row[];
  past(name: string): readonly Series[];
  /** Why an instant query was not answered, or not whole; null when it was. */
  failed(name: string): Reason | null;
}
