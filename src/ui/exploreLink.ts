import { locationUtil } from '@grafana/data';

/** Address of Explore with one query over the last day, for a link that opens in a new tab. */
export function exploreHref(source: { uid: string; type: string }, expr: string): string {
  const pane = {
    datasource: source.uid,
    queries: [{ refId: 'A', expr, datasource: { uid: source.uid, type: source.type } }],
    range: { from: 'now-24h', to: 'now' },
  };
  const panes = encodeURIComponent(JSON.stringify({ round: pane }));
  return locationUtil.assureBaseUrl(`/explore?schemaVersion=1&panes=${panes}`);
}

/** Address of a data source's settings. */
export function dataSourceHref(uid: string): string {
  return locationUtil.assureBaseUrl(`/connections/datasources/edit/${encodeURIComponent(uid)}`);
}
