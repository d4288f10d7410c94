import type { JournalEvent, RejectedRow } from '../journal/event';
import type { Settings } from '../settings/settings';
import { addDays, instantOf } from '../time/zone';
import { begunRun, currentBegun, mayBegin, roundToBegin } from './begun';
import type { Act } from './draft';
import { recorded, reading, roundsOf, schedule, ZONE } from './historyTestData';
import { neighbours, runOfKey } from './neighbours';
import { routines } from './routines';
import type { Run } from './run';
import { begunSummary, summariesOf, SUMMARY_EVENTS } from './summary';
import type { ChecklistTemplate } from './template';
import { emptyState, item } from './testData';

const repair: ChecklistTemplate = {
  id: 'repair',
  title: 'Repair',
  recurrence: null,
  windowSeconds: 60,
  items: [item('walk', [])],
};
/** Wednesday 18 November 2026, 10:00 in Berlin. */
const BEGUN_MS = instantOf('2026-11-18', '10:00', ZONE);
const HOUR_MS = 3_600_000;
const NOTHING = reading([]);

function begun(run: Run, atMs = run.openMs): JournalEvent {
  const act: Act = { run, template: repair, state: emptyState, key: `begun ${run.key}` };
  const payload = SUMMARY_EVENTS.payloadOf({ p: begunSummary(act).payload });
  return { ...begunSummary(act), payload, id: atMs, author: 'ops1', createdMs: atMs, updatedMs: atMs };
}

const first = roundToBegin('repair', ZONE, NOTHING, BEGUN_MS);
const signed = (hours: number) => ({
  ...recorded(first.key, 0, { openMs: first.openMs, dueMs: first.dueMs }),
  createdMs: BEGUN_MS + hours * HOUR_MS,
});

describe('the round that beginning makes', () => {
  const row: RejectedRow = { id: 1, why: 'edited', author: '', createdMs: 0, subject: 'repair/2026-11-18/2' };

  test.each<[string, readonly JournalEvent[], readonly RejectedRow[], string]>([
    ['the first of a day', [], [], 'repair/2026-11-18'],
    ['the second', [begun(first)], [], 'repair/2026-11-18/2'],
    ['one after an entry that does not count', [begun(first)], [row], 'repair/2026-11-18/3'],
    ['one beside another day', [recorded('repair/2026-11-17', 0)], [], 'repair/2026-11-18'],
  ])('%s', (_name, events, rejected, key) => {
    expect(roundToBegin('repair', ZONE, reading(events, rejected), BEGUN_MS)).toMatchObject({
      key,
      dueMs: BEGUN_MS + 24 * HOUR_MS,
      closed: false,
    });
  });

  test('has the date of the zone', () => {
    const lateMs = instantOf('2026-11-18', '23:30', ZONE);
    expect(roundToBegin('repair', ZONE, NOTHING, lateMs).date).toBe('2026-11-18');
    expect(roundToBegin('repair', 'Asia/Tokyo', NOTHING, lateMs).date).toBe('2026-11-19');
  });
});

describe('the round that is looked at', () => {
  const current = (hours: number, ...events: readonly JournalEvent[]) => {
    const summaries = summariesOf({ events });
    const run = currentBegun('repair', summaries, ZONE, BEGUN_MS + hours * HOUR_MS);
    return [run?.key ?? null, run?.closed ?? null, mayBegin(run, summaries)];
  };

  test.each<[string, ReturnType<typeof current>, ReturnType<typeof current>]>([
    ['nobody began any', current(0), [null, null, true]],
    ['it is open', current(1, begun(first)), [first.key, false, false]],
    ['it is overdue, its last day not over', current(30, begun(first)), [first.key, false, false]],
    ['it was missed and can be signed late', current(60, begun(first)), [first.key, true, true]],
    ['it was signed today', current(3, begun(first), signed(2)), [first.key, false, true]],
    ['it was signed on another day', current(20, begun(first), signed(2)), [null, null, true]],
    [
      'it was reopened',
      current(3, begun(first), signed(1), { ...recorded(first.key, 0, { outcome: 'reopened' }), createdMs: BEGUN_MS }),
      [first.key, false, false],
    ],
    [
      'it is of another list',
      current(1, begun({ ...first, list: 'other', key: 'other/2026-11-18' })),
      [null, null, true],
    ],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected));
});

describe('what becomes of it', () => {
  const stateAt = (hours: number, events: readonly JournalEvent[], rejected: readonly RejectedRow[] = []) =>
    roundsOf(reading(events, rejected), { templates: [repair], nowMs: BEGUN_MS + hours * HOUR_MS }).map(
      ({ run, state, isOnTime, doubt }) => [run, state, isOnTime, doubt]
    );
  const edited: RejectedRow = {
    id: 9,
    why: 'edited',
    author: 'ops1',
    createdMs: BEGUN_MS + HOUR_MS,
    subject: first.key,
  };

  test.each<[string, ReturnType<typeof stateAt>, ReturnType<typeof stateAt>]>([
    ['open', stateAt(1, [begun(first)]), [[first.key, 'due', null, null]]],
    ['overdue', stateAt(25, [begun(first)]), [[first.key, 'due', false, null]]],
    ['left', stateAt(60, [begun(first)]), [[first.key, 'missed', false, null]]],
    ['signed', stateAt(60, [begun(first), signed(3)]), [[first.key, 'on-time', true, null]]],
    ['signed late', stateAt(60, [begun(first), signed(25)]), [[first.key, 'late', false, null]]],
    // Its signature may be what was edited: neither due nor missed.
    ['edited later', stateAt(60, [begun(first)], [edited]), [[first.key, 'unknown', null, 'edited']]],
    ['its only entry was edited', stateAt(60, [], [edited]), [[first.key, 'unknown', null, 'edited']]],
    ['nobody began any', stateAt(60, []), []],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected));

  test('a list has it as its next while it is open, and then as its last', () => {
    const settings: Settings = { version: 1, timezone: ZONE, checklists: ['repair'] };
    const at = (hours: number) => {
      const nowMs = BEGUN_MS + hours * HOUR_MS;
      const asked = { templates: [repair], settings, isStarted: true, recorded: reading([begun(first)]), nowMs };
      const [routine] = routines(asked);
      return [routine?.group, routine?.next?.run.key ?? null, routine?.last?.state ?? null];
    };
    expect(at(1)).toEqual(['on-demand', first.key, null]);
    expect(at(60)).toEqual(['on-demand', null, 'missed']);
  });

  test('its address is known by its entry alone, and the rounds beside it by theirs', () => {
    const next = roundToBegin('repair', ZONE, NOTHING, instantOf(addDays('2026-11-18', 1), '09:00', ZONE));
    const summaries = summariesOf({ events: [begun(first), begun(next)] });
    const asked = { key: first.key, date: first.date };
    expect(runOfKey(repair, schedule, asked, summaries[0] ?? null, BEGUN_MS)).toEqual(first);
    expect(runOfKey(repair, schedule, asked, null, BEGUN_MS)).toBeNull();
    const beside = (run: Run) => neighbours(repair, schedule, run, next.openMs + 1, summaries);
    expect([beside(first).before, beside(first).after?.key]).toEqual([null, next.key]);
    expect([beside(next).before?.key, beside(next).after]).toEqual([first.key, null]);
  });

  test('reads back as it was begun', () => {
    const [summary] = summariesOf({ events: [begun(first)] });
    expect(begunRun(summary!, ZONE, BEGUN_MS)).toEqual(first);
  });
});
