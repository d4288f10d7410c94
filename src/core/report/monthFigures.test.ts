/** @jest-environment node */
import type { MetricAnswer, MetricSource } from '../check/ports';
import type { JournalRange } from '../journal/journal';
import type { KpiDefinition, KpiFeed } from '../kpi/definition';
import { monthIn } from '../time/month';
import { buildReport } from './build';
import { askFigures, type FigurePorts, type MonthFigure } from './monthFigures';
import { monthObjectives } from './monthObjectives';
import { referenceMonth } from './reference';
import { referenceObjectives } from './referenceObjectives';

const result = monthIn('2026-10', 'Europe/Berlin');
if (!result.ok) {
  throw new Error(result.problem.detail);
}
const { month: MONTH } = result;
const DAY_MS = 86_400_000;
const signal = new AbortController().signal;

const UPTIME: KpiFeed = {
  kind: 'promql',
  value: { name: 'up', expr: 'avg_over_time(up[$window])' },
  reporting: 'count(up)',
};

function figure(id: string, change: Partial<KpiDefinition> = {}): KpiDefinition {
  return {
    id,
    group: 'reliability',
    title: id,
    shortTitle: id,
    sentence: '',
    formula: '',
    unit: 'ratio',
    direction: 'up',
    target: { op: 'gte', value: 0.999 },
    window: { days: 30 },
    pinned: false,
    feeds: [UPTIME],
    wouldFeed: 'A probe of the services.',
    seeds: [],
    ...change,
  };
}

/** A source in which everything is one value all the time; remembers until when it was asked. */
function world(value: number) {
  const until: number[] = [];
  const ranges: JournalRange[] = [];
  const source: MetricSource = {
    uid: 'prom',
    name: 'Prometheus',
    query: ({ fromMs, toMs, queries }) => {
      until.push(toMs);
      return Promise.resolve(
        new Map(
          queries.map(({ refId, shape, stepSeconds = 60, expr }): [string, MetricAnswer] => {
            const stepMs = stepSeconds * 1000;
            const first = Math.ceil(fromMs / stepMs) * stepMs;
            const count = Math.floor((toMs - first) / stepMs) + 1;
            const timesMs =
              shape === 'instant' ? [toMs] : Array.from({ length: count }, (_, at) => first + at * stepMs);
            const told = expr.startsWith('avg_over_time') ? value : 1;
            return [
              refId,
              { ok: true, series: [{ labels: {}, timesMs, values: timesMs.map(() => told) }], executed: '' },
            ];
          })
        )
      );
    },
  };
  const ports: FigurePorts = {
    metricSources: [source],
    journal: {
      read: (range) => {
        ranges.push(range);
        return Promise.resolve({ events: [], rejected: [] });
      },
    },
  };
  return { ports, until, ranges };
}

const ask = (ports: FigurePorts, definitions: readonly KpiDefinition[], afterMs = DAY_MS) =>
  askFigures(ports, definitions, MONTH, MONTH.toMs + afterMs, signal);

it('is met, missed, or unknown with what would feed it; missed first', async () => {
  const definitions = [
    figure('met', { target: { op: 'gte', value: 0.99 } }),
    figure('nothing', { feeds: [], wouldFeed: 'Velero has to be scraped.' }),
    figure('missed'),
  ];
  expect(await ask(world(0.99896).ports, definitions)).toEqual<MonthFigure[]>([
    { title: 'missed', value: '99.8\u00a0%', target: '≥\u00a099.9\u00a0%', verdict: 'fail', why: '' },
    {
      title: 'nothing',
      value: 'unknown',
      target: '≥\u00a099.9\u00a0%',
      verdict: 'unknown',
      why: 'Nothing feeds it. Velero has to be scraped.',
    },
    { title: 'met', value: '99.8\u00a0%', target: '≥\u00a099\u00a0%', verdict: 'pass', why: '' },
  ]);
});

it('is the same whenever it is read, and asks for nothing after the month', async () => {
  const read = await Promise.all(
    [300_000, 90 * DAY_MS].map(async (afterMs) => {
      const { ports, until } = world(0.9999);
      const figures = await ask(ports, [figure('uptime')], afterMs);
      expect(until.length).toBeGreaterThan(0);
      expect(Math.max(...until)).toBeLessThanOrEqual(MONTH.toMs);
      return JSON.stringify(figures);
    })
  );
  expect(new Set(read).size).toBe(1);
});

it('counts what persons entered after the month was over, and rounds only until its end', async () => {
  const { ports, ranges } = world(1);
  await ask(ports, [figure('by-hand', { feeds: [{ kind: 'journal', measure: 'automation-rate' }] })]);
  const end = (eventClass: string) => ranges.find((range) => range.class === eventClass)?.toMs;
  expect(end('sys')).toBe(MONTH.toMs + DAY_MS);
  expect(end('run')).toBe(MONTH.toMs);
});

it('is unknown where the journal or a source does not answer', async () => {
  const broken: FigurePorts = {
    metricSources: [
      { uid: 'prom', name: 'p', query: () => Promise.reject(Object.assign(new Error('gone'), { code: 'timeout' })) },
    ],
    journal: { read: () => Promise.reject(Object.assign(new Error('gone'), { code: 'source-down' })) },
  };
  const definitions = [
    figure('metric'),
    figure('by-hand', { feeds: [{ kind: 'journal', measure: 'automation-rate' }] }),
  ];
  const figures = await ask(broken, definitions);
  expect(figures.map(({ title, value, verdict, why }) => `${title} ${value} ${verdict}: ${why}`)).toEqual([
    'metric unknown unknown: not answered in time',
    'by-hand unknown unknown: source did not answer',
  ]);
});

describe('in the report', () => {
  const figures = [
    { title: 'Uptime', value: '99.8\u00a0%', target: '≥\u00a099.9\u00a0%', verdict: 'fail', why: '' },
    { title: 'Restores', value: 'unknown', target: '1', verdict: 'unknown', why: 'Nothing feeds it. Enter one.' },
  ] as const satisfies readonly MonthFigure[];
  const reportOf = (objectives: ReturnType<typeof referenceObjectives>) =>
    buildReport({
      month: MONTH,
      history: referenceMonth(MONTH, { nodes: 1, troubledPerCheck: 0, healthyPerCheck: 1 }),
      promises: { objectives, figures },
      packTitle: (pack) => pack,
      organisation: null,
      preparedBy: null,
    });

  it('stand beside the objectives and say how many are met', () => {
    const block = reportOf(referenceObjectives(MONTH)).sections[0]?.blocks.find(({ id }) => id === 'figures');
    expect(block).toMatchObject({ kind: 'table', note: 'none of two figures met, one unknown' });
  });

  it('do not weigh on the verdict of the objectives', () => {
    const none = { objectives: [], problems: [], exclusions: [], journalFailed: null, unsearched: [] };
    expect(reportOf(monthObjectives(MONTH, none, { rows: [] })).sections.map(({ id }) => id)).not.toContain(
      'scorecard'
    );
    const held = { ...referenceObjectives(MONTH), rows: referenceObjectives(MONTH).rows.slice(-1) };
    expect(reportOf(held).sections[0]).toMatchObject({ id: 'scorecard', verdict: 'pass' });
  });
});
