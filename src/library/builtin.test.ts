/** @jest-environment node */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckDefinition } from '../core/check/definition';
import type { MetricSource } from '../core/check/ports';
import { lokiEvaluator } from '../core/check/lokiEvaluator';
import { expandMacros } from '../core/check/macros';
import { prometheusEvaluator } from '../core/check/prometheusEvaluator';
import { promQueries, type PromQueries } from '../core/check/promQueries';
import { onlyOf } from '../core/check/prometheusTrends';
import { runChecks } from '../core/check/run';
import type { Reason } from '../core/check/verdict';
import { deriveRun } from '../core/checklist/derive';
import { listDue } from '../core/checklist/due';
import { isScheduled } from '../core/checklist/template';
import { builtin } from './builtin.gen';
import { metricProblem, parseLogql } from './logql';
import { measuresFor } from './measures';
import { parsePromql } from './promql';
import { selectedMetrics } from './selectedMetrics';

const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
if (!hasPromtool) {
  console.error('skipped: promtool is not installed (Debian: apt-get install prometheus)');
}
const itWithPromtool = hasPromtool ? it : it.skip;

/** Written by Prometheus, of whatever it scrapes. */
const PROMETHEUS_ITSELF = ['up', 'ALERTS', 'ALERTS_FOR_STATE'];

const prometheusChecks = builtin.checks.filter((check) => check.kind === 'prometheus');

function queriesOf(windowSeconds: number): Array<{ id: string; by: readonly string[]; queries: PromQueries }> {
  return prometheusChecks.map((check) => {
    const built = promQueries(check, windowSeconds);
    if (!built.ok) {
      throw new Error(`${check.id}: ${built.message}`);
    }
    return { id: check.id, by: check.by, queries: built.queries };
  });
}

function expressions(windowSeconds: number): Array<{ id: string; expr: string }> {
  const odd = { instance: 'a"\\$1', namespace: 'n', node: '' };
  return queriesOf(windowSeconds).flatMap(
    ({ id, by, queries: { value, presence, trend, left, recent, today, gap } }) => {
      const shown = by.length === 0 ? [] : [onlyOf(trend, { by }, [odd, { ...odd, instance: 'b' }])];
      const ofGap = gap === undefined ? [] : [gap.expr, gap.before];
      return [value, presence, trend, left, recent, today, ...shown, ...ofGap].map((expr) => ({ id, expr }));
    }
  );
}

/** A source that gives one thing with this value to every query, and says that this is not all. */
function partly(check: CheckDefinition, value: number | null): MetricSource {
  const partial: Reason = { code: 'bad-response', detail: 'a store is away' };
  const labels = Object.fromEntries(check.by.map((name) => [name, 'x']));
  return {
    uid: 'thanos',
    name: 'Thanos',
    query: ({ queries, toMs }) => {
      const series = value === null ? [] : [{ labels, timesMs: [toMs], values: [value] }];
      return Promise.resolve(
        new Map(queries.map(({ refId, expr }) => [refId, { ok: true, series, executed: expr, partial }] as const))
      );
    },
  };
}

const lokiChecks = builtin.checks.filter((check) => check.kind === 'loki');

it.each([...prometheusChecks, ...lokiChecks].map((check) => [check.id, check] as const))(
  '%s neither passes nor is n/a on an answer that says that it is not all',
  async (_id, check) => {
    for (const value of [null, 0, 1, 0.5, 1e12]) {
      const { checks } = await runChecks([check], {
        registry: {
          prometheus: prometheusEvaluator([partly(check, value)]),
          loki: lokiEvaluator([partly(check, value)]),
        },
        clock: () => 1_795_200_000_000,
        windowSeconds: 57_600,
        signal: new AbortController().signal,
      });
      expect(['fail', 'unknown']).toContain(checks.get(check.id)?.verdict);
    }
  }
);

describe('the built-in library', () => {
  const morning = builtin.checklists.find((list) => list.id === 'morning');

  it('has the three packs of the first rounds', () => {
    const of = (pack: string) => builtin.checks.filter((check) => check.pack === pack).length;
    expect(of('nodes') + of('kubernetes') + of('observability-self')).toBeGreaterThanOrEqual(30);
    expect(Math.min(of('nodes'), of('kubernetes'), of('observability-self'))).toBeGreaterThanOrEqual(10);
  });

  it('opens the morning routine on weekdays, over the 16 hours before', () => {
    expect(morning).toMatchObject({ opens: '08:30', due: '09:00', windowSeconds: 57_600 });
    expect(morning?.recurrence).toEqual({ every: 'week', days: ['mon', 'tue', 'wed', 'thu', 'fri'] });
  });

  it('has no check that no round looks at', () => {
    const looked = new Set(builtin.checklists.flatMap(({ items }) => items.flatMap(({ checks }) => checks)));
    expect(builtin.checks.map(({ id }) => id).filter((id) => !looked.has(id))).toEqual([]);
  });

  it('has the lists in the order of the calendar, the morning first', () => {
    expect(builtin.checklists.map(({ id }) => id)).toEqual([
      'morning',
      'standup',
      'daily',
      'systems',
      'devops-daily',
      'end-of-day',
      'weekly',
      'release-planning',
      'weekly-review',
      'monthly',
      'infra-maintenance',
      'pipeline',
    ]);
    expect(builtin.checklists.filter((list) => !isScheduled(list)).map(({ id }) => id)).toEqual([
      'infra-maintenance',
      'pipeline',
    ]);
  });

  // The expected hours are those of the task guides, in Berlin; the first of November is a Sunday, the sixth a holiday here.
  it.each([
    ['morning', '2026-11-05T08:00Z', 'morning/2026-11-05', '2026-11-05T07:30Z', '2026-11-05T08:00Z'],
    ['standup', '2026-11-05T08:00Z', 'standup/2026-11-05', '2026-11-05T08:00Z', '2026-11-05T08:15Z'],
    ['daily', '2026-11-08T12:00Z', 'daily/2026-11-08', '2026-11-08T08:00Z', '2026-11-08T16:00Z'],
    ['end-of-day', '2026-11-09T12:00Z', 'end-of-day/2026-11-05', '2026-11-05T16:30Z', '2026-11-05T17:00Z'],
    ['weekly', '2026-11-08T12:00Z', 'weekly/2026-11-02', '2026-11-02T08:00Z', '2026-11-05T16:00Z'],
    ['release-planning', '2026-11-08T12:00Z', 'release-planning/2026-11-05', '2026-11-05T09:00Z', '2026-11-05T10:00Z'],
    ['weekly-review', '2026-11-08T12:00Z', 'weekly-review/2026-11-04', '2026-11-04T13:00Z', '2026-11-04T14:00Z'],
    ['monthly', '2026-11-08T12:00Z', 'monthly/2026-11-02', '2026-11-02T08:00Z', '2026-11-09T16:00Z'],
  ])('holds %s as of %s', (id, now, key, opens, due) => {
    const list = builtin.checklists.filter(isScheduled).find((one) => one.id === id)!;
    const schedule = { zone: 'Europe/Berlin', holidays: new Set(['2026-11-06']) };
    const { openMs, dueMs, ...run } = deriveRun(list, schedule, Date.parse(now));
    expect([run.key, openMs, dueMs]).toEqual([key, Date.parse(opens), Date.parse(due)]);
  });

  // Wednesday 4 to Friday 6 November 2026 in Berlin, all lists on.
  it.each([
    ['2026-11-04T07:40Z', 'morning'],
    ['2026-11-04T08:05Z', 'standup'],
    ['2026-11-04T10:00Z', 'daily'],
    ['2026-11-04T13:30Z', 'weekly-review'],
    ['2026-11-04T16:40Z', 'end-of-day'],
    ['2026-11-04T20:00Z', 'weekly'],
    ['2026-11-06T09:30Z', 'release-planning'],
  ])('has one list to look at as of %s: %s', (now, id) => {
    const schedule = { zone: 'Europe/Berlin', holidays: new Set<string>() };
    expect(listDue(builtin.checklists, schedule, Date.parse(now), null)?.id).toBe(id);
  });

  it('asks for two signatures where disaster recovery and security are reviewed', () => {
    expect(builtin.checklists.filter(({ signatures }) => signatures === 2).map(({ id }) => id)).toEqual(['monthly']);
  });

  it('says of every pack that asks an exporter where the names of its metrics were verified', () => {
    const asking = new Set(
      prometheusChecks
        .filter(({ query, presence }) =>
          [query, presence].flatMap(selectedMetrics).some(({ name }) => !PROMETHEUS_ITSELF.includes(name))
        )
        .map(({ pack }) => pack)
    );
    const silent = [...asking].filter(
      (pack) => !/^ *# verified: \S/m.test(readFileSync(join(__dirname, 'packs', `${pack}.yaml`), 'utf8'))
    );
    expect(asking.size).toBeGreaterThan(20);
    expect(silent).toEqual([]);
  });

  it('lets nothing of a node leave unnoticed', () => {
    const ignoring = builtin.checks.filter((check) => check.pack === 'nodes' && check.vanish === 'ignore');
    expect(ignoring.map((check) => check.id)).toEqual([]);
  });

  it('lets no missing system of an item stand for the whole item: whatever is optional is n/a', () => {
    const optional = [
      'kubernetes',
      'kubernetes-upkeep',
      'autoscaling',
      'ceph',
      'backups',
      'argocd',
      'rollouts',
      'flux',
      'cicd',
      'security',
      'policies',
      'certificates',
      'proxmox',
    ];
    const strict = prometheusChecks.filter((check) => optional.includes(check.pack) && check.absent !== 'na');
    expect(strict.map((check) => check.id)).toEqual([]);
  });

  it('is n/a about servers that nobody connected: every check of one says so, names its server and has a hint', () => {
    const inventory = builtin.checks.filter(({ kind }) => kind === 'proxmox' || kind === 'argocd');
    expect(inventory.length).toBeGreaterThan(60);
    expect(inventory.filter(({ absent, hint }) => absent !== 'na' || hint === undefined)).toEqual([]);
    expect(inventory.filter(({ by }) => !by.includes('cluster')).map(({ id }) => id)).toEqual([]);
  });

  it('is described: what each check of Proxmox needs stands in the docs, and no check that is not there', () => {
    const text = readFileSync(join(__dirname, '../../docs/proxmox.md'), 'utf8');
    const described = [...text.matchAll(/^\| `([a-z]+\.[a-z0-9-]+)` +\|/gm)].map(([, id]) => id);
    const own = builtin.checks.flatMap(({ id, kind }) => (kind === 'proxmox' ? [id] : []));
    expect([...described].sort()).toEqual([...own].sort());
  });

  it('uses every measure of Proxmox, and none with two units', () => {
    const used = builtin.checks.filter(({ kind }) => kind === 'proxmox');
    // A check says more by another one; packs of others may still name it.
    const kept = 'pve/guest-known';
    expect([...new Set([kept, ...used.map(({ query }) => query)])].sort()).toEqual(
      [...(measuresFor('proxmox')?.keys() ?? [])].sort()
    );
    const units = new Map(used.map(({ query, unit }) => [query, unit]));
    expect(used.filter(({ query, unit }) => units.get(query) !== unit)).toEqual([]);
  });

  it.each([57_600, 86_400, 5_400, 604_800, 2_592_000])('parses with a window of %d s', (windowSeconds) => {
    for (const { id, expr } of expressions(windowSeconds)) {
      expect({ id, expr, parsed: parsePromql(expr).ok }).toEqual({ id, expr, parsed: true });
    }
  });

  it.each([57_600, 86_400, 5_400, 604_800, 2_592_000])('is LogQL of metrics with a window of %d s', (windowSeconds) => {
    for (const { id, query, presence } of lokiChecks) {
      for (const written of [query, presence]) {
        const expanded = expandMacros(written, windowSeconds);
        const parsed = expanded.ok ? parseLogql(expanded.expr) : undefined;
        const problem = parsed?.ok === true ? metricProblem(parsed.expression) : (parsed?.message ?? 'macro');
        expect({ id, written, problem }).toEqual({ id, written, problem: undefined });
      }
    }
    expect(lokiChecks.length).toBeGreaterThanOrEqual(10);
  });

  it('is n/a about logs that nobody ships: every check of them says so, and has a hint', () => {
    expect(lokiChecks.filter(({ absent, hint }) => absent !== 'na' || hint === undefined)).toEqual([]);
  });

  itWithPromtool('is PromQL that Prometheus itself accepts, types and arity included', () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsrounds-rules-'));
    const file = join(folder, 'rules.json');
    const rules = expressions(57_600).map(({ id, expr }, index) => ({
      record: `r${index}:${id.replace(/[^a-z0-9]/g, '_')}`,
      expr,
    }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'library', rules }] }));
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect({ status, errors: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, errors: '' });
  });
});
