/** @jest-environment node */
import { application } from '../products/argocd/testData';
import type { KpiDefinition, KpiFeed } from './definition';
import type { Interval } from './incidents';
import type { Journal, JournalRange } from '../journal/journal';
import { kpiJournalRanges, readKpiJournal } from './readKpis';
import {
  alertSeries,
  DAY_MS,
  fakeMetrics,
  HOUR_MS,
  kpi,
  MANUAL,
  NO_JOURNAL,
  NOW_MS,
  OPTIONS,
  read,
  round,
} from './testData';

const MTTR: Partial<KpiDefinition> = {
  unit: 'seconds',
  direction: 'down',
  target: { op: 'lt', value: 7200, atRisk: 10_800 },
};
const MTBF: Partial<KpiDefinition> = { unit: 'seconds', target: { op: 'gt', value: 720 * 3600, atRisk: 480 * 3600 } };

function firing(intervals: readonly Interval[]) {
  return fakeMetrics(({ expr, stepSeconds = 60 }, request) =>
    expr.startsWith('ALERTS') ? alertSeries(intervals, request, stepSeconds) : 1
  );
}

describe('alerts', () => {
  const mttr: KpiFeed = { kind: 'alerts', measure: 'mttr' };
  const mtbf: KpiFeed = { kind: 'alerts', measure: 'mtbf' };
  const at = (hours: number, lengthHours: number | null): Interval => {
    const fromMs = NOW_MS - hours * HOUR_MS;
    return { fromMs, toMs: lengthHours === null ? null : fromMs + lengthHours * HOUR_MS };
  };

  it('of one hour are one hour', async () => {
    const reading = await read(kpi([mttr], MTTR), { metrics: [firing([at(100, 1), at(99.5, 0.5)])] });
    expect(reading).toMatchObject({ state: 'met', value: 3600 });
  });

  it('that go on are judged by the time that they have taken, where that is longer', async () => {
    const reading = await read(kpi([mttr], MTTR), { metrics: [firing([at(100, 1), at(30, null)])] });
    expect(reading).toMatchObject({ state: 'missed', value: 3600, bound: null });
  });

  it.each([
    ['young', 0.5, { state: 'unknown', reason: { code: 'not-over' }, bound: 'atLeast' }],
    ['old', 30, { state: 'missed', reason: null, bound: 'atLeast' }],
  ])('that go on alone and are %s', async (_name, hours, expected) => {
    expect(await read(kpi([mttr], MTTR), { metrics: [firing([at(hours, null)])] })).toMatchObject(expected);
  });

  it('that are none have no mean', async () => {
    const reading = await read(kpi([mttr], MTTR), { metrics: [firing([])] });
    expect(reading).toMatchObject({ state: 'unknown', reason: { code: 'nothing-happened' }, coverage: 1 });
  });

  it('say nothing where nobody evaluates rules', async () => {
    expect(await read(kpi([mtbf], MTBF), { metrics: [fakeMetrics(() => null)] })).toMatchObject({
      state: 'unknown',
      reason: { code: 'no-feed' },
    });
  });

  it.each([
    [90, { state: 'met', value: 90 * 86_400, bound: 'atLeast' }],
    [30, { state: 'met', value: 720 * 3600, bound: 'atLeast' }],
    [28, { state: 'unknown', reason: { code: 'window-too-short' }, bound: 'atLeast' }],
  ])('that are none in %d days prove an MTBF of so long', async (days, expected) => {
    const definition = kpi([mtbf], { ...MTBF, window: { days } });
    expect(await read(definition, { metrics: [firing([])] })).toMatchObject(expected);
  });

  it('two in 90 days keep an MTBF of more than 720 h, three do not', async () => {
    const definition = kpi([mtbf], { ...MTBF, window: { days: 90 } });
    const two = [at(500, 1), at(300, 1)];
    expect(await read(definition, { metrics: [firing(two)] })).toMatchObject({ state: 'met' });
    expect(await read(definition, { metrics: [firing([...two, at(100, 1)])] })).toMatchObject({ state: 'atRisk' });
  });

  it('fewer than last quarter tell how likely that is chance', async () => {
    const definition = kpi([{ kind: 'alerts', measure: 'incidents-change' }], {
      direction: 'down',
      target: { op: 'lte', value: -0.2, atRisk: 0 },
    });
    const many = (count: number, before: number) =>
      Array.from({ length: count }, (_, index) => at(before - 10 - index * 5, 1));
    const reading = await read(definition, { metrics: [firing([...many(10, 1440), ...many(8, 720)])] });
    expect(reading).toMatchObject({ state: 'met' });
    expect(reading?.chance).toBeCloseTo(0.41, 2);
    expect(await read(definition, { metrics: [firing(many(8, 720))] })).toMatchObject({
      state: 'unknown',
      reason: { code: 'nothing-to-compare' },
    });
  });
});

describe('Argo CD', () => {
  const success: KpiFeed = { kind: 'argocd', measure: 'deploy-success' };
  const synced = application();

  it('never proves that deployments succeed: it forgets failures', async () => {
    const argocd = [{ uid: 'a', name: 'A', applications: [synced] }];
    expect(await read(kpi([success]), { argocd })).toMatchObject({
      state: 'unknown',
      value: 1,
      bound: 'atMost',
      range: { low: 0, high: 1 },
      reason: { code: 'incomplete-history' },
    });
  });

  it('is unknown as a whole while one server cannot be read', async () => {
    const argocd = [
      { uid: 'a', name: 'A', applications: [synced] },
      { uid: 'b', name: 'B', applications: { code: 'unauthorized' as const } },
    ];
    expect(await read(kpi([{ kind: 'argocd', measure: 'in-sync' }]), { argocd })).toMatchObject({
      state: 'unknown',
      reason: { code: 'unauthorized' },
    });
  });

  it('counts revisions and not syncs, and says when its history is cut', async () => {
    const frequency = kpi([{ kind: 'argocd', measure: 'deployments' }], {
      unit: 'count',
      target: { op: 'gte', value: 0.01 },
    });
    const history = (...revisions: string[]) =>
      revisions.map((revision, index) => ({ revision, deployedMs: NOW_MS - (index + 1) * HOUR_MS, by: null }));
    const once = application({ history: history('b', 'b', 'a') });
    const reading = await read(frequency, { argocd: [{ uid: 'a', name: 'A', applications: [once] }] });
    expect(reading?.parts[0]?.numbers[0]).toMatchObject({ name: 'deployments', value: 2 });
    const cut = application({ history: history('b', 'a'), historyLimit: 2 });
    expect(await read(frequency, { argocd: [{ uid: 'a', name: 'A', applications: [cut] }] })).toMatchObject({
      state: 'unknown',
      reason: { code: 'coverage' },
    });
  });

  it('tells what can be true while some applications are not compared', async () => {
    const applications = [synced, synced, synced, application({ sync: 'Unknown' })];
    const reading = await read(kpi([{ kind: 'argocd', measure: 'in-sync' }]), {
      argocd: [{ uid: 'a', name: 'A', applications }],
    });
    expect(reading).toMatchObject({
      state: 'unknown',
      range: { low: 0.75, high: 1 },
      population: { reporting: 3, of: 4 },
    });
  });
});

describe('rounds', () => {
  const automation = kpi([{ kind: 'journal', measure: 'automation-rate' }]);
  const claims = [
    { kind: 'pass', count: 17, decided: 0 },
    { kind: 'fail', count: 2, decided: 2, decisions: { acknowledged: 1, na: 1 } },
    { kind: 'unknown', count: 1, decided: 1, decisions: { checked: 1 } },
    { kind: 'na', count: 5, decided: 0 },
  ];
  const journalOf = (...events: ReturnType<typeof round>) => ({ ...NO_JOURNAL, rounds: { events, fromMs: 0 } });

  it('count what a person decided as by hand', async () => {
    const journal = journalOf(...round('morning', NOW_MS - DAY_MS, 'ops1', claims));
    expect(await read(automation, { journal })).toMatchObject({ state: 'atRisk', value: 0.9 });
  });

  it('that nobody signed are silent', async () => {
    const journal = journalOf(
      ...round('morning', NOW_MS - DAY_MS, 'ops1', claims),
      ...round('morning', NOW_MS - 2 * DAY_MS, 'ops1', null)
    );
    expect(await read(automation, { journal })).toMatchObject({
      state: 'unknown',
      population: { reporting: 1, of: 2 },
      reason: { code: 'coverage' },
    });
  });

  it('are unknown as far back as nobody read', async () => {
    const events = round('morning', NOW_MS - DAY_MS, 'ops1', claims);
    const journal = { ...NO_JOURNAL, rounds: { events, fromMs: NOW_MS - 10 * DAY_MS } };
    const reading = await read(automation, { journal });
    expect(reading).toMatchObject({ state: 'unknown', reason: { code: 'coverage' } });
    expect(reading?.coverage).toBeCloseTo(1 / 3, 9);
  });

  it('are read as far back as two windows, and entries from the beginning', () => {
    expect(kpiJournalRanges([automation, kpi([MANUAL])], OPTIONS)).toEqual({
      rounds: { class: 'run', fromMs: NOW_MS - 60 * DAY_MS, toMs: NOW_MS },
      entries: { class: 'sys', list: 'kpi', fromMs: 1, toMs: NOW_MS },
      backups: null,
    });
  });

  it('come with the entries from the journal', async () => {
    const asked: JournalRange[] = [];
    const events = round('morning', NOW_MS - DAY_MS, 'ops1', claims);
    const journal: Pick<Journal, 'read'> = {
      read: (range) => {
        asked.push(range);
        return Promise.resolve({ events: range.class === 'run' ? events : [], rejected: [] });
      },
    };
    const found = await readKpiJournal(journal, kpiJournalRanges([automation], OPTIONS), OPTIONS.signal);
    expect(asked.map(({ class: of, list }) => [of, list])).toEqual([
      ['run', undefined],
      ['sys', 'kpi'],
    ]);
    expect(await read(automation, { journal: found })).toMatchObject({ state: 'atRisk', value: 0.9 });
  });
});
