import type { Inventory } from '../../../core/check/ports';
import type { PveParts } from '../../../core/infra/proxmox/parts';
import type { ClusterReading, Stage } from '../readers';

/** What every tab of a cluster draws. */
export interface TabProps {
  stage: Stage;
  source: Inventory<PveParts>;
  reading: ClusterReading;
  /** Shows what is behind a check of this cluster. */
  openEvidence: (checkId: string) => void;
  nowMs: number;
  zone: string;
}
