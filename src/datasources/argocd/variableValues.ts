import type { MetricFindValue } from '@grafana/data';

import type { Reason } from '../../core/check/verdict';
import type { Inventory } from '../../core/inventory/port';
import type { ArgoParts } from '../../core/products/argocd/parts';
import { matches, wantedOf } from '../../ui/datasource/filter';
import type { ArgocdVariableQuery, VariableList } from './query';

type ValuesAnswer = { ok: true; values: MetricFindValue[] } | { ok: false; reason: Reason };

/** The values of a dashboard variable, each once, in order. Clusters are those that applications are deployed to. */
export async function variableValues(
  inventory: Inventory<ArgoParts>,
  { list, project }: ArgocdVariableQuery,
  signal: AbortSignal
): Promise<ValuesAnswer> {
  const { applications } = await inventory.read(['applications'], { signal });
  if (!applications.ok) {
    return applications;
  }
  const wanted = wantedOf(project);
  const names = applications.value.filter((application) => matches(wanted, application.project)).map(NAME_OF[list]);
  const once = [...new Set(names)]
    .filter((name) => name !== '')
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return { ok: true, values: once.map((name) => ({ text: name, value: name })) };
}

const NAME_OF: Readonly<Record<VariableList, (application: ArgoParts['applications'][number]) => string>> = {
  applications: ({ name }) => name,
  projects: ({ project }) => project,
  clusters: ({ destination }) => destination.cluster,
};
