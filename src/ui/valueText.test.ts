import { checkDefinition } from '../core/check/testData';
import { initTexts } from './t';
import { levelText, valueText } from './valueText';

beforeAll(initTexts);

const ready = checkDefinition({ unit: 'bool', op: 'lt', fail: 1 });
const failed = checkDefinition({ unit: 'bool', op: 'gte', fail: 1 });
const counted = checkDefinition({ unit: 'count', op: 'gt', fail: 9 });
const state = checkDefinition({ unit: 'none', op: 'gte', finding: '{instance} is not protected', warn: 1, fail: 2 });

test('a table says no yes or no beside a verdict, but why there is none', () => {
  expect(valueText(ready, { value: 0 })).toBe('');
  expect(valueText(ready, { value: null, reason: { code: 'vanished' } })).toBe('vanished');
  expect(valueText(checkDefinition({ unit: 'bool', op: 'none' }), { value: 1 })).toBe('yes');
  expect(valueText(counted, { value: 3 })).toBe('3');
});

test('a chart calls a yes or no well or not, whichever is the good one', () => {
  expect([0, 1].map((value) => levelText(ready, value))).toEqual(['not well', 'well']);
  expect([0, 1].map((value) => levelText(failed, value))).toEqual(['well', 'not well']);
  expect(levelText(counted, 1204)).toBe('1,204');
});

test('a number that stands for a state is an answer as well, one that is spoken of or may be large is none', () => {
  expect(valueText(state, { value: 2 })).toBe('');
  expect([0, 1, 2].map((value) => levelText(state, value))).toEqual(['well', 'not well', 'not well']);
  expect(valueText({ ...state, finding: '{instance} is {value} times as bad' }, { value: 2 })).toBe('2');
  expect(valueText({ ...state, findings: { warn: '{instance} is {value|time|times} late' } }, { value: 2 })).toBe('2');
  expect(valueText({ ...state, fail: 40 }, { value: 2 })).toBe('2');
  expect(valueText({ ...state, thresholds: [{ match: {}, fail: 40 }] }, { value: 2 })).toBe('2');
});
