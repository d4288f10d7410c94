import type { DataSource } from '../core/connection/dataSource';
import type { Settings } from '../core/settings/settings';

/** What checks ask a data source for that the settings can name. */
export type SourceRole = 'metrics' | 'logs';

/** A data source as the settings name it. */
export interface NamedSource {
  uid: string;
  /** The uid, where Grafana lists none of that uid. */
  name: string;
}

/** Types that answer PromQL over `/api/ds/query` with the Prometheus query model. */
const METRIC_TYPES: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
]);

/** Those that can be asked in that role. */
export function fitting(role: SourceRole, dataSources: readonly DataSource[]): readonly DataSource[] {
  return dataSources.filter(({ type }) => (role === 'metrics' ? METRIC_TYPES.has(type) : type === 'loki'));
}

/**
 * The sources the settings name, else the default one when it takes PromQL, else the first by name. One that is named
 * and no longer there is asked all the same: its checks are unknown then, and do not silently move elsewhere.
 */
export function metricRefs({ sources }: Settings, dataSources: readonly DataSource[]): readonly NamedSource[] {
  if (sources?.metrics !== undefined) {
    return asNamed(sources.metrics, dataSources);
  }
  const usable = fitting('metrics', dataSources);
  const chosen = usable.find((ref) => ref.isDefault) ?? usable[0];
  return chosen ? [chosen] : [];
}

/** The Loki data sources that the settings name, else all there are. */
export function logRefs({ sources }: Settings, dataSources: readonly DataSource[]): readonly NamedSource[] {
  return sources?.logs === undefined ? fitting('logs', dataSources) : asNamed(sources.logs, dataSources);
}

function asNamed(uids: readonly string[], dataSources: readonly DataSource[]): readonly NamedSource[] {
  return uids.map((uid) => dataSources.find((ref) => ref.uid === uid) ?? { uid, name: uid });
}
