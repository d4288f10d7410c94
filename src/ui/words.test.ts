import { config } from '@grafana/runtime';

import { durationText, durationWords } from './duration';
import { initTexts, plural, t } from './t';
import { clockTime, longDate, shortDate, sinceWhen } from './when';

const NOW_MS = Date.UTC(2026, 10, 20, 7, 37, 4);
const BERLIN = 'Europe/Berlin';

beforeAll(initTexts);

test('what comes from a source is text and stays as it is', () => {
  expect(t('test.path', 'path {{path}}', { path: '/var/lib/<b>"x"&' })).toBe('path /var/lib/<b>"x"&');
  const values = { a: '{{b}} $t(x) $1 $& {{count}}', b: 'B' };
  expect(t('test.two', '{{a}} and {{b}}', values)).toBe('{{b}} $t(x) $1 $& {{count}} and B');
  const english = { one: '{{a}}: {{count}} of {{b}}', other: '{{a}}: {{count}} of {{b}}' };
  expect(plural('test.many', 2, english, values)).toBe('{{b}} $t(x) $1 $& {{count}}: 2 of B');
});

test('plurals follow the number', () => {
  const english = { one: '{{count}} item', other: '{{count}} items' };
  expect([0, 1, 2].map((n) => plural('test.items', n, english))).toEqual(['0 items', '1 item', '2 items']);
});

test('times are 24 h in the zone of the rounds, dates day first in English', () => {
  expect(clockTime(NOW_MS, BERLIN)).toBe('08:37');
  expect(clockTime(Date.UTC(2026, 10, 19, 23, 5), BERLIN)).toBe('00:05');
  expect(longDate(NOW_MS, BERLIN)).toBe('Friday 20 November');
  expect(shortDate(NOW_MS, BERLIN)).toBe('20 Nov');
});

test('since yesterday evening is a date, since this night a time', () => {
  expect(sinceWhen(Date.UTC(2026, 10, 20, 1, 14), NOW_MS, BERLIN)).toBe('02:14');
  expect(sinceWhen(Date.UTC(2026, 10, 19, 21, 0), NOW_MS, BERLIN)).toBe('19 Nov');
});

test('dates follow the language of the user', () => {
  const { user } = config.bootData;
  const { language } = user;
  user.language = 'de-DE';
  expect(longDate(NOW_MS, BERLIN)).toBe('Freitag, 20. November');
  user.language = language;
});

test('durations are whole units, rounded down', () => {
  expect([-5, 59_999, 60_000, 3_600_000, 12_000_000, 200_000_000].map(durationText)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '1 h',
    '3 h 20 min',
    '2 d',
  ]);
  expect([60_000, 1_140_000, 7_200_000].map(durationWords)).toEqual(['1 minute', '19 minutes', '2 hours']);
});
