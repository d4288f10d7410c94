import type { RrdPoint } from '../../core/products/proxmox-ve/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, percent, rows, size, timeMs, type Row } from '../proxmox/fields';

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
