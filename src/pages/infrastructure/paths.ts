import type { ClusterTab } from '../../core/products/proxmox-ve/view';
import type { System } from '../../core/products/system';

export const INFRASTRUCTURE = '/a/opsrounds-ops-app/infrastructure';

export function clusterPath(uid: string, tab: ClusterTab = 'overview'): string {
  const base = `${INFRASTRUCTURE}/proxmox/${encodeURIComponent(uid)}`;
  return tab === 'overview' ? base : `${base}/${tab}`;
}

/** Where more about a system stands; null where there is no page for its kind. */
export function systemPath({ kind, sourceUid }: System): string | null {
  switch (kind) {
    case 'proxmox':
      return clusterPath(sourceUid);
    case 'pbs':
      return `${INFRASTRUCTURE}/pbs/${encodeURIComponent(sourceUid)}`;
    case 'argocd':
      return `${INFRASTRUCTURE}/delivery/${encodeURIComponent(sourceUid)}`;
    case 'flux':
      return `${INFRASTRUCTURE}/delivery`;
    case 'kubernetes':
    case 'ceph':
    case 'backups':
    case 'certificates':
    case 'metrics':
      return null;
  }
}
