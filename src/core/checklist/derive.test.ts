import { deriveRun } from './derive';
import { item, template } from './testData';

const morning = template(item('a', []));
const berlin = 'Europe/Berlin';
const at = (iso: string): number => Date.parse(iso);

describe('deriveRun', () => {
  it('gives today from the opening minute on', () => {
    const run = deriveRun(morning, berlin, at('2026-11-20T07:30:00Z'));
    expect(run).toMatchObject({ key: 'morning/2026-11-20', closed: false, openMs: at('2026-11-20T07:30:00Z') });
    expect(run.dueMs).toBe(at('2026-11-20T08:00:00Z'));
  });

  it('gives the last one, closed, a millisecond before it opens', () => {
    const run = deriveRun(morning, berlin, at('2026-11-20T07:30:00Z') - 1);
    expect(run).toMatchObject({ key: 'morning/2026-11-19', closed: true });
  });

  it.each(['2026-11-21T12:00:00Z', '2026-11-22T12:00:00Z', '2026-11-23T07:00:00Z'])(
    'gives Friday over the weekend and until Monday opens (%s)',
    (now) => expect(deriveRun(morning, berlin, at(now))).toMatchObject({ key: 'morning/2026-11-20', closed: true })
  );

  it('stays open past due on its own day', () => {
    expect(deriveRun(morning, berlin, at('2026-11-20T20:00:00Z')).closed).toBe(false);
  });

  it('takes the date of the zone, not of UTC', () => {
    const daily = { ...morning, days: ['fri', 'sat'] as const };
    expect(deriveRun(daily, 'Pacific/Auckland', at('2026-11-19T20:00:00Z')).date).toBe('2026-11-20');
  });

  it('keeps the date of a night shift until it is due on the next day', () => {
    const night = { ...morning, opens: '22:00', due: '06:00' };
    const run = deriveRun(night, berlin, at('2026-11-20T02:00:00Z'));
    expect(run).toMatchObject({ date: '2026-11-19', closed: false, dueMs: at('2026-11-20T05:00:00Z') });
    expect(deriveRun(night, berlin, at('2026-11-20T05:01:00Z')).closed).toBe(true);
  });

  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T06:30:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T07:30:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T12:30:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T13:30:00.000Z'],
    ['2026-04-05', 'Pacific/Auckland', '2026-04-04T20:30:00.000Z'],
    ['2026-09-27', 'Pacific/Auckland', '2026-09-26T19:30:00.000Z'],
  ])('opens at 08:30 on the wall on %s in %s, when the clocks change', (date, zone, opens) => {
    const daily = { ...morning, days: ['sun'] as const };
    const run = deriveRun(daily, zone, at(opens));
    expect([run.date, new Date(run.openMs).toISOString()]).toEqual([date, opens]);
  });

  it('finds a list of one day a week on the day before the next', () => {
    const weekly = { ...morning, days: ['mon'] as const };
    expect(deriveRun(weekly, berlin, at('2026-11-22T12:00:00Z')).date).toBe('2026-11-16');
  });

  it('finds last week on that day before it opens', () => {
    const weekly = { ...morning, days: ['mon'] as const };
    expect(deriveRun(weekly, berlin, at('2026-11-23T06:00:00Z')).date).toBe('2026-11-16');
  });

  it('refuses a list without days and an unknown zone', () => {
    expect(() => deriveRun({ ...morning, days: [] }, berlin, 0)).toThrow(RangeError);
    expect(() => deriveRun(morning, 'Europe/Nowhere', 0)).toThrow(RangeError);
  });
});
