import type { PerNode, Read } from '../../inventory/read';
import type {
  Permissions,
  ProxmoxVersion,
  GuestKind,
  NodeStatus,
  GuestBackup,
  ProxmoxTask,
  PendingUpdate,
  Disk,
  Access,
} from '../proxmox/parts';

/**
 * What can be read of a Proxmox VE cluster or a Proxmox Backup Server, part by part: parsed leniently once, in
 * `sources/proxmox`, and plain from there on. Bytes, ratios 0..1, seconds, times in ms since the epoch. Null where the server
 * said nothing: an absent number is not 0. Facts: `research/proxmox-ceph-backups.md` section 2.
 */

/** `GET /cluster/status`. A standalone host has no cluster row. */
export interface ClusterStatus {
  cluster: { name: string; quorate: boolean; nodes: number } | null;
  nodes: ReadonlyArray<{ name: string; online: boolean; address: string | null; local: boolean }>;
}

export interface PveNode {
  name: string;
  /** `unknown` when the cluster has no fresh word of it. */
  status: 'online' | 'offline' | 'unknown';
  /** Null without Sys.Audit on the node, or when it is offline. */
  cpuRatio: number | null;
  cores: number | null;
  memoryUsedBytes: number | null;
  memoryBytes: number | null;
  rootUsedBytes: number | null;
  rootBytes: number | null;
  uptimeSeconds: number | null;
}

export interface PveGuest {
  kind: GuestKind;
  vmid: number;
  name: string;
  node: string;
  /** `running`, `stopped`, or whatever else the server says; `unknown` when its node is silent. */
  status: string;
  template: boolean;
  /** Of its own vCPUs. */
  cpuRatio: number | null;
  vcpus: number | null;
  memoryUsedBytes: number | null;
  memoryBytes: number | null;
  /** With the emulator's overhead; from 9 on. */
  hostMemoryBytes: number | null;
  /** Root filesystem of a container; a virtual machine's inside is not visible. */
  diskUsedBytes: number | null;
  /** Of a virtual machine only the boot disk. */
  diskBytes: number | null;
  uptimeSeconds: number | null;
  lock: string | null;
  tags: readonly string[];
  haState: string | null;
}

/** A storage as one node sees it; a shared one has a row per node. */
export interface PveStorage {
  name: string;
  node: string;
  /** `rbd`, `zfspool`, `lvmthin`, `nfs`, `pbs` ... */
  type: string;
  shared: boolean;
  /** `available`; `unknown` for one that is not active, or of which the cluster has no word. */
  status: string;
  available: boolean;
  /** False for one that has no size by nature, such as a way to other storages. */
  sized: boolean;
  usedBytes: number | null;
  sizeBytes: number | null;
  content: readonly string[];
}

/** `GET /cluster/resources`, the whole inventory in one request. */
export interface PveResources {
  nodes: readonly PveNode[];
  guests: readonly PveGuest[];
  storages: readonly PveStorage[];
}

/** `GET /cluster/ha/status/current`. */
export interface HaStatus {
  quorate: boolean | null;
  /** Managers on the nodes and when they last said something. */
  managers: ReadonlyArray<{ kind: 'master' | 'lrm'; node: string; status: string; saidMs: number | null }>;
  services: ReadonlyArray<{ sid: string; node: string | null; state: string; requested: string | null }>;
  /** `armed`, `standby`, `disarming`, `disarmed`; absent where the server does not say, as before 9.2. */
  fencing?: string;
}

/** A vzdump job with the volumes that `GET /cluster/backup/{id}/included_volumes` says it takes. */
export interface BackupJob {
  id: string;
  enabled: boolean;
  schedule: string | null;
  nextRunMs: number | null;
  storage: string | null;
  included: Read<ReadonlyArray<{ vmid: number; kind: GuestKind | null; volumes: readonly BackupVolume[] }>>;
}

export interface BackupVolume {
  name: string;
  volume: string | null;
  included: boolean;
  why: string | null;
}

export interface Replication {
  id: string;
  guest: number;
  node: string;
  target: string;
  schedule: string | null;
  lastSyncMs: number | null;
  lastTryMs: number | null;
  nextSyncMs: number | null;
  durationSeconds: number | null;
  failCount: number;
  error: string | null;
  disabled: boolean;
}

export interface Certificate {
  filename: string;
  subject: string | null;
  issuer: string | null;
  notBeforeMs: number | null;
  notAfterMs: number | null;
  fingerprint: string | null;
}

export interface Subscription {
  /** `active`, `notfound`, `expired` ... */
  status: string;
  level: string | null;
  product: string | null;
  nextDueMs: number | null;
}

/** `GET /nodes/{node}/apt/versions`: readable with Sys.Audit, unlike the list of pending updates. */
export interface PackageVersion {
  name: string;
  installed: string | null;
  candidate: string | null;
  runningKernel: string | null;
  managerVersion: string | null;
  state: string | null;
}

export interface FirewallOptions {
  /** Null when what it says is not understood. */
  enabled: boolean | null;
  policyIn: string | null;
  policyOut: string | null;
}

export interface GuestSnapshot {
  name: string;
  takenMs: number | null;
  withMemory: boolean;
  description: string | null;
}

/** Keyed by `qemu/100`. */
export type PerGuest<T> = ReadonlyMap<string, Read<T>>;

/** What a guest's configuration says, without the fields that carry passwords or keys. */
export interface GuestConfig {
  onBoot: boolean;
  agent: boolean;
  balloonBytes: number | null;
  disks: ReadonlyArray<{ slot: string; storage: string | null; sizeBytes: number | null; backup: boolean }>;
  networks: ReadonlyArray<{
    slot: string;
    mac: string | null;
    bridge: string | null;
    vlan: number | null;
    firewall: boolean;
  }>;
}

export interface NetworkInterface {
  name: string;
  kind: string;
  addresses: readonly string[];
  mac: string | null;
  active: boolean;
}

/** Points of `rrddata`, oldest first; a gap is a missing value. Memory and disk in bytes, network in bytes per second. */
export interface RrdPoint {
  timeMs: number;
  cpuRatio: number | null;
  cores: number | null;
  memoryUsedBytes: number | null;
  memoryBytes: number | null;
  ioWaitRatio: number | null;
  rootUsedBytes: number | null;
  rootBytes: number | null;
  diskUsedBytes: number | null;
  diskBytes: number | null;
  networkInBytesPerSecond: number | null;
  networkOutBytesPerSecond: number | null;
  /** Share of time that something waited, 0..1; from 9 on. */
  cpuPressureRatio: number | null;
  memoryPressureRatio: number | null;
  ioPressureRatio: number | null;
}

/** What a guest made of what it was given, out of the maxima of a month: of points in which both CPU and memory are known. */
export interface MonthOfUse {
  /** From the first point to the last. */
  days: number;
  /** Of its vCPUs, p95; null without a point. */
  cpuP95: number | null;
  /** Highest and lowest share of its memory; null without a point. */
  memoryMax: number | null;
  memoryMin: number | null;
}

/** `GET /cluster/ceph/status`, of a Ceph on the hosts themselves. Its OSDs include those that are down and out. */
export interface PveCeph {
  fsid: string | null;
  /** `HEALTH_OK`, `HEALTH_WARN` or `HEALTH_ERR`. */
  health: string;
  checks: ReadonlyArray<{ name: string; severity: string; message: string | null; muted: boolean }>;
  osds: { total: number | null; up: number | null; in: number | null };
  usedBytes: number | null;
  totalBytes: number | null;
  placementGroups: { total: number | null; clean: number | null };
  monitors: { total: number | null; inQuorum: number | null };
  /** By name, where the monitors are named. */
  monitorNames: ReadonlyArray<{ name: string; inQuorum: boolean | null }>;
  /** Objects that lack a copy, stand in the wrong place, or are nowhere. */
  objects: { total: number | null; degraded: number | null; misplaced: number | null; unfound: number | null };
  recoveringBytesPerSecond: number | null;
}

/** One OSD of `GET /nodes/{node}/ceph/osd`. */
export interface PveCephOsd {
  /** `osd.3` */
  id: string;
  host: string | null;
  up: boolean | null;
  in: boolean | null;
  usedBytes: number | null;
  totalBytes: number | null;
  /** `19.2.1` */
  version: string | null;
}

/** The OSDs in the CRUSH map, and the flags of the cluster: `noout`. */
export interface PveCephOsds {
  osds: readonly PveCephOsd[];
  flags: readonly string[] | null;
}

/** `GET /nodes/{node}/ceph/pool`: Proxmox tells neither what is stored nor what can be written. */
export interface PveCephPool {
  name: string;
  /** `replicated`, `erasure` or `unknown`. */
  type: string | null;
  /** Copies or shards of an object. */
  copies: number | null;
  usedRatio: number | null;
  /** With all copies. */
  rawBytes: number | null;
}

/** Everything that is asked of a Proxmox VE, by part. */
export interface PveParts {
  version: ProxmoxVersion;
  permissions: Permissions;
  status: ClusterStatus;
  resources: PveResources;
  nodeStatus: PerNode<NodeStatus>;
  ha: HaStatus;
  /** Null where the hosts have none. */
  ceph: PveCeph | null;
  cephOsds: PveCephOsds | null;
  cephPools: readonly PveCephPool[] | null;
  replication: PerNode<readonly Replication[]>;
  backupJobs: readonly BackupJob[];
  /** Backups on every storage that takes them, keyed by place: `pbs-1` for a shared one, `pve-a1/local` for a node's own. */
  backups: ReadonlyMap<string, Read<readonly GuestBackup[]>>;
  /** Of the last 24 h, per node. */
  tasks: PerNode<readonly ProxmoxTask[]>;
  certificates: PerNode<readonly Certificate[]>;
  subscriptions: PerNode<Subscription>;
  packages: PerNode<readonly PackageVersion[]>;
  /** Only asked where the token holds Sys.Modify; otherwise every node says not-permitted. */
  updates: PerNode<readonly PendingUpdate[]>;
  disks: PerNode<readonly Disk[]>;
  networks: PerNode<readonly NetworkInterface[]>;
  firewall: FirewallOptions;
  nodeFirewalls: PerNode<FirewallOptions>;
  access: Access;
  /** One request per guest each: asked by the page and by weekly checks, never by a panel. */
  snapshots: PerGuest<readonly GuestSnapshot[]>;
  configs: PerGuest<GuestConfig>;
  /** Addresses as the container or the guest agent says them. */
  addresses: PerGuest<ReadonlyArray<{ name: string; mac: string | null; addresses: readonly string[] }>>;
  /** Maxima per half hour (8: per 3 h) over the last week. */
  nodeWeek: PerNode<readonly RrdPoint[]>;
  guestMonth: PerGuest<MonthOfUse>;
  /** Keyed by place, as backups are. */
  storageMonth: ReadonlyMap<string, Read<readonly RrdPoint[]>>;
}
