import fc from 'fast-check';
import { addMonths, lastFullMonth, monthIn, type Month } from './month';
import { localDate } from './zone';

function month(id: string, zone: string): Month {
  const result = monthIn(id, zone);
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  return result.month;
}

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Santiago',
  'Africa/Cairo',
];

describe('monthIn', () => {
  it.each([
    ['2026-03', 'Europe/Berlin', 743],
    ['2026-10', 'Europe/Berlin', 745],
    ['2026-09', 'Europe/Berlin', 720],
    ['2026-11', 'America/New_York', 721],
    ['2026-04', 'Australia/Lord_Howe', 720.5],
    ['2028-02', 'Europe/Berlin', 696],
    ['2026-10', 'UTC', 744],
  ])('%s in %s has %d real hours', (id, zone, hours) => {
    expect(month(id, zone).hours).toBe(hours);
  });

  it('begins and ends at local midnight', () => {
    const october = month('2026-10', 'Europe/Berlin');
    expect(new Date(october.fromMs).toISOString()).toBe('2026-09-30T22:00:00.000Z');
    expect(new Date(october.toMs).toISOString()).toBe('2026-10-31T23:00:00.000Z');
  });

  it('names the change of the clocks and makes its day longer or shorter', () => {
    const october = month('2026-10', 'Europe/Berlin');
    expect(october.clockChange).toEqual({ date: '2026-10-25', direction: 'back' });
    expect(october.days[24]?.hours).toBe(25);
    expect(month('2026-03', 'Europe/Berlin').clockChange).toEqual({ date: '2026-03-29', direction: 'forward' });
    expect(month('2026-09', 'Europe/Berlin').clockChange).toBeNull();
  });

  it('knows weekends by the local date', () => {
    expect(
      month('2026-10', 'UTC')
        .days.filter((day) => day.weekend)
        .map((day) => day.date.slice(8))
    ).toEqual(['03', '04', '10', '11', '17', '18', '24', '25', '31']);
  });

  it('leaves out a day that the zone skipped', () => {
    expect(month('2011-12', 'Pacific/Apia').days.map((day) => day.date)).not.toContain('2011-12-30');
  });

  it.each([
    ['2026-13', 'UTC', 'month-out-of-range'],
    ['2026-00', 'UTC', 'month-out-of-range'],
    ['0000-01', 'UTC', 'month-out-of-range'],
    ['2026-1', 'UTC', 'month-malformed'],
    ['october', 'UTC', 'month-malformed'],
    ['2026-10-01', 'UTC', 'month-malformed'],
    ['', 'UTC', 'month-malformed'],
    ['2026-10', 'Mars/Olympus', 'zone-unknown'],
    ['2026-10', '+02:00', 'zone-unknown'],
  ])('refuses %j in %s with %s', (id, zone, code) => {
    expect(monthIn(id, zone)).toMatchObject({ ok: false, problem: { code } });
  });

  it('is tiled by its days, without gap or overlap, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 1971, max: 2070 }),
        fc.integer({ min: 1, max: 12 }),
        (zone, year, number) => {
          const id = `${year}-${String(number).padStart(2, '0')}`;
          const { fromMs, toMs, days, hours } = month(id, zone);
          let at = fromMs;
          for (const day of days) {
            expect(day.fromMs).toBe(at);
            expect(localDate(day.fromMs, zone)).toBe(day.date);
            at = day.toMs;
          }
          expect(at).toBe(toMs);
          expect(hours).toBeCloseTo(
            days.reduce((sum, day) => sum + day.hours, 0),
            9
          );
          expect(month(addMonths(id, 1), zone).fromMs).toBe(toMs);
        }
      ),
      { numRuns: 300 }
    );
  });
});

describe('lastFullMonth', () => {
  it('turns at local midnight, not at midnight in UTC', () => {
    const justAfter = Date.parse('2026-10-31T23:00:00Z');
    expect(lastFullMonth(justAfter, 'Europe/Berlin')).toBe('2026-10');
    expect(lastFullMonth(justAfter - 1, 'Europe/Berlin')).toBe('2026-09');
    expect(lastFullMonth(justAfter, 'UTC')).toBe('2026-09');
  });

  it('crosses the year', () => {
    expect(lastFullMonth(Date.parse('2027-01-15T00:00:00Z'), 'UTC')).toBe('2026-12');
  });
});
