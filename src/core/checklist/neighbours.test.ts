import { instantOf } from '../time/zone';
import { morning, NOW_MS, recorded, schedule, weekly, ZONE } from './historyTestData';
import { neighbours, runOfKey } from './neighbours';
import { summariesOf } from './summary';

const at = (date: string) => ({ openMs: instantOf(date, '08:30', ZONE) });

test.each([
  ['a Monday has Friday before it', morning, '2026-11-16', 'morning/2026-11-13', 'morning/2026-11-17'],
  ['the round of today has none after it', morning, '2026-11-20', 'morning/2026-11-19', null],
  ['a weekly one', weekly, '2026-11-09', 'weekly/2026-11-02', 'weekly/2026-11-16'],
])('%s', (_name, list, date, before, after) => {
  const found = neighbours(list, schedule, at(date), NOW_MS, []);
  expect([found.before?.key ?? null, found.after?.key ?? null]).toEqual([before, after]);
});

test('no round lies before the start', () => {
  const startedMs = instantOf('2026-11-16', '08:00', ZONE);
  expect(neighbours(morning, { ...schedule, startedMs }, at('2026-11-16'), NOW_MS, []).before).toBeNull();
});

test('of several a day the one before is of the same day', () => {
  const shifts = [
    { id: 'early', opens: '06:00', due: '07:00' },
    { id: 'late', opens: '14:00', due: '15:00' },
  ];
  const late = { openMs: instantOf('2026-11-18', '14:00', ZONE) };
  const { before, after } = neighbours({ ...morning, shifts }, schedule, late, NOW_MS, []);
  expect([before?.key, after?.key]).toEqual(['morning/2026-11-18/early', 'morning/2026-11-19/early']);
});

describe('the round of an address', () => {
  const [saturday] = summariesOf({ events: [recorded('morning/2026-11-14', 5)] });
  const of = (key: string, date: string, summary = saturday ?? null) =>
    runOfKey(morning, schedule, { key, date }, summary, NOW_MS)?.key ?? null;

  test('is one of the calendar, or one that was recorded when the list had other days', () => {
    expect(of('morning/2026-11-19', '2026-11-19', null)).toBe('morning/2026-11-19');
    expect(of('morning/2026-11-14', '2026-11-14')).toBe('morning/2026-11-14');
  });

  test('else there is none', () => {
    expect(runOfKey(morning, schedule, { key: 'morning/2026-11-14', date: '2026-11-14' }, null, NOW_MS)).toBeNull();
    expect(
      runOfKey(morning, schedule, { key: 'morning/2026-11-19/night', date: '2026-11-19' }, null, NOW_MS)
    ).toBeNull();
  });
});
