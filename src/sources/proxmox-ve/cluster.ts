import type { ClusterStatus, HaStatus } from '../../core/products/proxmox-ve/parts';
import type { ProxmoxVersion } from '../../core/products/proxmox/parts';
import type { Parsed } from '../grafana/proxyReader';
import { flag, object, rows, size, text, timeMs, type Row } from '../proxmox/fields';

/** `GET /version` of a PVE: `9.1.4` and `9.1`, up to 7 `7.4-3` and `7.4`. */
export function parseVersion(data: unknown): Parsed<ProxmoxVersion> | null {
  return object(data, (found) => {
    const version = text(found['version']);
    const release = text(found['release']);
    return version === null ? null : { version, release: release ?? version };
  });
}

/** `GET /cluster/status`: rows of type `cluster`, none on a standalone host, and `node`. */
export function parseClusterStatus(data: unknown): Parsed<ClusterStatus> | null {
  const read = rows(data, clusterRow);
  if (read === null) {
    return null;
  }
  const nodes = read.value.flatMap((entry) => (entry.type === 'node' ? [entry.node] : []));
  const cluster = read.value.find((entry) => entry.type === 'cluster')?.cluster ?? null;
  const { partial } = read;
  return {
    value: { cluster: cluster && { ...cluster, nodes: cluster.nodes ?? nodes.length }, nodes },
    ...(partial && { partial }),
  };
}

type ClusterRow =
  | { type: 'cluster'; cluster: { name: string; quorate: boolean; nodes: number | null } }
  | { type: 'node'; node: ClusterStatus['nodes'][number] };

function clusterRow(found: Row): ClusterRow | null | undefined {
  const name = text(found['name']);
  switch (found['type']) {
    case 'cluster':
      return name === null
        ? null
        : {
            type: 'cluster',
            cluster: { name, quorate: flag(found['quorate']) ?? false, nodes: size(found['nodes']) },
          };
    case 'node':
      return name === null
        ? null
        : {
            type: 'node',
            node: {
              name,
              online: flag(found['online']) ?? false,
              address: text(found['ip']),
              local: flag(found['local']) ?? false,
            },
          };
    default:
      return undefined;
  }
}

/** `GET /cluster/ha/status/current`: rows of type `quorum`, `master`, `lrm` and `service`, from 9.2 on `fencing`. */
export function parseHa(data: unknown): Parsed<HaStatus> | null {
  let quorate: boolean | null = null;
  let fencing: string | null = null;
  const managers: Array<HaStatus['managers'][number]> = [];
  const services: Array<HaStatus['services'][number]> = [];
  const read = rows(data, (found) => {
    const node = text(found['node']);
    switch (found['type']) {
      case 'quorum':
        quorate = flag(found['quorate']);
        return true;
      case 'fencing':
        fencing = text(found['armed-state']) ?? text(found['status']);
        return true;
      case 'master':
      case 'lrm': {
        const status = text(found['status']);
        if (node === null || status === null) {
          return null;
        }
        managers.push({ kind: found['type'], node, status, saidMs: timeMs(found['timestamp']) });
        return true;
      }
      case 'service': {
        const sid = text(found['sid']) ?? text(found['id'])?.replace(/^service:/, '') ?? null;
        const state = text(found['state']) ?? text(found['crm_state']);
        if (sid === null || state === null) {
          return null;
        }
        services.push({ sid, node, state, requested: text(found['request_state']) });
        return true;
      }
      default:
        return undefined;
    }
  });
  const armed = fencing === null ? {} : { fencing };
  return read && { value: { quorate, managers, services, ...armed }, ...(read.partial && { partial: read.partial }) };
}
