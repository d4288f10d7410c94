/** @jest-environment node */
import type { Evaluator } from '../core/check/evaluator';
import { runChecks } from '../core/check/run';
import { checkDefinition } from '../core/check/testData';
import { asOf } from './asOf';

const NOW = 1_795_200_000_000;

it('asks metrics about the past, and takes nothing of now for it', async () => {
  const asked: number[] = [];
  const evaluator: Evaluator = {
    sources: [{ uid: 'a', name: 'A' }],
    evaluate: async (checks, { nowMs }) => {
      asked.push(nowMs);
      return new Map(checks.map(({ id }) => [id, { entities: [], evidence: [] }]));
    },
  };
  const { checks, sources } = await runChecks(
    [checkDefinition({ id: 'a.metric' }), checkDefinition({ id: 'a.server', kind: 'proxmox' })],
    {
      registry: asOf({ prometheus: evaluator, proxmox: evaluator }),
      clock: () => NOW,
      windowSeconds: 3600,
      signal: new AbortController().signal,
    }
  );
  expect(asked).toEqual([NOW]);
  expect(checks.get('a.server')).toMatchObject({ verdict: 'unknown', reason: { code: 'no-history' } });
  expect(sources).toMatchObject([{ uid: 'a', answered: false, problem: { code: 'no-history' } }]);
});
