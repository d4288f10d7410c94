import type { Inventory } from '../../../core/inventory/port';
import type { PbsParts } from '../../../core/products/proxmox-backup/parts';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import type { ProxmoxServer } from '../../../sources/proxmox/server';

/** One server: what is kept of it, and the way to ask it for a time span, which the inventory does not know. */
interface Access<Parts> {
  inventory: Inventory<Parts>;
  server: ProxmoxServer;
}

export type PveAccess = Access<PveParts>;
export type PbsAccess = Access<PbsParts>;
