/** @jest-environment node */
import { template, item, checkResult } from '../checklist/testData';
import type { Evaluator } from './evaluator';
import { runChecks } from './run';

/** Answers all its sources before it gives its observations, as every evaluator does. */
function evaluator(...uids: string[]): Evaluator {
  const sources = uids.map((uid) => ({ uid, name: uid }));
  return {
    sources,
    evaluate: async (checks, { onSource }) => {
      for (const source of sources) {
        await Promise.resolve();
        onSource({ ...source, answered: true, durationMs: 1 });
      }
      await Promise.resolve();
      return new Map(checks.map((check) => [check.id, { entities: [], evidence: [] }]));
    },
  };
}

describe('the progress of a run', () => {
  it('never says that nothing is pending while a check is missing', async () => {
    const list = template(item('a', ['n.a', 'n.b', 'n.c']));
    const [a, b, c] = list.items[0]!.checks.map((id) => checkResult(id, 'pass').definition);
    const said: Array<{ known: number; pending: number }> = [];
    await runChecks([a!, { ...b!, kind: 'loki' }, c!], {
      registry: { prometheus: evaluator('p1', 'p2'), loki: evaluator('l1', 'l2', 'l3') },
      clock: () => 0,
      windowSeconds: 60,
      signal: new AbortController().signal,
      onProgress: ({ checks }, pending) => said.push({ known: checks.size, pending: pending.length }),
    });
    expect(said.length).toBeGreaterThan(2);
    expect(said.filter(({ known, pending }) => pending === 0 && known < 3)).toEqual([]);
    expect(said.at(-1)).toEqual({ known: 3, pending: 0 });
  });
});
