import { initTexts } from './t';
import { levelText, valueText } from './valueText';

beforeAll(initTexts);

const ready = { unit: 'bool', op: 'lt' } as const;
const failed = { unit: 'bool', op: 'gte' } as const;

test('a table says no yes or no beside a verdict, but why there is none', () => {
  expect(valueText(ready, { value: 0 })).toBe('');
  expect(valueText(ready, { value: null, reason: { code: 'vanished' } })).toBe('vanished');
  expect(valueText({ unit: 'bool', op: 'none' }, { value: 1 })).toBe('yes');
  expect(valueText({ unit: 'count', op: 'gt' }, { value: 3 })).toBe('3');
});

test('a chart calls a yes or no well or not, whichever is the good one', () => {
  expect([0, 1].map((value) => levelText(ready, value))).toEqual(['not well', 'well']);
  expect([0, 1].map((value) => levelText(failed, value))).toEqual(['well', 'not well']);
  expect(levelText({ unit: 'count', op: 'gt' }, 1204)).toBe('1,204');
});
