/** @jest-environment node */
import type { MetricAnswer, MetricRequest, MetricSource } from '../check/ports';
import type { Labels } from '../check/series';
import { lintObjective } from './lint';
import { lintSentence } from './lintSentence';
import type { WrittenObjective } from './objectiveSchema';
import { fakeObjective } from './testData';

const NOW = Date.parse('2026-11-20T12:00:00Z');
type Rows = ReadonlyArray<readonly [labels: Labels, value: number]>;

/** Answers by the name of a query; what is not named has no rows. */
function fakeSource(answers: Readonly<Record<string, Rows | MetricAnswer>>): MetricSource & { asked: MetricRequest[] } {
  const asked: MetricRequest[] = [];
  return {
    uid: 'p',
    name: 'Prometheus',
    asked,
    query: async (request) => {
      asked.push(request);
      return new Map(
        request.queries.map(({ refId, expr }): [string, MetricAnswer] => {
          const found = answers[refId] ?? [];
          return [refId, 'ok' in found ? found : { ok: true, executed: expr, series: found.map(toSeries) }];
        })
      );
    },
  };
}

const toSeries = ([labels, value]: Rows[number]) => ({ labels, timesMs: [NOW], values: [value] });
const one = (value: number): Rows => [[{}, value]];
const bounds = (...les: string[]): Rows => les.map((le) => [{ le }, 1]);

/** A service with 3 series of 100,000 requests a day, and data for as long as anybody wants. */
const WELL = {
  'total-exists': one(3),
  'part-exists': one(1),
  'total-resets': one(0),
  'part-resets': one(0),
  'day-total': one(100_000),
  'day-part': one(40),
  history: one(3),
};

const LATENCY: Partial<WrittenObjective> = {
  sli: { ratio: { total: 'http_seconds_count{job="x"}', good: 'http_seconds_bucket{job="x",le="1"}' } },
};
const BUCKETS = { ...WELL, 'day-part': one(99_000), bounds: bounds('0.5', '1', '+Inf') };

async function lint(written: Partial<WrittenObjective>, answers: Parameters<typeof fakeSource>[0]) {
  const source = fakeSource(answers);
  const findings = await lintObjective(fakeObjective(written), {
    source,
    nowMs: NOW,
    signal: new AbortController().signal,
  });
  return { source, findings };
}

describe('the linter of objectives', () => {
  it('asks one request and finds nothing wrong with what is well', async () => {
    const { source, findings } = await lint({}, WELL);
    expect(source.asked).toHaveLength(1);
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'exists ok',
      'exists ok',
      'counter ok',
      'counter ok',
      'within ok',
      'history ok',
      'traffic ok',
    ]);
  });

  it.each<[string, Partial<WrittenObjective>, Parameters<typeof fakeSource>[0], string, string]>([
    ['no series of the total', {}, { ...WELL, 'total-exists': [] }, 'exists error', 'No series matches http_requests'],
    ['no bad ones of the same metric yet', {}, { ...WELL, 'part-exists': [] }, 'none-so-far ok', 'counts as none'],
    [
      'no series of another metric',
      { sli: { ratio: { total: 'a_total', bad: 'b_total' } } },
      { ...WELL, 'part-exists': [] },
      'exists error',
      'No series matches b_total.',
    ],
    ['a gauge', {}, { ...WELL, 'total-resets': one(170) }, 'counter error', 'this is no counter'],
    [
      'a name that is of no counter',
      { sli: { ratio: { total: 'requests', bad: 'requests{code="500"}' } } },
      WELL,
      'counter warning',
      'Its name is not that of a counter',
    ],
    ['more bad ones than there are', {}, { ...WELL, 'day-part': one(120_000) }, 'within error', 'the part is 120000'],
    ['data that begins later', {}, { ...WELL, history: [] }, 'history warning', 'no data from 30 days ago'],
    [
      'few events',
      { guards: { minEvents: 5000 } },
      { ...WELL, 'day-total': one(100), 'day-part': [] },
      'traffic warning',
      'About 3000 events in 30 days',
    ],
    [
      'few that may fail',
      {},
      { ...WELL, 'day-total': one(300), 'day-part': [] },
      'traffic warning',
      '9 of them may fail',
    ],
    ['a bucket', LATENCY, BUCKETS, 'bucket ok', 'The bucket exists.'],
    [
      'the other spelling of a bucket',
      LATENCY,
      { ...BUCKETS, bounds: bounds('0.5', '1.0', '+Inf') },
      'bucket-spelling error',
      'but le="1.0"',
    ],
    [
      'a bucket that is not there',
      LATENCY,
      { ...BUCKETS, bounds: bounds('2.5', '0.5', '+Inf') },
      'bucket-missing error',
      'There are 0.5, 2.5, +Inf.',
    ],
    [
      'series without the bucket',
      LATENCY,
      { ...BUCKETS, 'without-bucket': one(2) },
      'bucket-partial warning',
      '2 series of the total have no bucket',
    ],
    [
      'both spellings, as a latency asks for them',
      { sli: { latency: { histogram: 'http_seconds{job="x"}', below: 1 } } },
      { ...BUCKETS, bounds: bounds('0.5', '1.0', '+Inf') },
      'bucket ok',
      'The bucket exists.',
    ],
    [
      'groups without their label',
      { groupBy: ['zone'] },
      {
        ...WELL,
        groups: [
          [{ zone: 'a' }, 1],
          [{}, 1],
        ],
      },
      'group-labels warning',
      'no label zone',
    ],
    ['groups', { groupBy: ['zone'] }, { ...WELL, groups: [[{ zone: 'a' }, 1]] }, 'group-labels ok', '1 groups'],
    [
      'a threshold on several series',
      { sli: { threshold: { value: 'queue', op: 'lt', limit: 5 } } },
      { series: one(4), history: one(4) },
      'several-series warning',
      '4 series: each of them counts',
    ],
    [
      'a threshold on nothing',
      { sli: { threshold: { value: 'queue', op: 'lt', limit: 5 } } },
      {},
      'exists error',
      'No series matches queue.',
    ],
    [
      'an uptime of other values',
      { sli: { uptime: 'ceph_health_status' } },
      { up: one(1), others: one(1) },
      'gauge-of-uptime error',
      'neither 0 nor 1',
    ],
    ['an uptime', { sli: { uptime: 'up' } }, { up: one(9) }, 'gauge-of-uptime ok', '0 or 1'],
  ])('finds %s', async (_, written, answers, expected, words) => {
    const { findings } = await lint(written, answers);
    const found = findings.find(({ code, severity }) => `${code} ${severity}` === expected);
    expect(found).toBeDefined();
    const { text, fix } = found ? lintSentence(found) : { text: '' };
    expect(text).toContain(words);
    expect(fix === undefined).toBe(found?.severity === 'ok');
    expect(found?.field).toMatch(/^(sli\.|window|groupBy|guards\.)/);
  });

  it.each<[string, MetricAnswer]>([
    ['fails', { ok: false, reason: { code: 'query-error', detail: 'parse error' } }],
    [
      'is not all',
      { ok: true, executed: '', series: [toSeries([{}, 3])], partial: { code: 'bad-response', detail: 'some' } },
    ],
  ])('calls nothing well whose query %s', async (_, answer) => {
    const all = Object.fromEntries(Object.keys({ ...BUCKETS, 'without-bucket': 1 }).map((name) => [name, answer]));
    const { findings } = await lint(LATENCY, all);
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['unchecked']));
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['exists', 'bucket', 'within', 'history', 'traffic'])
    );
    expect(lintSentence(findings[0] ?? fail()).text).toContain('could not be checked');
  });

  it('says of a source that does not answer that nothing could be checked', async () => {
    const source: MetricSource = {
      uid: 'p',
      name: 'P',
      query: async () => Promise.reject(Object.assign(new Error('x'), { code: 'source-down', detail: 'refused' })),
    };
    const context = { source, nowMs: NOW, signal: new AbortController().signal };
    const findings = await lintObjective(fakeObjective(), context);
    expect(findings.every(({ severity, reason }) => severity === 'unchecked' && reason?.code === 'source-down')).toBe(
      true
    );
    expect(findings.length).toBeGreaterThan(4);
  });

  it('asks nothing about a composite', async () => {
    const { source, findings } = await lint({ sli: { composite: [{ objective: 'a' }] } }, WELL);
    expect([source.asked, findings]).toEqual([[], []]);
  });
});

function fail(): never {
  throw new Error('there is no finding');
}
