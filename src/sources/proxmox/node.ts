import type {
  Certificate,
  Disk,
  FirewallOptions,
  NetworkInterface,
  NodeStatus,
  PackageVersion,
  PendingUpdate,
  Subscription,
} from '../../core/infra/proxmox/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, flag, list, object, percent, row, rows, size, text, timeMs, type Row } from './fields';

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

/** `GET /nodes/{node}/certificates/info`. */
export function parseCertificates(data: unknown): Parsed<readonly Certificate[]> | null {
  return rows(data, (found) => {
    const filename = text(found['filename']);
    return filename === null
      ? null
      : {
          filename,
          subject: text(found['subject']),
          issuer: text(found['issuer']),
          notAfterMs: timeMs(found['notafter']),
          fingerprint: text(found['fingerprint']),
        };
  });
}

/** `GET /nodes/{node}/subscription`; `nextduedate` is a day: `2026-12-31`. */
export function parseSubscription(data: unknown): Parsed<Subscription> | null {
  return object(data, (found) => {
    const status = text(found['status']);
    const dueMs = Date.parse(`${text(found['nextduedate']) ?? ''}T00:00:00Z`);
    return status === null
      ? null
      : {
          status: status.toLowerCase(),
          level: text(found['level']),
          product: text(found['productname']),
          nextDueMs: Number.isNaN(dueMs) ? null : dueMs,
        };
  });
}

/** `GET /nodes/{node}/apt/versions`: `OldVersion` is what is installed, `Version` what apt would install. */
export function parsePackages(data: unknown): Parsed<readonly PackageVersion[]> | null {
  return rows(data, (found) => {
    const name = text(found['Package']);
    return name === null
      ? null
      : {
          name,
          installed: text(found['OldVersion']),
          candidate: text(found['Version']),
          runningKernel: text(found['RunningKernel']),
          managerVersion: text(found['ManagerVersion']),
          state: text(found['CurrentState']),
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

/** `GET /nodes/{node}/disks/list`: `wearout` is what is left, in percent, or `N/A`; a PBS names three fields otherwise. */
export function parseDisks(data: unknown): Parsed<readonly Disk[]> | null {
  return rows(data, (found) => {
    const device = text(found['devpath']) ?? text(found['name']);
    const health = text(found['health']) ?? text(found['status']);
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

/** `GET /nodes/{node}/network`. */
export function parseNetworks(data: unknown): Parsed<readonly NetworkInterface[]> | null {
  return rows(data, (found) => {
    const name = text(found['iface']);
    const addresses = [
      text(found['cidr']) ?? text(found['address']),
      text(found['cidr6']) ?? text(found['address6']),
    ].filter((address) => address !== null);
    return name === null
      ? null
      : {
          name,
          kind: text(found['type']) ?? 'unknown',
          addresses,
          mac: text(found['hwaddr'])?.toLowerCase() ?? null,
          active: flag(found['active']) ?? false,
        };
  });
}

/** `GET /cluster/firewall/options`, off where it says nothing, and `GET /nodes/{node}/firewall/options`, on then. */
export function parseFirewall(data: unknown, whenSilent: boolean): Parsed<FirewallOptions> | null {
  return object(data, (found) => ({
    enabled: flag(found['enable']) ?? whenSilent,
    policyIn: text(found['policy_in']),
    policyOut: text(found['policy_out']),
  }));
}
