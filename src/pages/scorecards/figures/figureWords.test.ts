import type { KpiDefinition } from '../../../core/kpi/definition';
import { BARE, type KpiReading } from '../../../core/kpi/reading';
import { kpi, read } from '../../../core/kpi/testData';
import { initTexts } from '../../../ui/t';
import { arithmeticText, figureText, reasonSentence, targetText, trendWords } from './figureWords';

beforeAll(initTexts);

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function reading(more: Partial<KpiReading>, definition: Partial<KpiDefinition> = {}): KpiReading {
  const span = { fromMs: 0, toMs: 1 };
  return {
    ...BARE,
    definition: kpi([], definition),
    state: 'met',
    verdict: 'pass',
    value: 0.97,
    bound: null,
    side: null,
    window: span,
    before: span,
    change: null,
    feed: null,
    queries: [],
    reason: null,
    ...more,
  };
}

const UNKNOWN = { state: 'unknown', verdict: 'unknown' } as const;

test.each([
  ['a value', reading({}), '97 %'],
  ['at least so much', reading({ value: 2_592_000, bound: 'atLeast' }, { unit: 'seconds' }), '≥ 30 d'],
  ['an unknown one', reading(UNKNOWN), '?'],
  ['an unknown one of which a range is known', reading({ ...UNKNOWN, range: { low: 0.73, high: 0.95 } }), '73–95 %'],
])('%s', (_what, of, text) => {
  expect(plain(figureText(of))).toBe(text);
});

test.each([
  ['slower', { change: 240, value: 1080 }, { unit: 'seconds', direction: 'down' }, '4 min slower'],
  ['faster', { change: -540, value: 1080 }, { unit: 'seconds', direction: 'down' }, '9 min faster'],
  ['a share that fell', { change: -0.0002 }, {}, '0.02 points worse'],
  ['a share that rose', { change: 0.003 }, {}, '0.3 points better'],
  ['a share that should be low', { change: 0.05 }, { direction: 'down' }, '5 points worse'],
  ['within a band', { change: 0.05 }, { direction: 'band' }, '5 points more'],
  ['a count', { change: 0.6, value: 3.4 }, { unit: 'count' }, '0.6 more'],
  ['nothing', { change: 0.000001 }, {}, 'As before'],
] as const)('a change that is %s', (_what, of, definition, text) => {
  expect(plain(trendWords(reading(of, definition)))).toBe(text);
});

test('an unknown one never says how it went', () => {
  const silent = { ...UNKNOWN, change: 1, population: { reporting: 32, of: 41 } };
  const coverage = { code: 'coverage', params: { coverage: 0.78, needed: 0.95 } } as const;
  expect(trendWords(reading({ ...silent, reason: coverage }))).toBe('9 of 41 silent');
  expect(trendWords(reading({ ...UNKNOWN, change: 1, reason: { code: 'timeout' } }))).toBe('Source does not answer');
  expect(reasonSentence(reading({ ...silent, reason: coverage }), 'UTC')).toBe(
    '32 of 41 report (78 %), 95 % is needed.'
  );
});

test('one that nothing feeds says what would', async () => {
  const found = await read(kpi([], { wouldFeed: 'Scrape the probes.' }), {});
  expect(found && trendWords(found)).toBe('Nothing feeds it');
  expect(found && reasonSentence(found, 'UTC')).toBe('Nothing feeds it yet. Scrape the probes.');
});

test('targets read as they are meant', () => {
  expect(plain(targetText(kpi([])))).toBe('≥ 95 %');
  expect(plain(targetText(kpi([], { target: { op: 'gte', value: 1 } })))).toBe('100 %');
  expect(plain(targetText(kpi([], { target: { op: 'band', value: [0.7, 0.8] } })))).toBe('70 % to 80 %');
});

test('names in a formula give way to numbers, also where one is a part of another', () => {
  const part = {
    name: 'Success',
    formula: 'good runs / runs',
    numbers: [
      { name: 'runs', value: 20, unit: 'count' },
      { name: 'good runs', value: 19, unit: 'count' },
    ],
    result: 0.95,
    unit: 'ratio',
  } as const;
  expect(plain(arithmeticText(reading({ parts: [part] })))).toBe(
    'Success\n  = good runs / runs\n  = 19 / 20\n  = 95 %'
  );
  expect(arithmeticText(reading({ parts: [] }))).toBe('a / b');
});
