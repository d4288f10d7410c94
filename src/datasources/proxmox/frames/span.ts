import type { Inventory } from '../../../core/check/ports';
import type { PbsParts, PveParts } from '../../../core/infra/proxmox/parts';
import type { ProxmoxServer } from '../../../sources/proxmox/server';

/** The dashboard's time range, in ms. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/** One server: what is kept of it, and the way to ask it for a time span, which the inventory does not know. */
interface Access<Parts> {
  inventory: Inventory<Parts>;
  server: ProxmoxServer;
}

export type PveAccess = Access<PveParts>;
export type PbsAccess = Access<PbsParts>;
