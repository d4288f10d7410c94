import { instantOf } from '../time/zone';
import type { JournalReading } from '../journal/event';
import { evening, morning, NOW_MS, OLD, reading, recorded, weekly, ZONE } from './historyTestData';
import { isSlipping, routines, type Routine } from './routines';
import type { ChecklistTemplate } from './template';

const onDemand: ChecklistTemplate = {
  id: 'move',
  title: 'Move',
  recurrence: null,
  windowSeconds: 60,
  items: morning.items,
};
const templates = [morning, evening, weekly, onDemand];

function all(
  journal: JournalReading | null,
  { on = templates.map(({ id }) => id), isStarted = true, nowMs = NOW_MS } = {}
): Map<string, Routine> {
  const settings = { version: 1, timezone: ZONE, checklists: on } as const;
  return new Map(
    routines({ templates, settings, isStarted, recorded: journal, nowMs }).map((one) => [one.template.id, one])
  );
}

const nextOf = ({ next, group }: Routine) => [group, next?.run.key ?? null, next?.state ?? null];

describe('what is due next', () => {
  const friday = 'morning/2026-11-20';

  test.each<[string, JournalReading | null, number, ReturnType<typeof nextOf>]>([
    ['an open round', reading([OLD]), NOW_MS, ['today', friday, 'due']],
    ['one that opens later today', reading([OLD]), NOW_MS - 3_600_000, ['today', friday, 'upcoming']],
    ['one past due whose day is not over', reading([OLD]), NOW_MS + 3_600_000, ['today', friday, 'due']],
    [
      'the one after a signed one',
      reading([OLD, recorded(friday, 5)]),
      NOW_MS,
      ['later', 'morning/2026-11-23', 'upcoming'],
    ],
    ['an open one of a journal that was not read', null, NOW_MS, ['today', friday, 'unknown']],
  ])('%s', (_name, journal, nowMs, expected) => {
    expect(nextOf(all(journal, { nowMs }).get('morning')!)).toEqual(expected);
  });

  test('a list of several days is due on its last one', () => {
    const at = (date: string) => nextOf(all(reading([OLD]), { nowMs: instantOf(date, '10:00', ZONE) }).get('weekly')!);
    expect(at('2026-11-18')).toEqual(['later', 'weekly/2026-11-16', 'due']);
    expect(at('2026-11-19')).toEqual(['today', 'weekly/2026-11-16', 'due']);
  });

  test('a list on demand, one that is off, and all before the start have nothing due', () => {
    const some = all(reading([OLD]), { on: ['morning', 'move'] });
    expect(nextOf(some.get('move')!)).toEqual(['on-demand', null, null]);
    expect(nextOf(some.get('evening')!)).toEqual(['off', null, null]);
    const none = [...all(reading([]), { isStarted: false }).values()];
    expect(none.map(({ group, last, onTime }) => [group, last, onTime])).toEqual(none.map(() => ['off', null, null]));
  });

  test('groups stand in their order, and in a group what is due first', () => {
    const signed = reading([OLD, recorded('morning/2026-11-20', 5)]);
    expect([...all(signed).keys()]).toEqual(['evening', 'morning', 'weekly', 'move']);
  });
});

test('the last run is the one that is over or signed, not the one that is open', () => {
  const last = (journal: JournalReading | null) => all(journal).get('morning')?.last;
  expect(last(reading([OLD]))).toMatchObject({ date: '2026-11-19', state: 'missed' });
  expect(last(reading([OLD, recorded('morning/2026-11-20', 5)]))).toMatchObject({
    date: '2026-11-20',
    state: 'on-time',
  });
  expect(last(null)).toMatchObject({ date: '2026-11-19', state: 'unknown' });
});

test('a list that was turned off keeps what was recorded, and its silence since is no miss', () => {
  const off = all(reading([OLD, recorded('evening/2026-11-12', 5)]), { on: ['morning'] }).get('evening')!;
  expect(off.strip.map(({ date, state }) => [date, state])).toEqual([['2026-11-12', 'on-time']]);
  expect(off.onTime).toBeNull();
});

test('a strip has sixteen rounds, and items with checks are counted', () => {
  const { strip, items, withChecks } = all(reading([OLD])).get('morning')!;
  expect(strip).toHaveLength(16);
  expect(strip.at(-1)).toMatchObject({ date: '2026-11-20', state: 'due' });
  expect([withChecks, items]).toEqual([1, 2]);
});

test.each([
  [{ ratio: 0.89, onTime: 8, of: 9, unknown: 0 }, true],
  [{ ratio: 0.9, onTime: 9, of: 10, unknown: 0 }, false],
  [{ ratio: null, onTime: 0, of: 4, unknown: 0 }, false],
  [null, false],
])('a list slips below 90 %% of enough rounds: %j', (onTime, expected) => {
  expect(isSlipping({ onTime })).toBe(expected);
});
