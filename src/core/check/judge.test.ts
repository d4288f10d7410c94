/** @jest-environment node */
import fc from 'fast-check';
import type { Operator } from './definition';
import type { ObservedEntity } from './evaluator';
import { judge } from './judge';
import { crossing } from './limits';
import type { Evidence } from './result';
import type { TrendPoint } from './series';
import { checkDefinition } from './testData';
import { verdictRank } from './verdict';

const evidence: Evidence = {
  sourceUid: 'prom',
  sourceName: 'Prometheus',
  query: 'value',
  presence: 'presence',
  askedMs: 0,
  durationMs: 0,
  answered: 1,
  expected: 1,
  oldestSampleAgeMs: 0,
};

const seen = (instance: string, value: number | null, more: Partial<ObservedEntity> = {}): ObservedEntity => ({
  sourceUid: 'prom',
  labels: { instance },
  value,
  sampleMs: 1000,
  trend: [],
  ...more,
});
const trend = (...values: Array<number | null>): TrendPoint[] =>
  values.map((value, index) => ({ timeMs: index * 600_000, value }));

describe('judge', () => {
  it('puts the worst first: verdict, then distance, then key', () => {
    const entities = [seen('c', 11), seen('b', null), seen('a', 50), seen('e', 1), seen('d', 7), seen('f', 1)];
    const result = judge(checkDefinition({ warn: 5 }), { entities, evidence: [evidence] });
    expect(result.entities.map(({ labels, verdict }) => `${labels.instance} ${verdict}`)).toEqual([
      'a fail',
      'c fail',
      'b unknown',
      'd warn',
      'e pass',
      'f pass',
    ]);
    expect(result).toMatchObject({
      verdict: 'fail',
      finding: 'a is 50; also c',
      counts: { fail: 2, unknown: 1, warn: 1, pass: 2 },
    });
  });

  it('lets the first override that matches speak, by value or anchored expression, and inherits the rest', () => {
    const definition = checkDefinition({
      warn: 5,
      thresholds: [
        { match: { instance: '~db-.*' }, fail: 100 },
        { match: { instance: 'db-1' }, fail: 1 },
      ],
    });
    const entities = [seen('db-1', 50), seen('xdb-1', 50)];
    const result = judge(definition, { entities, evidence: [evidence] });
    expect(result.entities.map(({ labels, verdict, limit }) => [labels.instance, verdict, limit])).toEqual([
      ['xdb-1', 'fail', 10],
      ['db-1', 'warn', 5],
    ]);
  });

  it('never passes what has no value', () => {
    for (const value of [null, Number.NaN]) {
      expect(judge(checkDefinition(), { entities: [seen('a', value)], evidence: [evidence] })).toMatchObject({
        verdict: 'unknown',
        reason: { code: 'no-data' },
      });
    }
  });

  it('lets op none pass with a value and nothing else', () => {
    const definition = checkDefinition({ op: 'none', fail: undefined });
    const { entities } = judge(definition, { entities: [seen('a', 9e9), seen('b', null)], evidence: [evidence] });
    expect(entities.map(({ verdict }) => verdict)).toEqual(['unknown', 'pass']);
  });

  it('is unknown, and never pass, when one of its sources could not be asked', () => {
    const broken = { ...evidence, problem: { code: 'timeout' as const } };
    const passing = judge(checkDefinition(), { entities: [seen('a', 1)], evidence: [evidence, broken] });
    expect(passing).toMatchObject({ verdict: 'unknown', reason: { code: 'timeout' } });
    const failing = judge(checkDefinition(), { entities: [seen('a', 11)], evidence: [evidence, broken] });
    expect(failing).toMatchObject({ verdict: 'fail', finding: 'a is 11' });
    expect(failing.reason).toBeUndefined();
  });

  it('tells nothing at all from something that left, and never calls either a pass', () => {
    const gone = seen('a', null, { reason: { code: 'vanished' } });
    const of = (absent: 'unknown' | 'na', entities: ObservedEntity[]) =>
      judge(checkDefinition({ absent, vanish: 'ignore', hint: 'Scrape it.' }), { entities, evidence: [evidence] });
    expect(of('unknown', [])).toMatchObject({ verdict: 'unknown', reason: { code: 'no-data', detail: 'Scrape it.' } });
    expect(of('na', [])).toMatchObject({ verdict: 'na', reason: { code: 'no-data' } });
    expect(of('na', [gone])).toMatchObject({ verdict: 'unknown', reason: { code: 'vanished' }, entities: [] });
    expect(of('na', [gone, seen('b', 1)])).toMatchObject({ verdict: 'pass', counts: { pass: 1, unknown: 0 } });
  });

  it('judges offenders by their rows: bad whatever the value, at least as mild as the check knows', () => {
    const rows = [seen('a', 0, { offending: true }), seen('b', 11, { offending: true }), seen('c', 1)];
    const both = judge(checkDefinition({ mode: 'offenders', warn: 5 }), { entities: rows, evidence: [evidence] });
    expect(both.entities.map(({ verdict }) => verdict)).toEqual(['fail', 'warn', 'pass']);
    const strict = judge(checkDefinition({ mode: 'offenders' }), { entities: rows, evidence: [evidence] });
    expect(strict.entities.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'pass']);
  });

  it('finds since when it has been over the limit that decided', () => {
    const since = (value: number, ...points: Array<number | null>) =>
      judge(checkDefinition(), { entities: [seen('a', value, { trend: trend(...points) })], evidence: [evidence] })
        .entities[0]?.sinceMs;
    expect(since(20, 1, 20, 1, 20, null, 20)).toBe(3 * 600_000);
    expect(since(20, 20, 20)).toBeNull();
    expect(since(20, null, 20, 20)).toBe(600_000);
    expect(since(20, 1, 1)).toBe(1000);
    expect(since(1, 20, 1)).toBeNull();
    const both = (value: number, ...points: Array<number | null>) =>
      judge(checkDefinition({ warn: 10, fail: 20 }), {
        entities: [seen('a', value, { trend: trend(...points) })],
        evidence: [evidence],
      }).entities[0]?.sinceMs;
    expect(both(25, 1, 15, 25, 25)).toBe(2 * 600_000);
    expect(both(15, 1, 15, 25, 15)).toBe(600_000);
  });

  it('counts all entities but keeps the worst 500 of those that carry a day of points', () => {
    const entities = Array.from({ length: 700 }, (_, index) =>
      seen(`n${index}`, index === 650 ? 99 : 1, { trend: trend(1) })
    );
    const result = judge(checkDefinition(), { entities, evidence: [evidence] });
    expect(result.entities).toHaveLength(500);
    expect(result.entities[0]?.labels).toEqual({ instance: 'n650' });
    expect(result.counts).toMatchObject({ pass: 699, fail: 1 });
    const bare = entities.map((entity) => ({ ...entity, trend: [] }));
    expect(judge(checkDefinition(), { entities: bare, evidence: [evidence] }).entities).toHaveLength(500);
    const ofServer = checkDefinition({ kind: 'proxmox' });
    expect(judge(ofServer, { entities: bare, evidence: [evidence] }).entities).toHaveLength(700);
  });

  const anyEntity = fc.record({
    instance: fc.constantFrom('a', 'b', 'c', 'd'),
    value: fc.option(fc.double({ min: -20, max: 20 }), { nil: null }),
    gone: fc.boolean(),
  });

  it('does not depend on the order of the entities', () => {
    fc.assert(
      fc.property(fc.array(anyEntity), fc.nat(), (drafts, turn) => {
        const entities = drafts.map(({ instance, value, gone }) =>
          seen(instance, value, gone ? { reason: { code: 'vanished' } } : {})
        );
        const turned = [
          ...entities.slice(turn % (entities.length || 1)),
          ...entities.slice(0, turn % (entities.length || 1)),
        ];
        const definition = checkDefinition({ warn: 5 });
        const summary = (list: ObservedEntity[]) => {
          const {
            verdict,
            finding,
            counts,
            entities: judged,
          } = judge(definition, { entities: list, evidence: [evidence] });
          return { verdict, finding, counts, judged: judged.map(({ key, verdict: v, value }) => [key, v, value]) };
        };
        expect(summary(turned)).toEqual(summary(entities));
      })
    );
  });

  it('gets no better when a value goes the wrong way', () => {
    const operators: Array<[Operator, number]> = [
      ['gt', 1],
      ['gte', 1],
      ['lt', -1],
      ['lte', -1],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...operators),
        fc.integer({ min: -5, max: 5 }),
        fc.nat(5),
        fc.integer({ min: -9, max: 9 }),
        fc.nat(9),
        ([op, direction], warn, apart, value, worse) => {
          const limits = { warn, fail: warn + direction * apart };
          const before = crossing(value, op, limits).verdict;
          const after = crossing(value + direction * worse, op, limits).verdict;
          expect(verdictRank(after)).toBeLessThanOrEqual(verdictRank(before));
        }
      )
    );
  });
});
