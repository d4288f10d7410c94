import type { DataQueryRequest, DataSourceInstanceSettings, DataSourceJsonData } from '@grafana/data';
import { setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

import { dataSourcePlugin } from './dataSourcePlugin';
import type { KindQuery, ListQuery, Responder } from './query';

interface Query extends KindQuery {
  node?: string;
}
interface Variable extends ListQuery {
  node?: string;
}
interface Settings extends DataSourceJsonData {
  product?: string;
}

const variables = { replace: (text: string) => text.replace('$node', 'pve-a1,pve-a2') };

beforeAll(() => setTemplateSrv(variables as unknown as TemplateSrv));

/** A data source whose server answers with what it was asked. */
function source(jsonData: Settings = {}) {
  const asked: Array<Query | Variable> = [];
  const loads: string[] = [];
  const responder: Responder<Query, Variable> = {
    frames: async (queries) => {
      asked.push(...queries);
      return { data: [] };
    },
    values: async (query) => {
      asked.push(query);
      return [];
    },
  };
  const none = () => Promise.reject(new Error('not drawn here'));
  const plugin = dataSourcePlugin<Query, Variable, Settings, object>({
    isKind: (kind) => kind === 'nodes',
    filters: ['node'],
    firstQuery: ({ product = 'pve' }) => ({ kind: product === 'pve' ? 'nodes' : 'datastores' }),
    firstAnnotation: { kind: 'nodes' },
    annotationEvents: () => [],
    firstList: ({ product = 'pve' }) => (product === 'pve' ? 'nodes' : 'datastores'),
    variableFilters: ['node'],
    configEditor: none,
    queryEditor: none,
    variableEditor: none,
    responder: async ({ uid }) => {
      loads.push(uid);
      return responder;
    },
    selfTest: none,
  });
  const made = new plugin.DataSourceClass({ uid: 'x', name: 'x', jsonData } as DataSourceInstanceSettings<Settings>);
  const range = { from: 0, to: 10 };
  const ask = (targets: Query[]) =>
    lastValueFrom(made.query({ targets, range, scopedVars: {} } as unknown as DataQueryRequest<Query>));
  const list = (targets: Variable[]) =>
    lastValueFrom(made.variables.query({ targets, scopedVars: {} } as unknown as DataQueryRequest<Variable>));
  return { made, ask, list, asked, loads };
}

it('asks for what is known and not hidden, with the variables in its filters replaced', async () => {
  const { ask, asked, loads } = source();
  await ask([
    { refId: 'A', kind: 'nodes', node: '$node' },
    { refId: 'B', kind: 'toString' },
    { refId: 'C', kind: 'nodes', hide: true },
    { refId: 'D', kind: 'nodes' },
  ]);
  await ask([]);
  expect(asked).toEqual([
    { refId: 'A', kind: 'nodes', node: 'pve-a1,pve-a2' },
    { refId: 'D', kind: 'nodes' },
  ]);
  expect(loads).toEqual(['x']);
});

it('begins with what its settings make of a query and of a variable', async () => {
  const { made, list, asked } = source({ product: 'pbs' });
  expect(made.getDefaultQuery()).toEqual({ kind: 'datastores' });
  await list([]);
  await list([{ refId: 'v', list: 'groups', node: '$node' }]);
  expect(asked).toEqual([
    { refId: 'variable', list: 'datastores' },
    { refId: 'variable', list: 'groups', node: 'pve-a1,pve-a2' },
  ]);
});

it('says in one line what a query asks for', () => {
  const { made } = source();
  expect(made.getQueryDisplayText({ refId: 'A', kind: 'nodes', node: 'pve-*' })).toBe('nodes pve-*');
  expect(made.getQueryDisplayText({ refId: 'A', kind: 'nodes' })).toBe('nodes');
});
