import type { ClusterTab } from '../../core/products/proxmox-ve/view';

export const INFRASTRUCTURE = '/a/opsrounds-ops-app/infrastructure';

export function clusterPath(uid: string, tab: ClusterTab = 'overview'): string {
  const base = `${INFRASTRUCTURE}/proxmox/${encodeURIComponent(uid)}`;
  return tab === 'overview' ? base : `${base}/${tab}`;
}

export function backupServerPath(uid: string): string {
  return `${INFRASTRUCTURE}/pbs/${encodeURIComponent(uid)}`;
}

/** Of one Argo CD; without it of all that delivers. */
export function deliveryPath(uid?: string): string {
  const base = `${INFRASTRUCTURE}/delivery`;
  return uid === undefined ? base : `${base}/${encodeURIComponent(uid)}`;
}
