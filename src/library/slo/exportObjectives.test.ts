/** @jest-environment node */
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { LEFT_WORDS } from '../../core/slo/exportLeft';
import type { Objective } from '../../core/slo/objective';
import { readObjective, type WrittenObjective } from '../../core/slo/objectiveSchema';
import { printSelector } from '../../core/slo/selector';
import { fakeObjective } from '../../core/slo/testData';
import { parsePromql } from '../promql';
import { exportOpenslo } from './exportOpenslo';
import { exportRules } from './exportRules';
import { importObjectives } from './importObjectives';
import { parseObjectives } from './parseObjectives';
import { writeObjectives } from './writeObjectives';

const text = fc.constantFrom(
  'Checkout',
  'yes',
  '12:30',
  '#1: "a" {{b}}',
  'ü & <b>',
  '0x10',
  '~',
  "it's",
  'a–b: c',
  'null'
);
const selector = fc
  .tuple(
    fc.constantFrom('http_requests_total', 'a:b:c', 'x_count'),
    fc.uniqueArray(fc.constantFrom('job', 'code', 'path'), { maxLength: 2 }),
    fc.constantFrom('checkout', '5..', 'a"b\\c', 'ü\n', '{{x}}', '/api/v1/{id}', '')
  )
  .map(([metric, labels, value]) =>
    printSelector({ metric, matchers: labels.map((label) => ({ label, op: '=', value })) })
  );
const count = fc.oneof(
  selector,
  selector.map((one) => `sum(increase(${one}[$window])) + sum(increase(other_total[$window]))`)
);
const gauge = selector.map((one) => `max(${one})`);
const sli: fc.Arbitrary<WrittenObjective['sli']> = fc.oneof(
  fc.record({ total: count, rare: fc.boolean(), absentIsZero: fc.boolean() }).map((ratio) => ({
    ratio: { ...ratio, bad: 'sum(increase(bad_total[$window])) or vector(0)' },
  })),
  fc.tuple(count, count).map(([total, good]) => ({ ratio: { total, good } })),
  selector.map((one) => ({ share: { bad: `avg_over_time(${one}[$window])` } })),
  selector.map((uptime) => ({ uptime })),
  fc
    .tuple(gauge, fc.constantFrom('gt', 'gte', 'lt', 'lte'), fc.constantFrom(0, 100, 0.25, -3))
    .map(([value, op, limit]) => ({ threshold: { value, op, limit } })),
  gauge.map((newest) => ({ freshness: { newest, maxAge: '90m' } }))
);
const percent = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.constantFrom('', '.0', '.9', '.95', '.990', '.123456'))
  .map(([whole, decimals]) => (whole === 100 ? '100' : `${whole}${decimals}`));
const method = fc.constantFrom<Array<NonNullable<WrittenObjective['method']>>>(
  'occurrences',
  { timeSlices: { slice: '5m', target: '95' } },
  { timeSlices: { slice: '90s', target: '99.95' } },
  { ratioTimeSlices: { slice: '1m' } }
);
const window = fc.constantFrom<Array<NonNullable<WrittenObjective['window']>>>(
  '30d',
  '28d',
  '1d',
  '90d',
  'week',
  'month',
  {
    calendar: 'quarter',
    zone: 'Europe/Berlin',
  }
);
const guards = fc.constantFrom({}, { minEvents: 100 }, { minBadEvents: 3, minCoverage: 0.8 });
const objective: fc.Arbitrary<Objective> = fc
  .record({ title: text, service: text, owner: text, sli, method, window, target: percent, guards })
  .chain((written) =>
    fc
      .record(
        {
          promise: text,
          source: fc.constantFrom('prom-1', 'a b'),
          agreement: percent,
          groupBy: fc.constantFrom(['zone'], ['a', 'b']),
        },
        { requiredKeys: [] }
      )
      .map((more) => ({ id: 'x', ...written, ...more }))
  )
  .map((written) => readObjective(written, '', 'file'))
  .filter((read) => read.ok && !isOdd(read.objective))
  .map((read) => {
    if (!read.ok) {
      throw new Error('filtered before');
    }
    return read.objective;
  });

/** What the review refuses: a share of a slice of what has none, and a part that is the total. */
function isOdd({ sli, method }: Objective): boolean {
  return sli.kind === 'ratio'
    ? sli.total === sli.good
    : method.kind === 'ratioTimeSlices' && (sli.kind === 'threshold' || sli.kind === 'freshness');
}

/** With the zone that the exporter was told, which is then written there. */
function zoned(one: Objective): Objective {
  return one.window.kind === 'calendar' ? { ...one, window: { zone: 'UTC', ...one.window } } : one;
}

describe('what is written', () => {
  it('reads as the same from our own YAML', () => {
    fc.assert(
      fc.property(fc.array(objective, { minLength: 1, maxLength: 3 }), (some) => {
        const all = some.map((one, index) => ({ ...one, id: `x-${index}` }));
        const reading = parseObjectives(writeObjectives(all), 'x.yaml');
        expect(reading.ok ? reading.objectives : reading.errors).toEqual(all);
      }),
      { numRuns: 200 }
    );
  });

  it('reads as the same from OpenSLO, where it says what others do not read', () => {
    fc.assert(
      fc.property(objective, (one) => {
        const { text: yaml, left } = exportOpenslo([one], 'UTC');
        const found = importObjectives(yaml);
        expect(found.refused).toEqual([]);
        expect(found.left).toEqual([]);
        expect(found.objectives).toEqual([zoned(one)]);
        const own = left.filter(({ code }) => code === 'openslo-own').map(({ field }) => field);
        expect(own).toContain('owner');
        expect(own.includes('agreement')).toBe(one.agreement !== undefined);
        expect(own.includes('group-by')).toBe(one.groupBy.length > 0);
      }),
      { numRuns: 200 }
    );
  });

  it('is rules whose every expression is PromQL, and the same text every time', () => {
    fc.assert(
      fc.property(objective, fc.boolean(), (one, absentAlert) => {
        const options = { form: 'rules', absentAlert } as const;
        const { text: yaml } = exportRules([one], options);
        expect(exportRules([one], options).text).toBe(yaml);
        const { groups } = parse(yaml) as { groups: Array<{ rules: Array<{ expr: string }> }> };
        for (const { expr } of groups.flatMap(({ rules }) => rules)) {
          expect({ expr, read: parsePromql(expr).ok }).toEqual({ expr, read: true });
        }
        expect(yaml).not.toMatch(/\d\.\d{13,}/);
      }),
      { numRuns: 100 }
    );
  });
});

describe('what an export cannot say', () => {
  const composite = fakeObjective({ id: 'all', sli: { composite: [{ objective: 'checkout-availability' }] } });

  it('is listed, each with words', () => {
    const { left } = exportRules([fakeObjective({ window: 'month', agreement: '99' }), composite], { form: 'rules' });
    expect(left.map(({ objective: id, code }) => [id, code])).toEqual([
      ['checkout-availability', 'calendar'],
      ['checkout-availability', 'agreement'],
      ['all', 'composite'],
      ['', 'coverage'],
      ['', 'exclusions'],
    ]);
    for (const { code } of left) {
      expect(LEFT_WORDS[code]).toMatch(/\.$/);
    }
  });

  it('gives no document for a composite', () => {
    const { text: yaml, left } = exportOpenslo([composite, fakeObjective({ target: '100' })], 'UTC');
    expect(parseAllDocuments(yaml)).toHaveLength(1);
    expect(left.map(({ code }) => code)).toEqual(['composite', 'openslo-own', 'openslo-target']);
  });
});

describe('the file of rules', () => {
  it('is a resource of the Prometheus Operator when that is asked', () => {
    const one = parse(exportRules([fakeObjective()], { form: 'prometheusrule' }).text) as Record<string, unknown>;
    expect(one).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'opsrounds-checkout-availability' },
    });
    expect((one['spec'] as { groups: unknown[] }).groups).toHaveLength(2);
  });

  it('keeps braces of a title out of the templates of alerts', () => {
    const { text: yaml } = exportRules([fakeObjective({ title: 'a {{ .X }}' })], { form: 'rules' });
    expect(yaml).toContain('a {{ "{{" }} .X }}');
  });

  it('keeps the decimals of OpenSLO’s numbers', () => {
    expect(exportOpenslo([fakeObjective({ target: '99.90' })], 'UTC').text).toContain('targetPercent: 99.90\n');
  });
});
