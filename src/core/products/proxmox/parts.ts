import type { Read } from '../../inventory/read';

/**
 * What both Proxmox products say of themselves: parsed leniently once, in `sources/proxmox`, and plain from there on. Bytes, ratios
 * 0..1, seconds, times in ms since the epoch. Null where the server said nothing: an absent number is not 0.
 */

/** `GET /access/permissions`: path -> privilege -> whether it propagates. */
export type Permissions = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

export interface ProxmoxVersion {
  /** `9.1.4` */
  version: string;
  /** `9.1` */
  release: string;
}

export type GuestKind = 'qemu' | 'lxc';

/** `GET /nodes/{node}/status`. */
export interface NodeStatus {
  cpuRatio: number | null;
  ioWaitRatio: number | null;
  load: readonly number[];
  memoryUsedBytes: number | null;
  /** From 9 on; what ZFS's cache can give back counts as available. */
  memoryAvailableBytes: number | null;
  memoryBytes: number | null;
  swapUsedBytes: number | null;
  swapBytes: number | null;
  rootUsedBytes: number | null;
  rootBytes: number | null;
  uptimeSeconds: number | null;
  kernel: string | null;
  /** `9.1-1` of `pve-manager/9.1-1/hash`. */
  managerVersion: string | null;
  cpuModel: string | null;
  sockets: number | null;
  cores: number | null;
}

/** A backup on a storage (PVE) or a snapshot in a datastore (PBS). */
export interface GuestBackup {
  kind: GuestKind | 'host';
  /** `101`, or a host's name on a PBS. */
  id: string;
  /** `pbs-1` or `pve-a1/local` of a PVE, `datastore` or `datastore/namespace` of a PBS. */
  place: string;
  takenMs: number;
  sizeBytes: number | null;
  /** Only where verified: storages other than PBS say nothing. `strange` is a word that nobody here knows. */
  verified: 'ok' | 'failed' | 'strange' | null;
  verifiedMs: number | null;
  protected: boolean;
  encrypted: boolean;
  /** What was written beside it, by default the guest's name; absent where nothing was. */
  comment?: string;
}

export interface ProxmoxTask {
  upid: string;
  node: string;
  type: string;
  /** What it worked on: a VM id, a storage, empty for a job over many guests. */
  subject: string;
  user: string;
  startedMs: number;
  /** Null while it runs. */
  endedMs: number | null;
  /** `OK`, `WARNINGS: n`, an error's text; null while it runs. */
  status: string | null;
}

/** `GET /nodes/{node}/apt/update`: needs Sys.Modify on a Proxmox VE node. */
export interface PendingUpdate {
  name: string;
  installed: string | null;
  candidate: string;
  origin: string | null;
}

export interface Disk {
  device: string;
  model: string | null;
  serial: string | null;
  sizeBytes: number | null;
  /** `ssd`, `hdd`, `nvme`, `unknown`. */
  kind: string;
  /** `PASSED`, `OK`, `FAILED!` ...; null when it does not say. */
  health: string | null;
  /** Life that is left, 1 = new; null where the disk does not say. */
  lifeLeftRatio: number | null;
}

export interface Access {
  users: ReadonlyArray<{
    id: string;
    enabled: boolean;
    expiresMs: number | null;
    realmType: string | null;
    groups: readonly string[];
    tokens: ReadonlyArray<{ id: string; expiresMs: number | null; privilegeSeparated: boolean }>;
  }>;
  /** Kinds of second factors by user id; users without one are not in it. Null where the token may not read them. */
  secondFactors: Read<ReadonlyMap<string, readonly string[]>>;
  acl: Read<ReadonlyArray<{ path: string; role: string; subject: string; kind: 'user' | 'group' | 'token' }>>;
  /** Realms that ask for a second factor themselves. */
  realmsWithFactor: Read<readonly string[]>;
  /** False when the token sees only its own user: the list says nothing then. */
  complete: boolean;
}

export type ProxmoxProduct = 'pve' | 'pbs';
