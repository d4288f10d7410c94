/** @jest-environment node */
import type { CheckDefinition } from '../check/definition';
import type { EvaluatorRegistry } from '../check/evaluator';
import type { MetricAnswer, MetricSource } from '../check/ports';
import { prometheusEvaluator } from '../check/prometheusEvaluator';
import { aliveQuery } from '../check/promHistoryQueries';
import { checkDefinition } from '../check/testData';
import { monthIn, type Month } from '../time/month';
import { askMonth, nothingAnswered } from './askMonth';
import type { TableBlock } from './blocks';
import { buildReport } from './build';
import { cellText } from './cellText';
import { HOUR_MS } from './hours';
import type { ReportModel } from './model';
import { SECTIONS } from './sections/registry';
import type { SectionMaker } from './sections/section';
import { USE_CHECKS } from './useChecks';

function october(): Month {
  const result = monthIn('2026-10', 'Europe/Berlin');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  return result.month;
}

const MONTH = october();
const signal = new AbortController().signal;

function definition(id: string, query: string, change: Partial<CheckDefinition> = {}): CheckDefinition {
  const presence = `group by (instance) (timestamp(${query}))`;
  return checkDefinition({ id, pack: 'nodes', title: id, query, presence, fail: 1, severity: 'warning', ...change });
}

/** Every hour of the month with the value that `valueAt` gives; undefined leaves the hour out. */
function answer(
  valueAt: (hour: number) => number | undefined,
  labels: Record<string, string> = { instance: 'a:9100' }
): MetricAnswer {
  const hours = Array.from({ length: 745 }, (_, hour) => hour).filter((hour) => valueAt(hour) !== undefined);
  const timesMs = hours.map((hour) => MONTH.fromMs + (hour + 1) * HOUR_MS);
  return { ok: true, series: [{ labels, timesMs, values: hours.map((hour) => valueAt(hour) ?? null) }], executed: '' };
}

/** A source that answers by expression; what is not listed has no series. */
function source(answers: Record<string, MetricAnswer>): MetricSource {
  const none: MetricAnswer = { ok: true, series: [], executed: '' };
  return {
    uid: 'prom',
    name: 'Prometheus',
    query: (request) =>
      Promise.resolve(new Map(request.queries.map(({ refId, expr }) => [refId, answers[expr] ?? none]))),
  };
}

async function report(
  answers: Record<string, MetricAnswer>,
  definitions: readonly CheckDefinition[],
  registry: EvaluatorRegistry = {},
  makers?: readonly SectionMaker[]
): Promise<ReportModel> {
  const all = { prometheus: prometheusEvaluator([source(answers)]), ...registry };
  const history = await askMonth(MONTH, definitions, { registry: all, signal });
  const input = { month: MONTH, history, packTitle: (pack: string) => pack, organisation: null, preparedBy: null };
  return buildReport(input, makers);
}

function tableOf(model: ReportModel, section: string, block: string): TableBlock | undefined {
  const found = model.sections.find(({ id }) => id === section)?.blocks.find(({ id }) => id === block);
  return found?.kind === 'table' ? found : undefined;
}

/** Rows of a table as they are printed. */
function printed(table: TableBlock | undefined): string[][] {
  const rows = table?.columns[0]?.cells.length ?? 0;
  return Array.from({ length: rows }, (_, row) => (table?.columns ?? []).map((column) => cellText(column, row)));
}

const UP = answer(() => 1, { instance: '' });
const withPresence = (query: string, of: MetricAnswer) => ({
  [query]: of,
  [`group by (instance) (1 ^ (${query}))`]: of,
});

it('finds the hours that failed and the state at the end', async () => {
  const load = answer((hour) => (hour >= 100 && hour < 105 ? 2 : 0));
  const model = await report({ [aliveQuery()]: UP, ...withPresence('load', load) }, [definition('nodes.a', 'load')]);
  expect(model.verdict).toBe('fail');
  expect(printed(tableOf(model, 'checks', 'not-passing'))).toEqual([
    ['nodes.a', 'a', '5\u202fh', '5\u202fh', 'fail on one day, pass on 30 days', 'Pass'],
  ]);
  expect(model.sections.find(({ id }) => id === 'checks')?.verdict).toBe('fail');
});

it('is unknown, and nothing else is, where one query failed', async () => {
  const bad: MetricAnswer = { ok: false, reason: { code: 'query-error', detail: 'at http://10.0.0.1:9090/x: no' } };
  const answers = {
    [aliveQuery()]: UP,
    ...withPresence(
      'good',
      answer(() => 0)
    ),
    bad,
  };
  const model = await report(answers, [definition('nodes.good', 'good'), definition('nodes.bad', 'bad')]);
  expect(printed(tableOf(model, 'checks', 'not-passing')).map(([title, thing]) => [title, thing])).toEqual([
    ['nodes.bad', 'the check as a whole'],
  ]);
  expect(printed(tableOf(model, 'quality', 'failed'))).toEqual([['nodes.bad', 'Prometheus', 'query refused: at  no']]);
  expect(JSON.stringify(model)).not.toContain('10.0.0.1');
  expect(model.verdict).toBe('unknown');
});

it('is unknown before the first data that the source still has', async () => {
  const load = answer((hour) => (hour >= 168 ? 0 : undefined));
  const up = answer((hour) => (hour >= 168 ? 1 : undefined), { instance: '' });
  const model = await report({ [aliveQuery()]: up, ...withPresence('load', load) }, [definition('nodes.a', 'load')]);
  expect(printed(tableOf(model, 'quality', 'unknown'))).toEqual([
    ['nodes.a', 'a', '7\u202fd\u00a000\u202fh', 'no data'],
  ]);
  expect(printed(tableOf(model, 'quality', 'sources'))[0]?.[4]).toBe('8 Oct 00:00');
  expect(model.sections.find(({ id }) => id === 'quality')?.verdict).toBe('unknown');
});

it('never passes a check of which nothing was found', async () => {
  const absent = await report({ [aliveQuery()]: UP }, [definition('nodes.a', 'load')]);
  expect(printed(tableOf(absent, 'checks', 'not-passing'))).toMatchObject([
    ['nodes.a', 'the check as a whole', 'unknown', '—', 'unknown on 31 days', 'Unknown'],
  ]);
  const optional = await report({ [aliveQuery()]: UP }, [definition('nodes.a', 'load', { absent: 'na' })]);
  expect(tableOf(optional, 'checks', 'packs')).toBeUndefined();
  expect(printed(tableOf(optional, 'quality', 'not-covered'))).toEqual([
    ['nodes.a', '1', 'nothing of the kind was found'],
  ]);
  expect(optional.verdict).toBe('unknown');
});

it('merges the one thing of a check without labels with the check as a whole', async () => {
  const total = answer((hour) => (hour >= 24 ? 0 : undefined), {});
  const check = definition('nodes.total', 'total', { by: [], presence: 'group (timestamp(total))' });
  const model = await report({ [aliveQuery()]: UP, total, 'group (1 ^ (total))': total }, [check]);
  expect(printed(tableOf(model, 'checks', 'not-passing'))).toEqual([
    ['nodes.total', 'the check as a whole', 'unknown', '—', 'unknown on one day, pass on 30 days', 'Pass'],
  ]);
});

it('gives a node that went silent no clean use', async () => {
  const { query } = USE_CHECKS.cpu;
  const model = await report({ [aliveQuery()]: UP, [query]: answer((hour) => (hour < 600 ? 0.5 : undefined)) }, []);
  const [chart] = model.sections.find(({ id }) => id === 'utilisation')?.blocks ?? [];
  const panels = chart?.kind === 'chart' ? chart.rows[0]?.panels : undefined;
  expect(panels?.[0]).toMatchObject({ mean: 50, p95: 50, verdict: 'unknown' });
  expect(panels?.[0]?.days[30]).toBeNull();
  expect(panels?.[1]?.mean).toBeNull();
});

describe('what nobody was asked about', () => {
  const load = answer(() => 0);
  const answers = { [aliveQuery()]: UP, ...withPresence('load', load) };
  const definitions = [
    definition('nodes.a', 'load'),
    definition('pve.quorum', 'quorum', { kind: 'proxmox', pack: 'proxmox' }),
    definition('pve.ha', 'ha', { kind: 'proxmox', pack: 'proxmox' }),
    definition('argocd.sync', 'sync', { kind: 'argocd', pack: 'argocd' }),
  ];
  const connected = {
    sources: [{ uid: 'pve', name: 'Proxmox pve-a' }],
    evaluate: () => Promise.resolve(new Map()),
  };

  it('is one line for each product, with its reason: a connected one keeps no history', async () => {
    const model = await report(answers, definitions, { proxmox: connected });
    expect(printed(tableOf(model, 'quality', 'not-covered'))).toEqual([
      ['Argo CD', '1', 'not connected'],
      ['Proxmox', '2', 'no history: Proxmox keeps nothing of this that could be judged by the hour'],
    ]);
    expect(model.trust.rest).toContain('Three checks gave no result: they are not covered.');
  });

  it('is never counted as passing, nor as anything else', async () => {
    const model = await report(answers, definitions, { proxmox: connected });
    expect(model.tiles[0]).toMatchObject({ value: '1', unit: 'of 1' });
    expect(printed(tableOf(model, 'checks', 'packs')).map(([pack]) => pack)).toEqual(['nodes']);
  });
});

it('can say who did not answer at all', async () => {
  const dead: MetricSource = {
    uid: 'prom',
    name: 'Prometheus',
    query: () => Promise.reject(Object.assign(new Error('gone'), { code: 'source-down' })),
  };
  const registry = { prometheus: prometheusEvaluator([dead]) };
  expect(nothingAnswered(await askMonth(MONTH, [], { registry, signal }))).toEqual({
    source: 'Prometheus',
    reason: 'source-down',
  });
  const both = { prometheus: prometheusEvaluator([dead, { ...source({}), uid: 'other' }]) };
  expect(nothingAnswered(await askMonth(MONTH, [], { registry: both, signal }))).toBeNull();
  expect(nothingAnswered(await askMonth(MONTH, [], { registry: {}, signal }))).toBeNull();
});

describe('sections', () => {
  const maker = (id: string, change: Partial<SectionMaker> = {}): SectionMaker => ({
    id,
    title: id,
    about: '',
    make: () => ({ verdict: 'pass', weighs: 'fail', finding: { lead: '', rest: '' }, blocks: [] }),
    ...change,
  });

  it('are numbered, appendices lettered, and weigh on the verdict of the month', async () => {
    const answers = {
      [aliveQuery()]: UP,
      ...withPresence(
        'load',
        answer(() => 0)
      ),
    };
    const checks = [definition('nodes.a', 'load')];
    expect((await report(answers, checks)).verdict).toBe('pass');
    const model = await report(answers, checks, {}, [...SECTIONS.slice(0, -1), maker('toy'), ...SECTIONS.slice(-1)]);
    expect(model.sections.map(({ id, number }) => `${number} ${id}`)).toEqual([
      '1 utilisation',
      '2 checks',
      '3 toy',
      'A quality',
    ]);
    expect(model.verdict).toBe('fail');
  });

  it('have ids that can name files and links, each once', () => {
    const ids = SECTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[a-z0-9-]+$/.test(id))).toBe(true);
    const appendix = SECTIONS.map((section) => section.appendix === true);
    expect(appendix).toEqual([...appendix].sort());
  });
});
