import type { PveGuest, RrdPoint } from '../../core/products/proxmox-ve/parts';
import type { Need } from '../../core/products/proxmox/privileges';
import type { Parsed } from '../grafana/proxyReader';
import { amount, percent, rows, size, timeMs, type Row } from '../proxmox/fields';
import type { ApiRequest } from '../proxmox/server';

/** Whose history: a guest's or a storage's on a node, or the node's own. */
export interface HistorySubject {
  node: string;
  of?: Pick<PveGuest, 'kind' | 'vmid'> | { storage: string };
}

/** Its numbers over one of the server's archives; each point stands for the seconds before it. */
export function historyOf(
  { node, of }: HistorySubject,
  timeframe: string,
  points: 'average' | 'maximum'
): ApiRequest<readonly RrdPoint[]> {
  const { below, need } = placeOf(node, of);
  return {
    path: `/nodes/${encodeURIComponent(node)}${below}/rrddata`,
    query: { timeframe, cf: points === 'maximum' ? 'MAX' : 'AVERAGE' },
    keep: 'status',
    needs: [need],
    parse: parseRrd,
  };
}

function placeOf(node: string, of: HistorySubject['of']): { below: string; need: Need } {
  if (of === undefined) {
    return { below: '', need: { privilege: 'Sys.Audit', path: `/nodes/${node}` } };
  }
  return 'storage' in of
    ? {
        below: `/storage/${encodeURIComponent(of.storage)}`,
        need: { privilege: 'Datastore.Audit', path: `/storage/${of.storage}` },
      }
    : { below: `/${of.kind}/${of.vmid}`, need: { privilege: 'VM.Audit', path: `/vms/${of.vmid}` } };
}

/** `GET .../rrddata` of a node, a guest or a storage; a field that is missing in a row is a gap. */
export function parseRrd(data: unknown): Parsed<readonly RrdPoint[]> | null {
  const read = rows(data, pointOf);
  return read && { ...read, value: [...read.value].sort((a, b) => a.timeMs - b.timeMs) };
}

function pointOf(found: Row): RrdPoint | null {
  const at = timeMs(found['time']);
  if (at === null) {
    return null;
  }
  return {
    timeMs: at,
    cpuRatio: amount(found['cpu']),
    cores: size(found['maxcpu']),
    memoryUsedBytes: amount(found['memused']) ?? amount(found['mem']),
    memoryBytes: size(found['memtotal']) ?? size(found['maxmem']),
    ioWaitRatio: amount(found['iowait']),
    rootUsedBytes: amount(found['rootused']),
    rootBytes: size(found['roottotal']),
    diskUsedBytes: amount(found['used']) ?? amount(found['disk']),
    diskBytes: size(found['total']) ?? size(found['maxdisk']),
    networkInBytesPerSecond: amount(found['netin']),
    networkOutBytesPerSecond: amount(found['netout']),
    cpuPressureRatio: percent(found['pressurecpusome']),
    memoryPressureRatio: percent(found['pressurememorysome']),
    ioPressureRatio: percent(found['pressureiosome']),
  };
}
