import type { ClusterTab } from '../../core/products/proxmox-ve/view';
import { appHref } from '../../ui/appHref';

/** Address of a cluster's page. */
export function clusterHref(sourceUid: string, tab: ClusterTab = 'overview'): string {
  const page = `infrastructure/proxmox/${encodeURIComponent(sourceUid)}`;
  return appHref(tab === 'overview' ? page : `${page}/${tab}`);
}
