/** @jest-environment node */
import type { EvaluatorRegistry } from './evaluator';
import { packDetection, type ProbedPack } from './packDetection';
import type { IndexedSource } from './ports';
import { packStandings } from './packStanding';
import { checkDefinition } from './testData';
import type { Reason } from './verdict';

const pack = (id: string, probes: string[] = []): ProbedPack => ({ id, title: id.toUpperCase(), probes, always: [] });

function source(uid: string, names: string[] | Reason): IndexedSource {
  return {
    uid,
    name: uid.toUpperCase(),
    metricNames: () => (Array.isArray(names) ? Promise.resolve(new Set(names)) : Promise.reject(names)),
    query: () => Promise.resolve(new Map([['packs', { ok: true as const, series: [] }]])),
  } as unknown as IndexedSource;
}

const CHECKS = [
  checkDefinition({ id: 'a.one', pack: 'a', hint: 'Install A.' }),
  checkDefinition({ id: 'a.two', pack: 'a', kind: 'proxmox' }),
  checkDefinition({ id: 'b.one', pack: 'b', hint: 'Install B.' }),
  checkDefinition({ id: 'b.two', pack: 'b', hint: 'Install the other B.' }),
  checkDefinition({ id: 'b.three', pack: 'b', hint: 'Install B.' }),
  checkDefinition({ id: 'c.one', pack: 'c', kind: 'grafana', hint: 'It is there.' }),
];

async function standings(sources: IndexedSource[], registry: EvaluatorRegistry = {}) {
  const packs = [pack('c'), pack('b', ['b_metric']), pack('a', ['a_first', 'a_metric'])];
  const found = await packDetection(sources, () => Promise.resolve(packs)).find(1e12, new AbortController().signal);
  return packStandings(found, CHECKS, registry);
}

it('tells by which metric of which source a pack is found, how many checks are asked, and what the others need', async () => {
  expect(await standings([source('m', ['a_metric', 'other']), source('n', ['other'])])).toEqual([
    {
      id: 'a',
      title: 'A',
      state: 'found',
      checks: 2,
      asked: 1,
      metric: 'a_metric',
      sources: ['M'],
      install: 'Install A.',
    },
    { id: 'b', title: 'B', state: 'missing', checks: 3, asked: 0, sources: [], install: 'Install B.' },
    { id: 'c', title: 'C', state: 'missing', checks: 1, asked: 0, sources: [], install: 'It is there.' },
  ]);
});

it('takes the data source itself for what shows it where no metric does', async () => {
  const grafana = { sources: [{ uid: 'g', name: 'Grafana' }], evaluate: () => Promise.resolve(new Map()) };
  const [, , c] = await standings([source('m', ['other'])], { grafana });
  expect(c).toMatchObject({ state: 'found', asked: 1, sources: ['Grafana'] });
});

it('takes what is computed from others for found only where one of those is', async () => {
  const parts = CHECKS.filter(({ id }) => id === 'b.one');
  const calc = { fn: 'worst' as const, of: ['b.one'], parts };
  const summary = checkDefinition({ id: 'd.all', pack: 'd', kind: 'calc', calc });
  const registry = { calc: { sources: [{ uid: 'calc', name: 'Other checks' }], evaluate: async () => new Map() } };
  const look = async (names: string[]) => {
    const detection = packDetection([source('m', names)], async () => [
      pack('b', ['b_metric']),
      pack('d', ['d_metric']),
    ]);
    const found = await detection.find(1e12, new AbortController().signal);
    return packStandings(found, [...CHECKS, summary], registry).find(({ id }) => id === 'd');
  };
  expect(await look(['other'])).toMatchObject({ state: 'missing', asked: 0, sources: [] });
  expect(await look(['b_metric'])).toMatchObject({ asked: 1, sources: [] });
});

it('says unknown, and not missing, where a source does not tell what it has', async () => {
  const [a, b] = await standings([source('m', ['a_metric']), source('n', { code: 'timeout' })]);
  expect(a).toMatchObject({ state: 'found', sources: ['M'] });
  expect(b).toMatchObject({ state: 'unknown', reason: { code: 'timeout' }, asked: 3 });
});
