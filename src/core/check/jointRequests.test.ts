/** @jest-environment node */
import fc from 'fast-check';
import type { Evaluator } from './evaluator';
import { jointRequests } from './jointRequests';
import type { MetricAnswer, MetricQuery, MetricRequest, MetricSource } from './ports';
import { prometheusEvaluator } from './prometheusEvaluator';
import { runChecks } from './run';
import { checkDefinition } from './testData';

const { signal } = new AbortController();
const HOUR_MS = 3_600_000;
const NOW = 500 * HOUR_MS;

const instant = (refId: string, expr: string): MetricQuery => ({ refId, expr, shape: 'instant' });
const range = (refId: string, expr: string): MetricQuery => ({ refId, expr, shape: 'range', stepSeconds: 60 });
const request = (queries: MetricQuery[], more: Partial<MetricRequest> = {}): MetricRequest => ({
  fromMs: NOW - HOUR_MS,
  toMs: NOW,
  queries,
  ...more,
});

/** Answers each query with what it was asked, and when. */
function echo(fails?: Error): MetricSource & { requests: MetricRequest[] } {
  const requests: MetricRequest[] = [];
  return {
    uid: 'prom',
    name: 'Prometheus',
    requests,
    query(asked) {
      requests.push(asked);
      return fails === undefined
        ? Promise.resolve(new Map(asked.queries.map((query) => [query.refId, said(asked, query)])))
        : Promise.reject(fails);
    },
  };
}

/** An instant is the same whatever the begin of its request. */
function said({ fromMs, toMs }: MetricRequest, { expr, shape }: MetricQuery): MetricAnswer {
  const begin = shape === 'range' ? fromMs : '';
  return { ok: true, series: [], executed: `${shape} ${expr} ${begin} ${toMs}` };
}

const answersTo = (asked: MetricRequest) => new Map(asked.queries.map((query) => [query.refId, said(asked, query)]));

describe('jointRequests', () => {
  it('sends what waits along with the next request, though both name their queries alike', async () => {
    const source = echo();
    const joint = jointRequests(['prom']);
    const month = request([instant('q0', 'b'), range('q1', 'b')], { fromMs: NOW - 700 * HOUR_MS });
    const followed = joint.following(source).query(month, signal);
    const own = request([instant('q0', 'a')]);
    const led = await joint.leading(source).query(own, signal);
    expect(led.get('q0')).toEqual(answersTo(own).get('q0'));
    expect(await followed).toEqual(answersTo(month));
    expect(source.requests).toHaveLength(1);
  });

  it('sends it with a later request when the first has left, and alone when no more do', async () => {
    const source = echo();
    const joint = jointRequests(['prom']);
    await joint.leading(source).query(request([instant('q0', 'a')]), signal);
    const late = joint.following(source).query(request([instant('q0', 'b')]), signal);
    await joint.leading(source).query(request([instant('q0', 'c')]), signal);
    await late;
    const last = joint.following(source).query(request([instant('q0', 'd')]), signal);
    joint.end('prom');
    await last;
    await joint.following(source).query(request([instant('q0', 'e')]), signal);
    const sent = source.requests.map(({ queries }) => queries.map(({ expr }) => expr).join(' '));
    expect(sent).toEqual(['a', 'c b', 'd', 'e']);
  });

  it('asks at once where nothing will leave', async () => {
    const source = echo();
    await jointRequests(['other'])
      .following(source)
      .query(request([instant('q0', 'a')]), signal);
    expect(source.requests).toHaveLength(1);
  });

  it('fails with the request that it went along with', async () => {
    const source = echo(new Error('gone'));
    const joint = jointRequests(['prom']);
    const followed = joint.following(source).query(request([instant('q0', 'b')]), signal);
    const led = joint.leading(source).query(request([instant('q0', 'a')]), signal);
    await expect(led).rejects.toThrow('gone');
    await expect(followed).rejects.toThrow('gone');
  });

  it('asks each query once, at its own times, and gives each its own answer', async () => {
    const requests = fc.record({
      fromMs: fc.constantFrom(NOW - 700 * HOUR_MS, NOW - 24 * HOUR_MS),
      toMs: fc.constantFrom(NOW, NOW - HOUR_MS),
      queries: fc
        .array(fc.record({ expr: fc.string(), shape: fc.constantFrom('instant' as const, 'range' as const) }))
        .map((queries) => queries.map((query, at): MetricQuery => ({ ...query, refId: `q${at}` }))),
    });
    const steps = fc.array(fc.record({ asked: requests, leads: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const source = echo();
        const joint = jointRequests(['prom']);
        const answers = all.map(({ asked, leads }) =>
          (leads ? joint.leading(source) : joint.following(source)).query(asked, signal)
        );
        joint.end('prom');
        const got = await Promise.all(answers);
        got.forEach((own, at) => {
          const wanted = answersTo(all[at]!.asked);
          expect([...wanted.keys()].map((refId) => own.get(refId))).toEqual([...wanted.values()]);
        });
        const sent = source.requests.flatMap(({ queries }) => queries).length;
        expect(sent).toBe(all.flatMap(({ asked }) => asked.queries).length);
        expect(source.requests.length).toBeLessThanOrEqual(all.length);
      })
    );
  });
});

describe('runChecks with one who follows', () => {
  const follower = (source: MetricSource): Evaluator => ({
    sources: [{ uid: 'backups', name: 'Backups' }],
    async evaluate(checks, { joint, nowMs }) {
      const asked = joint?.following(source) ?? source;
      await asked.query(request([range('q0', 'b')], { fromMs: nowMs - 700 * HOUR_MS, toMs: nowMs }), signal);
      return new Map(checks.map(({ id }) => [id, { entities: [], evidence: [] }]));
    },
  });
  const checks = [checkDefinition({ id: 't.metric' }), checkDefinition({ id: 't.backup', kind: 'backups' })];
  const options = { clock: () => NOW, windowSeconds: 3600, signal };

  it('asks a source once for both', async () => {
    const source = echo();
    const registry = { prometheus: prometheusEvaluator([source]), backups: follower(source) };
    await runChecks(checks, { registry, ...options });
    expect(source.requests.map(({ queries }) => queries.some(({ expr }) => expr === 'b'))).toEqual([true]);
  });

  it.each(['throws', 'has nothing to ask'])('keeps nobody waiting where the one who leads %s', async (how) => {
    const source = echo();
    const leads: Evaluator = {
      ...prometheusEvaluator([source]),
      evaluate: () => (how === 'throws' ? Promise.reject(new Error('bug')) : Promise.resolve(new Map())),
    };
    await runChecks(checks, { registry: { prometheus: leads, backups: follower(source) }, ...options });
    expect(source.requests).toHaveLength(1);
  });
});
