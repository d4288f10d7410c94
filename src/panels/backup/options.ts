import type { TargetKind } from '../../core/products/backups/target';

/** What a dashboard's editor chooses. Texts may hold variables of the dashboard. */
export interface BackupOptions {
  /** `auto`: nights where the panel is wide, else the worst targets. */
  part: 'auto' | 'targets' | 'nights';
  /** How many nights are drawn. */
  days: 14 | 28 | 90;
  /** Targets of one kind; empty for all. */
  kind: TargetKind | '';
  /** Words that name or place of a target have to hold; empty for all. */
  search: string;
}
