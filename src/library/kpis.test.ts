/** @jest-environment node */
import { expandMacros } from '../core/check/macros';
import type { BackupsRead } from '../core/kpi/backupsFeed';
import type { AlertsFeed, BackupsFeed, KpiDefinition, KpiFeed, PromqlFeed } from '../core/kpi/definition';
import type { Interval } from '../core/kpi/incidents';
import { readKpis, type KpiInput } from '../core/kpi/readKpis';
import type { KpiReading } from '../core/kpi/reading';
import {
  alertSeries,
  DAY_MS,
  entered,
  fakeMetrics,
  HOUR_MS,
  NO_JOURNAL,
  NOTHING,
  NOW_MS,
  OPTIONS,
  round,
} from '../core/kpi/testData';
import { spansOf, workingDays } from '../core/kpi/window';
import { application } from '../core/products/argocd/testData';
import { addDays } from '../core/time/zone';
import { builtin } from './builtin.gen';

interface Values {
  met: number;
  missed: number;
  atRisk?: number;
}

/** A good, a bad and a close value of each key figure, in its unit. */
const VALUES: Readonly<Record<string, Values>> = {
  uptime: { met: 0.9995, atRisk: 0.9991, missed: 0.998 },
  mttr_critical: { met: 3600, atRisk: 9000, missed: 14_400 },
  mtbf_critical: { met: 3_880_000, atRisk: 1_940_000, missed: 1_290_000 },
  recovery_time: { met: 7200, atRisk: 9000, missed: 14_400 },
  alert_response: { met: 900, atRisk: 1080, missed: 1500 },
  alert_critical_1h: { met: 0.95, atRisk: 0.9, missed: 0.8 },
  alert_high_4h: { met: 0.95, atRisk: 0.9, missed: 0.8 },
  incident_reduction: { met: -0.25, atRisk: -0.1, missed: 0.25 },
  alerts_noise: { met: 4, atRisk: 6, missed: 10 },
  escalation: { met: 1, atRisk: 0.9, missed: 0.5 },
  deploy_success: { met: 0.97, atRisk: 0.92, missed: 0.8 },
  deploy_frequency: { met: 3, atRisk: 1.5, missed: 0.5 },
  change_failure_rate: { met: 0.02, atRisk: 0.1, missed: 0.3 },
  lead_time: { met: 0.5, atRisk: 3, missed: 10 },
  rollback_ready: { met: 1, atRisk: 0.95, missed: 0.5 },
  pipeline_time: { met: -0.15, atRisk: -0.05, missed: 0.2 },
  pipeline_success: { met: 0.97, atRisk: 0.92, missed: 0.8 },
  sync_health: { met: 1, atRisk: 0.97, missed: 0.9 },
  parity: { met: 0, missed: 2 },
  runner_health: { met: 1, atRisk: 0.9, missed: 0.5 },
  patch_critical: { met: 0, atRisk: 2, missed: 5 },
  zero_critical: { met: 0, missed: 1 },
  patch_level: { met: 1, atRisk: 0.97, missed: 0.8 },
  cert_expiry: { met: 60, atRisk: 20, missed: 5 },
  access_review: { met: 3, atRisk: 10, missed: 20 },
  log_retention: { met: 30, atRisk: 28, missed: 7 },
  utilisation_cpu: { met: 0.75, atRisk: 0.82, missed: 0.3 },
  utilisation_mem: { met: 0.72, atRisk: 0.65, missed: 0.95 },
  capacity_days: { met: 200, atRisk: 60, missed: 10 },
  ceph_health: { met: 0.9995, atRisk: 0.995, missed: 0.9 },
  backup_success: { met: 1, atRisk: 0.995, missed: 0.9 },
  backup_verified: { met: 1, atRisk: 0.96, missed: 0.9 },
  restore_test: { met: 3, atRisk: 10, missed: 20 },
  cost: { met: 0.03, atRisk: -0.08, missed: 0.2 },
  automation_rate: { met: 0.9, atRisk: 0.8, missed: 0.5 },
  cross_training: { met: 1, atRisk: 0.8, missed: 0.5 },
  monitoring_coverage: { met: 1, atRisk: 0.97, missed: 0.9 },
  doc_freshness: { met: 1, atRisk: 0.95, missed: 0.5 },
  knowledge_sharing: { met: 1, missed: 0 },
  dev_support: { met: 0.97, atRisk: 0.9, missed: 0.5 },
  change_notice: { met: 1, atRisk: 0.95, missed: 0.5 },
};

const kpis = builtin.kpis;
const STATES = ['met', 'atRisk', 'missed'] as const;

/** Every figure with every feed that it has, in every state that it can be in. */
const CASES = kpis.flatMap((kpi) =>
  kpi.feeds.flatMap((feed, index) =>
    STATES.flatMap((state) => {
      const value = VALUES[kpi.id]?.[state];
      return value === undefined || isNeverMet(feed, state)
        ? []
        : [[kpi.id, `${index} ${feed.kind}`, state, { kpi, feed, value }] as const];
    })
  )
);

/** Argo CD forgets failures: of deployments it proves that they failed too often, never that they did not. */
function isNeverMet(feed: KpiFeed, state: string): boolean {
  return feed.kind === 'argocd' && feed.measure === 'deploy-success' && state !== 'missed';
}

async function readOne(kpi: KpiDefinition, input: KpiInput): Promise<KpiReading> {
  const [reading] = await readKpis([kpi], input, OPTIONS);
  if (reading === undefined) {
    throw new Error('no reading');
  }
  return reading;
}

const ROUNDS_MS = NOW_MS - 2 * DAY_MS;

/** What makes a feed say a value. */
function inputFor(kpi: KpiDefinition, feed: KpiFeed, value: number): KpiInput {
  switch (feed.kind) {
    case 'promql':
      return { ...NOTHING, metrics: [metricsSaying(kpi, feed, value)] };
    case 'alerts':
      return { ...NOTHING, metrics: [alertsSaying(kpi, feed, value)] };
    case 'manual': {
      const isAge = feed.measure === 'days-since';
      const entry = entered(kpi.id, isAge ? 1 : value, isAge ? NOW_MS - value * DAY_MS : NOW_MS - HOUR_MS);
      return { ...NOTHING, journal: { ...NO_JOURNAL, entries: { events: [entry] } } };
    }
    case 'journal': {
      const claims = [
        { kind: 'pass', count: Math.round(value * 100), decided: 0 },
        { kind: 'hand', count: 100 - Math.round(value * 100), decided: 0 },
      ];
      const lists = Array.from({ length: 10 }, (_, index) => `list${index}`);
      const events =
        feed.measure === 'automation-rate'
          ? round('morning', ROUNDS_MS, 'ops1', claims)
          : lists.flatMap((list, index) => [
              ...round(list, ROUNDS_MS, 'ops1'),
              ...round(list, ROUNDS_MS + 1, index < value * 10 ? 'ops2' : 'ops1'),
            ]);
      return { ...NOTHING, journal: { ...NO_JOURNAL, rounds: { events, fromMs: 0 } } };
    }
    case 'backups':
      return { ...NOTHING, journal: { ...NO_JOURNAL, backups: backupsSaying(feed.measure, value) } };
    case 'argocd':
      return {
        ...NOTHING,
        argocd: [{ uid: 'argo', name: 'Argo CD', applications: applicationsSaying(feed.measure, value) }],
      };
  }
}

/** Of 200 targets on each day of the window, or of a restore so many days ago. */
function backupsSaying(measure: BackupsFeed['measure'], value: number): BackupsRead {
  const good = Math.round(value * 200);
  const states = new Map(
    Array.from({ length: 200 }, (_, index) => [`t${index}`, index < good ? ('good' as const) : ('missed' as const)])
  );
  const verified = { ok: good, of: 200, unknown: 0 };
  const test = { targetKey: 't', by: 'ops1', result: 'restored' as const, tookSeconds: null, note: '' };
  return measure === 'restore-age'
    ? { days: [], tests: [{ ...test, atMs: NOW_MS - value * DAY_MS }] }
    : {
        days: Array.from({ length: 30 }, (_, index) => ({
          date: addDays('2026-11-19', index - 29),
          zone: 'UTC',
          states,
          verified,
        })),
        tests: [],
      };
}

function metricsSaying(kpi: KpiDefinition, feed: PromqlFeed, value: number, reporting = 40) {
  const { now, before } = spansOf(kpi.window, 'rolling', NOW_MS, 'UTC');
  const amount = feed.perWorkingDay === true ? value * workingDays(now, 'UTC') : value;
  const told = new Map<string, number>();
  const tell = (expr: string | undefined, of: number) => {
    if (expr !== undefined) {
      told.set(`${NOW_MS} ${expand(expr, now)}`, of);
      told.set(`${before.toMs} ${expand(expr, before)}`, of);
    }
  };
  tell(feed.reporting, reporting);
  tell(feed.of, 40);
  const all = feed.denominator?.expr === feed.reporting ? reporting : 1000;
  tell(feed.denominator?.expr, all);
  tell(feed.change?.sample?.expr, 1000);
  tell(feed.numerator?.expr, feed.change ? 5e6 : amount * all);
  tell(feed.value?.expr, feed.change ? 500 : amount);
  if (feed.change) {
    const changed = feed.numerator?.expr ?? feed.value?.expr ?? '';
    told.set(`${NOW_MS} ${expand(changed, now)}`, (feed.numerator ? 5e6 : 500) * (1 + value));
  }
  return fakeMetrics(({ expr }, { toMs }) => told.get(`${toMs} ${expr}`) ?? null);
}

function expand(expr: string, { fromMs, toMs }: { fromMs: number; toMs: number }): string {
  const expansion = expandMacros(expr, (toMs - fromMs) / 1000);
  return expansion.ok ? expansion.expr : '';
}

function alertsSaying(kpi: KpiDefinition, feed: AlertsFeed, value: number) {
  const { now, before } = spansOf(kpi.window, 'rolling', NOW_MS, 'UTC');
  const intervals = alertsOf(feed, value, now.fromMs, before.fromMs);
  return fakeMetrics(({ expr, stepSeconds = 60 }, request) =>
    expr.startsWith('ALERTS') ? alertSeries(intervals, request, stepSeconds) : 1
  );
}

function alertsOf(
  { measure, withinSeconds = 0 }: AlertsFeed,
  value: number,
  fromMs: number,
  beforeMs: number
): Interval[] {
  const many = (count: number, startMs: number, lengthMs: (index: number) => number, everyMs = 5 * HOUR_MS) =>
    Array.from({ length: Math.round(count) }, (_, index) => {
      const at = Math.ceil(startMs / HOUR_MS) * HOUR_MS + (index + 1) * everyMs;
      return { fromMs: at, toMs: at + lengthMs(index) };
    });
  switch (measure) {
    case 'mttr':
    case 'longest':
      return many(3, fromMs, () => value * 1000);
    case 'mtbf':
      return many((90 * 86_400) / value, fromMs, () => HOUR_MS);
    case 'resolved-within':
      return many(20, fromMs, (index) => (index < value * 20 ? 600_000 : (withinSeconds + 1800) * 1000));
    case 'incidents-change':
      return [...many(20, beforeMs, () => HOUR_MS), ...many(20 * (1 + value), fromMs, () => HOUR_MS)];
    case 'per-day':
      return many(value * 30, fromMs, () => 600_000, 2 * HOUR_MS);
  }
}

function applicationsSaying(measure: string, value: number) {
  const all = Array.from({ length: 100 }, (_, index) => index);
  switch (measure) {
    case 'in-sync':
      return all.map((index) => application({ health: index < value * 100 ? 'Healthy' : 'Degraded' }));
    case 'drift':
      return all.map((index) => application({ sync: index < value ? 'OutOfSync' : 'Synced' }));
    case 'deployments': {
      const count = Math.round(value * 22);
      return Array.from({ length: count }, (_, index) =>
        application({ history: [{ revision: `r${index}`, deployedMs: NOW_MS - DAY_MS, by: null }] })
      );
    }
    default:
      return all.map((index) =>
        index < value * 100
          ? application({ history: [{ revision: 'r', deployedMs: NOW_MS - DAY_MS, by: null }] })
          : application({ history: [], operation: failedOperation })
      );
  }
}

const failedOperation = {
  phase: 'Failed',
  isWhole: true,
  startedMs: NOW_MS - DAY_MS,
  finishedMs: NOW_MS - DAY_MS,
  revision: 'r',
  message: null,
  by: null,
};

describe('every key figure of the catalogue', () => {
  it('has values here, and a feed', () => {
    expect(kpis.map(({ id }) => id).sort()).toEqual(Object.keys(VALUES).sort());
    expect(kpis.filter(({ feeds }) => feeds.length === 0)).toEqual([]);
  });

  it.each(CASES)('%s by feed %s is %s', async (_id, _feed, state, { kpi, feed, value }) => {
    const reading = await readOne({ ...kpi, feeds: [feed] }, inputFor(kpi, feed, value));
    expect({ state: reading.state, reason: reading.reason }).toEqual({ state, reason: null });
    expect(reading.feed?.kind).toBe(feed.kind);
    if (reading.value !== null) {
      const slack = feed.kind === 'alerts' ? Math.abs(value) * 0.05 : feed.kind === 'argocd' ? 0.1 : 1e-9;
      expect(Math.abs(reading.value - value)).toBeLessThanOrEqual(slack);
    }
  });

  it.each(kpis.map((kpi) => [kpi.id, kpi] as const))(
    '%s is unknown without a source and says what feeds it',
    async (_id, kpi) => {
      const silentSource = fakeMetrics(() => null);
      for (const metrics of [[], [silentSource]]) {
        const reading = await readOne(kpi, { ...NOTHING, metrics });
        expect(reading).toMatchObject({
          state: 'unknown',
          verdict: 'unknown',
          value: null,
          reason: { code: 'no-feed' },
        });
        expect(reading.definition.wouldFeed).toMatch(/^[A-Z].*\.$/);
      }
    }
  );

  const manual = kpis.filter(({ feeds }) => feeds.some(({ kind }) => kind === 'manual'));
  it.each(manual.map((kpi) => [kpi.id, kpi] as const))('%s forgets an entry that is too old', async (_id, kpi) => {
    const feed = kpi.feeds.find(({ kind }) => kind === 'manual');
    const days =
      feed?.kind === 'manual' && feed.validDays !== undefined
        ? feed.validDays
        : 'days' in kpi.window
          ? kpi.window.days
          : 92;
    const entry = entered(kpi.id, VALUES[kpi.id]?.met ?? 1, NOW_MS - (days + 1) * DAY_MS);
    const journal = { ...NO_JOURNAL, entries: { events: [entry] } };
    const reading = await readOne(kpi, { ...NOTHING, journal });
    expect(reading).toMatchObject({
      state: 'unknown',
      reason: { code: 'entry-expired', params: { atMs: entry.payload.toMs } },
    });
  });

  const populated = kpis.flatMap((kpi) =>
    kpi.feeds.flatMap((feed) => (feed.kind === 'promql' && feed.of !== undefined ? [[kpi.id, kpi, feed] as const] : []))
  );
  it.each(populated)('%s is unknown while 9 of 40 members are silent', async (_id, kpi, feed) => {
    const source = metricsSaying(kpi, feed, VALUES[kpi.id]?.met ?? 0, 31);
    const reading = await readOne(kpi, { ...NOTHING, metrics: [source] });
    expect(reading).toMatchObject({
      state: 'unknown',
      reason: { code: 'coverage' },
      population: { reporting: 31, of: 40 },
    });
    expect(reading.coverage).toBeCloseTo(0.775, 9);
    const { range, value } = reading;
    expect(range === null).toBe(feed.bounds === undefined);
    if (range !== null && value !== null) {
      expect(range.low).toBeCloseTo(value * 0.775, 9);
      expect(range.high).toBeCloseTo(value * 0.775 + 0.225, 9);
    }
  });

  it.each(CASES.filter(([, , , { feed }]) => feed.kind === 'promql' || feed.kind === 'alerts').map((row) => [...row]))(
    '%s by feed %s that is %s is unknown on an answer in part',
    async (_id, _feed, _state, { kpi, feed, value }) => {
      const [whole] = inputFor(kpi, feed, value).metrics;
      const partial = { code: 'bad-response' as const, detail: 'a store is away' };
      const partly = {
        uid: 'thanos',
        name: 'Thanos',
        query: async (...args: Parameters<NonNullable<typeof whole>['query']>) =>
          new Map([...((await whole?.query(...args)) ?? [])].map(([refId, answer]) => [refId, { ...answer, partial }])),
      };
      const reading = await readOne(kpi, { ...NOTHING, metrics: [partly] });
      expect(reading).toMatchObject({ state: 'unknown', reason: partial });
    }
  );
});
