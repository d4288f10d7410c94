/** @jest-environment node */
import fc from 'fast-check';
import type { ObservedEntity } from './evaluator';
import { findingsOf } from './findings';
import { judge } from './judge';
import type { Evidence } from './result';
import { checkDefinition } from './testData';
import { verdictRank, type Verdict } from './verdict';

const DEFINITION = checkDefinition({ title: 'Certificates', warn: 5 });

const evidence = (sourceUid: string, isSilent = false): Evidence => ({
  sourceUid,
  sourceName: sourceUid,
  query: 'value',
  presence: 'presence',
  askedMs: 0,
  durationMs: 0,
  answered: 0,
  expected: 0,
  oldestSampleAgeMs: null,
  ...(isSilent && { problem: { code: 'timeout' as const } }),
});

const seen = (instance: string, value: number | null): ObservedEntity => ({
  sourceUid: 'pve-b',
  labels: { instance },
  value,
  sampleMs: 1000,
  trend: [],
});

test('a source that is silent does not hide what another one warns of, nor does it have its row for evidence', () => {
  const check = judge(DEFINITION, {
    entities: [seen('pve-b1', 7), seen('pve-b2', 1)],
    evidence: [evidence('pve-a', true), evidence('pve-b')],
  });
  const findings = findingsOf(check);
  expect(findings.map(({ verdict, text }) => `${verdict}: ${text}`)).toEqual([
    `unknown: ${check.finding}`,
    'warn: pve-b1 is 7',
  ]);
  const [unknown, warn] = findings;
  expect(unknown).toMatchObject({ entities: [], count: 0, silent: [{ sourceUid: 'pve-a' }] });
  expect(warn).toMatchObject({ entities: [{ labels: { instance: 'pve-b1' } }], count: 1, silent: [] });
});

test('nor does a failure hide that a source is silent', () => {
  const check = judge(DEFINITION, {
    entities: [seen('pve-b1', 70)],
    evidence: [evidence('pve-a', true), evidence('pve-b')],
  });
  expect(findingsOf(check)).toMatchObject([
    { verdict: 'fail', text: 'pve-b1 is 70' },
    {
      verdict: 'unknown',
      reason: { code: 'timeout' },
      text: expect.stringMatching(/^Certificates unknown: pve-a /) as string,
    },
  ]);
});

test('whatever was seen, each bad verdict is one finding, worst first, with the entities of that verdict alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.constantFrom(1, 7, 70)), { maxLength: 12 }),
      fc.array(fc.boolean(), { maxLength: 3 }),
      (values, silent) => {
        const check = judge(DEFINITION, {
          entities: values.map((value, index) => seen(`n${index}`, value)),
          evidence: silent.map((isSilent, index) => evidence(`s${index}`, isSilent)),
        });
        const isBad = (verdict: Verdict) => verdictRank(verdict) < verdictRank('pass');
        const expected = new Set([
          ...check.entities.map(({ verdict }) => verdict).filter(isBad),
          ...(isBad(check.verdict) ? [check.verdict] : []),
          ...(silent.includes(true) ? ['unknown' as const] : []),
        ]);
        const findings = findingsOf(check);
        const verdicts = findings.map(({ verdict }) => verdict);
        expect(new Set(verdicts)).toEqual(expected);
        expect(verdicts).toEqual([...new Set(verdicts)].sort((a, b) => verdictRank(a) - verdictRank(b)));
        for (const { verdict, entities, count } of findings) {
          expect(entities).toEqual(check.entities.filter((entity) => entity.verdict === verdict));
          expect(count).toBe(entities.length);
        }
      }
    )
  );
});
