import type { EvaluatorRegistry } from '../core/check/evaluator';
import type { Clock, Inventory, MetricSource } from '../core/check/ports';
import { inventoryEvaluator, inventoryGroup } from '../core/check/inventoryEvaluator';
import { prometheusEvaluator } from '../core/check/prometheusEvaluator';
import { ARGO_MEASURES } from '../core/infra/argocd/measures';
import type { ArgoParts } from '../core/infra/argocd/parts';
import { PBS_MEASURES, PVE_MEASURES } from '../core/infra/proxmox/measures';
import type { PbsParts, PveParts } from '../core/infra/proxmox/parts';
import type { Journal } from '../core/journal/journal';
import type { Settings, SettingsProblem } from '../core/settings/settings';
import { argocdInventory } from './argocd/inventory';
import { annotationJournal } from './grafana/annotations';
import { listDataSources, type DataSourceRef } from './grafana/datasources';
import { prometheusSource } from './grafana/prometheus';
import { readSettings } from './grafana/settings';
import { JOURNAL_DOMAINS } from './journalDomains';
import { proxmoxBackupServer } from './proxmox/pbs';
import { proxmoxVe } from './proxmox/pve';
import type { Transport } from './transport/port';

/** Types that answer PromQL over `/api/ds/query` with the Prometheus query model. */
const METRIC_TYPES: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
]);

const PROXMOX_TYPE = 'opsrounds-proxmox-datasource';
const ARGOCD_TYPE = 'opsrounds-argocd-datasource';

/** A data source with what can be read of its server. */
export interface InventorySource<Parts> {
  ref: DataSourceRef;
  inventory: Inventory<Parts>;
}

/** Everything a page, a panel or a command works with, read once. */
export interface Connection {
  settings: Settings;
  problems: readonly SettingsProblem[];
  /** Somebody started the rounds: settings say which checklists are on. */
  configured: boolean;
  dataSources: readonly DataSourceRef[];
  /** The metric sources that are asked, in the settings' order. */
  metricSources: readonly MetricSource[];
  pveSources: ReadonlyArray<InventorySource<PveParts>>;
  pbsSources: ReadonlyArray<InventorySource<PbsParts>>;
  argocdSources: ReadonlyArray<InventorySource<ArgoParts>>;
  registry: EvaluatorRegistry;
  journal: Journal;
}

/**
 * Reads settings and data sources and wires the ports. Rejects with SourceError when either cannot be read. Over one transport
 * what was read of a server is kept, however often this is called.
 */
export async function connect(transport: Transport, signal: AbortSignal, clock: Clock = Date.now): Promise<Connection> {
  const [{ settings, problems }, dataSources] = await Promise.all([
    readSettings(transport, signal),
    listDataSources(transport, signal),
  ]);
  const metricSources = metricRefs(settings, dataSources).map((ref) => prometheusSource(transport, ref));
  const proxmox = dataSources.filter(({ type }) => type === PROXMOX_TYPE);
  const sourcesOf = <Parts>(refs: readonly DataSourceRef[], make: MakeInventory<Parts>) =>
    refs.map((ref) => ({ ref, inventory: make(transport, ref, { clock }) }));
  const pveSources = sourcesOf(
    proxmox.filter(({ product }) => product !== 'pbs'),
    proxmoxVe
  );
  const pbsSources = sourcesOf(
    proxmox.filter(({ product }) => product === 'pbs'),
    proxmoxBackupServer
  );
  const argocdSources = sourcesOf(
    dataSources.filter(({ type }) => type === ARGOCD_TYPE),
    argocdInventory
  );
  return {
    settings,
    problems,
    configured: (settings.checklists ?? []).length > 0,
    dataSources,
    metricSources,
    pveSources,
    pbsSources,
    argocdSources,
    registry: {
      prometheus: prometheusEvaluator(metricSources),
      proxmox: inventoryEvaluator([
        inventoryGroup(inventoriesOf(pveSources), PVE_MEASURES),
        inventoryGroup(inventoriesOf(pbsSources), PBS_MEASURES),
      ]),
      argocd: inventoryEvaluator([inventoryGroup(inventoriesOf(argocdSources), ARGO_MEASURES)]),
    },
    journal: annotationJournal(transport, JOURNAL_DOMAINS, settings.journal?.dashboardUid),
  };
}

/**
 * The sources the settings name, else the default one when it takes PromQL, else the first by name. One that is named
 * and no longer there is asked all the same: its checks are unknown then, and do not silently move elsewhere.
 */
export function metricRefs(
  settings: Settings,
  dataSources: readonly DataSourceRef[]
): ReadonlyArray<{ uid: string; name: string }> {
  const named = settings.sources?.metrics;
  if (named !== undefined) {
    return named.map((uid) => dataSources.find((ref) => ref.uid === uid) ?? { uid, name: uid });
  }
  const usable = dataSources.filter((ref) => METRIC_TYPES.has(ref.type));
  const chosen = usable.find((ref) => ref.isDefault) ?? usable[0];
  return chosen ? [chosen] : [];
}

function inventoriesOf<Parts>(sources: ReadonlyArray<InventorySource<Parts>>): ReadonlyArray<Inventory<Parts>> {
  return sources.map(({ inventory }) => inventory);
}

type MakeInventory<Parts> = (transport: Transport, ref: DataSourceRef, options: { clock: Clock }) => Inventory<Parts>;
