/** @jest-environment node */
import * as fc from 'fast-check';
import type { Observation } from '../check/evaluator';
import { checkDefinition } from '../check/testData';
import { runChecks } from '../check/run';
import { worstVerdict } from '../check/verdict';
import { calcEvaluator } from './calcEvaluator';
import { calcCheck, evidence, look, NOW_MS, seen, told } from './testData';

const NOTHING: Observation = { entities: [], evidence: [evidence] };
const DOWN = seen({}, { problem: { code: 'source-down' } });
const worst = calcCheck({ fn: 'worst', of: ['t.a', 't.b'] });
const ratio = calcCheck({ fn: 'ratio', of: ['t.a', 't.b'] });

describe('the worst of some checks', () => {
  it('has one thing for each of them, with what it says', async () => {
    const result = await look(worst, { 't.a': seen({ x: 1 }), 't.b': seen({ y: 99, z: 1 }) });
    expect(told(result, 'check')).toEqual(['t.a pass', 't.b fail']);
    expect(result.verdict).toBe('fail');
    expect(result.entities[0]?.labels).toEqual({ check: 't.b', title: 'Check', finding: 'y is 99' });
  });

  it('leaves out what is n/a, and is n/a where all of them are', async () => {
    expect(told(await look(worst, { 't.a': seen({ x: 1 }), 't.b': NOTHING }), 'check')).toEqual(['t.a pass']);
    expect((await look(worst, { 't.a': NOTHING, 't.b': NOTHING })).verdict).toBe('na');
  });

  it('is unknown for one that left, which must not be dropped as something that left itself', async () => {
    const left: Observation = {
      entities: [
        {
          sourceUid: 's',
          labels: { instance: 'x' },
          value: null,
          sampleMs: null,
          trend: [],
          reason: { code: 'vanished' },
        },
      ],
      evidence: [evidence],
    };
    const result = await look(worst, { 't.a': left, 't.b': seen({ y: 1 }) });
    expect([result.verdict, told(result, 'check')]).toEqual(['unknown', ['t.a no-data', 't.b pass']]);
  });

  it('is the roll-up of its checks, whatever they see', async () => {
    const value = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null });
    const observation = fc.oneof(
      fc.constant(DOWN),
      fc.constant(NOTHING),
      fc.dictionary(fc.constantFrom('x', 'y', 'z'), value).map((values) => seen(values))
    );
    await fc.assert(
      fc.asyncProperty(observation, observation, async (a, b) => {
        const alone = await Promise.all(
          [a, b].map((one) => look(calcCheck({ fn: 'worst', of: ['t.a'] }), { 't.a': one }))
        );
        const { verdict } = await look(worst, { 't.a': a, 't.b': b });
        expect(verdict).toBe(worstVerdict(alone.map((one) => one.verdict)));
      })
    );
  });
});

describe('the share of what passes', () => {
  it('is counted over all checks', async () => {
    const result = await look(ratio, { 't.a': seen({ x: 1, y: 1 }), 't.b': seen({ z: 99 }) });
    expect([result.verdict, result.entities[0]?.value]).toEqual(['pass', 2 / 3]);
  });

  it('counts what is unknown as not good', async () => {
    const result = await look(ratio, { 't.a': seen({ x: 1, y: 1, z: 1 }), 't.b': seen({ u: null }) });
    expect([result.verdict, result.entities[0]?.value]).toEqual(['pass', 3 / 4]);
  });

  it.each([
    ['what is unknown would decide it', seen({ x: 1, y: 99 }), seen({ u: null })],
    ['nothing is known', seen({ x: null }), seen({ y: null })],
    ['a source was not asked in full, whatever the rest says', seen({ x: 1 }), DOWN],
  ])('is unknown where %s', async (_when, a, b) => {
    expect((await look(ratio, { 't.a': a, 't.b': b })).verdict).toBe('unknown');
  });

  it('never passes when one more thing that failed in place of what is unknown would not', async () => {
    const value = fc.constantFrom(1, 99, null);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...'abcdefgh'), value, { minKeys: 1 }), async (values) => {
        const asFailed = Object.fromEntries(Object.entries(values).map(([name, one]) => [name, one ?? 99]));
        const { verdict } = await look(ratio, { 't.a': seen(values), 't.b': NOTHING });
        const strict = await look(ratio, { 't.a': seen(asFailed), 't.b': NOTHING });
        expect(verdict === 'pass' && strict.verdict !== 'pass').toBe(false);
      })
    );
  });
});

describe('the change of a value', () => {
  const delta = calcCheck({ fn: 'delta', of: ['t.a'], agoSeconds: 7 * 86_400 });
  const asked: number[] = [];
  const history = async (_checks: unknown, { toMs }: { toMs: number }) => {
    asked.push(toMs);
    const then = (instance: string, value: number, standing: 'judged' | 'absent' = 'judged') => {
      return { sourceUid: 's', labels: { instance }, standings: [standing], values: [value], lastThere: 0 };
    };
    const entities = [then('rose', 3), then('fell', 30), then('gone', 1), then('left', 1, 'absent')];
    return { sources: [], checks: new Map([['t.a', { entities, problems: [] }]]) };
  };

  it('is what it is now less what it was then; what was not there then has none', async () => {
    const now = { 't.a': seen({ rose: 20, fell: 9, new: 99, left: 99, blind: null }) };
    const result = await look(delta, now, { history });
    expect(told(result, 'instance')).toEqual([
      'blind no-data',
      'fell pass',
      'left no-history',
      'new no-history',
      'rose fail',
    ]);
    expect(result.entities.find(({ labels }) => labels['instance'] === 'fell')?.value).toBe(-21);
    expect(asked).toEqual([NOW_MS - 7 * 86_400_000]);
  });

  it('is unknown of what left, which has only the value that it left with', async () => {
    const [there] = seen({ rose: 99 }).entities;
    const seenMs = NOW_MS - 5 * 86_400_000;
    const left = {
      ...there!,
      sampleMs: seenMs,
      reason: { code: 'vanished' as const },
      left: { seenMs, from: 'source' as const },
    };
    const result = await look(delta, { 't.a': { entities: [left], evidence: [evidence] } }, { history });
    expect(told(result, 'instance')).toEqual(['rose no-data']);
  });

  it('is unknown where nothing is kept, and where what is kept was not answered', async () => {
    expect((await look(delta, { 't.a': seen({ x: 1 }) })).reason?.code).toBe('no-history');
    const broken = async () => ({
      sources: [],
      checks: new Map([
        [
          't.a',
          { entities: [], problems: [{ sourceUid: 's', sourceName: 'S', reason: { code: 'timeout' as const } }] },
        ],
      ]),
    });
    expect((await look(delta, { 't.a': seen({ x: 1 }) }, { history: broken })).reason?.code).toBe('timeout');
  });
});

describe('a check that is made of others', () => {
  it.each([
    ['ratio', ratio],
    ['baseline', calcCheck({ fn: 'baseline', of: ['t.b'], maxAgeSeconds: 1 })],
  ])('is unknown for the source that failed, and not for one more: %s', async (_fn, check) => {
    const { evidence: told } = await look(check, { 't.a': seen({ x: 1 }), 't.b': DOWN });
    expect(told.map(({ sourceUid, problem }) => [sourceUid, problem?.code])).toEqual([['s', 'source-down']]);
  });

  it('is unknown where one of them is not at hand', async () => {
    const result = await look(calcCheck({ fn: 'worst', of: ['t.a', 't.gone'] }), { 't.a': seen({ x: 1 }) });
    expect([result.verdict, result.finding]).toEqual(['unknown', expect.stringContaining('there is no check t.gone')]);
  });

  it('is computed when all others are judged, and what it is made of is told of where it was asked for alone', async () => {
    const parts = [checkDefinition({ id: 't.a' }), checkDefinition({ id: 't.b' })];
    const check = { ...worst, calc: { fn: 'worst' as const, of: ['t.a', 't.b'], parts } };
    const registry = {
      prometheus: {
        sources: [{ uid: 's', name: 'S' }],
        evaluate: async (checks: ReadonlyArray<{ id: string }>) =>
          new Map(checks.map(({ id }) => [id, seen({ x: 1 })])),
      },
    };
    const partials: string[][] = [];
    const { checks } = await runChecks([check, parts[0]!], {
      registry: { ...registry, calc: calcEvaluator(registry) },
      clock: () => NOW_MS,
      windowSeconds: 3600,
      signal: new AbortController().signal,
      onProgress: (partial) => partials.push([...partial.checks.keys()]),
    });
    expect([...checks].map(([id, { verdict }]) => [id, verdict])).toEqual([
      ['t.calc', 'pass'],
      ['t.a', 'pass'],
    ]);
    expect(partials.flat()).not.toContain('t.b');
  });
});
