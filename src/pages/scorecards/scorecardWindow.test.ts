import { fakeObjective } from '../../core/slo/testData';
import { initTexts } from '../../ui/t';
import { ownWindowTitle, windowOf } from './scorecardWindow';

/** Friday 20 November 2026, 08:37 in Berlin. */
const NOW_MS = Date.UTC(2026, 10, 20, 7, 37);

beforeAll(initTexts);

test.each([
  ['nothing', null, null, ['own', '2026-11'], ['2026-11', '2026-10']],
  ['this month', '2026-11', '2026-11', ['2026-11', 'own'], ['2026-11', '2026-10']],
  ['last month', '2026-10', '2026-10', ['2026-10', 'own'], ['2026-11', '2026-10']],
  ['a link of last quarter', '2026-07', '2026-07', ['2026-07', 'own'], ['2026-11', '2026-10', '2026-07']],
  ['a month to come', '2026-12', null, ['own', '2026-11'], ['2026-11', '2026-10']],
  ['a month of long ago', '2019-01', null, ['own', '2026-11'], ['2026-11', '2026-10']],
  ['no month', '2026-10x', null, ['own', '2026-11'], ['2026-11', '2026-10']],
  ['a month that there is not', '2026-00', null, ['own', '2026-11'], ['2026-11', '2026-10']],
])('an address with %s', (_what, param, id, periods, months) => {
  const window = windowOf(param, NOW_MS, 'Europe/Berlin');
  expect(window.id).toBe(id);
  expect(window.periods.map((period) => (period.kind === 'own' ? 'own' : period.month.id))).toEqual(periods);
  expect(window.months.map((month) => month.id)).toEqual(months);
});

test('the month that runs is that of the zone', () => {
  const newYear = Date.UTC(2026, 11, 31, 23, 30);
  expect(windowOf(null, newYear, 'Europe/Berlin').months[0]?.id).toBe('2027-01');
  expect(windowOf(null, newYear, 'UTC').months[0]?.id).toBe('2026-12');
});

test('own windows are called by their days only where all of them roll as long', () => {
  const month = fakeObjective({ window: 'month' });
  const [four, thirty] = [fakeObjective({ window: '28d' }), fakeObjective()];
  expect(ownWindowTitle([thirty, thirty])).toBe('Rolling 30 days');
  expect(ownWindowTitle([four])).toBe('Rolling 28 days');
  expect(ownWindowTitle([four, thirty])).toBe('Own windows');
  expect(ownWindowTitle([thirty, month])).toBe('Own windows');
  expect(ownWindowTitle([])).toBe('Own windows');
});
