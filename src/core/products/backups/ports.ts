import type { MetricSource } from '../../check/ports';
import type { CheckResult } from '../../check/result';
import type { Inventory } from '../../inventory/port';
import type { Journal } from '../../journal/journal';
import type { Settings } from '../../settings/settings';
import type { PbsParts } from '../proxmox-backup/parts';
import type { PveParts } from '../proxmox-ve/parts';
import type { BackupObjectives } from './objectiveSchema';
import type { PostureView } from './view';

/** What the posture is read with. */
export interface BackupsPorts {
  settings: Settings;
  journal: Journal;
  metricSources: readonly MetricSource[];
  clusters: ReadonlyArray<Inventory<PveParts>>;
  servers: ReadonlyArray<Inventory<PbsParts>>;
  /** What targets have to keep by the library; the settings go after it. */
  library: () => Promise<BackupObjectives>;
}

/** Everything that should be recoverable, as pages, checks and the command line read it. */
export interface BackupsDesk {
  /** Whether there is anything that could tell of backups. */
  readonly isConnected: boolean;
  /**
   * Reads all sources, each part once and as long as it is kept, and judges what they tell of. Rejects only when it is aborted.
   * @param onProgress Sources that have answered, of all.
   */
  posture(
    what: {
      nowMs: number;
      /** Of the matrix, today being the last: 35, 90 or 366. */
      days: number;
      /** What checks say of the same. */
      checks?: readonly CheckResult[];
      /** The metrics source as it is to be asked; itself without. */
      asked?: (source: MetricSource) => MetricSource;
    },
    signal: AbortSignal,
    onProgress?: (done: number, of: number) => void
  ): Promise<PostureView>;
  /** The next look asks the servers again. */
  forget(): void;
}
