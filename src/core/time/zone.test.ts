import { addDays, dayOfWeek, instantOf, isZone, localDate, localTime } from './zone';

const iso = (ms: number): string => new Date(ms).toISOString();

describe('wall clock of a zone', () => {
  it('moves a time that the clocks skip on by what they skip', () => {
    expect(iso(instantOf('2026-03-29', '02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
    expect(localTime(instantOf('2026-03-29', '02:30', 'Europe/Berlin'), 'Europe/Berlin')).toBe('03:30');
  });

  it('takes the first of a time that the clocks repeat', () => {
    expect(iso(instantOf('2026-10-25', '02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
  });

  it('knows the local date around midnight', () => {
    expect(localDate(Date.parse('2026-11-20T22:59:59Z'), 'Europe/Berlin')).toBe('2026-11-20');
    expect(localDate(Date.parse('2026-11-20T23:00:00Z'), 'Europe/Berlin')).toBe('2026-11-21');
  });

  it('counts days over the end of a year and names weekdays from Monday', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect([dayOfWeek('2026-11-16'), dayOfWeek('2026-11-22')]).toEqual([1, 7]);
  });

  it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'])('takes %s for a zone', (zone) =>
    expect(isZone(zone)).toBe(true)
  );
  it.each(['', 'Europe/Nowhere', '+02:00', '-0330', 'browser'])('does not take %j for a zone', (zone) =>
    expect(isZone(zone)).toBe(false)
  );
});
