import type { JournalEvent } from '../journal/event';
import { addDays, instantOf } from '../time/zone';
import { history } from './history';
import { carriedNow, historyFigures, historyFinding, lastRounds, onTimeOf } from './historyFigures';
import { evening, morning, NOW_MS, OLD, reading, recorded, roundsOf, schedule, stateOf, ZONE } from './historyTestData';
import type { OpenItem, SummaryPayload } from './summary';

describe('what they amount to', () => {
  const week = ['16', '17', '18', '19'].map((day) => `morning/2026-11-${day}`);
  const startedMs = instantOf('2026-11-13', '00:00', ZONE);
  const since = { schedule: { ...schedule, startedMs } };
  const friday = recorded('morning/2026-11-13', 20);

  test('no rate of fewer than five', () => {
    const rounds = roundsOf(reading(week.map((run) => recorded(run, 10))), {
      schedule: { ...schedule, startedMs: instantOf('2026-11-16', '00:00', ZONE) },
    });
    expect(historyFigures(rounds)).toEqual({
      onTime: { ratio: null, onTime: 4, of: 4, unknown: 0 },
      signed: 4,
      completeRatio: null,
      machineRatio: null,
      foundPerRound: null,
      medianMs: null,
    });
  });

  test('each by its formula', () => {
    const [a = '', b = '', c = '', d = ''] = week;
    const rounds = roundsOf(
      reading([
        friday,
        recorded(a, 10, { answered: 9, reason: 'why', startedMs: null }),
        recorded(b, 40, { machine: 3, found: { fail: 1, unknown: 2, warn: 3 } }),
        recorded(c, 10),
        recorded(d, 10),
      ]),
      since
    );
    expect(historyFigures(rounds)).toEqual({
      onTime: { ratio: 0.8, onTime: 4, of: 5, unknown: 0 },
      signed: 5,
      completeRatio: 49 / 50,
      machineRatio: 35 / 50,
      foundPerRound: 2,
      medianMs: null,
    });
  });

  test('the median of an even number lies between the two in the middle', () => {
    const seconds = [10, 20, 30, 50, 600, 900];
    const rounds = seconds.map((took, day) => {
      const run = recorded(`morning/2026-11-0${day + 1}`, 10);
      return { ...run, payload: { ...(run.payload as SummaryPayload), startedMs: run.createdMs - took * 1000 } };
    });
    expect(historyFigures(roundsOf(reading([OLD, ...rounds]))).medianMs).toBe(50_000);
  });

  test('holidays and skipped rounds change no denominator', () => {
    const [a = '', b = '', c = '', d = ''] = week;
    const events = [friday, recorded(a, 10), recorded(b, 10), recorded(d, 10)];
    const of = (more: JournalEvent[], holidays: string[]) =>
      onTimeOf(
        roundsOf(reading([...events, ...more]), { schedule: { ...since.schedule, holidays: new Set(holidays) } })
      ).of;
    expect(of([], [])).toBe(5);
    expect(of([], ['2026-11-18'])).toBe(4);
    expect(of([recorded(c, 1, { outcome: 'skipped' })], [])).toBe(4);
  });

  test('rounds before the start are none', () => {
    expect(stateOf('2026-11-12', roundsOf(reading([friday]), since))).toBeUndefined();
  });

  test('a strip shows the last rounds that have opened, the newest last', () => {
    const rounds = roundsOf(reading([friday]), since);
    expect(lastRounds({ rounds }, 3).map(({ date }) => date)).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
  });
});

describe('what the weeks show', () => {
  const days = (from: string, count: number) =>
    Array.from({ length: count }, (_, index) => addDays(from, index)).filter((date) => stateOf(date, roundsOf(null)));
  const all = days('2026-08-24', 90);
  const finding = (events: readonly JournalEvent[], templates = [morning, evening]) =>
    historyFinding(history({ templates, schedule, recorded: reading([OLD, ...events]), nowMs: NOW_MS }));
  const kept = (list: string, dates = all, minutes = 10) =>
    dates.filter((date) => date < '2026-11-20').map((date) => recorded(`${list}/${date}`, minutes));
  const isFriday = (date: string) => new Date(date).getUTCDay() === 5;

  test('every list is kept', () => {
    expect(finding([...kept('morning'), ...kept('evening')])).toEqual({ code: 'kept', of: 128 });
  });

  test('one slips, on a weekday', () => {
    const evenings = kept('evening').filter(({ subject }) => !isFriday(subject.split('/')[1] ?? ''));
    const missed = all.filter((date) => isFriday(date) && date < '2026-11-20').length;
    expect(finding([...kept('morning'), ...evenings])).toEqual({
      code: 'slips',
      list: 'evening',
      missed,
      of: 64,
      weekday: 'fri',
      onWeekday: missed,
    });
  });

  test('one slips on no weekday, and several alike', () => {
    const without = (list: string, dates: string[]) =>
      kept(
        list,
        all.filter((date) => !dates.includes(date))
      );
    const two = ['2026-11-16', '2026-11-17'];
    expect(finding([...kept('morning'), ...without('evening', two)])).toMatchObject({
      code: 'slips',
      missed: 2,
      weekday: null,
    });
    expect(finding([...without('morning', two), ...without('evening', two)])).toEqual({
      code: 'misses',
      missed: 4,
      of: 128,
    });
  });

  test('a single round makes no list slip', () => {
    const but = all.filter((date) => date !== '2026-11-17');
    expect(finding([...kept('morning'), ...kept('evening', but)])).toEqual({ code: 'misses', missed: 1, of: 128 });
  });

  test('one is late', () => {
    expect(finding([...kept('morning'), ...kept('evening', all, 45)])).toEqual({
      code: 'late',
      list: 'evening',
      late: 64,
      of: 64,
    });
  });

  test('what is unknown is said before that all is kept, and too few are no praise', () => {
    const half = kept(
      'morning',
      all.filter((date) => date > '2026-10-20')
    );
    const journal = reading(half);
    const of = (more: object) =>
      historyFinding(history({ templates: [morning], schedule, recorded: journal, nowMs: NOW_MS, ...more }));
    expect(of({})).toMatchObject({ code: 'unknown', of: 64 });
    const startedMs = instantOf('2026-11-19', '00:00', ZONE);
    const begun = { schedule: { ...schedule, startedMs }, recorded: reading([recorded('morning/2026-11-19', 10)]) };
    expect(of(begun)).toEqual({ code: 'few', of: 1 });
  });
});

test('what is carried over is that of each list’s last round, the oldest first', () => {
  const open = (id: string, since: string): OpenItem => ({
    item: id,
    title: id,
    verdict: 'fail',
    finding: '',
    decision: null,
    note: '',
    to: null,
    owner: '',
    since,
  });
  const summaries = [
    recorded('morning/2026-11-18', 10, { open: [open('gone', '2026-11-01')] }),
    recorded('morning/2026-11-19', 10, { open: [open('disk', '2026-11-19')], cut: 2 }),
    recorded('evening/2026-11-19', 10, { open: [open('walk', '2026-11-16')] }),
    recorded('other/2026-11-19', 10, { open: [open('off', '2026-11-02')] }),
  ].map((event) => ({
    ...(event.payload as SummaryPayload),
    run: event.subject,
    list: event.list,
    date: event.subject.split('/')[1] ?? '',
    author: event.author,
    atMs: event.createdMs,
  }));
  const { items, cut, lists } = carriedNow([morning, evening], summaries, '2026-11-20');
  expect(items.map((one) => [one.item, one.list, one.days])).toEqual([
    ['walk', 'evening', 4],
    ['disk', 'morning', 1],
  ]);
  expect([cut, lists]).toEqual([2, 2]);
  expect(carriedNow([{ ...morning, id: 'weekly' }], summaries, '2026-11-20')).toEqual({ items: [], cut: 0, lists: 0 });
});
