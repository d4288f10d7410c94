import type { GuestKind } from '../products/proxmox/parts';

/**
 * What is compared and kept. Where a guest runs, whether it runs and how worn a disk is change by themselves: not in here.
 * The journal keeps the fields in this order; a new one goes to the end.
 */
export const MAP_FIELDS = [
  'name',
  'addresses',
  'networks',
  'macs',
  'cpu',
  'sockets',
  'cores',
  'memory',
  'disks',
] as const;

export type MapField = (typeof MAP_FIELDS)[number];

/** Every field is a list of texts in a stable order; null is not known, absent does not apply. `memory` is in bytes. */
export type MapFields = Readonly<Partial<Record<MapField, readonly string[] | null>>>;

/** One machine as it is kept. */
export interface KeptRow {
  /** `node/pve-a1`, `qemu/100`: unique in the cluster. */
  key: string;
  fields: MapFields;
}

/** One machine as it is now. */
export interface MapRow extends KeptRow {
  kind: 'node' | GuestKind;
  /** Node of a guest, which moves freely; null of a node. */
  node: string | null;
  /** `running`, `stopped`; of a node `online`, `offline`, `unknown`. */
  status: string;
  /** Of a node's disks, in the order of `fields.disks`; null where a disk does not say. */
  lifeLeft: ReadonlyArray<{ device: string; ratio: number | null }>;
  /** Addresses of a guest that are on no interface of its configuration (bridges and tunnels of its own): counted, not kept. */
  innerAddresses: number;
}

/** What people call the machine. */
export function rowName(row: KeptRow): string {
  return row.fields.name?.[0] || row.key.slice(row.key.indexOf('/') + 1);
}
