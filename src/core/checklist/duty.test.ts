import fc from 'fast-check';
import type { Rotation } from '../settings/settings';
import { onDuty } from './duty';

const ZONE = 'Europe/Berlin';
const weekly: Rotation = {
  title: 'On call',
  people: ['ops1', 'ops2', 'ops3'],
  from: '2026-11-02',
  days: 7,
  at: '09:00',
};
const at = (time: string) => Date.parse(time);
const whoAt = (time: string, rotation = weekly) => onDuty([rotation], ZONE, at(time))[0]?.who;

test.each([
  ['2026-11-02T07:59:59Z', undefined],
  ['2026-11-02T08:00:00Z', 'ops1'],
  ['2026-11-09T07:59:59Z', 'ops1'],
  ['2026-11-09T08:00:00Z', 'ops2'],
  ['2026-11-23T08:00:00Z', 'ops1'],
  // Summer time: 09:00 is 07:00 UTC from 29 March on.
  ['2027-03-29T06:59:59Z', 'ops3'],
  ['2027-03-29T07:00:00Z', 'ops1'],
])('at %s it is %s', (time, who) => expect(whoAt(time)).toBe(who));

test('says until when, and who is next where somebody else is', () => {
  expect(onDuty([weekly], ZONE, at('2026-11-20T07:37:00Z'))).toEqual([
    { title: 'On call', who: 'ops3', untilMs: at('2026-11-23T08:00:00Z'), next: 'ops1' },
  ]);
  expect(onDuty([{ ...weekly, people: ['lead1'] }], ZONE, at('2026-11-20T07:37:00Z'))[0]?.next).toBeNull();
  expect(onDuty([], ZONE, 0)).toEqual([]);
});

test('somebody is always on duty once it has begun, and turns follow each other without a gap', () => {
  const rotation = fc.record({
    title: fc.constant('On call'),
    people: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
    from: fc.constantFrom('2026-01-01', '2026-02-28', '2026-10-24', '2026-03-28'),
    days: fc.integer({ min: 1, max: 31 }),
    at: fc.constantFrom('00:00', '02:30', '09:00', '23:30'),
  });
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Pacific/Apia');
  fc.assert(
    fc.property(rotation, zones, fc.integer({ min: 0, max: 400 * 24 }), (one, zone, hours) => {
      const nowMs = at('2026-11-01T00:00:00Z') + hours * 3_600_000;
      const [now] = onDuty([one], zone, nowMs);
      expect(one.people).toContain(now?.who);
      expect(now!.untilMs).toBeGreaterThan(nowMs);
      const [before] = onDuty([one], zone, now!.untilMs - 1);
      const [after] = onDuty([one], zone, now!.untilMs);
      expect(before?.who).toBe(now!.who);
      expect(after?.who).toBe(now!.next ?? now!.who);
    })
  );
});
