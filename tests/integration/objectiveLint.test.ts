import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunningPrometheus } from '../../demo/lab/prometheus';
import { lintObjective } from '../../src/core/slo/lint';
import type { WrittenObjective } from '../../src/core/slo/objectiveSchema';
import { startWorld, type KnownCounter, type KnownWorld } from '../fixtures/services';
import { freePort } from '../freePort';
import { directPrometheus } from './directPrometheus';
import { objective } from './objectiveWorld';

const MINUTES = 3 * 1440;
const FROM_MS = Date.parse('2026-09-02T00:00:00Z');
const NOW_MS = FROM_MS + MINUTES * 60_000;

const counter = (
  name: string,
  labels: Record<string, string>,
  perMinute: number,
  more: Partial<KnownCounter> = {}
) => ({
  name,
  labels,
  inMinute: () => perMinute,
  ...more,
});
const buckets = (route: string, les: Readonly<Record<string, number>>) => [
  counter('app_seconds_count', { route }, 100),
  ...Object.entries(les).map(([le, perMinute]) => counter('app_seconds_bucket', { route, le }, perMinute)),
];
const gauge = (name: string, labels: Record<string, string>, value: number) =>
  counter(name, labels, 0, { inMinute: (minute) => (minute === 0 ? value : 0) });

const WORLD: KnownWorld = {
  fromMs: FROM_MS,
  minutes: MINUTES,
  scrapeOffsetSeconds: 11,
  counters: [
    counter('app_requests_total', { code: '200', zone: 'a' }, 200),
    counter('app_requests_total', { code: '500', zone: 'a' }, 1),
    counter('app_requests_total', { code: '200' }, 50),
    ...buckets('/', { '0.5': 90, '1.0': 99, '+Inf': 100 }),
    ...buckets('/old', { '0.5': 90, '+Inf': 100 }),
    counter('jumping', {}, 7, { resets: Array.from({ length: MINUTES / 10 }, (_, index) => index * 10) }),
    gauge('up', { job: 'app' }, 1),
    gauge('health', {}, 2),
  ],
};

let prometheus: RunningPrometheus;
const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-lint-'));
beforeAll(async () => {
  prometheus = await startWorld(WORLD, path.join(folder, 'prometheus'), await freePort());
}, 120_000);
afterAll(async () => {
  await prometheus?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ratio = (total: string, part: { bad: string } | { good: string }) => ({ sli: { ratio: { total, ...part } } });
const requests = ratio('app_requests_total', { bad: 'app_requests_total{code="500"}' });

it.each<[string, Partial<WrittenObjective>, string[]]>([
  [
    'counters of a service, over two days',
    { ...requests, window: '2d' },
    ['exists ok', 'exists ok', 'counter ok', 'counter ok', 'within ok', 'history ok', 'traffic ok'],
  ],
  ['thirty days of a store that has three', requests, ['history warning']],
  [
    'an expression',
    ratio('sum(increase(app_requests_total[$window]))', { bad: 'sum(increase(none_total[$window]))' }),
    ['exists ok', 'exists error'],
  ],
  [
    'a metric that is not there',
    ratio('nothing_total', { bad: 'nothing_total{code="500"}' }),
    ['exists error', 'none-so-far ok'],
  ],
  ['groups of which one has no zone', { ...requests, groupBy: ['zone'] }, ['group-labels warning']],
  [
    'the bucket that Prometheus 3 writes',
    ratio('app_seconds_count{route="/"}', { good: 'app_seconds_bucket{route="/",le="1"}' }),
    ['bucket-spelling error', 'exists error'],
  ],
  ['a latency', { sli: { latency: { histogram: 'app_seconds{route="/"}', below: 1 } } }, ['bucket ok', 'within ok']],
  [
    'a latency of routes of which one has no such bucket',
    { sli: { latency: { histogram: 'app_seconds', below: 1 } } },
    ['bucket-partial warning'],
  ],
  [
    'a bucket that nobody has',
    ratio('app_seconds_count', { good: 'app_seconds_bucket{le="0.75"}' }),
    ['bucket-missing error'],
  ],
  ['a gauge as a counter', ratio('jumping', { bad: 'jumping{code="500"}' }), ['counter error']],
  [
    'more than there is',
    ratio('app_requests_total{code="500"}', { good: 'app_requests_total{code="200"}' }),
    ['within error'],
  ],
  ['an uptime', { sli: { uptime: 'up{job="app"}' } }, ['exists ok', 'gauge-of-uptime ok']],
  ['an uptime that is a state', { sli: { uptime: 'health' } }, ['gauge-of-uptime error']],
  [
    'a threshold on many',
    { sli: { threshold: { value: 'app_seconds_count', op: 'lt', limit: 5 } } },
    ['several-series warning'],
  ],
  [
    'a query that Prometheus refuses',
    { sli: { threshold: { value: 'sum(', op: 'lt', limit: 5 } } },
    ['several-series unchecked', 'history unchecked'],
  ],
])('finds in a real Prometheus of %s what is so', async (_, written, expected) => {
  const context = { source: directPrometheus(prometheus.url), nowMs: NOW_MS, signal: new AbortController().signal };
  const findings = await lintObjective(objective('linted', { target: '99', ...written }), context);
  expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(expect.arrayContaining(expected));
});
