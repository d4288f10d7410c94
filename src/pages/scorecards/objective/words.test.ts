import { initTexts } from '../../../ui/t';
import { accuracyText } from './Accuracy';
import { budgetTimeText, shareText } from './amountText';
import { fieldOf, instantOfField } from '../../../ui/instantField';
import { periodProblem } from './periodField';
import { targetsOf } from './WhatIf';

const MINUTE_MS = 60_000;

beforeAll(initTexts);

test.each([
  [-16.416, 43.2, '16.4 of 43.2 min'],
  [43.2, 43.2, '43.2 of 43.2 min'],
  [-Infinity, 0, '∞ of 0 min'],
  [-12_036, 2160, '200.6 of 36 h'],
])('%d of %d minutes of a budget', (left, whole, words) => {
  expect(budgetTimeText(left * MINUTE_MS, whole * MINUTE_MS)).toBe(words);
});

test.each([
  [0, '0 %'],
  [0.71, '71 %'],
  [0.091, '9.1 %'],
  [0.00042, '0.042 %'],
  [Infinity, '∞ %'],
])('a share of %d', (share, words) => {
  expect(shareText(share)).toBe(words);
});

test.each([
  ['of a target among the usual ones', '99.9', undefined, '99.9'],
  ['of another one', '99.42', undefined, '99.42'],
  ['as it was written', '99.90', '99.0', '99.90'],
  ['that is the agreement, too', '99.9', '99.90', '99.9'],
])('targets to compare, %s', (_, target, agreement, own) => {
  const all = targetsOf(target, agreement);
  expect(all).toContain(own);
  const numbers = all.map(Number);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});

test.each([
  [{ total: 1000, bad: 10 }, { total: 1000, bad: 10 }, '0 %'],
  [{ total: 1000, bad: 10 }, { total: 1010, bad: 10 }, '0.99 %'],
  [{ total: 1000, bad: 0 }, { total: 1000, bad: 0 }, '0 %'],
  [{ total: 1000, bad: 0 }, { total: 1000, bad: 1 }, '100 %'],
])('one sum %j beside many %j', (whole, parts, words) => {
  expect(accuracyText(whole, parts)).toContain(`by ${words} of the error ratio`);
});

test('where nothing was counted there is nothing to compare', () => {
  expect(accuracyText(null, { total: 1, bad: 0 })).toContain('nothing to compare');
  expect(accuracyText({ total: 1, bad: 0 }, { total: 0, bad: 0 })).toContain('nothing to compare');
});

test.each(['2026-07-14T10:05:00Z', '2026-01-14T23:55:00Z', '2026-10-25T00:30:00Z'])(
  'an instant as a field and back: %s',
  (iso) => {
    const ms = Date.parse(iso);
    expect(instantOfField(fieldOf(ms, 'Europe/Berlin'), 'Europe/Berlin')).toBe(ms);
  }
);

test('what is half typed is no instant, and no problem yet', () => {
  expect(instantOfField('2026-07-', 'UTC')).toBeNull();
  expect(periodProblem(null, 5)).toBeNull();
  expect(periodProblem(5, 5)).not.toBeNull();
  expect(periodProblem(0, 32 * 86_400_000)).not.toBeNull();
  expect(periodProblem(0, 86_400_000)).toBeNull();
});
