import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { Objective } from '../../src/core/slo/objective';
import type { WrittenObjective } from '../../src/core/slo/objectiveSchema';
import { fakeObjective } from '../../src/core/slo/testData';
import { exportRules } from '../../src/library/slo/exportRules';
import { importObjectives } from '../../src/library/slo/importObjectives';

const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs promtool; throws its words when it is not content. */
function promtool(...args: string[]): string {
  const ran = spawnSync('promtool', args, { encoding: 'utf8', cwd: folder });
  if (ran.error) {
    throw new Error(`promtool is needed (Debian: apt-get install prometheus): ${ran.error.message}`);
  }
  if (ran.status !== 0) {
    throw new Error(ran.stdout + ran.stderr);
  }
  return ran.stdout;
}

function written(name: string, content: string): string {
  writeFileSync(path.join(folder, name), content);
  return name;
}

const WRITTEN: ReadonlyArray<Partial<WrittenObjective>> = [
  {},
  { window: '28d', groupBy: ['zone', 'pod'], guards: { minBadEvents: 3 } },
  { window: '7d', target: '99.990', sli: { ratio: { total: 'a_count', good: 'a_bucket{le=~"1(\\\\.0)?"}' } } },
  { window: 'quarter', sli: { ratio: { total: 'jobs_total', bad: 'jobs_total{result="x"}', rare: true } } },
  { window: '1d', target: '90', sli: { share: { bad: 'avg_over_time(x[$window])' } } },
  { window: '2d', sli: { uptime: 'up{job="a\\"b"}' }, groupBy: ['instance'] },
  { sli: { threshold: { value: 'max(queue)', op: 'lt', limit: 10 } } },
  {
    sli: { freshness: { newest: 'max(backup_time)', maxAge: '26h' } },
    method: { timeSlices: { slice: '5m', target: '99' } },
  },
  { target: '100', title: '{{ $labels.x }}: "100 %"', owner: '{{', service: 'yes' },
];
const ALL: readonly Objective[] = [
  ...WRITTEN.map((own, index) => fakeObjective({ id: `own-${index}`, ...own })),
  ...['sloth', 'pyrra', 'openslo-v1'].flatMap(
    (name) => importObjectives(readFileSync(path.resolve(__dirname, `../fixtures/slo/${name}.yaml`), 'utf8')).objectives
  ),
];

describe('promtool', () => {
  it.each(ALL.map((objective) => [objective.id, objective] as const))('takes the rules of %s', (_, objective) => {
    const { text } = exportRules([objective], { form: 'rules', absentAlert: true });
    const found = promtool('check', 'rules', '--lint=all', '--lint-fatal', written('rules.yaml', text));
    expect(found).toMatch(objective.sli.kind === 'composite' ? /SUCCESS: 0 rules/ : /SUCCESS: (1[2-9]|20) rules/);
  });

  it('takes all of them in one file, also those of a resource', () => {
    const { text } = exportRules(ALL, { form: 'prometheusrule' });
    const { spec } = parse(text) as { spec: unknown };
    expect(promtool('check', 'rules', '--lint=all', '--lint-fatal', written('all.yaml', stringify(spec)))).toContain(
      'SUCCESS'
    );
  });
});

interface Expected {
  alerts?: Array<{ at: string; kinds: string[] }>;
  values?: Array<{ at: string; expr: string; samples: Array<{ labels: string; value: number }> }>;
}

/** Evaluates the rules of an objective every five minutes on series, as promtool writes them: `0+100x60`. */
function evaluate(
  objective: Objective,
  series: Record<string, string>,
  { alerts = [], values = [] }: Expected
): string {
  const { text } = exportRules([objective], { form: 'rules', absentAlert: true });
  const [burn] = [...text.matchAll(/alert: (\w+)/g)].map(([, name]) => name);
  const labels = { sloth_id: objective.id, sloth_service: 'checkout', sloth_slo: objective.id, owner: 'lead1' };
  const test = {
    rule_files: [written('evaluated.yaml', text)],
    evaluation_interval: '5m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, points]) => ({ series: name, values: points })),
        alert_rule_test: alerts.map(({ at, kinds }) => ({
          eval_time: at,
          alertname: burn,
          exp_alerts: kinds.map((kind) => ({
            exp_labels: { ...labels, severity: kind, sloth_severity: kind },
            exp_annotations: annotations(text, kind),
          })),
        })),
        promql_expr_test: values.map(({ at, expr, samples }) => ({ expr, eval_time: at, exp_samples: samples })),
      },
    ],
  };
  return promtool('test', 'rules', written('test.yaml', stringify(test, { lineWidth: 0 })));
}

function annotations(text: string, kind: string): unknown {
  const { groups } = parse(text) as {
    groups: Array<{ rules: Array<{ alert?: string; labels: Record<string, string>; annotations?: unknown }> }>;
  };
  return groups.flatMap(({ rules }) => rules).find(({ alert, labels }) => alert && labels['severity'] === kind)
    ?.annotations;
}

const TOTAL = 'http_requests_total{job="checkout",code="200"}';
const BAD = 'http_requests_total{job="checkout",code="500"}';

describe('a burn', () => {
  /** Three days of 100 a minute; then 10 of them fail. */
  const burning = { [TOTAL]: '0+100x4320 432090+90x60', [BAD]: '0+0x4320 10+10x60' };

  it('pages as soon as both windows are above 14.4 times the budget, and not before', () => {
    // A tenth fails: after 5 minutes of 60 that is 0.83 %, after 10 it is 1.67 %; the limit is 1.44 %.
    // The ticket follows when 0.1 % of three days failed: 432 of 432,000.
    const alerts = [
      { at: '72h', kinds: [] },
      { at: '72h5m', kinds: [] },
      { at: '72h10m', kinds: ['page'] },
      { at: '72h40m', kinds: ['page'] },
      { at: '72h45m', kinds: ['page', 'ticket'] },
    ];
    expect(evaluate(fakeObjective({ window: '30d' }), burning, { alerts })).toContain('SUCCESS');
  });

  it('is silent while fewer failed than the guard asks for', () => {
    const guarded = fakeObjective({ guards: { minBadEvents: 150 } });
    const alerts = [
      { at: '72h10m', kinds: [] },
      { at: '72h20m', kinds: ['page'] },
    ];
    expect(evaluate(guarded, burning, { alerts })).toContain('SUCCESS');
  });

  it('that is expected and does not come is a test that fails', () => {
    const alerts = [{ at: '72h5m', kinds: ['page'] }];
    expect(() => evaluate(fakeObjective(), burning, { alerts })).toThrow(/FAILED/);
  });
});

describe('the recorded numbers', () => {
  const labels = '{sloth_id="checkout-availability",sloth_service="checkout",sloth_slo="checkout-availability"';

  it('count each event of the period once, where a mean of ratios does not', () => {
    // An hour of 1,000 a minute without errors, then one of 10 a minute of which all fail: 600 of 60,600.
    const series = { [TOTAL]: '0+1000x60 60000+0x60', [BAD]: '0+0x60 10+10x60' };
    const record = 'slo:sli_error:ratio_rate30d';
    const value = 600 / 60_600;
    const values = [
      { at: '120m', expr: record, samples: [{ labels: `${record}${labels},sloth_window="30d"}`, value }] },
      {
        at: '120m',
        expr: 'slo:sli_total:increase5m',
        samples: [{ labels: `slo:sli_total:increase5m${labels}}`, value: 50 }],
      },
      { at: '120m', expr: 'slo:objective:ratio', samples: [{ labels: `slo:objective:ratio${labels}}`, value: 0.999 }] },
    ];
    expect(evaluate(fakeObjective(), series, { values })).toContain('SUCCESS');
  });

  it('are absent, and not well, when nothing is counted any more', () => {
    const series = { [TOTAL]: '0+100x60' };
    const absent = 'ALERTS{alertname="CheckoutAvailabilityAbsent",alertstate="firing"}';
    const values = [
      { at: '100m', expr: 'slo:sli_error:ratio_rate5m', samples: [] },
      { at: '55m', expr: absent, samples: [] },
      {
        at: '100m',
        expr: `count(${absent})`,
        samples: [{ labels: '{}', value: 1 }],
      },
    ];
    expect(evaluate(fakeObjective(), series, { values })).toContain('SUCCESS');
  });
});
