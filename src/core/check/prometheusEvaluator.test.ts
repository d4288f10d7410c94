/** @jest-environment node */
import fc from 'fast-check';
import { beforeOf, fine, LEFT, look, now, NOW, samplesOf, source, verdictsOf, type World } from './metricTestData';
import type { MetricSource } from './ports';
import { prometheusEvaluator } from './prometheusEvaluator';
import { runChecks } from './run';
import type { Series } from './series';
import { checkDefinition } from './testData';
import type { Verdict } from './verdict';

describe('prometheusEvaluator', () => {
  it('passes what is present, has a value and was asked in full', async () => {
    const result = await look(checkDefinition(), [source(fine)]);
    expect(result).toMatchObject({ verdict: 'pass', finding: null });
    expect(result.entities).toMatchObject([
      { key: 'prom|instance=a', value: 1, sampleMs: NOW - 30_000, sinceMs: null },
    ]);
    expect(result.evidence).toMatchObject([{ answered: 1, expected: 1, oldestSampleAgeMs: 30_000, query: 'value' }]);
  });

  it('asks a source once, and each distinct expression once', async () => {
    const prom = source(fine);
    let queries = 0;
    const counting: MetricSource = {
      ...prom,
      query: (request, signal) => {
        queries = request.queries.length;
        return prom.query(request, signal);
      },
    };
    await runChecks([checkDefinition({ id: 't.a' }), checkDefinition({ id: 't.b', warn: 3 })], {
      registry: { prometheus: prometheusEvaluator([counting]) },
      clock: () => NOW,
      windowSeconds: 3600,
      signal: new AbortController().signal,
    });
    expect(prom.requests).toBe(1);
    expect(queries).toBe(3);
  });

  it('calls an entity vanished whatever a range window still returns for it', async () => {
    const world = { ...fine, 'instant presence': [] };
    expect(verdictsOf(await look(checkDefinition(), [source(world)]))).toEqual({ a: 'unknown/vanished' });
    const ignored = await look(checkDefinition({ vanish: 'ignore' }), [source(world)]);
    expect(ignored).toMatchObject({ verdict: 'unknown', reason: { code: 'vanished' }, entities: [] });
  });

  it('does not judge a value of what is not present, even when it never was', async () => {
    const world = { 'instant value': [now('a', 1), now('b', 1)], 'instant presence': [now('b', 1)] };
    expect(verdictsOf(await look(checkDefinition(), [source(world)]))).toEqual({ a: 'unknown/vanished', b: 'pass' });
  });

  it.each([
    ['value', 15, [1], 'pass', 1],
    ['value', 14, [1], 'unknown/no-data', 2],
    ['value', 14, [], 'pass', 2],
    ['value', 14, { code: 'timeout' }, undefined, 2],
    ['offenders', 14, [1], 'unknown/no-data', 2],
    ['offenders', 3, [], 'pass', 2],
  ] as const)(
    'mode %s with %d of 15 samples and %j before is %s',
    async (mode, samples, before, expected, requests) => {
      const offenders = mode === 'offenders';
      const of = offenders ? 'presence' : 'value';
      const world: World = {
        ...(offenders ? {} : { 'instant min_over_time((value)[15m:1m])': [now('a', 1)] }),
        'instant presence': [now('a', 1)],
        [`instant ${beforeOf(of)}`]: 'code' in before ? before : before.map((value) => now('a', value)),
        [`instant ${samplesOf(of)}`]: [now('a', samples)],
      };
      const prom = source(world);
      const result = await look(checkDefinition({ mode, sustainedSeconds: 900 }), [prom]);
      expect(verdictsOf(result)).toEqual(expected === undefined ? {} : { a: expected });
      expect(result.verdict).toBe(expected?.split('/')[0] ?? 'unknown');
      expect(prom.requests).toBe(requests);
    }
  );

  it('does not let a gap excuse a row that offended all the time', async () => {
    const held = 'min_over_time((value)[15m:1m]) and (count_over_time((value)[15m:1m]) >= 15)';
    const world: World = {
      [`instant ${held}`]: [now('a', 11)],
      'instant presence': [now('a', 1)],
      [`instant ${beforeOf('presence')}`]: [now('a', 1)],
    };
    const result = await look(checkDefinition({ mode: 'offenders', sustainedSeconds: 900 }), [source(world)]);
    expect(verdictsOf(result)).toEqual({ a: 'fail' });
  });

  it('keeps the worst of several series of one entity', async () => {
    const world = { ...fine, 'instant value': [now('a', 1), now('a', 11), now('a', null)] };
    expect((await look(checkDefinition(), [source(world)])).entities).toMatchObject([{ value: 11, verdict: 'fail' }]);
    const below = checkDefinition({ op: 'lt', fail: 0 });
    expect((await look(below, [source({ ...world, 'instant value': [now('a', 1), now('a', -1)] })])).verdict).toBe(
      'fail'
    );
  });

  it('is unknown when one series of an entity has no value and the others pass', async () => {
    const world = { ...fine, 'instant value': [now('a', 1), now('a', null)] };
    expect(verdictsOf(await look(checkDefinition(), [source(world)]))).toEqual({ a: 'unknown/no-data' });
  });

  it.each(['instant value', 'instant presence', `instant ${LEFT}`])('does not pass when "%s" failed', async (key) => {
    const result = await look(checkDefinition(), [source({ ...fine, [key]: { code: 'timeout' } })]);
    expect(result).toMatchObject({ verdict: 'unknown', reason: { code: 'timeout' } });
  });

  it('joins several sources, and one that is silent keeps the check from passing', async () => {
    const dead: MetricSource = {
      uid: 'dead',
      name: 'Dead',
      query: () => Promise.reject({ code: 'source-down', detail: 'refused' }),
    };
    const result = await look(checkDefinition(), [source(fine), dead]);
    expect(result).toMatchObject({ verdict: 'unknown', reason: { code: 'source-down', detail: 'refused' } });
    expect(result.entities.map(({ key }) => key)).toEqual(['prom|instance=a']);
    const both = await look(checkDefinition(), [source(fine), source(fine, 'mimir')]);
    expect(both.entities.map(({ key }) => key)).toEqual(['mimir|instance=a', 'prom|instance=a']);
  });

  it('calls a source without any answer silent, one with a bad query not', async () => {
    const run = async (world: World) =>
      (
        await runChecks([checkDefinition()], {
          registry: { prometheus: prometheusEvaluator([source(world)]) },
          clock: () => NOW,
          windowSeconds: 3600,
          signal: new AbortController().signal,
        })
      ).sources;
    const down = { code: 'source-down' as const };
    const left = { [`instant ${LEFT}`]: down };
    expect(await run({ 'instant value': down, 'instant presence': down, ...left })).toMatchObject([
      { answered: false, problem: down },
    ]);
    expect(await run({ ...fine, 'instant value': { code: 'query-error' } })).toMatchObject([{ answered: true }]);
  });

  it('calls a source silent that answers nothing any more, whatever is remembered of it', async () => {
    const down = { code: 'source-down', detail: 'connection refused' } as const;
    let isDown = false;
    const prom = source(fine);
    const mortal: MetricSource = {
      ...prom,
      query: async (request, signal) =>
        isDown
          ? new Map(request.queries.map(({ refId }) => [refId, { ok: false, reason: down }]))
          : prom.query(request, signal),
    };
    const registry = { prometheus: prometheusEvaluator([mortal]) };
    const { signal } = new AbortController();
    let nowMs = NOW;
    const run = () => runChecks([checkDefinition()], { registry, clock: () => nowMs, windowSeconds: 3600, signal });
    expect((await run()).sources).toMatchObject([{ answered: true }]);
    isDown = true;
    // By now another question asks for what left since.
    nowMs += 60_000;
    const { sources, checks } = await run();
    expect(sources).toMatchObject([{ answered: false, problem: down }]);
    expect([...checks.values()]).toMatchObject([{ verdict: 'unknown', reason: down }]);
  });

  it('does not judge more series than it can', async () => {
    const many = Array.from({ length: 20_001 }, (_, index) => now(`n${index}`, 1));
    expect(await look(checkDefinition(), [source({ ...fine, 'instant value': many })])).toMatchObject({
      verdict: 'unknown',
      reason: { code: 'too-many' },
    });
  });

  it('does not know what a macro that does not parse means', async () => {
    const result = await look(checkDefinition({ query: '$events(x[5m])' }), [source(fine)]);
    expect(result).toMatchObject({ verdict: 'unknown', reason: { code: 'query-error' } });
  });
});

describe('whatever is lost, nothing turns to pass', () => {
  const anyInstance = fc.record({
    present: fc.boolean(),
    value: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
    before: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
    samples: fc.integer({ min: 0, max: 15 }),
  });
  type Instance = { present: boolean; value: number | null; before: number | null; samples: number };

  const held = 'instant min_over_time((value)[15m:1m])';
  const gap = `instant ${samplesOf('value')}`;

  function worldOf(instances: readonly Instance[], sustained: boolean): World {
    const each = (make: (one: Instance, name: string) => Series | undefined) =>
      instances.flatMap((one, index) => make(one, `n${index}`) ?? []);
    return {
      [sustained ? held : 'instant value']: each(({ value }, name) => (value === null ? undefined : now(name, value))),
      'instant presence': each(({ present }, name) => (present ? now(name, 1) : undefined)),
      [`instant ${LEFT}`]: each(({ before, present }, name) =>
        present || before === null ? undefined : now(name, NOW / 1000 - 3600)
      ),
      [`instant ${beforeOf('value')}`]: each(({ before }, name) => (before === null ? undefined : now(name, before))),
      [gap]: each(({ samples }, name) => now(name, samples)),
    };
  }

  const improved = (before: Verdict, after: Verdict) => after === 'pass' && before !== 'pass' && before !== 'na';

  it('when a series of now is dropped of something that still shows elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyInstance, { maxLength: 4 }),
        fc.boolean(),
        fc.nat(),
        fc.nat(),
        async (all, sustained, which, at) => {
          const check = checkDefinition({ warn: 5, ...(sustained ? { sustainedSeconds: 900 } : {}) });
          const world = worldOf(all, sustained);
          const keys = [sustained ? held : 'instant value', 'instant presence', gap];
          const key = keys[which % keys.length] ?? '';
          const answer = world[key] as readonly Series[];
          const dropped = answer[at % (answer.length || 1)];
          const fewer = { ...world, [key]: answer.filter((series) => series !== dropped) };
          // The last trace of an entity is all that tells that it ever was; its value of then is asked of what left alone.
          const asked = Object.keys(world).filter((from) => from !== gap && from !== `instant ${beforeOf('value')}`);
          const traces = asked.flatMap((from) => fewer[from] as readonly Series[]);
          fc.pre(dropped !== undefined && traces.some(({ labels }) => labels.instance === dropped.labels.instance));
          const before = await look(check, [source(world)]);
          const after = await look(check, [source(fewer)]);
          expect({
            improved: improved(before.verdict, after.verdict),
            before: verdictsOf(before),
            after: verdictsOf(after),
          }).toMatchObject({
            improved: false,
          });
        }
      ),
      { numRuns: 1000 }
    );
  });

  it.each(['value', 'offenders'] as const)('when an answer fails, in mode %s', async (mode) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyInstance, { maxLength: 4 }), fc.nat(), async (all, which) => {
        const check = checkDefinition({ mode, warn: 5 });
        const world = worldOf(all, false);
        const keys = ['instant value', 'instant presence', `instant ${LEFT}`];
        const after = await look(check, [source({ ...world, [keys[which % keys.length] ?? '']: { code: 'timeout' } })]);
        expect(after.verdict).not.toBe('pass');
        expect(after.verdict).not.toBe('na');
      })
    );
  });
});
