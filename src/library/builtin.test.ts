/** @jest-environment node */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckDefinition } from '../core/check/definition';
import type { MetricSource } from '../core/check/ports';
import { prometheusEvaluator } from '../core/check/prometheusEvaluator';
import { promQueries, type PromQueries } from '../core/check/promQueries';
import { onlyOf } from '../core/check/prometheusTrends';
import { runChecks } from '../core/check/run';
import type { Reason } from '../core/check/verdict';
import { builtin } from './builtin.gen';
import { measuresFor } from './measures';
import { parsePromql } from './promql';

const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
if (!hasPromtool) {
  console.error('skipped: promtool is not installed (Debian: apt-get install prometheus)');
}
const itWithPromtool = hasPromtool ? it : it.skip;

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

it.each(prometheusChecks.map((check) => [check.id, check] as const))(
  '%s neither passes nor is n/a on an answer that says that it is not all',
  async (_id, check) => {
    for (const value of [null, 0, 1, 0.5, 1e12]) {
      const { checks } = await runChecks([check], {
        registry: { prometheus: prometheusEvaluator([partly(check, value)]) },
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

  it('never says the same twice in one list', () => {
    for (const name of ['id', 'title', 'shortTitle'] as const) {
      const said = morning?.items.map((item) => item[name]) ?? [];
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it('lets nothing of a node leave unnoticed', () => {
    const ignoring = builtin.checks.filter((check) => check.pack === 'nodes' && check.vanish === 'ignore');
    expect(ignoring.map((check) => check.id)).toEqual([]);
  });

  it('lets no missing system of an item stand for the whole item: whatever is optional is n/a', () => {
    const optional = ['kubernetes', 'ceph', 'backups', 'argocd', 'flux', 'cicd', 'security', 'certificates', 'proxmox'];
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

  it.each([57_600, 86_400, 5_400])('parses with a window of %d s', (windowSeconds) => {
    for (const { id, expr } of expressions(windowSeconds)) {
      expect({ id, expr, parsed: parsePromql(expr).ok }).toEqual({ id, expr, parsed: true });
    }
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
