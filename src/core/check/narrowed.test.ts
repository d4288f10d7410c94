/** @jest-environment node */
import type { CheckDefinition } from './definition';
import { packDetection } from './packDetection';
import type { IndexedSource } from './ports';
import { prometheusEvaluator } from './prometheusEvaluator';
import { runChecks } from './run';
import { runHistory } from './runHistory';
import { checkDefinition } from './testData';
import { askTrends, trendsWanted } from './trends';

const HOUR = 3_600_000;
const NOW = 500_000 * HOUR;
const { signal } = new AbortController();
const SELECTOR = 'cluster="prod"';

const check: CheckDefinition = checkDefinition({
  id: 'nodes.load',
  pack: 'nodes',
  query: 'sum by (instance) (load{a="b"})',
  presence: 'min by (instance) (timestamp(load))',
  selectorsAt: { query: [24], presence: [33] },
});

/** A source on which something is there, whatever is asked. */
function listening(uid: string, selector?: string): IndexedSource & { asked: string[] } {
  const asked: string[] = [];
  const series = [{ labels: { instance: uid }, timesMs: [NOW], values: [1] }];
  return {
    uid,
    name: uid,
    asked,
    ...(selector !== undefined && { selector }),
    metricNames: async () => new Set(['up']),
    query: async ({ queries }) => {
      asked.push(...queries.map(({ expr }) => expr));
      return new Map(queries.map(({ refId, expr }) => [refId, { ok: true, series, executed: expr }]));
    },
  };
}

/** Selectors of `load` that are asked without the matchers, and with them. */
const selectors = ({ asked }: { asked: readonly string[] }) => {
  const all = asked.join('\n');
  const narrow = all.match(/load\{cluster="prod"[,}]/g)?.length ?? 0;
  return { narrow: narrow > 0, wide: (all.match(/\bload\b/g)?.length ?? 0) > narrow };
};

const sources = () => [listening('a', SELECTOR), listening('b')] as const;

it('asks each source for what counts of it, now', async () => {
  const [a, b] = sources();
  const registry = { prometheus: prometheusEvaluator([a, b]) };
  const result = await runChecks([check], { registry, clock: () => NOW, windowSeconds: 3600, signal });
  expect([selectors(a), selectors(b)]).toEqual([
    { narrow: true, wide: false },
    { narrow: false, wide: true },
  ]);
  const evidence = result.checks.get(check.id)?.evidence.map(({ query }) => query);
  expect(evidence).toEqual(['sum by (instance) (load{cluster="prod",a="b"})', check.query]);
  a.asked.length = 0;
  const wanted = trendsWanted(result.checks.values(), 5);
  await askTrends(wanted, { registry, nowMs: NOW, windowSeconds: 3600, signal });
  expect(selectors(a)).toEqual({ narrow: true, wide: false });
});

it('asks each source for what counts of it over a month, and whether that was there', async () => {
  const [a, b] = sources();
  const registry = { prometheus: prometheusEvaluator([a, b]) };
  await runHistory([check], { fromMs: NOW - 10 * HOUR, toMs: NOW, stepMs: HOUR }, { registry, signal });
  expect([selectors(a), selectors(b)]).toEqual([
    { narrow: true, wide: false },
    { narrow: false, wide: true },
  ]);
  expect(a.asked).toContain('count(up{cluster="prod"})');
  expect(b.asked).toContain('count(up)');
});

it('finds the packs of what counts', async () => {
  const [a, b] = sources();
  const pack = { id: 'nodes', title: 'Nodes', probes: ['load'], always: [] };
  await packDetection([a, b], async () => [pack]).find(NOW, signal);
  expect(a.asked[0]).toContain('{__name__=~"load",cluster="prod"}[30d]');
  expect(b.asked[0]).toContain('{__name__=~"load"}[30d]');
});
