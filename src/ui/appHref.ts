import { locationUtil } from '@grafana/data';

/** Address of a page of the app, below `/a/opsrounds-ops-app/`, under whatever path Grafana is served. */
export function appHref(page: string): string {
  return locationUtil.assureBaseUrl(`/a/opsrounds-ops-app/${page}`);
}
