import type { Inventory } from '../../../core/inventory/port';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import type { ClusterView } from '../../../core/products/proxmox-ve/view';
import type { ServerReading } from '../../../core/products/source';

export type ClusterReading = ServerReading<PveParts, ClusterView>;

/** What every tab of a cluster draws. */
export interface TabProps {
  source: Inventory<PveParts>;
  /** Where people reach the cluster's own pages. */
  address: string | undefined;
  reading: ClusterReading;
  /** How often somebody asked for all of it anew: what a tab reads by itself is read anew as well. */
  refreshes: number;
  /** Shows what is behind a check of this cluster. */
  openEvidence: (checkId: string) => void;
  nowMs: number;
}
