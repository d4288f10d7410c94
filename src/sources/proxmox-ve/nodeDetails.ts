import type {
  Certificate,
  FirewallOptions,
  NetworkInterface,
  PackageVersion,
  Subscription,
} from '../../core/products/proxmox-ve/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, flag, object, rows, text, timeMs } from '../proxmox/fields';

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
          notBeforeMs: timeMs(found['notbefore']),
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
          // A day at or before the epoch stands for none.
          nextDueMs: dueMs > 0 ? dueMs : null,
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
    enabled: isOn(found['enable'], whenSilent),
    policyIn: text(found['policy_in']),
    policyOut: text(found['policy_out']),
  }));
}

/** Off by 0, on by any other number; null for what is neither. */
function isOn(value: unknown, whenSilent: boolean): boolean | null {
  if (value === undefined || value === null) {
    return whenSilent;
  }
  const number = /^\d+$/.test(text(value) ?? '') ? amount(value) : null;
  return flag(value) ?? (number === null ? null : number > 0);
}
