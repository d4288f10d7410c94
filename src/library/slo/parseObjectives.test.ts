/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sli } from '../../core/slo/objective';
import { objectiveSchema } from '../../core/slo/objectiveSchema';
import { formatContentError } from '../readYaml';
import { parseObjectives } from './parseObjectives';

const GOOD = `objectives:
  - id: checkout-availability
    title: Checkout availability
    service: checkout
    owner: lead1
    sli:
      ratio:
        total: http_requests_total{job="checkout"}
        bad: http_requests_total{job="checkout",code=~"5.."}
    window: 30d
    target: 99.9
`;
const said = (text: string) => {
  const reading = parseObjectives(text, 'slo.yaml');
  return (reading.ok ? reading.warnings : reading.errors).map(formatContentError);
};
/** The good one with a line replaced, or followed by others. */
const but = (line: string, ...by: string[]) => GOOD.replace(line, () => by.join('\n'));
const withSli = (...lines: string[]) =>
  GOOD.replace(/ {4}sli:[^]*?(?= {4}window)/, () => ['    sli:', ...lines, ''].join('\n'));

describe('a file of objectives', () => {
  it('is read when it is right', () => {
    const reading = parseObjectives(GOOD, 'slo.yaml');
    expect(reading).toMatchObject({
      ok: true,
      warnings: [],
      objectives: [{ id: 'checkout-availability', target: '99.9' }],
    });
  });

  it.each<[string, string, string]>([
    [
      'a field nobody knows',
      but('    window: 30d', '    windw: 30d'),
      'slo.yaml:10:5: objectives[0].windw: unknown field',
    ],
    [
      'a target of 120 %',
      but('target: 99.9', 'target: 120'),
      'slo.yaml:11:5: objectives[0].target: must be more than 0',
    ],
    ['no owner', but('    owner: lead1\n', ''), 'objectives[0].owner: the field is missing'],
    [
      'an id twice',
      GOOD + GOOD.replace('objectives:\n', ''),
      'slo.yaml:12:5: objectives[1].id: the id "checkout-availability" is used twice',
    ],
    [
      'no PromQL',
      but('bad: http_requests_total{job="checkout",code=~"5.."}', 'bad: sum(increase(x[$window])'),
      'slo.yaml:9:9: objectives[0].sli.ratio.bad: PromQL ends too early',
    ],
    [
      'no window in an expression',
      but('total: http_requests_total{job="checkout"}', 'total: sum(increase(x[5m]))'),
      'slo.yaml:8:9: objectives[0].sli.ratio.total: the expression has no $window',
    ],
    [
      'a rate',
      but('total: http_requests_total{job="checkout"}', 'total: sum(rate(x_total[$window]))'),
      'use increase() instead of rate()',
    ],
    [
      'a macro nobody knows',
      but('total: http_requests_total{job="checkout"}', 'total: sum(increase(x[$range]))'),
      'unknown macro "$range"',
    ],
    [
      'the total as its part',
      but('bad: http_requests_total{job="checkout",code=~"5.."}', 'good: http_requests_total{job="checkout"}'),
      'objectives[0].sli.ratio.good: the same as the total',
    ],
    [
      'a window in a threshold',
      withSli('      threshold: { value: "max_over_time(x[$window])", op: lt, limit: 1 }'),
      'has no $window',
    ],
    [
      'an expression that is no gauge of uptime',
      withSli('      uptime: max(up)'),
      'objectives[0].sli.uptime: not a plain selector',
    ],
    [
      'a member that is not there',
      withSli('      composite: [{ objective: a }]'),
      'slo.yaml:7:21: objectives[0].sli.composite[0].objective: there is no objective "a" in this file',
    ],
    [
      'a member of itself',
      withSli('      composite: [{ objective: checkout-availability }]'),
      'it is a member of itself',
    ],
    [
      'a share of a threshold',
      withSli('      threshold: { value: x, op: lt, limit: 1 }', '    method: { ratioTimeSlices: { slice: 1m } }'),
      'is good or bad and has no share',
    ],
    ['no objectives', 'objectives: []\n', 'objectives'],
    ['text', 'hello', 'slo.yaml:1:1'],
  ])('is refused for %s', (_, text, message) => {
    expect(parseObjectives(text, 'slo.yaml').ok).toBe(false);
    expect(said(text).join('\n')).toContain(message);
    expect(said(text).join('\n')).toContain('Fix: ');
  });

  it.each<[string, string, string]>([
    [
      'alerts that cannot fire',
      but('target: 99.9', 'target: 93'),
      'an alert at 14.4 times the burn rate can never fire',
    ],
    [
      'a part that is more than the total',
      but('bad: http_requests_total{job="checkout",code=~"5.."}', 'bad: http_requests_total{code=~"5.."}'),
      'add job="checkout" to bad',
    ],
    [
      'another metric',
      but('bad: http_requests_total{job="checkout",code=~"5.."}', 'bad: http_errors_total{job="checkout"}'),
      'another metric than the total',
    ],
    [
      'a contract that is stricter',
      but('    target: 99.9', '    target: 99.9', '    agreement: 99.99'),
      'the contract promises more',
    ],
    [
      'a number that may not add up',
      but('total: http_requests_total{job="checkout"}', 'total: max(increase(x_total[$window]))'),
      'cannot be told',
    ],
  ])('is warned about %s', (_, text, message) => {
    expect(parseObjectives(text, 'slo.yaml').ok).toBe(true);
    expect(said(text).join('\n')).toContain(message);
  });

  it.each([
    ['a target above 93.06 %', but('target: 99.9', 'target: 93.06')],
    ['a latency of a histogram', withSli('      latency: { histogram: "http_seconds{job=\\"x\\"}", below: 1 }')],
    [
      'the buckets of a histogram beside its count',
      withSli('      ratio: { total: "a_count", good: "a_bucket{le=\\"1\\"}" }'),
    ],
    [
      'another metric that is 0 where it is absent',
      withSli('      ratio: { total: a_total, bad: b_total, absentIsZero: true }'),
    ],
  ])('is not warned about %s', (_, text) => expect(said(text)).toEqual([]));
});

describe('what the documentation shows', () => {
  const file = (name: string) => readFileSync(path.resolve(__dirname, '../../..', name), 'utf8');

  it('is right: the example file has one of each kind', () => {
    const reading = parseObjectives(file('provisioning/examples/objectives.yaml'), 'objectives.yaml');
    expect(reading).toMatchObject({ ok: true, warnings: [] });
    const kinds = reading.ok ? reading.objectives.map(({ sli }) => sli.kind) : [];
    expect(new Set(kinds)).toEqual(
      new Set(['ratio', 'share', 'threshold', 'uptime', 'freshness', 'composite'] satisfies Array<Sli['kind']>)
    );
  });

  it('is right: its blocks are files', () => {
    const blocks = [...file('docs/objectives.md').matchAll(/```yaml\n([^]*?)```/g)].map(([, block = '']) => block);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) {
      expect(said(block)).toEqual([]);
    }
  });

  it('names every field', () => {
    const text = file('docs/objectives.md');
    const named = [...Object.keys(objectiveSchema.shape), ...Object.keys(objectiveSchema.shape.sli.shape)];
    expect(named.filter((name) => !new RegExp(`\`${name}[\`:]`).test(text))).toEqual([]);
  });
});
