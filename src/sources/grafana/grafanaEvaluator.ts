import type { Evaluator } from '../../core/check/evaluator';
import type { Clock } from '../../core/check/ports';
import type { DataSource } from '../../core/connection/dataSource';
import { inventoryEvaluator } from '../../core/inventory/inventoryEvaluator';
import type { Transport } from '../transport/port';

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

/** Checks of kind `grafana`. What reads and measures is loaded when such a check is first looked at. */
export function grafanaEvaluator(transport: Transport, dataSources: readonly DataSource[], clock: Clock): Evaluator {
  const { own, rulers, alertmanagers } = alertingSources(dataSources);
  return {
    sources: [own, ...rulers, ...alertmanagers],
    async evaluate(checks, context) {
      const { grafanaGroups } = await import('./ownInventory');
      return inventoryEvaluator(grafanaGroups(transport, dataSources, clock)).evaluate(checks, context);
    },
  };
}
