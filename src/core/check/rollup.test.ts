import { withoutObservation } from './judge';
import type { CheckResult } from './result';
import { rollUp } from './rollup';
import { checkDefinition } from './testData';
import type { Verdict } from './verdict';

const result = (verdict: Verdict): CheckResult => ({
  ...withoutObservation(checkDefinition(), 'na', { code: 'no-data' }),
  verdict,
});
const of = (need: 'all' | 'any', ...verdicts: Verdict[]) => rollUp(verdicts.map(result), need).verdict;

describe('rollUp', () => {
  it.each<[Verdict, Verdict[]]>([
    ['fail', ['pass', 'warn', 'unknown', 'fail', 'na']],
    ['unknown', ['pass', 'warn', 'unknown']],
    ['warn', ['pass', 'warn', 'na']],
    ['pass', ['pass', 'na']],
    ['na', ['na', 'na']],
    ['na', []],
  ])('all: %s of %j', (expected, verdicts) => {
    expect(of('all', ...verdicts)).toBe(expected);
  });

  it.each<[Verdict, Verdict[]]>([
    ['pass', ['pass', 'unknown', 'na']],
    ['fail', ['fail', 'pass', 'unknown']],
    ['unknown', ['unknown', 'na']],
    ['na', ['na']],
  ])('any: %s of %j', (expected, verdicts) => {
    expect(of('any', ...verdicts)).toBe(expected);
  });

  it('tells whose reason it is', () => {
    const down = withoutObservation(checkDefinition({ id: 't.down' }), 'unknown', { code: 'source-down' });
    expect(rollUp([result('pass'), down], 'all')).toMatchObject({ reason: { code: 'source-down' }, worst: down });
  });
});
