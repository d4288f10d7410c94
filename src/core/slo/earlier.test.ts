import fc from 'fast-check';
import type { MetricSource } from '../check/ports';
import type { CachedStretch, CountCache } from './countCache';
import type { Exclusion } from './counts';
import type { Objective } from './objective';
import type { WrittenObjective } from './objectiveSchema';
import { readScorecard, type ReadScorecard, type Scorecard } from './scorecard';
import { fakeObjective } from './testData';

const MINUTE_MS = 60_000;
const START_MS = Date.parse('2026-11-20T08:29:00Z');

/** A number from 0 to 99 that is the same for the same place. */
function noise(...place: readonly number[]): number {
  return place.reduce((mixed, value) => (mixed * 31 + (value % 9973) + 7) % 10_007, 17) % 100;
}

interface Weather {
  /** Of 100 samples of the last 20 minutes, how many are still to change. */
  late: number;
  /** Of 100 buckets, how many nobody has anything of. */
  holes: number;
  /** Of 100 requests, how many fail. */
  failing: number;
}

/** Two services with two codes each. What is young may come late, and another answer may be none. */
function source(seed: number, nowMs: number, { late, holes, failing }: Weather): MetricSource {
  return {
    uid: 'prometheus',
    name: 'Prometheus',
    query: async ({ fromMs, toMs, queries }) => {
      const stepMs = (queries[0]?.stepSeconds ?? 60) * 1000;
      const timesMs = Array.from(
        { length: Math.floor((toMs - fromMs) / stepMs) + 1 },
        (_, index) => fromMs + index * stepMs
      );
      if (noise(seed, nowMs / MINUTE_MS) < failing) {
        throw new Error('down');
      }
      const valueAt = (row: number, timeMs: number): number | null => {
        const place = [seed, row, timeMs / MINUTE_MS];
        if (noise(...place, 1) < holes) {
          return null;
        }
        const isLate = nowMs - timeMs < 20 * MINUTE_MS && noise(...place, 2) < late;
        return noise(...place) + (isLate ? noise(...place, nowMs / MINUTE_MS) : 0);
      };
      const series = ['a', 'b'].flatMap((service, at) =>
        ['200', '500'].map((code, of) => ({
          labels: { service, code, job: 'checkout' },
          timesMs,
          values: timesMs.map((timeMs) => valueAt(2 * at + of, timeMs)),
        }))
      );
      return new Map(queries.map(({ refId, expr }) => [refId, { ok: true as const, executed: expr, series }]));
    },
  };
}

const ratio = (service: string) => ({
  total: `http_requests_total{service="${service}"}`,
  bad: `http_requests_total{service="${service}",code=~"5.."}`,
});

/** Read anew each time: no object is the one of before. */
function objectives(target: string): readonly Objective[] {
  const written: ReadonlyArray<Partial<WrittenObjective>> = [
    { id: 'a', sli: { ratio: ratio('a') }, window: '7d' },
    { id: 'b', sli: { ratio: ratio('b') }, target, window: '7d' },
    { id: 'week', sli: { ratio: ratio('b') }, window: { calendar: 'week' } },
    {
      id: 'each',
      sli: { ratio: { total: 'http_requests_total', bad: 'http_requests_total{code=~"5.."}' } },
      groupBy: ['service'],
    },
    {
      id: 'both',
      sli: {
        composite: [
          { objective: 'a', weight: 1 },
          { objective: 'b', weight: 2 },
        ],
      },
    },
  ];
  return written.map(fakeObjective);
}

interface Step {
  minutes: number;
  target: string;
  /** The very objects of before are asked for, as the desk hands them out, or new ones that say the same. */
  isSameObject: boolean;
  isLeftOut: boolean;
  weather: Weather;
}

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    minutes: fc.constantFrom(0, 1, 1, 1, 2, 7, 58, 61),
    target: fc.constantFrom('99', '99', '99', '80'),
    isSameObject: fc.boolean(),
    isLeftOut: fc.boolean(),
    weather: fc.record({
      late: fc.constantFrom(0, 0, 30),
      holes: fc.constantFrom(0, 0, 3),
      failing: fc.constantFrom(0, 0, 40),
    }),
  }),
  { minLength: 2, maxLength: 8 }
);

const LEFT_OUT: Exclusion = {
  fromMs: START_MS - 30 * MINUTE_MS,
  toMs: START_MS - 12 * MINUTE_MS,
  why: 'x',
  by: 'ops1',
  objectives: ['b'],
};

function memory(): CountCache {
  const kept = new Map<string, CachedStretch>();
  return {
    read: async (keys) => new Map([...kept].filter(([key]) => keys.includes(key))),
    write: async (entries) => entries.forEach((stretch, key) => kept.set(key, stretch)),
  };
}

/** What a screen draws of it. */
const drawn = ({ rows, atMs }: Scorecard) => ({
  atMs,
  rows: rows.map(({ reading, ...row }) => ({ ...row, said: reading && { ...reading, read: null } })),
});

async function walk(
  seed: number,
  steps: readonly Step[],
  isRemembered: boolean,
  cache = memory()
): Promise<readonly ReadScorecard[]> {
  const seen: ReadScorecard[] = [];
  const known = new Map<string, readonly Objective[]>();
  let nowMs = START_MS;
  for (const { minutes, target, isSameObject, isLeftOut, weather } of steps) {
    const asked = (isSameObject && known.get(target)) || objectives(target);
    known.set(target, asked);
    nowMs += minutes * MINUTE_MS;
    const answering = source(seed, nowMs, weather);
    const earlier = seen.at(-1);
    seen.push(
      await readScorecard({
        objectives: asked,
        sourceOf: () => answering,
        periods: [{ kind: 'own' }],
        zone: 'Europe/Berlin',
        exclusions: isLeftOut ? [LEFT_OUT] : [],
        nowMs,
        cache,
        signal: new AbortController().signal,
        ...(isRemembered && earlier && { earlier }),
      })
    );
  }
  return seen;
}

describe('a scorecard that remembers an earlier one', () => {
  it('says what one says that judges all anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), anySteps, async (seed, steps) => {
        const [remembered, anew] = [await walk(seed, steps, true), await walk(seed, steps, false)];
        expect(remembered.map(drawn)).toEqual(anew.map(drawn));
      }),
      { numRuns: 20 }
    );
  });

  const CALM: Step = {
    minutes: 1,
    target: '99',
    isSameObject: true,
    isLeftOut: false,
    weather: { late: 0, holes: 0, failing: 0 },
  };

  it.each([
    ['in the same five minutes', CALM, true],
    ['read anew in the same five minutes', { ...CALM, isSameObject: false }, true],
    ['with a bucket more', { ...CALM, minutes: 7 }, false],
    ['with samples that came late', { ...CALM, weather: { ...CALM.weather, late: 100 } }, false],
    ['with another target', { ...CALM, target: '80' }, false],
    ['with time left out', { ...CALM, isLeftOut: true }, false],
  ])('keeps results only where nothing else was found: %s', async (_, step, isKept) => {
    const [before, after] = await walk(3, [{ ...CALM, minutes: 2 }, step], true);
    const results = (card: Scorecard | undefined) => card?.rows.find(({ key }) => key === 'b')?.results;
    expect(results(after) === results(before)).toBe(isKept);
  });

  it('looks into the cache again when something was kept, and with the next bucket', async () => {
    const cache = memory();
    const read = jest.spyOn(cache, 'read');
    const cards = await walk(
      3,
      [2, 1, 1, 1, 1].map((minutes) => ({ ...CALM, minutes })),
      true,
      cache
    );
    // At 08:31 all is read and kept, at 08:32 found; 08:35 begins with another bucket.
    expect(read).toHaveBeenCalledTimes(3);
    expect(cards[3]).toBe(cards[1]);
  });
});
