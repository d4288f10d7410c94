/** @jest-environment node */
import fc from 'fast-check';
import { eventMaxBytes, journalCodec, type AnnotationRow } from '../../journal/codec';
import type { EventDraft, JournalEvent } from '../../journal/event';
import { utf8Length } from '../../journal/canonical';
import { addDays } from '../../time/zone';
import { DAY_LETTERS, daySummariesIn, daySummaryDrafts, readDays, type DaySummary } from './daySummary';
import { BACKUP_EVENTS } from './events';
import { rostersIn } from './rosters';
import { DAY_STATES, type DayState } from './view';

const codec = journalCodec([BACKUP_EVENTS]);
const NOW = Date.UTC(2026, 10, 29, 8);
const DATE = '2026-11-28';

const day = (states: Readonly<Record<string, DayState>>, date = DATE): DaySummary => ({
  date,
  zone: 'Europe/Berlin',
  states: new Map(Object.entries(states)),
  verified: null,
});

/** Rows as a server stores them, one after the other. */
function stored(drafts: readonly EventDraft[], from = 1, createdMs = NOW): AnnotationRow[] {
  return drafts.map((draft, index) => ({
    id: from + index,
    text: codec.encode(draft),
    tags: [`opsrounds:${draft.class}`, `opsrounds_list:${draft.list}`],
    login: 'robot',
    created: createdMs + index,
    updated: createdMs + index,
  }));
}

const read = (rows: readonly AnnotationRow[]): readonly JournalEvent[] => codec.decodeRows(rows).events;
const plain = (events: readonly JournalEvent[]) =>
  Object.fromEntries([...daySummariesIn(events)].map(([date, states]) => [date, Object.fromEntries(states)]));

const state = fc.constantFrom(...DAY_STATES);
const key = fc.oneof(
  fc
    .tuple(fc.constantFrom('pve:pve-a/qemu/', 'velero:prod/', 'weird:--é/'), fc.nat(40))
    .map(([system, id]) => system + id),
  fc.string({ minLength: 1, maxLength: 12 })
);
const states = fc.array(fc.tuple(key, state), { minLength: 1, maxLength: 30 }).map((pairs) => new Map(pairs));
const someDays = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 20 }), states, fc.option(fc.nat(30).map((ok) => ({ ok, of: 30, unknown: 1 })))),
    { minLength: 1, maxLength: 6 }
  )
  .map((list) =>
    [...new Map(list.map((entry) => [entry[0], entry])).values()].map(([ago, of, verified]): DaySummary => ({
      date: addDays('2026-11-29', -ago),
      zone: 'Europe/Berlin',
      states: of,
      verified,
    }))
  );
const isTold = ({ states: of }: DaySummary) => [...of.values()].some((one) => one !== 'unknown');

describe('days in the journal', () => {
  it('are read as they were written, whatever order the rows come in and how often', () => {
    fc.assert(
      fc.property(someDays, fc.nat(), (days, turn) => {
        const rows = stored(daySummaryDrafts(days, [], NOW));
        const split = turn % (rows.length + 1);
        const turned = [...rows.slice(split), ...rows.slice(0, split), ...rows.slice(split)];
        const sorted = days.filter(isTold).sort((a, b) => (a.date < b.date ? -1 : 1));
        expect(readDays(read(turned)).map(comparable)).toEqual(sorted.map(comparable));
      })
    );
  });

  it('are written once: the same again writes nothing', () => {
    fc.assert(
      fc.property(someDays, (days) => {
        const events = read(stored(daySummaryDrafts(days, [], NOW)));
        expect(daySummaryDrafts(days, events, NOW)).toEqual([]);
      })
    );
  });

  it('count once when two write at once, and only what was not known is added later', () => {
    fc.assert(
      fc.property(states, states, (first, second) => {
        const [one, other] = [first, second].map((of): DaySummary => ({
          date: DATE,
          zone: 'UTC',
          states: of,
          verified: null,
        }));
        const rows = [
          ...stored(daySummaryDrafts([one as DaySummary], [], NOW)),
          // Neither saw what the other wrote.
          ...stored(daySummaryDrafts([other as DaySummary], [], NOW), 1000, NOW + 1000),
        ];
        const told = daySummariesIn(read(rows)).get(DATE);
        const isFirstGap = [...first.values()].every((value) => value === 'unknown');
        const isSecondGap = [...second.values()].every((value) => value === 'unknown');
        for (const target of new Set([...first.keys(), ...second.keys()])) {
          const before = isFirstGap ? undefined : first.get(target);
          const after = isSecondGap ? undefined : second.get(target);
          expect(told?.get(target)).toBe(before === undefined || before === 'unknown' ? (after ?? before) : before);
        }
      })
    );
  });

  it('reject whatever was cut or changed in a line, and never tell another state for it', () => {
    fc.assert(
      fc.property(states, fc.nat(), fc.constantFrom(...DAY_LETTERS, '', 'x'), (of, at, letter) => {
        const summary: DaySummary = { date: DATE, zone: 'UTC', states: of, verified: null };
        const rows = stored(daySummaryDrafts([summary], [], NOW));
        const last = rows.at(-1);
        fc.pre(last !== undefined && isTold(summary));
        const [, letters = ''] = /"letters":"([^"]*)"/.exec(last?.text ?? '') ?? [];
        const place = at % letters.length;
        const changed = letters.slice(0, place) + letter + letters.slice(place + 1);
        fc.pre(changed !== letters);
        const text = (last?.text ?? '').replace(`"letters":"${letters}"`, `"letters":"${changed}"`);
        expect(plain(read([...rows.slice(0, -1), { ...(last as AnnotationRow), text }]))).toEqual({});
      })
    );
  });

  it.each([
    ['whose roster is missing', (rows: AnnotationRow[]) => rows.slice(1)],
    ['that was edited', (rows: AnnotationRow[]) => rows.map((row) => ({ ...row, updated: row.updated + 1 }))],
    [
      'whose roster has another target',
      (rows: AnnotationRow[]) => rows.map((row) => ({ ...row, text: row.text.replace('"add":["a"', '"add":["b"') })),
    ],
    [
      'that was written before the day was over',
      (rows: AnnotationRow[]) =>
        rows.map((row) => ({ ...row, created: NOW - 12 * 3_600_000, updated: NOW - 12 * 3_600_000 })),
    ],
    [
      'that is no date',
      (rows: AnnotationRow[]) =>
        rows.map((row) => ({ ...row, text: row.text.replace('"date":"2026-11-28"', '"date":"2026-02-30"') })),
    ],
    [
      'in no zone',
      (rows: AnnotationRow[]) =>
        rows.map((row) => ({ ...row, text: row.text.replace('Europe/Berlin', 'Europe/Berlon') })),
    ],
  ])('are none %s', (_what, spoil) => {
    const rows = stored(daySummaryDrafts([day({ a: 'failed' })], [], NOW));
    expect(plain(read(rows))).toEqual({ [DATE]: { a: 'failed' } });
    expect(plain(read(spoil(rows)))).toEqual({});
  });

  it('of which nothing is known stay gaps', () => {
    expect(daySummaryDrafts([day({ a: 'unknown', b: 'unknown' })], [], NOW)).toEqual([]);
    expect(daySummaryDrafts([day({})], [], NOW)).toEqual([]);
  });

  it('cannot be written before they are over where they are', () => {
    expect(() => daySummaryDrafts([day({ a: 'good' }, '2026-11-29')], [], NOW)).toThrow(RangeError);
  });

  it('add what was not known, and leave what failed as it is', () => {
    const before = read(stored(daySummaryDrafts([day({ a: 'failed', b: 'unknown' })], [], NOW)));
    const drafts = daySummaryDrafts([day({ a: 'good', b: 'missed', c: 'good' })], before, NOW);
    const after = [...before, ...read(stored(drafts, 50, NOW + 50))];
    expect(plain(after)).toEqual({ [DATE]: { a: 'failed', b: 'missed', c: 'good' } });
  });
});

describe('rosters', () => {
  const named = (count: number, from = 0) =>
    Object.fromEntries(
      Array.from({ length: count }, (_unused, index) => [`pve:pve-a--b/qemu/${from + index}`, 'good' as const])
    );

  it('grow by what is new, and begin anew when most of one is gone', () => {
    let events: readonly JournalEvent[] = [];
    const write = (states: Readonly<Record<string, DayState>>, date: string) => {
      const drafts = daySummaryDrafts([day(states, date)], events, NOW);
      events = [...events, ...read(stored(drafts, events.length + 1, NOW + events.length))];
      return drafts.map(({ payload }) => ('add' in payload ? payload.add.length : 'day'));
    };
    expect(write(named(10), '2026-11-20')).toEqual([10, 'day']);
    expect(write(named(10), '2026-11-21')).toEqual(['day']);
    expect(write(named(11), '2026-11-22')).toEqual([1, 'day']);
    expect(write(named(3, 100), '2026-11-23')).toEqual([3, 'day']);
    expect([...rostersIn(events).values()].map(({ keys }) => keys.length)).toEqual([10, 11, 3]);
    expect(Object.keys(plain(events))).toHaveLength(4);
  });

  it('of 1,000 targets and a year fit into events, and are read in one go', () => {
    const year = Array.from({ length: 366 }, (_unused, index) => day(named(1000), addDays(DATE, -index)));
    const drafts = daySummaryDrafts(year, [], NOW);
    const sizes = drafts.map((draft) => utf8Length(codec.encode(draft)));
    drafts.forEach((draft, index) => expect(sizes[index]).toBeLessThanOrEqual(eventMaxBytes(draft.class)));
    expect(drafts.length).toBeLessThan(370);
    const days = readDays(read(stored(drafts)));
    expect(days).toHaveLength(366);
    expect(days.every(({ states: of }) => of.size === 1000)).toBe(true);
  });
});

function comparable({ date, states: of, verified }: DaySummary) {
  return { date, verified, states: Object.fromEntries(of) };
}
