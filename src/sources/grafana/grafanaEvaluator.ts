import type { Evaluator } from '../../core/check/evaluator';
import type { Clock } from '../../core/check/ports';
import type { DataSource } from '../../core/connection/dataSource';
import { inventoryEvaluator } from '../../core/inventory/inventoryEvaluator';
import type { Transport } from '../transport/port';
import { alertingSources } from './alertingSources';

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
