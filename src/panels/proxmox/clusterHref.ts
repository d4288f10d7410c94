import { locationUtil } from '@grafana/data';

import type { ClusterTab } from '../../core/products/proxmox-ve/view';

/** Address of a cluster's page, under whatever path Grafana is served. */
export function clusterHref(sourceUid: string, tab: ClusterTab = 'overview'): string {
  const page = `/a/opsrounds-ops-app/infrastructure/proxmox/${encodeURIComponent(sourceUid)}`;
  return locationUtil.assureBaseUrl(tab === 'overview' ? page : `${page}/${tab}`);
}
