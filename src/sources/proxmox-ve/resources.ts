import type { PveGuest, PveNode, PveResources, PveStorage } from '../../core/products/proxmox-ve/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, flag, rows, size, text, words, type Row } from '../proxmox/fields';

/** `GET /cluster/resources`. Rows of other types (pools, networks) are left out. */
export function parseResources(data: unknown): Parsed<PveResources> | null {
  const nodes: PveNode[] = [];
  const guests: PveGuest[] = [];
  const storages: PveStorage[] = [];
  const read = rows(data, (found) => {
    switch (found['type']) {
      case 'node':
        return put(nodes, nodeOf(found));
      case 'qemu':
      case 'lxc':
        return put(guests, guestOf(found, found['type']));
      case 'storage':
        return put(storages, storageOf(found));
      default:
        return typeof found['type'] === 'string' ? undefined : null;
    }
  });
  return read && { value: { nodes, guests, storages }, ...(read.partial && { partial: read.partial }) };
}

function put<T>(into: T[], one: T | null): true | null {
  if (one === null) {
    return null;
  }
  into.push(one);
  return true;
}

function nodeOf(found: Row): PveNode | null {
  const name = text(found['node']) ?? text(found['id'])?.replace(/^node\//, '');
  if (name === undefined) {
    return null;
  }
  const status = found['status'] === 'online' || found['status'] === 'offline' ? found['status'] : 'unknown';
  // Of a node that is not there the numbers are absent or 0.
  const of = (field: string, read: (value: unknown) => number | null) =>
    status === 'online' ? read(found[field]) : null;
  return {
    name,
    status,
    cpuRatio: of('cpu', amount),
    cores: of('maxcpu', size),
    memoryUsedBytes: of('mem', amount),
    memoryBytes: of('maxmem', size),
    rootUsedBytes: of('disk', amount),
    rootBytes: of('maxdisk', size),
    uptimeSeconds: of('uptime', amount),
  };
}

function guestOf(found: Row, kind: PveGuest['kind']): PveGuest | null {
  const vmid = size(found['vmid']) ?? size(text(found['id'])?.split('/')[1]);
  const node = text(found['node']);
  if (vmid === null || !Number.isSafeInteger(vmid) || node === null) {
    return null;
  }
  const status = text(found['status']) ?? 'unknown';
  const known = status !== 'unknown';
  return {
    kind,
    vmid,
    name: text(found['name']) ?? String(vmid),
    node,
    status,
    template: flag(found['template']) ?? false,
    cpuRatio: known ? amount(found['cpu']) : null,
    vcpus: size(found['maxcpu']),
    memoryUsedBytes: known ? amount(found['mem']) : null,
    memoryBytes: size(found['maxmem']),
    hostMemoryBytes: known ? size(found['memhost']) : null,
    // Of a virtual machine it is always 0: its inside is not visible.
    diskUsedBytes: kind === 'lxc' && status === 'running' ? amount(found['disk']) : null,
    diskBytes: size(found['maxdisk']),
    uptimeSeconds: known ? amount(found['uptime']) : null,
    lock: text(found['lock']),
    tags: words(found['tags']),
    haState: text(found['hastate']),
  };
}

function storageOf(found: Row): PveStorage | null {
  const name = text(found['storage']);
  const node = text(found['node']);
  if (name === null || node === null) {
    return null;
  }
  const status = text(found['status']) ?? 'unknown';
  const available = status === 'available';
  const bytes = available ? size(found['maxdisk']) : null;
  const type = text(found['plugintype']) ?? 'unknown';
  return {
    name,
    node,
    type,
    shared: flag(found['shared']) ?? false,
    status,
    available,
    sized: !isWithoutSize(type, available ? amount(found['maxdisk']) : null),
    usedBytes: bytes === null ? null : amount(found['disk']),
    sizeBytes: bytes,
    content: words(found['content']),
  };
}

/** A way to other storages holds nothing itself. */
const WAYS: ReadonlySet<string> = new Set(['iscsi', 'iscsidirect', 'esxi']);
/** Types that have a size: 0 means that the server does not know it. */
const SIZED: ReadonlySet<string> = new Set(
  ['dir', 'nfs', 'cifs', 'glusterfs', 'cephfs', 'btrfs', 'lvm', 'lvmthin'].concat([
    'zfspool',
    'zfs',
    'rbd',
    'pbs',
    'unknown',
  ])
);

function isWithoutSize(type: string, bytes: number | null): boolean {
  return WAYS.has(type) || (bytes === 0 && !SIZED.has(type));
}
