/** @jest-environment node */
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { exportOpenslo } from './exportOpenslo';
import { importObjectives } from './importObjectives';
import { parseObjectives } from './parseObjectives';
import { writeObjectives } from './writeObjectives';

/** Shapes that repositories of Sloth, Pyrra and OpenSLO have their files in, with names and figures of our own. */

const sloth = (error: string, total = 'sum(rate(jobs_total[{{.window}}]))', more = '') =>
  [
    'version: prometheus/v1',
    'service: press',
    'slos:',
    '  - name: printed',
    '    objective: 99.2',
    '    sli:',
    '      events:',
    `        error_query: ${error}`,
    `        total_query: ${total}`,
    more,
  ].join('\n');
const PLAIN = sloth('sum(rate(jobs_total{end="jam"}[{{.window}}]))');

const pyrra = (indicator: string) =>
  [
    'apiVersion: pyrra.dev/v1alpha1',
    'kind: ServiceLevelObjective',
    'metadata: { name: press-pages }',
    'spec:',
    '  target: "98.5"',
    '  window: 3w',
    `  indicator: ${indicator}`,
  ].join('\n');

interface Openslo {
  spec: string;
  target?: string;
  window?: string;
  method?: string;
}

const openslo = ({ spec, target = 'target: 0.992', window = '[{ duration: 4w, isRolling: true }]', method }: Openslo) =>
  [
    'apiVersion: openslo/v1',
    'kind: SLO',
    'metadata: { name: press-pages }',
    'spec:',
    '  service: press',
    `  budgetingMethod: ${method ?? 'Occurrences'}`,
    `  timeWindow: ${window}`,
    `  objectives: [{ ${target} }]`,
    `  indicator: { metadata: { name: pages }, spec: ${spec} }`,
  ].join('\n');
const source = (query: string, more = 'type: Prometheus') =>
  `{ metricSource: { ${more}, spec: { query: '${query}' } } }`;
const ratio = (good: string, total: string, counter = 'counter: true, ') =>
  `{ ratioMetric: { ${counter}good: ${good}, total: ${total} } }`;
const PAGES = ratio(source('sum(pages_total{end="ok"})'), source('sum(pages_total)'));

const shapes: ReadonlyArray<readonly [name: string, text: string, objective: object]> = [
  ['a mark of byte order', `\uFEFF${PLAIN}`, { sli: { bad: 'jobs_total{end="jam"}' } }],
  ['lines that end in CRLF', PLAIN.replaceAll('\n', '\r\n'), { sli: { bad: 'jobs_total{end="jam"}' } }],
  ['JSON with tabs', JSON.stringify(parse(PLAIN), null, '\t'), { sli: { total: 'jobs_total' }, target: '99.2' }],
  [
    'sums by labels',
    sloth('sum(rate(jobs_total{end="jam"}[{{.window}}])) by (hall)', 'sum by (hall) (rate(jobs_total[{{.window}}]))'),
    { sli: { total: 'jobs_total', bad: 'jobs_total{end="jam"}' }, groupBy: ['hall'] },
  ],
  [
    'a ratio by labels',
    'version: prometheus/v1\nservice: press\nslos:\n  - name: ink\n    objective: 97\n    sli:\n      raw:\n' +
      '        error_ratio_query: sum by (hall) (rate(a[{{.window}}])) / sum by (hall) (rate(b[{{.window}}]))',
    { sli: { kind: 'share' }, groupBy: ['hall'] },
  ],
  ['a window without its dot', sloth('sum(rate(jobs_total{end="jam"}[{{window}}]))'), { sli: { kind: 'ratio' } }],
  [
    'merged maps',
    `x-usual: &usual\n  objective: 96.5\n${sloth('sum(rate(j{e="x"}[{{.window}}]))')}`.replace(
      '    objective: 99.2',
      '    <<: *usual'
    ),
    { target: '96.5' },
  ],
  [
    'a Kubernetes list of one kind',
    stringify({
      kind: 'ServiceLevelObjectiveList',
      items: [parse(pyrra('{ bool_gauge: { metric: up } }')) as unknown],
    }),
    { sli: { kind: 'uptime', up: 'up' }, window: { kind: 'rolling', days: 21 } },
  ],
  [
    'a native histogram by labels',
    pyrra('{ latencyNative: { latency: 250ms, total: { metric: wait_seconds }, grouping: [hall] } }'),
    { groupBy: ['hall'], sli: { good: expect.stringContaining('sum by (hall) (increase(wait_seconds') as string } },
  ],
  [
    'values that go up and down',
    openslo({ spec: ratio(source('sum(fit{a="b"})'), source('sum(all)'), 'counter: false, ') }),
    {
      sli: {
        kind: 'share',
        bad: '1 - (sum (sum_over_time(fit{a="b"}[$window])) / sum (sum_over_time(all[$window])))',
      },
    },
  ],
  [
    'a raw success',
    openslo({
      spec: `{ ratioMetric: { rawType: success, raw: ${source('avg(avg_over_time(fit[{{.window}}]))')} } }`,
    }),
    { sli: { kind: 'share', bad: '1 - (avg(avg_over_time(fit[$window])))' } },
  ],
  [
    'a percent of OpenSLO',
    openslo({ spec: PAGES, target: 'targetPercent: 99.25' }),
    { target: '99.25', window: { days: 28 } },
  ],
];

const left: ReadonlyArray<readonly [name: string, text: string, line: number, why: string]> = [
  ['nothing sums', sloth('rate(j{e="x"}[{{.window}}])', 'rate(j[{{.window}}])'), 8, 'nothing sums its series'],
  ['fast is bad', sloth('sum(rate(w_bucket{le="1"}[{{.window}}]))', 'sum(rate(w_count[{{.window}}]))'), 4, 'good part'],
  ['no counter', openslo({ spec: PAGES.replace('counter: true, ', '') }), 9, 'counter is not said'],
  [
    'a source elsewhere',
    openslo({ spec: ratio(source('sum(a{b="c"})', 'metricSourceRef: far'), source('sum(a)')) }),
    9,
    'the data source far is not in this file',
  ],
  [
    'slices without a target',
    openslo({ spec: PAGES, method: 'Timeslices', target: 'target: 0.9, timeSliceWindow: 5m' }),
    8,
    'timeSliceTarget is not said',
  ],
];

const BUCKETS = '{ latency: { success: { metric: wait_bucket }, total: { metric: wait_count } } }';
const MATCHERS = '{ ratio: { errors: { metric: a, matchers: [{ name: b, value: c }] }, total: { metric: a } } }';
const refused: ReadonlyArray<readonly [name: string, text: string, line: number, why: string]> = [
  ['a key twice', PLAIN.replace('    objective', '    objective: 90\n    objective'), 6, 'the key objective stands'],
  ['a variable', sloth('sum(rate(j{ns="$ns"}[{{.window}}]))'), 8, 'nobody fills in $ns here'],
  ['another template', sloth(`'sum(rate(j{ns="{{ .ns }}"}[{{.window}}]))'`), 8, 'a template other than'],
  ['a chart of Helm', PLAIN.replace('press', '"{{ .Values.name }}"'), 2, 'a template of Helm'],
  ['a template as a name', PLAIN.replace('press', '"${SERVICE}"'), 4, 'a template stands in its title'],
  ['directives', `{%- if x %}\n${PLAIN}`, 1, 'render it first'],
  [
    'a range as a number',
    'version: prometheus/v1\nservice: s\nslos:\n- name: n\n  objective: 9\n  sli: { raw: { error_ratio_query: "r[{{.window}}]" } }',
    6,
    'a range of samples',
  ],
  ['a range of a comparison', sloth('sum(sum_over_time(up == 0[{{.window}}]))'), 8, 'not PromQL'],
  ['two groupings', sloth('sum by (a) (rate(j{e="x"}[{{.window}}]))'), 7, 'grouped by different labels'],
  ['labels left over', sloth('sum without (a) (rate(j[{{.window}}]))'), 8, 'grouped by different labels'],
  ['an unknown part of a count', sloth('j', 'j', '        filter: x'), 10, 'nothing is known of filter here'],
  ['matchers beside a metric', pyrra(MATCHERS), 7, 'nothing is known of matchers here'],
  ['every bucket', pyrra(BUCKETS), 3, 'wait_bucket without le'],
  ['a percent as a ratio', openslo({ spec: PAGES, target: 'target: 99.2' }), 8, '99.2 is more than 1'],
  ['a word as a window', openslo({ spec: PAGES, window: '[{ duration: Week }]' }), 7, 'Week is no window'],
  [
    'one counter of two',
    openslo({
      spec: ratio(source('sum(a)'), source('sum(increase(b[{{.window}}]))'), 'counter: false, '),
    }),
    9,
    'only one of its queries has a window',
  ],
  [
    'a source of another kind',
    openslo({ spec: ratio(source('a', 'type: Datadog'), source('b', 'type: Datadog')) }),
    9,
    'the query is of Datadog',
  ],
  ['an SLI elsewhere', openslo({ spec: PAGES }).replace(/ {2}indicator: .*/, '  indicatorRef: far'), 9, 'the SLI far'],
  ['the generator of Google', 'apiVersion: sre.google.com/v2\nkind: ServiceLevelObjective', 1, 'sre.google.com/v2'],
  ['a gate of Keptn', "spec_version: '1.0'\nobjectives:\n  - sli: latency", 1, 'it names no version'],
  ['Terraform', 'resource "grafana_slo" "a" {\n  name = "b"\n}', 1, 'it names no version'],
  ['words', '- a\n- b', 2, 'it names no version'],
];

describe('files in shapes of others', () => {
  it.each(shapes)('with %s are read as they are meant', (_, text, objective) => {
    const found = importObjectives(text);
    expect(found.refused).toEqual([]);
    expect(found.objectives).toMatchObject([objective]);
  });

  it.each(left)('say what is taken for something: %s', (_, text, line, why) => {
    const found = importObjectives(text);
    expect(found.refused).toEqual([]);
    expect(found.left).toContainEqual(
      expect.objectContaining({ line, why: expect.stringContaining(why) as string }) as unknown
    );
  });

  it.each(refused)('are refused by line and reason: %s', (_, text, line, why) => {
    const found = importObjectives(text);
    expect(found.objectives).toEqual([]);
    expect(found.refused).toContainEqual(
      expect.objectContaining({ line, why: expect.stringContaining(why) as string }) as unknown
    );
  });

  it.each(shapes)('with %s mean the same after a way through OpenSLO', (_, text) => {
    const [objective] = importObjectives(text).objectives;
    const found = importObjectives(exportOpenslo(objective ? [objective] : [], 'UTC').text);
    expect(found.refused).toEqual([]);
    expect(found.objectives).toEqual([objective]);
  });
});

/** A place in a value: which of its children, step by step. */
const place = fc.array(fc.nat(7), { maxLength: 8 });
const other = fc.oneof(fc.jsonValue(), fc.constantFrom('{{ .x }}', '$y', '99.9%', 'Week', -1, 1e99, null, [], {}));

/** The value with what stands at a place taken away or replaced. */
function mutated(value: unknown, steps: readonly number[], replacement: { by: unknown } | null): unknown {
  const [step, ...rest] = steps;
  if (typeof value !== 'object' || value === null || step === undefined) {
    return replacement ? replacement.by : value;
  }
  const entries = Object.entries(value);
  const index = entries.length === 0 ? 0 : step % entries.length;
  const changed = entries.flatMap(([key, child], at) => {
    if (at !== index) {
      return [[key, child] as const];
    }
    return rest.length === 0 && !replacement ? [] : [[key, mutated(child, rest, replacement)] as const];
  });
  return Array.isArray(value) ? changed.map(([, child]) => child) : Object.fromEntries(changed);
}

it('a file with parts lost, replaced or cut off is read, or refused by line and reason', () => {
  const replacement = fc.option(fc.record({ by: other }));
  const changes = fc.array(fc.tuple(place, replacement), { minLength: 1, maxLength: 3 });
  const anyShape = fc.constantFrom(...shapes.map(([, text]) => parse(text, { merge: true }) as unknown));
  fc.assert(
    fc.property(anyShape, changes, fc.double({ min: 0.3, max: 1, noNaN: true }), (shape, all, share) => {
      const whole = stringify(all.reduce((value, [steps, by]) => mutated(value, steps, by), shape));
      const text = share > 0.7 ? whole : whole.slice(0, Math.round(whole.length * share));
      const found = importObjectives(text);
      for (const { line, why } of [...found.left, ...found.refused]) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(text.split('\n').length);
        expect(why.trim()).not.toBe('');
      }
      expect(found.objectives.length + found.left.length + found.refused.length).toBeGreaterThan(0);
      if (found.objectives.length > 0) {
        expect(parseObjectives(writeObjectives(found.objectives), 'x').ok).toBe(true);
      }
    }),
    { numRuns: 400 }
  );
});
