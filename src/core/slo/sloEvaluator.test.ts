import type { EvaluationContext } from '../check/evaluator';
import type { ObjectivesDesk } from './desk';
import type { Promised } from './promises';
import { judge } from './judge';
import { sloEvaluator } from './sloEvaluator';
import { fakeObjective, hourlyCounts } from './testData';
import { spanAt } from './window';

const NOW_MS = Date.parse('2026-11-20T08:00:00Z');
const SPAN = spanAt({ kind: 'rolling', days: 30 }, NOW_MS, 'UTC');

async function seen(perHour: number, minEvents: number, promised: Partial<Promised> = {}) {
  const objective = fakeObjective({ guards: { minEvents } });
  const counts = hourlyCounts(
    NOW_MS,
    Array.from({ length: 720 }, () => [perHour, 0] as const)
  );
  const result = judge(objective, {}, counts, { span: SPAN, nowMs: NOW_MS, exclusions: [] });
  const row = { key: 'one', objective, group: {}, results: [result], counts, reading: null };
  const desk: ObjectivesDesk = {
    promised: async () => ({
      objectives: [objective],
      problems: [],
      exclusions: [],
      journalFailed: null,
      unsearched: [],
      ...promised,
    }),
    measure: async () => ({ rows: [row], atMs: NOW_MS }),
    sourceOf: () => undefined,
  };
  const check = { id: 'slo.budget', query: 'slo/budget-left' } as Parameters<
    ReturnType<typeof sloEvaluator>['evaluate']
  >[0][number];
  const context: EvaluationContext = {
    nowMs: NOW_MS,
    clock: () => NOW_MS,
    windowSeconds: 3600,
    signal: new AbortController().signal,
    onSource: () => undefined,
  };
  return (await sloEvaluator(desk, true).evaluate([check], context)).get('slo.budget');
}

describe('checks of objectives', () => {
  it('see what is left of a budget', async () => {
    expect((await seen(1000, 0))?.entities).toMatchObject([
      { value: 1, labels: { objective: 'checkout-availability' } },
    ]);
  });

  it('leave out what has less traffic than its guard asks for, but never what has none', async () => {
    expect((await seen(1, 1000))?.entities).toEqual([]);
    expect((await seen(0, 1000))?.entities).toMatchObject([{ value: null, reason: { code: 'no-data' } }]);
    expect((await seen(0, 0))?.entities).toMatchObject([{ value: null, reason: { code: 'no-data' } }]);
  });

  it('say that they are not all while a source could not be searched', async () => {
    const unsearched = [{ name: 'Prometheus', reason: { code: 'source-down' as const } }];
    expect((await seen(1000, 0, { unsearched }))?.evidence).toMatchObject([{ problem: { code: 'source-down' } }]);
  });
});
