/** @jest-environment node */
import type { DaySummary } from '../products/backups/daySummary';
import type { DayState, RestoreTest } from '../products/backups/view';
import { addDays } from '../time/zone';
import type { BackupsRead } from './backupsFeed';
import type { BackupsFeed, KpiDefinition } from './definition';
import { kpiJournalRanges } from './readKpis';
import { DAY_MS, kpi, NO_JOURNAL, NOW_MS, OPTIONS, read } from './testData';

const YESTERDAY = '2026-11-19';
const SHARE: Partial<KpiDefinition> = { unit: 'ratio', direction: 'up', target: { op: 'gte', value: 1, atRisk: 0.9 } };
const AGE: Partial<KpiDefinition> = { unit: 'days', direction: 'down', target: { op: 'lte', value: 7, atRisk: 14 } };

const day = (date: string, states: readonly DayState[], verified: DaySummary['verified'] = null): DaySummary => ({
  date,
  zone: 'UTC',
  states: new Map(states.map((state, index) => [`t${index}`, state])),
  verified,
});
/** So many days that end with yesterday. */
const days = (count: number, of: (ago: number) => DaySummary) =>
  Array.from({ length: count }, (_unused, index) => of(count - 1 - index));
const dateOf = (ago: number) => addDays(YESTERDAY, -ago);

function reading(measure: BackupsFeed['measure'], backups: Partial<BackupsRead>) {
  const definition = kpi([{ kind: 'backups', measure }], measure === 'restore-age' ? AGE : SHARE);
  return read(definition, { journal: { ...NO_JOURNAL, backups: { days: [], tests: [], ...backups } } });
}

describe('backups that succeeded', () => {
  it.each([
    ['all of them', ['good', 'good', 'not-expected'], { state: 'met', value: 1 }],
    ['a warning as well', ['good', 'warning'], { state: 'met', value: 1 }],
    ['nine of ten', [...Array<DayState>(9).fill('good'), 'failed'], { state: 'atRisk', value: 0.9 }],
    ['half of them', ['good', 'missed'], { state: 'missed', value: 0.5 }],
    [
      'half of them unknown',
      ['good', 'unknown'],
      { state: 'unknown', reason: { code: 'coverage', params: { coverage: 0.5, needed: 0.95 } } },
    ],
    ['none that was due', ['not-expected'], { state: 'unknown', reason: { code: 'nothing-happened' } }],
    ['none that is known', ['unknown'], { state: 'unknown', reason: { code: 'coverage' } }],
  ] as ReadonlyArray<[string, DayState[], object]>)('of each day %s', async (_what, states, expected) => {
    expect(await reading('success', { days: days(30, (ago) => day(dateOf(ago), states)) })).toMatchObject(expected);
  });

  it.each([
    ['29 of 30 days', (ago: number) => ago > 0, { state: 'met' }],
    ['half of the days', (ago: number) => ago % 2 === 0, { state: 'unknown', reason: { code: 'coverage' } }],
  ])('of %s that were written down', async (_what, isWritten, expected) => {
    const written = days(30, (ago) => day(dateOf(ago), ['good'])).filter((_day, index) => isWritten(29 - index));
    expect(await reading('success', { days: written })).toMatchObject(expected);
  });

  it('are compared with the days before where those were written down', async () => {
    const all = days(60, (ago) => day(dateOf(ago), ago < 30 ? ['good'] : ['good', 'failed']));
    expect(await reading('success', { days: all })).toMatchObject({ value: 1, previous: 0.5, change: 0.5 });
    expect(await reading('success', { days: all.slice(20) })).toMatchObject({ value: 1, previous: null });
  });

  it('say what can be true where some are not known', async () => {
    const all = days(30, (ago) => day(dateOf(ago), [...Array<DayState>(39).fill('good'), 'unknown']));
    expect(await reading('success', { days: all })).toMatchObject({ state: 'met', range: { low: 0.975, high: 1 } });
  });
});

describe('backups that are verified', () => {
  it.each([
    ['all', { ok: 10, of: 10, unknown: 0 }, { state: 'met', value: 1 }],
    ['too few', { ok: 1, of: 10, unknown: 0 }, { state: 'missed', value: 0.1 }],
    ['nobody knows', null, { state: 'unknown', reason: { code: 'nothing-happened' } }],
  ])('%s', async (_what, verified, expected) => {
    expect(await reading('verified', { days: days(30, (ago) => day(dateOf(ago), ['good'], verified)) })).toMatchObject(
      expected
    );
  });
});

describe('days since the last restore test', () => {
  const test = (ago: number, result: RestoreTest['result']): RestoreTest => ({
    targetKey: 't',
    atMs: NOW_MS - ago * DAY_MS,
    by: 'ops1',
    result,
    tookSeconds: null,
    note: '',
  });

  it.each([
    ['a good one', [test(3, 'restored')], { state: 'met', value: 3 }],
    ['an old one', [test(120, 'restored')], { state: 'missed', value: 120 }],
    ['one that failed after a good one', [test(1, 'failed'), test(10, 'restored')], { state: 'atRisk', value: 10 }],
    ['only a part', [test(1, 'partial')], { state: 'unknown', reason: { code: 'nothing-happened' } }],
    ['none', [], { state: 'unknown', reason: { code: 'no-feed' } }],
  ] as ReadonlyArray<[string, RestoreTest[], object]>)('%s', async (_what, tests, expected) => {
    expect(await reading('restore-age', { tests })).toMatchObject(expected);
  });
});

it('a journal without any day has no figure, and one that cannot be read says so', async () => {
  expect(await reading('success', {})).toMatchObject({ state: 'unknown', reason: { code: 'no-feed' } });
  const definition = kpi([{ kind: 'backups', measure: 'success' }], SHARE);
  const journal = { code: 'timeout', detail: 'no answer' } as const;
  expect(await read(definition, { journal })).toMatchObject({ state: 'unknown', reason: { code: 'timeout' } });
  expect(kpiJournalRanges([definition], OPTIONS).backups).toEqual({ nowMs: NOW_MS, days: 60 });
});
