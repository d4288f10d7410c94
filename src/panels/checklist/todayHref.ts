import { locationUtil } from '@grafana/data';

/** Address of Today, with one item open, under whatever path Grafana is served. */
export function todayHref(itemId?: string): string {
  const query = itemId === undefined ? '' : `?item=${encodeURIComponent(itemId)}`;
  return locationUtil.assureBaseUrl(`/a/opsrounds-ops-app/today${query}`);
}
