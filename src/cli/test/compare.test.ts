/** @jest-environment node */
import type { CheckResult, Entity } from '../../core/check/result';
import type { Reason, Verdict } from '../../core/check/verdict';
import { checkResult } from '../../core/checklist/testData';
import type { CheckExpectation } from '../../library/cases/testCase';
import { differences } from './compare';

function entity(instance: string, verdict: Verdict, more: Partial<Entity> = {}): Entity {
  return {
    key: `p|instance=${instance}`,
    sourceUid: 'p',
    labels: { instance },
    verdict,
    value: 3,
    limit: 2,
    sampleMs: 0,
    trend: [],
    sinceMs: null,
    ...more,
  };
}

const gone: Reason = { code: 'vanished', detail: 'Last seen yesterday.' };
const result: CheckResult = {
  ...checkResult('t.a', 'fail'),
  finding: 'a is full',
  entities: [entity('a', 'fail'), entity('b', 'unknown', { reason: gone, value: null }), entity('c', 'pass')],
};

const compared = (expectation: Omit<CheckExpectation, 'check'>, got = result) =>
  differences({ check: 't.a', ...expectation }, got).map(({ expected, got: said }) => [expected, said]);

const [a, b, c] = [
  { verdict: 'fail', labels: { instance: 'a' } },
  { verdict: 'unknown', reason: 'vanished', labels: { instance: 'b' } },
  { verdict: 'pass', labels: { instance: 'c' } },
] as const;

describe('what a check says', () => {
  it('may be told without what a thing is like at the moment, and differs where that is told wrong', () => {
    const like = (state: string) => entity('a', 'fail', { labels: { instance: 'a', state } });
    const definition = { ...result.definition, by: ['instance'], says: ['state'] };
    const got = { ...result, definition, entities: [like('halted')] };
    const expecting = (labels: Record<string, string>) => compared({ entities: [{ verdict: 'fail', labels }] }, got);
    expect(expecting({ instance: 'a' })).toEqual([]);
    expect(expecting({ instance: 'a', state: 'halted' })).toEqual([]);
    expect(expecting({ instance: 'a', state: 'well' })).toHaveLength(2);
  });

  it('is as expected in any order, and without what is not expected of it', () => {
    expect(compared({ is: { verdict: 'fail' }, finding: 'is full', entities: [c, b, a] })).toEqual([]);
    expect(compared({})).toEqual([]);
  });

  it('differs by its verdict and its words', () => {
    expect(compared({ is: { verdict: 'pass' }, finding: 'b is full' })).toEqual([
      ['pass', 'fail: a is full'],
      ['a finding with "b is full"', 'the finding "a is full"'],
    ]);
    expect(compared({ finding: 'full' }, { ...result, finding: null })).toEqual([
      ['a finding with "full"', 'no finding'],
    ]);
  });

  it('differs by the reason when one is expected', () => {
    const unknown: CheckResult = { ...checkResult('t.a', 'unknown', { code: 'timeout' }), finding: null };
    expect(compared({ is: { verdict: 'unknown' } }, unknown)).toEqual([]);
    expect(compared({ is: { verdict: 'unknown', reason: 'no-data' } }, unknown)).toEqual([
      ['unknown/no-data', 'unknown/timeout'],
    ]);
  });

  it('differs by an entity that is judged otherwise, is missing or is too much', () => {
    expect(compared({ entities: [{ ...a, verdict: 'warn' }, b, c] })).toEqual([
      ['warn {instance="a"}', 'fail {instance="a"}: value 3, limit 2'],
    ]);
    expect(compared({ entities: [a, { ...b, reason: 'no-data' }, c] })).toEqual([
      ['unknown/no-data {instance="b"}', 'unknown/vanished {instance="b"}: Last seen yesterday.'],
    ]);
    expect(compared({ entities: [a, b, c, { verdict: 'pass', labels: {} }] })).toEqual([['pass {}', null]]);
    expect(compared({ entities: [a, b] })).toEqual([[null, 'pass {instance="c"}: value 3, limit 2']]);
  });

  it('differs by a bug of ours, whatever unknown is expected', () => {
    const bug: CheckResult = checkResult('t.a', 'unknown', { code: 'internal', detail: 'stack' });
    expect(compared({ is: { verdict: 'unknown' } }, bug)).toHaveLength(1);
    expect(compared({ is: { verdict: 'unknown', reason: 'internal' } }, bug)).toEqual([]);
  });
});
