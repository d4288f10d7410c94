import fc from 'fast-check';

import { deriveRun, nextRun, runsIn } from './derive';
import type { Weekday } from './recurrence';
import { item, template } from './testData';

const morning = template(item('a', []));
const inZone = (zone: string, startedMs?: number) => ({
  zone,
  holidays: new Set<string>(),
  ...(startedMs !== undefined && { startedMs }),
});
const berlin = inZone('Europe/Berlin');
const on = (...days: readonly Weekday[]) => ({ ...morning, recurrence: { every: 'week', days } as const });
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

  it('has no round of a list before the list itself was turned on', () => {
    const later = { ...inZone('Europe/Berlin', 0), turnedOnMs: new Map([['morning', at('2026-11-19T12:00:00Z')]]) };
    const week = { fromMs: at('2026-11-16T00:00:00Z'), toMs: at('2026-11-21T00:00:00Z') };
    const dates = (schedule: Parameters<typeof runsIn>[1]) =>
      runsIn(morning, schedule, week, week.toMs).map(({ date }) => date);
    expect(dates(later)).toEqual(['2026-11-20']);
    expect(dates({ ...later, turnedOnMs: new Map([['weekly', at('2026-11-19T12:00:00Z')]]) })).toHaveLength(5);
    expect(deriveRun(morning, later, at('2026-11-19T13:00:00Z')).key).toBe('morning/2026-11-20');
  });

  it('names the next one that opens, over the weekend', () => {
    expect(nextRun(morning, berlin, at('2026-11-20T07:29:59Z'))?.date).toBe('2026-11-20');
    expect(nextRun(morning, berlin, at('2026-11-20T07:30:00Z'))?.date).toBe('2026-11-23');
  });

  it('takes the date of the zone, not of UTC', () => {
    const daily = on('fri', 'sat');
    expect(deriveRun(daily, inZone('Pacific/Auckland'), at('2026-11-19T20:00:00Z')).date).toBe('2026-11-20');
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
    const daily = on('sun');
    const run = deriveRun(daily, inZone(zone), at(opens));
    expect([run.date, new Date(run.openMs).toISOString()]).toEqual([date, opens]);
  });

  it('finds a list of one day a week on the day before the next', () => {
    const weekly = on('mon');
    expect(deriveRun(weekly, berlin, at('2026-11-22T12:00:00Z')).date).toBe('2026-11-16');
  });

  it('finds last week on that day before it opens', () => {
    const weekly = on('mon');
    expect(deriveRun(weekly, berlin, at('2026-11-23T06:00:00Z')).date).toBe('2026-11-16');
  });

  it('refuses a list without days and an unknown zone', () => {
    expect(() => deriveRun(on(), berlin, 0)).toThrow(RangeError);
    expect(() => deriveRun(morning, inZone('Europe/Nowhere'), 0)).toThrow(RangeError);
  });

  describe('when the rounds were started', () => {
    const started = (startedAt: string, now = startedAt) =>
      deriveRun(morning, inZone('Europe/Berlin', at(startedAt)), at(now));

    it.each([
      ['on a Saturday', '2026-11-28T14:00:00Z', 'morning/2026-11-30'],
      ["after the day's round was due", '2026-11-24T15:00:00Z', 'morning/2026-11-25'],
      ['at the minute it is due', '2026-11-24T08:00:00Z', 'morning/2026-11-25'],
      ["before the day's round opens", '2026-11-24T05:00:00Z', 'morning/2026-11-24'],
      ['while it is open', '2026-11-24T07:45:00Z', 'morning/2026-11-24'],
    ])('%s, the first one is the next that falls due, and is open', (_, startedAt, key) => {
      const run = started(startedAt);
      expect(run).toMatchObject({ key, closed: false });
      expect(run.openMs).toBeLessThanOrEqual(at(startedAt));
      expect(run.dueMs).toBeGreaterThan(at(startedAt));
    });

    it('it stays the same round when its own time comes, and the next one is as always', () => {
      const [first, monday] = [
        started('2026-11-28T14:00:00Z'),
        started('2026-11-28T14:00:00Z', '2026-11-30T08:30:00Z'),
      ];
      expect(monday).toEqual(first);
      const tuesday = '2026-12-01T08:30:00Z';
      expect(started('2026-11-28T14:00:00Z', tuesday)).toEqual(deriveRun(morning, berlin, at(tuesday)));
    });

    it('a night shift that is under way is the first', () => {
      const night = { ...morning, opens: '22:00', due: '06:00' };
      const run = deriveRun(night, inZone('Europe/Berlin', at('2026-11-20T02:00:00Z')), at('2026-11-20T02:00:00Z'));
      expect(run).toMatchObject({ date: '2026-11-19', openMs: at('2026-11-19T21:00:00Z') });
    });

    it('no round was due before, whenever they were started', () => {
      const weekly = on('mon');
      fc.assert(
        fc.property(
          fc.constantFrom(morning, weekly),
          fc.integer({ min: 0, max: 14 * 96 }),
          fc.integer({ min: 0, max: 14 * 96 }),
          (list, start, later) => {
            const startedMs = at('2026-11-16T00:00:00Z') + start * 900_000;
            const nowMs = startedMs + later * 900_000;
            const run = deriveRun(list, inZone('Europe/Berlin', startedMs), nowMs);
            expect(run.dueMs).toBeGreaterThan(startedMs);
            expect(run.openMs).toBeLessThanOrEqual(nowMs);
          }
        )
      );
    });
  });
});
