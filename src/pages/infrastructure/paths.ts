import type { ClusterTab } from '../../core/products/proxmox-ve/view';

export const INFRASTRUCTURE = '/a/opsrounds-ops-app/infrastructure';

export function clusterPath(uid: string, tab: ClusterTab = 'overview'): string {
  const base = `${INFRASTRUCTURE}/proxmox/${encodeURIComponent(uid)}`;
  return tab === 'overview' ? base : `${base}/${tab}`;
}

export function backupServerPath(uid: string): string {
  return `${INFRASTRUCTURE}/pbs/${encodeURIComponent(uid)}`;
}

/** Of all that should be recoverable, whatever tells of it. */
export function backupsPath(): string {
  return `${INFRASTRUCTURE}/backups`;
}

/** Of a system that is seen through metrics alone, by its key in the overview. */
export function findingsPath(key: string): string {
  return `${INFRASTRUCTURE}/findings/${encodeURIComponent(key)}`;
}

/** Of one Argo CD; without it of all that delivers. */
export function deliveryPath(uid?: string): string {
  const base = `${INFRASTRUCTURE}/delivery`;
  return uid === undefined ? base : `${base}/${encodeURIComponent(uid)}`;
}

/** Of a Ceph cluster, by its key in the overview. */
export function cephPath(key: string): string {
  return `${INFRASTRUCTURE}/ceph/${encodeURIComponent(key)}`;
}
