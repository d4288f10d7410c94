import type { EvaluatorRegistry } from '../core/check/evaluator';
import type { MetricSource } from '../core/check/ports';
import { prometheusEvaluator } from '../core/check/prometheusEvaluator';
import type { Journal } from '../core/journal/journal';
import type { Settings, SettingsProblem } from '../core/settings/settings';
import { annotationJournal } from './grafana/annotations';
import { listDataSources, type DataSourceRef } from './grafana/datasources';
import { prometheusSource } from './grafana/prometheus';
import { readSettings } from './grafana/settings';
import type { Transport } from './transport/port';

/** Types that answer PromQL over `/api/ds/query` with the Prometheus query model. */
const METRIC_TYPES: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
]);

/** Everything a page, a panel or a command works with, read once. */
export interface Connection {
  settings: Settings;
  problems: readonly SettingsProblem[];
  /** Somebody started the rounds: settings say which checklists are on. */
  configured: boolean;
  dataSources: readonly DataSourceRef[];
  /** The metric sources that are asked, in the settings' order. */
  metricSources: readonly MetricSource[];
  registry: EvaluatorRegistry;
  journal: Journal;
}

/** Reads settings and data sources and wires the ports. Rejects with SourceError when either cannot be read. */
export async function connect(transport: Transport, signal: AbortSignal): Promise<Connection> {
  const [{ settings, problems }, dataSources] = await Promise.all([
    readSettings(transport, signal),
    listDataSources(transport, signal),
  ]);
  const metricSources = metricRefs(settings, dataSources).map((ref) => prometheusSource(transport, ref));
  return {
    settings,
    problems,
    configured: (settings.checklists ?? []).length > 0,
    dataSources,
    metricSources,
    registry: { prometheus: prometheusEvaluator(metricSources) },
    journal: annotationJournal(transport, settings.journal?.dashboardUid),
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
