import type { MetricRequest } from '../../../check/ports';
import { parser } from '@prometheus-io/lezer-promql';
import { PRESETS } from './presets';
import { readMetricTargets } from './readMetricTargets';
import { backupSource, hoursAgo, nightly, NOW, readBackups, targetIn, type World } from './testData';

const NEVER_ABORTED = { aborted: false, throwIfAborted: () => undefined } as unknown as AbortSignal;
const shop = { cluster: 'prod', schedule: 'shop-daily' };
const good: World = {
  now: { velero_defined: [[shop, 1]], velero_stamp: [[shop, hoursAgo(6)]] },
  past: { velero_defined: [[shop, () => 1]], velero_stamps: [[shop, nightly(6)]] },
};

describe('the targets of a source', () => {
  it('take one instant and one range request', async () => {
    const source = backupSource(good);
    await readMetricTargets(source, { nowMs: NOW, days: 366 }, NEVER_ABORTED);
    expect(source.requests).toBe(1);
  });

  it.each([
    [35, 3600],
    [90, 7200],
    [366, 28_800],
  ])('of %i days have steps of %i s that end at full hours', async (days, stepSeconds) => {
    const asked: MetricRequest[] = [];
    const source = backupSource(good);
    const query = source.query.bind(source);
    source.query = (request, signal) => {
      asked.push(request);
      return query(request, signal);
    };
    await readMetricTargets(source, { nowMs: NOW + 1_234_567, days }, NEVER_ABORTED);
    const [{ fromMs, toMs, queries } = { fromMs: 1, toMs: 0, queries: [] }] = asked;
    expect(new Set(queries.map((one) => one.stepSeconds))).toEqual(new Set([undefined, stepSeconds]));
    expect(new Set(queries.map(({ refId }) => refId)).size).toBe(queries.length);
    // What is now is asked at the end; a range takes the last full step before it.
    expect(toMs).toBe(NOW + 1_234_567);
    expect(fromMs % (stepSeconds * 1000)).toBe(0);
    expect(Math.floor((toMs - fromMs) / 86_400_000)).toBe(days);
  });

  it('are none, and no trouble, where no exporter is', async () => {
    expect(await readBackups({})).toEqual({ targets: [], problem: null, asOfMs: NOW });
  });

  it.each([
    ['a query that failed', { ...good, now: { ...good.now, restic_stamp: { code: 'timeout' } } }, 'timeout'],
    ['a range that failed', { ...good, past: { ...good.past, restic_stamp: { code: 'too-many' } } }, 'too-many'],
    ['an answer that is not whole', { ...good, partial: { cnpg_defined: { code: 'bad-response' } } }, 'bad-response'],
  ] as ReadonlyArray<[string, World, string]>)(
    'are told with %s, the others as they are',
    async (_what, world, code) => {
      const { targets, problem } = await readBackups(world);
      expect(problem?.code).toBe(code);
      expect(targets).toHaveLength(1);
      expect(targets[0]?.doubts).toEqual([]);
    }
  );

  it('doubt what their own exporter told in part', async () => {
    const target = await targetIn(
      { ...good, partial: { velero_stamp: { code: 'bad-response' } } },
      'velero:prod/shop-daily'
    );
    expect(target.doubts).toEqual([{ code: 'bad-response' }]);
  });

  it('are unknown altogether when the source does not answer', async () => {
    const source = { ...backupSource(good), query: () => Promise.reject({ code: 'source-down', detail: 'no route' }) };
    expect(await readMetricTargets(source, { nowMs: NOW, days: 35 }, NEVER_ABORTED)).toEqual({
      targets: [],
      problem: { code: 'source-down', detail: 'no route' },
      asOfMs: null,
    });
  });
});

it.each(
  PRESETS.flatMap(({ id, now, past }) =>
    [...Object.entries(now), ...Object.entries(past)].map(([name, expr]) => [`${id} ${name}`, expr] as const)
  )
)('%s is PromQL', (_name, expr) => {
  const errors: string[] = [];
  const text = expr.replaceAll('$step', '1h');
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) {
        errors.push(text.slice(Math.max(0, node.from - 20), node.to + 20));
      }
    },
  });
  expect(errors).toEqual([]);
});
