import type { Inventory } from '../../core/inventory/port';
import type { ArgoParts } from '../../core/products/argocd/parts';
import type { ValuesAnswer } from '../../ui/datasource/answer';
import { matches, wantedOf } from '../../ui/datasource/filter';
import type { ArgocdVariableQuery, VariableList } from './query';

/** The values of a dashboard variable, in any order. Clusters are those that applications are deployed to. */
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
  return { ok: true, values: names.filter((name) => name !== '').map((name) => ({ text: name, value: name })) };
}

const NAME_OF: Readonly<Record<VariableList, (application: ArgoParts['applications'][number]) => string>> = {
  applications: ({ name }) => name,
  projects: ({ project }) => project,
  clusters: ({ destination }) => destination.cluster,
};
