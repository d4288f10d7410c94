import type { MetricSource } from '../check/ports';
import { usable, type CachedStretch, type CountCache } from './countCache';
import { readCounts } from './readCounts';
import { fakeObjective } from './testData';
import { wholeSpan } from './window';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW_MS = Date.parse('2026-11-20T08:00:00Z');

/** Hours from 0 on, read at 0; a dot is an hour without data. */
function hours(...groups: readonly string[]): CachedStretch {
  const column = (text: string) => [...text].map((one) => (one === '.' ? null : 1));
  return {
    fromMs: 0,
    toMs: (groups[0] ?? '').length * HOUR_MS,
    stepMs: HOUR_MS,
    readMs: 0,
    groups: groups.map((text, index) => ({
      labels: { group: String(index) },
      total: column(text),
      bad: column(text),
      samples: column(text),
    })),
  };
}

describe('what serves of a kept stretch', () => {
  it.each([
    ['all of it while its holes are young', ['xx.xxx'], [0, 6], 1, [0, 6, 0]],
    ['all of it when it has no hole', ['xxxxxx'], [0, 6], 2, [0, 6, 0]],
    ['what comes before a hole that is due', ['xxx.xx'], [0, 6], 2, [0, 3, 2]],
    ['what comes before the first hole of any group', ['xxxx.x', 'xx.xxx'], [0, 6], 2, [0, 2, 2]],
    ['nothing when it begins with a hole that is due', ['..xxxx'], [0, 6], 2, null],
    ['all of it when only what is not wanted has a hole', ['x.xxxx'], [2, 6], 2, [0, 6, 0]],
    ['no earlier hole as if it had been read again', ['x.xx.x', 'xxxxxx'], [2, 6], 2, [2, 4, 2]],
    ['nothing of what begins too late', ['xxxxxx'], [-1, 6], 1, null],
  ])('is %s', (_, groups, [from = 0, to = 0], hour, expected) => {
    const wanted = { fromMs: from * HOUR_MS, toMs: to * HOUR_MS, stepMs: HOUR_MS };
    const found = usable(hours(...groups), wanted, hour * HOUR_MS);
    expect(found ? [found.fromMs, found.toMs, found.readMs].map((ms) => ms / HOUR_MS) : null).toEqual(expected);
    const lengths = (found?.groups ?? []).map(({ total }) => total.length);
    expect(lengths).toEqual(expected ? groups.map(() => (expected[1] ?? 0) - (expected[0] ?? 0)) : []);
  });
});

describe('a page that stands open', () => {
  const HOLE_MS = NOW_MS - 50 * HOUR_MS;

  /** Minutes after the first look at which the hour of the hole was asked for, in four hours; and of how much there is data at the end. */
  async function asksOfHole(filledAfterMinutes: number): Promise<{ minutes: readonly number[]; hasHole: boolean }> {
    const kept = new Map<string, CachedStretch>();
    const cache: CountCache = {
      read: async () => kept,
      write: async (entries) => entries.forEach((stretch, key) => kept.set(key, stretch)),
    };
    const minutes: number[] = [];
    let hasHole = true;
    for (let minute = 0; minute < 240; minute += 5) {
      const nowMs = NOW_MS + minute * MINUTE_MS;
      const source: MetricSource = {
        uid: 'prometheus',
        name: 'Prometheus',
        query: async ({ fromMs, toMs, queries }) => {
          const stepMs = (queries[0]?.stepSeconds ?? 60) * 1000;
          const all = Array.from({ length: (toMs - fromMs) / stepMs + 1 }, (_, index) => fromMs + index * stepMs);
          const timesMs = all.filter((timeMs) => timeMs !== HOLE_MS || minute >= filledAfterMinutes);
          minutes.push(...(stepMs === HOUR_MS && fromMs <= HOLE_MS && HOLE_MS <= toMs ? [minute] : []));
          const series = [{ labels: { job: 'checkout', code: '200' }, timesMs, values: timesMs.map(() => 9) }];
          return new Map(queries.map(({ refId, expr }) => [refId, { ok: true as const, executed: expr, series }]));
        },
      };
      const { readings } = await readCounts({
        objectives: [fakeObjective({ id: 'a' })],
        sourceOf: () => source,
        span: wholeSpan(NOW_MS - 100 * HOUR_MS, nowMs),
        boundariesMs: [],
        exclusions: [],
        nowMs,
        cache,
        signal: new AbortController().signal,
      });
      const reading = readings.get('a');
      hasHole = !reading?.ok || reading.groups.some(({ counts }) => counts.total.includes(null));
    }
    return { minutes, hasHole };
  }

  it('asks for a hole once an hour, not each time', async () => {
    expect(await asksOfHole(Infinity)).toEqual({ minutes: [0, 65, 130, 195], hasHole: true });
  });

  it('finds what fills it', async () => {
    expect(await asksOfHole(100)).toEqual({ minutes: [0, 65, 130], hasHole: false });
  });
});
