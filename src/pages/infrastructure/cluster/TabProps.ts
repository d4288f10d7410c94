import type { Inventory } from '../../../core/inventory/port';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import type { ClusterReading, Stage } from '../readers';

/** What every tab of a cluster draws. */
export interface TabProps {
  stage: Stage;
  source: Inventory<PveParts>;
  reading: ClusterReading;
  /** How often somebody asked for all of it anew: what a tab reads by itself is read anew as well. */
  refreshes: number;
  /** Shows what is behind a check of this cluster. */
  openEvidence: (checkId: string) => void;
  nowMs: number;
  zone: string;
}
