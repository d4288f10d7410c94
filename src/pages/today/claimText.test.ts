import type { Claim } from '../../core/checklist/state';
import { initTexts } from '../../ui/t';
import { claimMark, claimText, isDecided } from './claimText';

beforeAll(initTexts);

const claim = (kind: Claim['kind'], changes: Partial<Claim> = {}): Claim => {
  return { kind, count: 1, decided: 0, decisions: {}, notes: [], ...changes };
};

test.each<[Claim, string]>([
  [claim('pass', { count: 11, decided: 11 }), '11 passed by machine'],
  [claim('fail'), '1 failure, not decided'],
  [claim('fail', { decided: 1, decisions: { acknowledged: 1 } }), '1 failure acknowledged'],
  [claim('fail', { decided: 1, decisions: { risk: 1 } }), '1 failure, risk accepted'],
  [
    claim('fail', { count: 3, decided: 2, decisions: { acknowledged: 1, deferred: 1 } }),
    '3 failures: 1 acknowledged, 1 deferred, 1 not decided',
  ],
  [claim('unknown', { decided: 1, decisions: { checked: 1 } }), '1 unknown checked by hand'],
  [claim('warn', { count: 2 }), '2 warnings, not decided'],
  [claim('hand'), '1 by hand, not done'],
  [claim('hand', { decided: 1, decisions: { done: 1 } }), '1 done by hand'],
  [claim('na', { decided: 1 }), '1 not applicable'],
])('%j reads %s', (given, words) => {
  expect(claimText(given)).toBe(words);
});

test('an undecided claim is marked as such, and by hand is green only when all of it is done', () => {
  expect(isDecided(claim('fail'))).toBe(false);
  expect(isDecided(claim('pass'))).toBe(true);
  expect(claimMark(claim('hand', { count: 2, decided: 2, decisions: { done: 1, deferred: 1 } }))).toBe('todo');
  expect(claimMark(claim('hand', { decided: 1, decisions: { done: 1 } }))).toBe('done');
});
