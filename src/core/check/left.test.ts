/** @jest-environment node */
import type { CheckDefinition } from './definition';
import { fine, LEFT, look, now, NOW, RECENT, samplesOf, source, TODAY, verdictsOf, type World } from './metricTestData';
import type { VerdictMemory } from './memory';
import { prometheusEvaluator } from './prometheusEvaluator';
import { runChecks } from './run';
import { checkDefinition } from './testData';
import type { Reason } from './verdict';

/** An hour on the clock two days ago. */
const LEFT_SECONDS = 1_795_017_600;
/** What the check said of those that left in the hour that began 50 hours ago. */
const LEAVING = `last_over_time(((value) and on (instance) (presence))[4h:1m] @ ${LEFT_SECONDS + 14400})`;

describe('what left, what is young and what is not all', () => {
  it.each([
    ['bad', 11, 'fail', 'a is 11 (last seen up to 3\u00a0d ago)'],
    ['well', 1, 'unknown/vanished', 'a has not been reported for up to 3\u00a0d'],
    ['without a value', null, 'unknown/vanished', 'a has not been reported for up to 3\u00a0d'],
  ])('keeps what left %s 50 hours ago', async (_how, value, verdict, finding) => {
    const prom = source({
      ...fine,
      'instant value': [now('b', 1)],
      'instant presence': [now('b', 1)],
      [`instant ${LEFT}`]: [now('a', LEFT_SECONDS)],
      [`instant ${LEAVING}`]: [now('a', value)],
    });
    const result = await look(checkDefinition(), [prom]);
    expect(verdictsOf(result)).toEqual({ a: verdict, b: 'pass' });
    expect(result).toMatchObject({ verdict: verdict.split('/')[0], finding });
    expect(result.entities[0]?.left).toEqual({ seenMs: LEFT_SECONDS * 1000, from: 'source' });
    expect(prom.requests).toBe(2);
  });

  it('asks what left once, and not while somebody is there of those that come and go', async () => {
    const asked: string[] = [];
    const prom = source({ ...fine, [`instant ${LEFT}`]: [now('b', LEFT_SECONDS)] });
    const evaluator = prometheusEvaluator([
      {
        ...prom,
        query: (request, signal) => {
          asked.push(...request.queries.flatMap(({ expr }) => (expr.includes('[30d:') ? [expr] : [])));
          return prom.query(request, signal);
        },
      },
    ]);
    const lookAt = async (check: CheckDefinition, nowMs: number) =>
      runChecks([check], {
        registry: { prometheus: evaluator },
        clock: () => nowMs,
        windowSeconds: 3600,
        signal: new AbortController().signal,
      });
    await lookAt(checkDefinition(), NOW);
    for (const hours of [1.9, 3.8, 28, 52]) {
      const { checks } = await lookAt(checkDefinition(), NOW + hours * 3_600_000);
      expect(checks.get('t.check')?.counts).toMatchObject({ unknown: 1 });
    }
    expect(asked).toEqual([LEFT]);
    await lookAt(checkDefinition(), NOW + 72 * 3_600_000);
    expect(asked).toEqual([LEFT, LEFT]);
    await lookAt(checkDefinition({ vanish: 'ignore' }), NOW);
    expect(asked).toHaveLength(2);
    await lookAt(checkDefinition({ vanish: 'ignore', presence: 'nothing', query: 'nothing' }), NOW);
    expect(asked).toHaveLength(3);
  });

  it('finds what left since that was asked, and what it was once its span is over is asked once', async () => {
    const atMs = LEFT_SECONDS * 1000 + 600_000;
    const asked: string[] = [];
    const there = { ...fine, 'instant presence': [now('a', 1)], 'instant value': [now('a', 11)] };
    let world: World = there;
    const evaluator = prometheusEvaluator([
      {
        uid: 'prom',
        name: 'prom',
        query: (request, signal) => {
          asked.push(...request.queries.map(({ expr }) => expr));
          return source(world).query(request, signal);
        },
      },
    ]);
    const lookAt = async (nowMs: number) => {
      asked.length = 0;
      const options = { clock: () => nowMs, windowSeconds: 3600, signal: new AbortController().signal };
      const { checks } = await runChecks([checkDefinition()], { ...options, registry: { prometheus: evaluator } });
      return checks.get('t.check')?.entities[0];
    };
    await lookAt(atMs);
    expect(asked).toContain(LEFT);
    world = { [`instant ${RECENT}`]: [now('a', LEFT_SECONDS)], [`instant ${LEAVING}`]: [now('a', 11)] };
    expect(await lookAt(atMs + 60_000)).toMatchObject({ verdict: 'fail', left: { seenMs: LEFT_SECONDS * 1000 } });
    expect(asked).toEqual(['value', 'presence', RECENT, LEAVING]);
    world = { [`instant ${TODAY}`]: [now('a', LEFT_SECONDS)], [`instant ${LEAVING}`]: [now('a', 11)] };
    const spanEndMs = (LEFT_SECONDS + 14_400) * 1000;
    await lookAt(spanEndMs);
    expect(asked).toEqual(['value', 'presence', TODAY, LEAVING]);
    world = {};
    expect(await lookAt(spanEndMs + 60_000)).toMatchObject({ verdict: 'fail', value: 11 });
    expect(asked).toEqual(['value', 'presence', RECENT]);
  });

  it('does not take a second question that failed for nothing', async () => {
    const whole = source({});
    let requests = 0;
    const result = await look(checkDefinition({ vanish: 'ignore', absent: 'na' }), [
      {
        ...whole,
        query: (request, signal) => {
          requests += 1;
          return requests === 1 ? whole.query(request, signal) : Promise.reject({ code: 'timeout' });
        },
      },
    ]);
    expect(requests).toBe(2);
    expect(result).toMatchObject({ verdict: 'unknown', reason: { code: 'timeout' } });
  });

  it('warns of what has been bad for less than the sustained time, with how long', async () => {
    const world: World = {
      'instant min_over_time((value)[15m:1m])': [now('a', 11)],
      'instant presence': [now('a', 1)],
      [`instant ${samplesOf('value')}`]: [now('a', 4)],
    };
    const result = await look(checkDefinition({ sustainedSeconds: 900 }), [source(world)]);
    expect(result).toMatchObject({ verdict: 'warn', finding: 'a is 11 (for 4\u00a0min so far)' });
  });

  it('does not pass on an answer that says that it is not all, whichever it is', async () => {
    const partial: Reason = { code: 'bad-response', detail: 'a store is away' };
    for (const cut of ['instant value', 'instant presence', `instant ${LEFT}`]) {
      for (const [value, verdict] of [
        [1, 'unknown'],
        [11, 'fail'],
      ] as const) {
        const whole = source({ ...fine, 'instant value': [now('a', value)] });
        const result = await look(checkDefinition(), [
          {
            ...whole,
            async query(request, signal) {
              const answers = await whole.query(request, signal);
              return new Map(
                [...answers].map(([refId, answer]) => {
                  const asked = request.queries.find((query) => query.refId === refId);
                  return [refId, `${asked?.shape} ${asked?.expr}` === cut ? { ...answer, partial } : answer];
                })
              );
            },
          },
        ]);
        expect(result.verdict).toBe(verdict);
        expect(result.evidence[0]?.problem).toEqual(partial);
      }
    }
  });

  it('remembers what was not well at a signature and is in no answer, until the source or a person knows better', async () => {
    const known = [
      { sourceUid: 'prom', labels: { instance: 'b' }, verdict: 'fail', value: 12, seenMs: NOW - 5e8 },
      { sourceUid: 'prom', labels: { instance: 'c' }, verdict: 'unknown', value: null, seenMs: NOW - 5e8 },
      { sourceUid: 'prom', labels: { instance: 'a' }, verdict: 'fail', value: 12, seenMs: NOW - 5e8 },
      { sourceUid: 'other', labels: { instance: 'd' }, verdict: 'fail', value: 12, seenMs: NOW - 5e8 },
    ] as const;
    const said = (atMs: number) => ({ who: 'ops1', why: 'retired', atMs, untilMs: null });
    const remembering = (gone: VerdictMemory['gone'] = () => null) =>
      look(checkDefinition(), [source(fine)], { known: () => known, gone });
    const result = await remembering();
    expect(verdictsOf(result)).toEqual({ a: 'pass', b: 'fail', c: 'unknown/vanished' });
    expect(result.entities[0]?.left).toEqual({ seenMs: NOW - 5e8, from: 'signature' });
    const gone = await remembering((_check, _uid, { instance }) => (instance === 'a' ? said(NOW) : said(NOW - 1e8)));
    expect(verdictsOf(gone)).toEqual({ a: 'pass' });
    expect(gone.gone.map(({ labels }) => labels['instance'])).toEqual(['b', 'c']);
    const before = await remembering(() => said(NOW - 6e8));
    expect(verdictsOf(before)).toEqual(verdictsOf(result));
  });
});
