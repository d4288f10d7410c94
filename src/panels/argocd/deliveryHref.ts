import { locationUtil } from '@grafana/data';

/** Address of an Argo CD's page, under whatever path Grafana is served. */
export function deliveryHref(sourceUid: string): string {
  return locationUtil.assureBaseUrl(`/a/opsrounds-ops-app/infrastructure/delivery/${encodeURIComponent(sourceUid)}`);
}
