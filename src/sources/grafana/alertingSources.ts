import type { DataSource } from '../../core/connection/dataSource';

/** Types whose rules Grafana shows beside its own. */
const RULER_TYPES: ReadonlySet<string> = new Set(['prometheus', 'loki']);

/** Grafana itself, and whoever evaluates rules or holds alerts behind its data sources. */
export interface AlertingSources {
  own: { uid: string; name: string };
  rulers: readonly DataSource[];
  alertmanagers: readonly DataSource[];
}

export function alertingSources(dataSources: readonly DataSource[]): AlertingSources {
  return {
    own: { uid: 'grafana', name: 'Grafana' },
    rulers: dataSources.filter(({ type, managesAlerts }) => RULER_TYPES.has(type) && managesAlerts !== false),
    alertmanagers: dataSources.filter(({ type }) => type === 'alertmanager'),
  };
}
