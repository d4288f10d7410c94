import fc from 'fast-check';

import type { JournalEvent, RejectedRow } from '../journal/event';
import { addDays, instantOf } from '../time/zone';
import { history, type RoundState } from './history';
import { onTimeOf } from './historyFigures';
import { morning, NOW_MS, OLD, reading, recorded, roundsOf, schedule, stateOf, weekly, ZONE } from './historyTestData';
import type { SummaryPayload } from './summary';

describe('what became of a round', () => {
  const date = '2026-11-18';
  const run = `morning/${date}`;
  const row = (why: RejectedRow['why'], subject?: string): RejectedRow => ({
    id: 1,
    why,
    author: 'ops2',
    createdMs: instantOf(date, '08:50', ZONE),
    ...(subject !== undefined && { subject }),
  });

  test.each<[string, readonly JournalEvent[], readonly RejectedRow[], RoundState, boolean | null]>([
    ['signed before it is due', [recorded(run, 11)], [], 'on-time', true],
    ['signed at the minute it is due', [recorded(run, 30)], [], 'on-time', true],
    ['signed after it', [recorded(run, 31)], [], 'late', false],
    ['signed a day later', [recorded(run, 24 * 60)], [], 'late', false],
    ['signed with a reason', [recorded(run, 11, { reason: 'drill', answered: 9 })], [], 'incomplete', true],
    ['signed with items left and without a word', [recorded(run, 11, { answered: 9 })], [], 'incomplete', true],
    ['signed incomplete and late', [recorded(run, 50, { reason: 'drill' })], [], 'incomplete', false],
    ['skipped', [recorded(run, 11, { outcome: 'skipped', reason: 'move' })], [], 'skipped', null],
    ['nothing was said', [], [], 'missed', false],
    ['reopened and left', [recorded(run, 11), recorded(run, 12, { outcome: 'reopened' })], [], 'missed', false],
    ['signed again', [recorded(run, 12, { outcome: 'reopened' }), recorded(run, 20)], [], 'on-time', true],
    ['due at another time then', [recorded(run, 50, { dueMs: NOW_MS })], [], 'on-time', true],
    ['its entry was edited', [], [row('edited', run)], 'unknown', null],
    ['an entry of its time says nothing', [], [row('unreadable')], 'unknown', null],
    ['an entry of another round was edited', [], [row('edited', 'morning/2026-11-17')], 'missed', false],
    ['an entry was sent twice', [], [row('duplicate-key', run)], 'missed', false],
  ])('%s', (_name, events, rejected, state, isOnTime) => {
    const round = roundsOf(reading([OLD, ...events], rejected)).find((one) => one.date === date);
    expect([round?.state, round?.isOnTime]).toEqual([state, isOnTime]);
  });

  test('a round of today is due until its day is over, and not in time once it is past due', () => {
    const at = (nowMs: number) => roundsOf(reading([OLD]), { nowMs }).find((one) => one.date === '2026-11-20');
    expect(at(NOW_MS - 30 * 60_000)?.state).toBe('upcoming');
    expect(at(NOW_MS)).toMatchObject({ state: 'due', isOnTime: null });
    expect(at(NOW_MS + 3_600_000)).toMatchObject({ state: 'due', isOnTime: false });
    expect(at(NOW_MS + 16 * 3_600_000)).toMatchObject({ state: 'missed', isOnTime: false });
  });

  test('a weekly one stands at its first day and is due until its last', () => {
    const at = (nowMs: number) => stateOf('2026-11-16', roundsOf(reading([OLD]), { templates: [weekly], nowMs }));
    expect(at(instantOf('2026-11-19', '16:00', ZONE))).toBe('due');
    expect(at(instantOf('2026-11-20', '00:30', ZONE))).toBe('missed');
  });

  test('one of other days than the list has now is shown where it was', () => {
    const saturday = recorded('morning/2026-11-14', 5);
    expect(stateOf('2026-11-14', roundsOf(reading([OLD, saturday])))).toBe('on-time');
    expect(stateOf('2026-11-14', roundsOf(reading([OLD])))).toBeUndefined();
  });

  test('of several a day the missed one is told first', () => {
    const shifts = [
      { id: 'early', opens: '06:00', due: '07:00' },
      { id: 'late', opens: '14:00', due: '15:00' },
    ];
    const early = { ...recorded('morning/2026-11-18', 5), subject: 'morning/2026-11-18/early' };
    const { lists } = history({
      templates: [{ ...morning, shifts }],
      schedule,
      recorded: reading([OLD, early]),
      nowMs: NOW_MS,
    });
    const day = lists[0]?.days.find((one) => one.date === '2026-11-18');
    expect(day?.state).toBe('missed');
    expect(day?.rounds.map(({ run: key }) => key)).toEqual(['morning/2026-11-18/late', 'morning/2026-11-18/early']);
  });
});

describe('what is not known is never missed', () => {
  test('a journal that could not be read', () => {
    const rounds = roundsOf(null);
    expect(new Set(rounds.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(rounds[0]?.doubt).toBe('unread');
    expect(onTimeOf(rounds)).toMatchObject({ ratio: null, of: 0, unknown: rounds.length });
  });

  test('a journal that begins later, emptied or never written', () => {
    const rounds = roundsOf(reading([recorded('morning/2026-11-16', 5)]));
    expect(stateOf('2026-11-13', rounds)).toBe('unknown');
    expect(stateOf('2026-11-16', rounds)).toBe('on-time');
    expect(stateOf('2026-11-17', rounds)).toBe('missed');
    const never = roundsOf(reading([]));
    expect(new Set(never.slice(0, -1).map(({ doubt }) => doubt))).toEqual(new Set(['before-journal']));
    expect(never.at(-1)).toMatchObject({ date: '2026-11-20', state: 'due', doubt: null });
  });

  test('whatever lies in the journal, and whenever it is looked at', () => {
    const day = fc.integer({ min: 0, max: 90 }).map((days) => addDays('2026-08-24', days));
    const event = fc
      .tuple(day, fc.integer({ min: 0, max: 3000 }), fc.constantFrom('signed', 'skipped', 'reopened'), fc.boolean())
      .map(([date, minutes, outcome, isWhole]) =>
        recorded(`morning/${date}`, minutes, { outcome, reason: isWhole ? null : 'why' } as Partial<SummaryPayload>)
      );
    fc.assert(
      fc.property(fc.array(event), fc.integer({ min: -90, max: 0 }), (unordered, days) => {
        const events = [...unordered].sort((a, b) => a.createdMs - b.createdMs || a.id - b.id);
        const oldestMs = Math.min(...events.map(({ createdMs }) => createdMs));
        const { lists } = history({
          templates: [morning, weekly],
          schedule,
          recorded: reading(events),
          nowMs: NOW_MS + days * 86_400_000,
        });
        const rounds = lists.flatMap((list) => list.rounds);
        const said = new Set(events.map(({ subject }) => subject));
        expect(rounds.filter((one) => one.state === 'missed' && !said.has(one.run) && one.openMs < oldestMs)).toEqual(
          []
        );
        expect(lists.map((list) => list.days.length)).toEqual([91, 91]);
        expect(lists.flatMap((list) => list.days).flatMap((one) => one.rounds)).toHaveLength(rounds.length);
        const { onTime, of, unknown } = onTimeOf(rounds);
        expect(onTime).toBeLessThanOrEqual(of);
        expect(of + unknown).toBeLessThanOrEqual(rounds.length);
      }),
      { numRuns: 60 }
    );
  });
});
