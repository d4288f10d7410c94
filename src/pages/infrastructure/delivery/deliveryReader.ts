import type { CheckResult } from '../../../core/check/result';
import { runChecks } from '../../../core/check/run';
import { checksOfMeasures, readChecked } from '../../../core/inventory/readChecked';
import { DELIVERY_PARTS, deliveryView } from '../../../core/products/argocd/buildView';
import { ARGO_MEASURES } from '../../../core/products/argocd/measures';
import type { ArgoParts } from '../../../core/products/argocd/parts';
import type { DeliveryView } from '../../../core/products/argocd/view';
import { zoneOf } from '../../../core/settings/settings';
import type { InventorySource } from '../../../sources/connect';
import type { Stage } from '../readers';
import type { Reader } from '../useReadings';

const WINDOW_SECONDS = 86_400;

export function deliveryReader(
  { ref, inventory }: InventorySource<ArgoParts>,
  { checks, clock, connection }: Stage
): Reader<DeliveryView> {
  const definitions = checksOfMeasures(checks, ARGO_MEASURES);
  return {
    key: inventory.uid,
    name: inventory.name,
    read: async (signal, onProgress) => {
      const options = { clock, signal, onProgress };
      const reading = await readChecked(inventory, DELIVERY_PARTS, definitions, ARGO_MEASURES, options);
      const zone = zoneOf(connection.settings);
      return deliveryView({ source: inventory, ...reading, nowMs: clock(), zone, address: ref.address });
    },
    forget: () => inventory.forget(),
  };
}

/** What the metrics tell of Flux: its checks that found something, or could not be asked. None where it is not there. */
export function fluxReader({ checks, systems, clock, connection }: Stage): Reader<readonly CheckResult[]> {
  const packs = systems.flatMap(({ product, pack }) => (product === 'flux' ? [pack] : []));
  const definitions = checks.filter(({ kind, pack }) => kind === 'prometheus' && packs.includes(pack));
  return {
    key: 'flux',
    name: 'Flux',
    read: async (signal) => {
      const { registry } = connection;
      const run = await runChecks(definitions, { registry, clock, windowSeconds: WINDOW_SECONDS, signal });
      return [...run.checks.values()].filter(({ entities, verdict }) => entities.length > 0 || verdict === 'unknown');
    },
    forget: () => undefined,
  };
}
