/** @jest-environment node */
import fc from 'fast-check';
import {
  clipIntervals,
  failureTimes,
  mergeIntervals,
  repairTimes,
  responseTimes,
  withinTarget,
  type Interval,
} from './incidents';

const MIN = 60_000;
const HOUR = 60 * MIN;
const SPAN = { fromMs: 0, toMs: 720 * HOUR };

const interval = fc.record({
  fromMs: fc.integer({ min: -100 * HOUR, max: 800 * HOUR }),
  lengthMs: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 50 * HOUR })),
});
const intervals = fc
  .array(interval, { maxLength: 30 })
  .map((all) =>
    all.map(({ fromMs, lengthMs }): Interval => ({ fromMs, toMs: lengthMs === null ? null : fromMs + lengthMs }))
  );

describe('merging', () => {
  it.each<[string, Interval[], Interval[]]>([
    ['nothing', [], []],
    [
      'overlapping ones',
      [
        { fromMs: 0, toMs: 10 },
        { fromMs: 5, toMs: 20 },
      ],
      [{ fromMs: 0, toMs: 20 }],
    ],
    [
      'one inside another',
      [
        { fromMs: 0, toMs: 30 },
        { fromMs: 5, toMs: 20 },
      ],
      [{ fromMs: 0, toMs: 30 }],
    ],
    [
      'a gap of 5 min',
      [
        { fromMs: 0, toMs: MIN },
        { fromMs: 6 * MIN, toMs: 7 * MIN },
      ],
      [{ fromMs: 0, toMs: 7 * MIN }],
    ],
    [
      'not a longer gap',
      [
        { fromMs: 0, toMs: MIN },
        { fromMs: 6 * MIN + 1, toMs: 7 * MIN },
      ],
      [
        { fromMs: 0, toMs: MIN },
        { fromMs: 6 * MIN + 1, toMs: 7 * MIN },
      ],
    ],
    [
      'what goes on takes all that follows',
      [
        { fromMs: 9 * HOUR, toMs: 10 * HOUR },
        { fromMs: 0, toMs: null },
      ],
      [{ fromMs: 0, toMs: null }],
    ],
    [
      'a cut one stays cut',
      [
        { fromMs: 0, toMs: 5, cutAtStart: true },
        { fromMs: 3, toMs: 9 },
      ],
      [{ fromMs: 0, toMs: 9, cutAtStart: true }],
    ],
  ])('%s', (_name, given, expected) => {
    expect(mergeIntervals(given)).toEqual(expected);
  });

  it('does not depend on the order, leaves gaps, and merges no further the second time', () => {
    fc.assert(
      fc.property(intervals, (all) => {
        const merged = mergeIntervals(all);
        expect(mergeIntervals([...all].reverse())).toEqual(merged);
        expect(mergeIntervals(merged)).toEqual(merged);
        merged.slice(1).forEach(({ fromMs }, index) => {
          expect(fromMs - (merged[index]?.toMs ?? Infinity)).toBeGreaterThan(5 * MIN);
        });
      })
    );
  });
});

describe('availability', () => {
  it('is 1 - downtime / window, and MTBF / (MTBF + MTTR) of the same incidents', () => {
    fc.assert(
      fc.property(intervals, (all) => {
        const { failures, downtimeMs, mtbfMs, availability } = failureTimes(mergeIntervals(all), SPAN);
        expect(downtimeMs).toBeLessThanOrEqual(720 * HOUR);
        expect(availability).toBeCloseTo(1 - downtimeMs / (720 * HOUR), 12);
        if (mtbfMs !== null && mtbfMs + downtimeMs > 0) {
          const mttrMs = downtimeMs / failures;
          expect(mtbfMs / (mtbfMs + mttrMs)).toBeCloseTo(availability, 9);
        }
      })
    );
  });

  it('is the length that somebody counts by the minute', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60 })), { maxLength: 8 }),
        (all) => {
          const merged = mergeIntervals(
            all.map(([at, length]) => ({ fromMs: at, toMs: at + length })),
            0
          );
          const minutes = new Set(all.flatMap(([at, length]) => Array.from({ length }, (_, index) => at + index)));
          const counted = [...minutes].filter((minute) => minute >= 50 && minute < 150).length;
          expect(failureTimes(merged, { fromMs: 50, toMs: 150 }).downtimeMs).toBe(counted);
        }
      )
    );
  });

  it('counts one that was there at the start for the downtime and not as a failure', () => {
    const incidents = [
      { fromMs: -HOUR, toMs: HOUR },
      { fromMs: 0, toMs: 2 * HOUR, cutAtStart: true },
    ];
    expect(failureTimes(mergeIntervals(incidents), SPAN)).toMatchObject({
      failures: 0,
      downtimeMs: 2 * HOUR,
      mtbfMs: null,
    });
  });

  it('has no MTBF without a failure: it is at least the window', () => {
    expect(failureTimes([], SPAN)).toEqual({ failures: 0, downtimeMs: 0, mtbfMs: null, availability: 1 });
  });

  it('has an MTBF of 719 h after one failure of an hour in 720 h', () => {
    expect(failureTimes([{ fromMs: HOUR, toMs: 2 * HOUR }], SPAN).mtbfMs).toBe(719 * HOUR);
  });

  it('clips to the span', () => {
    expect(
      clipIntervals(
        [
          { fromMs: -5, toMs: 5 },
          { fromMs: 8, toMs: null },
          { fromMs: 20, toMs: 30 },
        ],
        { fromMs: 0, toMs: 10 }
      )
    ).toEqual([
      { fromMs: 0, toMs: 5 },
      { fromMs: 8, toMs: 10 },
    ]);
  });
});

describe('times to repair', () => {
  it('leave out what is not over, and say what the mean is at least', () => {
    const incidents = [
      { fromMs: 0, toMs: HOUR },
      { fromMs: 10 * HOUR, toMs: 13 * HOUR },
      { fromMs: 710 * HOUR, toMs: null },
    ];
    expect(repairTimes(incidents, SPAN)).toEqual({
      count: 2,
      meanMs: 2 * HOUR,
      medianMs: 2 * HOUR,
      p90Ms: 2.8 * HOUR,
      longestMs: 10 * HOUR,
      isLongestOver: false,
      censored: 1,
      leastMeanMs: (14 / 3) * HOUR,
    });
  });

  it('are none without an incident', () => {
    expect(repairTimes([], SPAN)).toMatchObject({ count: 0, meanMs: null, leastMeanMs: null, longestMs: null });
  });

  it('keep the target while they are young, and break it once they are older', () => {
    const open = (ageMs: number) => [
      { fromMs: SPAN.toMs - ageMs, toMs: null },
      { fromMs: 0, toMs: HOUR },
    ];
    expect(withinTarget(open(30 * MIN), SPAN, HOUR)).toEqual({ within: 1, of: 1 });
    expect(withinTarget(open(90 * MIN), SPAN, HOUR)).toEqual({ within: 1, of: 2 });
  });
});

it('counts a page that nobody took as a breach after the target, and never into the mean', () => {
  const alerts = [
    { fromMs: 0, acknowledgedMs: 4 * MIN },
    { fromMs: 0, acknowledgedMs: 20 * MIN },
    { fromMs: 0, acknowledgedMs: null },
    { fromMs: HOUR - MIN, acknowledgedMs: null },
  ];
  expect(responseTimes(alerts, HOUR, 15 * MIN)).toMatchObject({
    meanMs: 12 * MIN,
    unacknowledged: 2,
    within: 1,
    of: 3,
  });
});
