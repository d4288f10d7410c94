/** @jest-environment node */
import fc from 'fast-check';
import { judge, judging } from './judge';
import { LEFT, now, NOW, source, type World } from './metricTestData';
import { observing } from './promObservation';
import { prometheusEvaluator } from './prometheusEvaluator';
import { runChecks, type RunOptions } from './run';
import { atOnce, inSteps, type Breathe } from './steps';
import { checkDefinition } from './testData';

const MANY = 1_200;
const CHECKS = [checkDefinition({ id: 't.a', warn: 5 }), checkDefinition({ id: 't.b', mode: 'offenders' })];

function worldOf(values: readonly number[]): World {
  const all = Array.from(
    { length: MANY },
    (_, index) => [`n${index % 1_000}`, values[index % values.length] ?? 0] as const
  );
  return {
    'instant value': all.map(([name, value]) => now(name, value)),
    'instant presence': all.slice(10).map(([name]) => now(name, 1)),
    [`instant ${LEFT}`]: [now('gone', NOW / 1000 - 90_000)],
  };
}

function optionsOf(world: World, more: Partial<RunOptions> = {}): RunOptions {
  return {
    registry: { prometheus: prometheusEvaluator([source(world)]) },
    clock: () => NOW,
    windowSeconds: 3600,
    signal: new AbortController().signal,
    ...more,
  };
}

describe('work in pieces', () => {
  it('comes to the same as all at once, wherever others have their turn', async () => {
    const rests = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 });
    const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(values, rests, async (all, when) => {
        let step = 0;
        const breathe: Breathe = () => (when[step++ % when.length] ? Promise.resolve() : undefined);
        const world = worldOf(all);
        expect(await runChecks(CHECKS, optionsOf(world, { breathe }))).toEqual(
          await runChecks(CHECKS, optionsOf(world))
        );
        expect(step).toBeGreaterThan(CHECKS.length * 4);
      }),
      { numRuns: 20 }
    );
  });

  it('is small pieces: between two of them few entities are looked at', async () => {
    let looked = 0;
    const counted = Array.from({ length: MANY }, (_, index) => ({
      get labels() {
        looked += 1;
        return { instance: `n${index}` };
      },
      timesMs: [NOW],
      values: [1],
    }));
    let most = 0;
    const breathe: Breathe = () => {
      most = Math.max(most, looked);
      looked = 0;
      return undefined;
    };
    const answers = { value: counted, presence: [], left: [] };
    await inSteps(observing(checkDefinition(), answers, 'prom', NOW), breathe, new AbortController().signal);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(250);
  });

  it('is what is judged at once, too', () => {
    const entities = Array.from({ length: MANY }, (_, index) => ({
      sourceUid: 'prom',
      labels: { instance: `n${index}` },
      value: index % 21,
      sampleMs: NOW,
      trend: [],
    }));
    const observation = { entities, evidence: [] };
    expect(atOnce(judging(checkDefinition(), observation))).toEqual(judge(checkDefinition(), observation));
  });

  it('stops in the middle when it is cancelled, and says nothing more', async () => {
    const cancelled = new AbortController();
    let breaths = 0;
    let reports = 0;
    const breathe: Breathe = () => {
      breaths += 1;
      if (breaths === 5) {
        cancelled.abort();
      }
      return Promise.resolve();
    };
    const onProgress = () => {
      reports += 1;
    };
    const options = optionsOf(worldOf([1]), { breathe, signal: cancelled.signal, onProgress });
    await expect(runChecks(CHECKS, options)).rejects.toMatchObject({ name: 'AbortError' });
    expect({ breaths, reports }).toEqual({ breaths: 5, reports: 0 });
  });
});

it('what is remembered is on its way while sources are asked, and no verdict comes without it', async () => {
  let tell: (memory: { known: () => []; gone: () => null }) => void = () => undefined;
  const memory = new Promise<{ known: () => []; gone: () => null }>((resolve) => {
    tell = resolve;
  });
  const prom = source(worldOf([1]));
  let isOver = false;
  const run = runChecks(CHECKS, {
    ...optionsOf({}, { memory }),
    registry: { prometheus: prometheusEvaluator([prom]) },
  }).then((result) => {
    isOver = true;
    return result;
  });
  for (let turn = 0; turn < 50; turn += 1) {
    await Promise.resolve();
  }
  expect({ isOver, requests: prom.requests > 0 }).toEqual({ isOver: false, requests: true });
  tell({ known: () => [], gone: () => null });
  expect((await run).checks.size).toBe(2);
});
