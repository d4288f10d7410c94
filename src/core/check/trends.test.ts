/** @jest-environment node */
import fc from 'fast-check';
import { day, fine, now, NOW, samplesOf, source, STEP, type World } from './metricTestData';
import type { MetricQuery, MetricSource } from './ports';
import { prometheusEvaluator } from './prometheusEvaluator';
import { onlyOf } from './prometheusTrends';
import type { RunResult } from './result';
import { runChecks } from './run';
import { checkDefinition } from './testData';
import { askTrends, needsALook, runWithTrends, trendsWanted, withTrends } from './trends';

const LEFT_OUT = new AbortController().signal;
const optionsOf = (sources: readonly MetricSource[]) => ({
  registry: { prometheus: prometheusEvaluator(sources) },
  clock: () => NOW,
  windowSeconds: 3600,
  signal: LEFT_OUT,
});

/** A source that tells what it was asked, request by request. */
function listening(world: World, uid = 'prom'): MetricSource & { asked: MetricQuery[][] } {
  const inner = source(world, uid);
  const asked: MetricQuery[][] = [];
  return {
    ...inner,
    asked,
    query: (request, signal) => {
      asked.push([...request.queries]);
      return inner.query(request, signal);
    },
  };
}

const trendOf = (result: RunResult, instance: string) =>
  result.checks.get('t.check')?.entities.find(({ labels }) => labels['instance'] === instance);

describe('trends', () => {
  it('are asked after the verdicts, in one request per source, for the worst entities alone', async () => {
    const names = ['a', 'b', 'c'];
    const world: World = {
      'instant value': [now('a', 1), now('b', 11), now('c', 12)],
      'instant presence': names.map((name) => now(name, 1)),
    };
    const sources = [listening(world), listening(fine, 'mimir')];
    const options = optionsOf(sources);
    const result = await runChecks([checkDefinition(), checkDefinition({ id: 't.other', fail: 12 })], options);
    expect(sources.map(({ asked }) => asked.flat().filter(({ shape }) => shape === 'range'))).toEqual([[], []]);
    const wanted = trendsWanted([...result.checks.values()], 2);
    await askTrends(wanted, { ...options, nowMs: NOW });
    expect(sources.map(({ asked }) => asked.length)).toEqual([2, 1]);
    expect(sources[0]?.asked[1]).toEqual([
      {
        refId: 'q0',
        shape: 'range',
        stepSeconds: 600,
        expr:
          '(value) and on (instance) (label_replace(vector(1), "instance", "c", "", "")' +
          ' or label_replace(vector(1), "instance", "b", "", ""))',
      },
    ]);
  });

  it('ask the plain query when all entities are shown, and no source that has none of them', async () => {
    const sources = [listening(fine), listening({}, 'mimir')];
    await runWithTrends([checkDefinition()], optionsOf(sources), { count: 5 });
    expect(sources.map(({ asked }) => asked.length)).toEqual([2, 1]);
    expect(sources[0]?.asked[1]?.map(({ expr }) => expr)).toEqual(['value']);
  });

  it('escape what stands in a label', () => {
    const expr = onlyOf('x', checkDefinition({ by: ['a', 'b'] }), [{ a: 'C:\\"$1"\n' }, { b: 'y' }]);
    expect(expr).toBe(
      '(x) and on (a, b) (label_replace(vector(1), "a", "C:\\\\\\"$$1\\"\\n", "", "") or label_replace(vector(1), "b", "y", "", ""))'
    );
  });

  it('have a point for each step of the day, none where samples are missing', async () => {
    const world: World = {
      ...fine,
      'range value': [{ labels: { instance: 'a' }, timesMs: [NOW - 4 * STEP, NOW - STEP], values: [1, 2] }],
    };
    const result = await runWithTrends([checkDefinition()], optionsOf([source(world)]), { count: 5 });
    expect(
      trendOf(result, 'a')
        ?.trend.slice(-5)
        .map(({ value }) => value)
    ).toEqual([1, null, null, 2, null]);
    expect(trendOf(result, 'a')?.trend[0]).toEqual({ timeMs: NOW - 144 * STEP, value: null });
  });

  it('tell since when something is bad', async () => {
    const world: World = { ...fine, 'instant value': [now('a', 11)], 'range value': [day('a', [1, 11, 11])] };
    const options = optionsOf([source(world)]);
    const bare = await runChecks([checkDefinition()], options);
    expect(trendOf(bare, 'a')).toMatchObject({ verdict: 'fail', trend: [], sinceMs: null });
    const result = await runWithTrends([checkDefinition()], options, { count: 1, isShown: needsALook });
    expect(trendOf(result, 'a')).toMatchObject({ verdict: 'fail', sinceMs: NOW - STEP });
  });

  it.each([{ code: 'timeout' }, { code: 'query-error' }] as const)(
    'that fail with %j leave every verdict as it stands',
    async (reason) => {
      const options = optionsOf([source({ ...fine, 'range value': reason })]);
      const bare = await runChecks([checkDefinition()], options);
      expect(await runWithTrends([checkDefinition()], options, { count: 5 })).toEqual(bare);
      expect(bare.checks.get('t.check')).toMatchObject({ verdict: 'pass' });
    }
  );

  it('never change a verdict, a value, an order or what is said', async () => {
    const value = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null });
    const thing = fc.record({ present: fc.boolean(), value, past: fc.array(value, { maxLength: 6 }) });
    const change = fc.record({
      mode: fc.constantFrom('value' as const, 'offenders' as const),
      op: fc.constantFrom('gt' as const, 'lt' as const),
      warn: fc.constantFrom(undefined, 5),
      sustainedSeconds: fc.constantFrom(undefined, 900),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(thing, { maxLength: 4 }),
        change,
        fc.nat(3),
        async (things, { warn, ...own }, count) => {
          const check = checkDefinition({ ...own, ...(warn !== undefined && { warn }) });
          const each = (make: (one: (typeof things)[number]) => number | null | undefined) =>
            things.flatMap((one, index) => {
              const made = make(one);
              return made === undefined ? [] : [now(`n${index}`, made)];
            });
          const world: World = {
            'instant value': each((one) => one.value ?? undefined),
            'instant min_over_time((value)[15m:1m])': each((one) => one.value ?? undefined),
            [`instant ${samplesOf('value')}`]: each((one) => one.past.length * 4),
            'instant presence': each(({ present }) => (present ? 1 : undefined)),
          };
          const options = optionsOf([source(world)]);
          const bare = await runChecks([check], options);
          const shown = new Map(
            trendsWanted([...bare.checks.values()], count + 1).map(({ entities }) => [
              't.check',
              new Map(
                entities.map(({ key, labels }) => {
                  const past = things[Number((labels['instance'] ?? '').slice(1))]?.past ?? [];
                  return [key, past.map((one, index) => ({ timeMs: NOW - (past.length - index) * STEP, value: one }))];
                })
              ),
            ])
          );
          const said = ({ checks, sources }: RunResult) => ({
            sources,
            checks: [...checks.values()].map(({ entities, ...rest }) => ({
              ...rest,
              entities: entities.map(({ trend: _trend, sinceMs: _since, ...entity }) => entity),
            })),
          });
          expect(said(withTrends(bare, shown))).toEqual(said(bare));
        }
      )
    );
  });
});
