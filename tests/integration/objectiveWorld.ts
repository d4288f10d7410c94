import type { CachedStretch, CountCache } from '../../src/core/slo/countCache';
import type { Objective } from '../../src/core/slo/objective';
import { readObjective, type WrittenObjective } from '../../src/core/slo/objectiveSchema';
import { failures, traffic, trueEvents, type KnownCounter, type KnownWorld } from '../fixtures/services';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const DAYS = 32;
const MINUTES = DAYS * 1440;
export const SERVICES = 12;
/** A Wednesday; any hour long gone will do. */
export const FROM_MS = Date.parse('2026-09-02T00:00:00Z');
export const NOW_MS = FROM_MS + DAYS * DAY_MS - 7 * 60_000;

export const service = (index: number) => `svc-${String(index).padStart(2, '0')}`;
const from = (day: number) => (minute: number) => minute >= day * 1440;

/** Good and bad requests of a service, as two series of one metric. */
function requests(name: string, index: number, how: Partial<KnownCounter> = {}): KnownCounter[] {
  const counter = (code: string, inMinute: KnownCounter['inMinute']): KnownCounter => ({
    name: 'app_requests_total',
    labels: { service: name, code },
    inMinute,
    ...how,
  });
  return [
    counter('200', (minute) => traffic(index, minute) - failures(index, minute)),
    counter('500', (minute) => failures(index, minute)),
  ];
}

export const WORLD: KnownWorld = {
  fromMs: FROM_MS,
  minutes: MINUTES - 7,
  scrapeOffsetSeconds: 23,
  counters: [
    ...Array.from({ length: SERVICES }, (_, index) =>
      requests(service(index), index, index % 3 === 0 ? { resets: [9000 + index, 20_011, 33_333 + index] } : {})
    ).flat(),
    ...requests('half', 50, { isScraped: (minute) => minute < MINUTES - 15 * 1440 }),
    ...requests('alternating', 51, { isScraped: (minute) => Math.floor(minute / 60) % 2 === 0 }),
    ...requests('vanished', 52, { isScraped: (minute) => minute < MINUTES - 11 * 1440 }),
    ...requests('young', 53, { isScraped: from(DAYS - 10) }),
    ...requests('gap', 54, { isScraped: (minute) => minute < 30_000 || minute >= 30_180 }),
    { name: 'app_requests_total', labels: { service: 'quiet', code: '200' }, inMinute: (m) => (m % 200 === 0 ? 1 : 0) },
    { name: 'app_requests_total', labels: { service: 'idle', code: '200' }, inMinute: () => 0 },
    { name: 'jobs_total', labels: { job: 'scheduler', result: 'ok' }, inMinute: (m) => (m % 720 === 100 ? 1 : 0) },
    {
      name: 'jobs_total',
      labels: { job: 'scheduler', result: 'failed' },
      inMinute: (m) => (m === 25_000 ? 5 : 0),
      isScraped: from(25_000 / 1440),
    },
    { name: 'up', labels: { job: 'scheduler', instance: 'a' }, inMinute: (m) => (m === 0 ? 1 : 0) },
    { name: 'other_errors_total', labels: { service: 'svc-01' }, inMinute: () => 0, isScraped: (m) => m < 20_000 },
  ],
};

export function truth(name: string, startMs: number, endMs: number): { total: number; bad: number } {
  const own = WORLD.counters.filter(({ labels }) => labels['service'] === name);
  const count = (counters: readonly KnownCounter[]) =>
    counters.reduce((sum, counter) => sum + trueEvents(WORLD, counter, startMs, endMs), 0);
  return { total: count(own), bad: count(own.filter(({ labels }) => labels['code'] === '500')) };
}

export function objective(id: string, written: Partial<WrittenObjective>): Objective {
  const read = readObjective({ id, title: id, service: id, owner: 'ops', target: '99.9', ...written }, id, 'file');
  if (!read.ok) {
    throw new Error(JSON.stringify(read.problems));
  }
  return read.objective;
}

export const availability = (name: string, more: Partial<WrittenObjective> = {}) =>
  objective(name, {
    sli: {
      ratio: {
        total: `app_requests_total{service="${name}"}`,
        bad: `app_requests_total{service="${name}",code=~"5.."}`,
      },
    },
    ...more,
  });

/** A cache as it is in the browser: what is kept went through JSON. */
export function memoryCache(): CountCache & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    read: async (keys) =>
      new Map(
        keys.flatMap((key) => (entries.has(key) ? [[key, JSON.parse(entries.get(key) ?? '') as CachedStretch]] : []))
      ),
    write: async (written) => written.forEach((stretch, key) => entries.set(key, JSON.stringify(stretch))),
  };
}
