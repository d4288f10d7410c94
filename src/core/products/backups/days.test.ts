import { dayMatrix } from './days';
import { targetRow } from './posture';
import type { BackupTarget } from './target';
import { context, copyAt, DAY, HOUR, NIGHTLY, NOW, runAt, target } from './testData';
import { DAY_STATES, type DayState } from './view';

const LETTERS: Readonly<Record<DayState, string>> = {
  good: 'g',
  warning: 'w',
  failed: 'f',
  missed: 'm',
  'not-expected': '-',
  unknown: '?',
};

function daysOf(
  more: Partial<BackupTarget>,
  { zone = 'UTC', summaries = new Map<string, ReadonlyMap<string, DayState>>(), nowMs = NOW } = {}
): string {
  const row = targetRow(target(more), context({ nowMs }));
  const { states } = dayMatrix([row], { days: 10, nowMs, zone, summaries });
  return [...(states.get(row.target.key) ?? [])].map((code) => LETTERS[DAY_STATES[code] ?? 'unknown']).join('');
}

const nights = (...ago: number[]) => ago.map((night) => runAt(NOW - 7.5 * HOUR - night * DAY));

describe('the days of a target', () => {
  it('tells missed from not expected, and from what nobody remembers', () => {
    expect(daysOf({})).toBe('gggggggggg');
    expect(daysOf({ runs: nights(0, 1, 3, 6) })).toBe('???gmmgmgg');
    expect(daysOf({ runs: nights(0, 1, 3, 6), runsFromMs: NOW - 9 * DAY })).toBe('?mmgmmgmgg');
    const weekly = { ...NIGHTLY, schedule: 'wed 01:00', intervalSeconds: 7 * 86_400 };
    expect(daysOf({ jobs: [weekly], runs: nights(9, 2), copies: [copyAt(NOW - 2 * DAY - 7.5 * HOUR)] })).toBe(
      'g------g--'
    );
    const sunday = { ...NIGHTLY, schedule: 'sun 01:00', intervalSeconds: 7 * 86_400 };
    expect(daysOf({ jobs: [sunday], runs: nights(9), copies: [copyAt(NOW - 9 * DAY - 7.5 * HOUR)] })).toBe(
      'g---m-----'
    );
  });

  it('expects nothing of what was not there, is left out, or is not due yet', () => {
    expect(daysOf({ createdMs: NOW - 3.2 * DAY, runs: nights(0, 1, 2) })).toBe('-------ggg');
    expect(daysOf({ coverage: { state: 'excluded', why: 'template', untilMs: null } })).toBe('----------');
    const early = Date.parse('2026-11-20T00:30:00Z');
    expect(daysOf({ runs: nights(1, 2, 3), copies: [copyAt(NOW - 31.5 * HOUR)] }, { nowMs: early })).toBe('??????ggg-');
  });

  it('counts what never ran as missed from the first day of its life', () => {
    expect(daysOf({ createdMs: NOW - 4.5 * DAY, runs: [], copies: [] })).toBe('-----mmmmm');
    expect(daysOf({ createdMs: null, runs: [], copies: [] })).toBe('??????????');
  });

  it('goes on missing the nights of a job that was switched off', () => {
    const runs = nights(3, 4, 5, 6, 7, 8, 9);
    expect(
      daysOf({
        jobs: [{ ...NIGHTLY, state: 'off' }],
        coverage: { state: 'uncovered', why: 'job-off', job: 'nightly' },
        runs,
        copies: [copyAt(runs[0]?.startedMs ?? 0)],
      })
    ).toBe('gggggggmmm');
  });

  it('gives a run to the day in which it was due', () => {
    const late = { ...NIGHTLY, schedule: '22:30' };
    const after = Date.parse('2026-11-18T01:15:00Z');
    expect(daysOf({ jobs: [late], runs: [runAt(after)], copies: [copyAt(after)] })).toBe('??????gmm-');
  });

  it('takes the best of a day, and is not sure of one that cannot be attributed', () => {
    const failed = (night: number) => runAt(NOW - 7 * HOUR - night * DAY, { result: 'failed' });
    expect(daysOf({ runs: [...nights(1, 2, 3), failed(0), failed(1)], copies: [] })).toBe('??????gggf');
    expect(daysOf({ doubts: [{ code: 'no-data' }] })).toBe('??????????');
  });

  it('fills what no source remembers from what was written down', () => {
    const summaries = new Map([
      ['2026-11-12', new Map<string, DayState>([[target().key, 'failed']])],
      ['2026-11-19', new Map<string, DayState>([[target().key, 'failed']])],
    ]);
    expect(daysOf({ runs: nights(0, 1) }, { summaries })).toBe('?f??????gg');
  });

  it('has local days, also where the clocks change', () => {
    const nowMs = Date.parse('2026-10-27T08:30:00Z');
    const berlin = { zone: 'Europe/Berlin', nowMs };
    const runs = Array.from({ length: 10 }, (_unused, night) => runAt(nowMs - 8 * HOUR - night * DAY));
    // 00:30 UTC is 01:30 in winter and 02:30 in summer there.
    expect(daysOf({ runs, copies: [copyAt(nowMs - 8 * HOUR)] }, berlin)).toBe('gggggggggg');
  });
});
