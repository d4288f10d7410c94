import fc from 'fast-check';
import { bucketsOf, eachBucket, sumOf, type Counts, type Exclusion } from './counts';
import { edgesOf, FINE_MS } from './edges';
import { stretchesOf } from './stretches';
import { wholeSpan } from './window';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse('2026-11-20T08:31:04Z');

const exclusion = (fromMs: number, toMs: number): Exclusion => ({ fromMs, toMs, why: 'x', by: 'ops1', objectives: [] });

const anyExclusions = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 * 24 * 60 }), fc.integer({ min: 1, max: 3 * 24 * 60 }))
    .map(([ago, minutes]) => exclusion(NOW_MS - ago * 60_000, NOW_MS - ago * 60_000 + minutes * 60_000)),
  { maxLength: 4 }
);

const anyCounts: fc.Arbitrary<Counts> = fc
  .array(
    fc.record({
      length: fc.constantFrom(FINE_MS, HOUR_MS),
      count: fc.option(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 100 })), { freq: 5 }),
    }),
    { maxLength: 60 }
  )
  .map((buckets) => ({
    edgesMs: buckets.reduce((edges, { length }) => [...edges, (edges[edges.length - 1] ?? 0) + length], [NOW_MS]),
    total: buckets.map(({ count }) => count && count[0]),
    bad: buckets.map(({ count }) => count && Math.min(...count)),
    covered: buckets.map(({ count }) => (count === null ? 0 : 1)),
  }));

describe('counts', () => {
  it('add up: any cut between buckets gives the same sum', () => {
    fc.assert(
      fc.property(anyCounts, fc.nat(), anyExclusions, (counts, at, exclusions) => {
        const { edgesMs } = counts;
        const [fromMs = 0] = edgesMs;
        const toMs = edgesMs[edgesMs.length - 1] ?? 0;
        const middle = edgesMs[at % edgesMs.length] ?? 0;
        const whole = sumOf(counts, fromMs, toMs, exclusions);
        const [first, second] = [sumOf(counts, fromMs, middle, exclusions), sumOf(counts, middle, toMs, exclusions)];
        for (const field of ['total', 'bad', 'ofMs', 'coveredMs', 'excludedMs'] as const) {
          expect(first[field] + second[field]).toBe(whole[field]);
        }
        expect(whole.ofMs + whole.excludedMs).toBe(toMs - fromMs);
        expect(whole.coveredMs).toBeLessThanOrEqual(whole.ofMs);
      })
    );
  });

  it('never have more bad ones because something is left out, and the order of exclusions is nothing', () => {
    fc.assert(
      fc.property(anyCounts, anyExclusions, (counts, exclusions) => {
        const span = [counts.edgesMs[0] ?? 0, counts.edgesMs[bucketsOf(counts)] ?? 0] as const;
        const less = sumOf(counts, ...span, exclusions);
        expect(less.bad).toBeLessThanOrEqual(sumOf(counts, ...span).bad);
        expect(sumOf(counts, ...span, [...exclusions].reverse())).toEqual(less);
        expect(sumOf(counts, ...span, [...exclusions, ...exclusions])).toEqual(less);
      })
    );
  });

  it('visit each bucket of a stretch once and none that only reaches into it', () => {
    fc.assert(
      fc.property(
        anyCounts,
        fc.integer({ min: -HOUR_MS, max: 70 * HOUR_MS }),
        fc.nat(HOUR_MS * 40),
        (counts, from, length) => {
          const seen: number[] = [];
          eachBucket(counts, NOW_MS + from, NOW_MS + from + length, ({ fromMs, toMs }) => {
            expect(fromMs).toBeGreaterThanOrEqual(NOW_MS + from);
            expect(toMs).toBeLessThanOrEqual(NOW_MS + from + length);
            seen.push(fromMs);
          });
          expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
        }
      )
    );
  });
});

describe('edges', () => {
  const anySpan = fc
    .tuple(fc.integer({ min: 1, max: 95 }), fc.integer({ min: 0, max: 40 * 24 * 60 }))
    .map(([days, ago]) => ({ ...wholeSpan(NOW_MS - ago * 60_000 - days * DAY_MS, NOW_MS - ago * 60_000) }));

  it('tile their span, hour by hour or in five minutes, up to now', () => {
    fc.assert(
      fc.property(anySpan, anyExclusions, (span, exclusions) => {
        const { edgesMs, coarseMs } = edgesOf(span, [], NOW_MS, exclusions);
        const [first = 0] = edgesMs;
        const last = edgesMs[edgesMs.length - 1] ?? 0;
        expect(first - span.fromMs).toBeGreaterThanOrEqual(0);
        expect(first - span.fromMs).toBeLessThan(coarseMs);
        expect(span.readToMs - last).toBeLessThan(FINE_MS);
        expect(last).toBeLessThanOrEqual(Math.min(span.readToMs, NOW_MS));
        edgesMs.slice(1).forEach((edge, index) => {
          expect([FINE_MS, coarseMs]).toContain(edge - (edgesMs[index] ?? 0));
        });
      }),
      { numRuns: 25 }
    );
  });

  it('let no exclusion end inside an hour that counts', () => {
    fc.assert(
      fc.property(anySpan, anyExclusions, (span, exclusions) => {
        const { edgesMs } = edgesOf(span, [], NOW_MS, exclusions);
        edgesMs.slice(1).forEach((toMs, index) => {
          const fromMs = edgesMs[index] ?? 0;
          const cuts = exclusions.flatMap((one) => [one.fromMs, one.toMs]).filter((at) => at > fromMs && at < toMs);
          expect(toMs - fromMs === FINE_MS || cuts.length === 0).toBe(true);
        });
      }),
      { numRuns: 25 }
    );
  });

  it.each([
    ['UTC', '2026-11-01T00:00:00Z', HOUR_MS],
    ['India', '2026-10-31T18:30:00Z', HOUR_MS / 2],
    ['Nepal', '2026-10-31T18:15:00Z', HOUR_MS / 4],
  ])('begin with the month of %s', (_, iso, coarseMs) => {
    const span = { fromMs: Date.parse(iso), toMs: Date.parse(iso) + 30 * DAY_MS, readToMs: NOW_MS };
    const edges = edgesOf(span, [span.fromMs], NOW_MS, []);
    expect([edges.edgesMs[0], edges.coarseMs]).toEqual([span.fromMs, coarseMs]);
  });

  it('are asked for in one coarse stretch, and fine ones that hold the rest', () => {
    fc.assert(
      fc.property(anySpan, anyExclusions, (span, exclusions) => {
        const edges = edgesOf(span, [], NOW_MS, exclusions);
        const stretches = stretchesOf(edges);
        expect(stretches.filter(({ stepMs }) => stepMs === edges.coarseMs).length).toBeLessThanOrEqual(1);
        edges.edgesMs.slice(1).forEach((toMs, index) => {
          const fromMs = edges.edgesMs[index] ?? 0;
          const holding = stretches.filter(
            (one) => one.stepMs === toMs - fromMs && one.fromMs <= fromMs && toMs <= one.toMs
          );
          expect(holding).toHaveLength(1);
        });
      }),
      { numRuns: 25 }
    );
  });
});
