import type { MeasureContext, Read, Snapshot } from '../../inventory/read';
import { NOW, DAY, GIB, given, refused, CONTEXT } from '../../inventory/testData';
import type { GuestBackup, NodeStatus } from '../proxmox/parts';
import { AUDITOR } from '../proxmox/testData';
import { PVE_MEASURES } from './measures';
import type { BackupJob, GuestConfig, PveGuest, PveNode, PveParts, PveResources, PveStorage, RrdPoint } from './parts';

export function resources(parts: Partial<PveResources>): PveResources {
  return { nodes: [], guests: [], storages: [], ...parts };
}

export function node(name: string, fields: Partial<PveNode> = {}): PveNode {
  return {
    name,
    status: 'online',
    cpuRatio: 0.3,
    cores: 16,
    memoryUsedBytes: 30 * GIB,
    memoryBytes: 128 * GIB,
    rootUsedBytes: 2e10,
    rootBytes: 1e11,
    uptimeSeconds: 864_000,
    ...fields,
  };
}

export function nodeStatus(fields: Partial<NodeStatus> = {}): NodeStatus {
  return {
    cpuRatio: 0.3,
    ioWaitRatio: 0.01,
    load: [1, 1, 1],
    memoryUsedBytes: 30 * GIB,
    memoryAvailableBytes: null,
    memoryBytes: 128 * GIB,
    swapUsedBytes: 0,
    swapBytes: 8 * GIB,
    rootUsedBytes: 2e10,
    rootBytes: 1e11,
    uptimeSeconds: 864_000,
    kernel: '6.14.8-2-pve',
    managerVersion: '9.1-1',
    cpuModel: 'EPYC',
    sockets: 1,
    cores: 16,
    ...fields,
  };
}

export function guest(vmid: number, fields: Partial<PveGuest> = {}): PveGuest {
  return {
    kind: 'qemu',
    vmid,
    name: `vm-${vmid}`,
    node: 'n1',
    status: 'running',
    template: false,
    cpuRatio: 0.1,
    vcpus: 4,
    memoryUsedBytes: 2 * GIB,
    memoryBytes: 8 * GIB,
    hostMemoryBytes: null,
    diskUsedBytes: null,
    diskBytes: 32 * GIB,
    uptimeSeconds: 86_400,
    lock: null,
    tags: [],
    haState: null,
    ...fields,
  };
}

export function config(fields: Partial<GuestConfig> = {}): GuestConfig {
  return { onBoot: true, agent: true, balloonBytes: null, disks: [], networks: [], ...fields };
}

export function storage(name: string, fields: Partial<PveStorage> = {}): PveStorage {
  return {
    name,
    node: 'n1',
    type: 'rbd',
    shared: false,
    status: fields.available === false ? 'unknown' : 'available',
    available: true,
    sized: true,
    usedBytes: 5e11,
    sizeBytes: 1e12,
    content: ['images'],
    ...fields,
  };
}

export function job(id: string, vmids: readonly number[], fields: Partial<BackupJob> = {}): BackupJob {
  return {
    id,
    enabled: true,
    schedule: '02:00',
    nextRunMs: null,
    storage: 'backup',
    included: given(vmids.map((vmid) => ({ vmid, kind: null, volumes: [volume('scsi0')] }))),
    ...fields,
  };
}

export function volume(name: string, included = true, why: string | null = null) {
  return { name, volume: `disks:${name}`, included, why };
}

export function backup(vmid: number, ageMs: number, fields: Partial<GuestBackup> = {}): GuestBackup {
  return {
    kind: 'qemu',
    id: String(vmid),
    place: 'backup',
    takenMs: NOW - ageMs,
    sizeBytes: 1e9,
    verified: null,
    verifiedMs: null,
    protected: false,
    encrypted: false,
    ...fields,
  };
}

export function rrd(daysAgo: number, fields: Partial<RrdPoint> = {}): RrdPoint {
  return {
    timeMs: NOW - daysAgo * DAY,
    cpuRatio: null,
    cores: null,
    memoryUsedBytes: null,
    memoryBytes: null,
    ioWaitRatio: null,
    rootUsedBytes: null,
    rootBytes: null,
    diskUsedBytes: null,
    diskBytes: null,
    networkInBytesPerSecond: null,
    networkOutBytesPerSecond: null,
    cpuPressureRatio: null,
    memoryPressureRatio: null,
    ioPressureRatio: null,
    ...fields,
  };
}

/** Parts by name, given whole unless they are a read themselves. */
export function snapshotOf(parts: {
  [K in keyof PveParts]?: PveParts[K] | Read<PveParts[K]>;
}): Snapshot<PveParts> {
  const entries = Object.entries({ permissions: AUDITOR, ...parts }).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null && 'ok' in value ? value : given(value),
  ]);
  return Object.fromEntries(entries) as Snapshot<PveParts>;
}

/** What a measure sees, as `labels=value` or `labels=reason: detail`, and its problem in the end. */
export function look(
  name: string,
  parts: Parameters<typeof snapshotOf>[0],
  context: Partial<MeasureContext> = {}
): string[] {
  const measure = PVE_MEASURES[name];
  const unread = (measure?.wants ?? []).map((part) => [part, refused('no-data')]);
  const seen = measure?.observe(
    { ...(Object.fromEntries(unread) as Snapshot<PveParts>), ...snapshotOf(parts) },
    { ...CONTEXT, ...context }
  );
  const lines = (seen?.entities ?? []).map(({ labels, value, reason }) => {
    const what = Object.values(labels).join(' ');
    return `${what}=${reason ? `${reason.code}: ${reason.detail ?? ''}` : String(value)}`;
  });
  return seen?.problem ? [...lines, `problem ${seen.problem.code}: ${seen.problem.detail ?? ''}`] : lines;
}
