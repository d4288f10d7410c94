import type { Disk, NodeStatus, PendingUpdate } from '../../core/products/proxmox/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, list, object, percent, row, rows, size, text, type Row } from './fields';

/** What one node says of itself; both products where the fields are the same or differ in a name only. */

/** `GET /nodes/{node}/status`. The root filesystem is `rootfs` on a PVE and `root` on a PBS. */
export function parseNodeStatus(data: unknown): Parsed<NodeStatus> | null {
  return object(data, (found) => {
    const part = (name: string): Row => row(found[name]) ?? {};
    const memory = part('memory');
    const swap = part('swap');
    const root = row(found['rootfs']) ?? part('root');
    const cpu = part('cpuinfo');
    // An object without any of these is not the status of a node.
    if (row(found['memory']) === null && amount(found['cpu']) === null && amount(found['uptime']) === null) {
      return null;
    }
    return {
      cpuRatio: amount(found['cpu']),
      ioWaitRatio: amount(found['wait']),
      load: (list(found['loadavg']) ?? []).flatMap((one) => amount(one) ?? []),
      memoryUsedBytes: amount(memory['used']),
      memoryAvailableBytes: amount(memory['available']),
      memoryBytes: size(memory['total']),
      swapUsedBytes: amount(swap['used']),
      swapBytes: amount(swap['total']),
      rootUsedBytes: amount(root['used']),
      rootBytes: size(root['total']),
      uptimeSeconds: amount(found['uptime']),
      kernel: text(part('current-kernel')['release']) ?? text(found['kversion']),
      managerVersion: text(found['pveversion'])?.split('/')[1] ?? null,
      cpuModel: text(cpu['model']),
      sockets: size(cpu['sockets']),
      cores: size(cpu['cores']) ?? size(cpu['cpus']),
    };
  });
}

/** `GET /nodes/{node}/apt/update` of either product. */
export function parseUpdates(data: unknown): Parsed<readonly PendingUpdate[]> | null {
  return rows(data, (found) => {
    const name = text(found['Package']);
    const candidate = text(found['Version']);
    return name === null || candidate === null
      ? null
      : { name, candidate, installed: text(found['OldVersion']), origin: text(found['Origin']) };
  });
}

const OPTICAL = /^(?:\/dev\/)?sr\d+$/;

/** `GET /nodes/{node}/disks/list`, without drives that hold no disk: `wearout` is what is left, in percent, or `N/A`; a PBS names three fields otherwise. */
export function parseDisks(data: unknown): Parsed<readonly Disk[]> | null {
  return rows(data, (found) => {
    const device = text(found['devpath']) ?? text(found['name']);
    const health = text(found['health']) ?? text(found['status']);
    if (device !== null && (amount(found['size']) === 0 || OPTICAL.test(device))) {
      return undefined;
    }
    return device === null
      ? null
      : {
          device,
          model: text(found['model']),
          serial: text(found['serial']),
          sizeBytes: size(found['size']),
          kind: text(found['type']) ?? text(found['disk-type']) ?? 'unknown',
          health: health === null || health.toLowerCase() === 'unknown' ? null : health.toUpperCase(),
          lifeLeftRatio: lifeLeft(found['wearout']),
        };
  });
}

/** A disk that outlived what it was made for counts on below 0: nothing is left, which is not the same as nothing said. */
function lifeLeft(value: unknown): number | null {
  return /^-\d/.test(text(value) ?? '') ? 0 : percent(value);
}
