import fc from 'fast-check';
import { badPeriods, burnDown, daysSpent, gapsOf, sliBars } from './course';
import type { Exclusion } from './counts';
import { judge } from './judge';
import { becauseSentence, sliPercent } from './sentences';
import { fakeObjective, fineTail, hourlyCounts } from './testData';
import { spanAt, wholeSpan } from './window';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse('2026-11-20T08:00:00Z');
const HOURS = 720;
const SPAN = spanAt({ kind: 'rolling', days: 30 }, NOW_MS, 'UTC');

type Hour = readonly [number, number] | null;

const hours = (fill: (index: number) => Hour): Hour[] => Array.from({ length: HOURS }, (_, index) => fill(index));
const judged = (
  all: readonly Hour[],
  written: Parameters<typeof fakeObjective>[0] = {},
  exclusions: readonly Exclusion[] = []
) => judge(fakeObjective(written), {}, hourlyCounts(NOW_MS, all), { span: SPAN, nowMs: NOW_MS, exclusions });

const wording = {
  instant: (ms: number) => new Date(ms).toISOString().slice(0, 16),
  day: (ms: number) => new Date(ms).toISOString().slice(0, 10),
  number: (value: number, decimals = 0) => value.toFixed(decimals),
};

describe('a verdict', () => {
  it.each<[string, Hour[], string, string | undefined]>([
    ['everything good', hours(() => [1000, 0]), 'pass', undefined],
    ['half of the budget spent evenly', hours(() => [1000, 0.5]), 'pass', undefined],
    ['nothing there', hours(() => null), 'unknown', 'no-data'],
    ['no events', hours(() => [0, 0]), 'unknown', 'low-traffic'],
    ['half of the hours', hours((i) => (i % 2 === 0 ? [1000, 0] : null)), 'unknown', 'coverage'],
    ['gone for three days', hours((i) => (i < HOURS - 72 ? [1000, 0] : null)), 'unknown', 'coverage'],
    ['gone, after the budget was spent', hours((i) => (i < 300 ? [1000, 500] : null)), 'unknown', 'coverage'],
    ['gone for a day and a half', hours((i) => (i < HOURS - 35 ? [1000, 0] : null)), 'unknown', 'ended'],
    ['gone for an hour', hours((i) => (i < HOURS - 1 ? [1000, 0] : null)), 'pass', undefined],
    ['overspent, and gone since', hours((i) => (i < HOURS - 35 ? [1000, 2] : null)), 'fail', 'overspent'],
    ['twice the budget at once', hours((i) => (i === 100 ? [1000, 1000] : [1000, 0.7])), 'fail', 'overspent'],
    ['a fifth left', hours((i) => (i === 100 ? [1000, 576] : [1000, 0])), 'warn', 'tight'],
    [
      'burning slowly for ten days',
      hours((i) => (i >= HOURS - 240 ? [1000, 1.6] : [1000, 0.1])),
      'warn',
      'will-run-out',
    ],
    ['more bad ones than there are', hours(() => [1000, 1200]), 'unknown', 'inconsistent'],
  ])('of %s', (_, all, verdict, code) => {
    const result = judged(all);
    expect([result.verdict, result.because?.code]).toEqual([verdict, code]);
    expect(becauseSentence(result, wording) === '').toBe(verdict === 'pass');
  });

  it('of what ended is met where that is left out, over, or as long as its guard lets a day lack', () => {
    const all = hours((i) => (i < HOURS - 8 ? [1000, 0] : null));
    const [fromMs, toMs] = [NOW_MS - 8 * HOUR_MS, NOW_MS];
    expect(judged(all).because).toEqual({ code: 'ended', lastMs: fromMs });
    expect(judged(all, {}, [{ fromMs, toMs, why: 'moved', by: 'ops1', objectives: [] }]).verdict).toBe('pass');
    expect(judged(all, { guards: { minCoverage: 0.66 } }).verdict).toBe('pass');
    const span = wholeSpan(SPAN.fromMs, NOW_MS);
    const later = { span, nowMs: NOW_MS + DAY_MS, exclusions: [] };
    expect(judge(fakeObjective(), {}, hourlyCounts(NOW_MS, all), later).verdict).toBe('pass');
  });

  it('of a budget that pages is at risk, and calm again when the short window is', () => {
    const burning = hourlyCounts(
      NOW_MS,
      hours(() => [1200, 0])
    );
    const fine = (bad: (minutesAgo: number) => number) => fineTail(burning, 6, bad);
    const at = (counts: typeof burning) =>
      judge(fakeObjective(), {}, counts, { span: SPAN, nowMs: NOW_MS, exclusions: [] });
    expect(at(fine(() => 2)).because).toMatchObject({ code: 'burning', alert: 'page' });
    const over = at(fine((ago) => (ago > 35 ? 2 : 0)));
    expect(over.because?.code).not.toBe('burning');
    expect(over.burns.map(({ state }) => state)).toContain('one');
    expect(at(fine(() => 0)).burns.map(({ state }) => state)).toEqual(['calm', 'calm', 'calm', 'calm']);
  });

  it('needs as many events as the definition says', () => {
    const all = hours((i) => (i % 10 === 0 ? [1, 0] : [0, 0]));
    expect(judged(all, { guards: { minEvents: 73 } }).because).toMatchObject({ code: 'low-traffic', total: 72 });
    expect(judged(all, { guards: { minEvents: 72 } }).verdict).toBe('pass');
  });

  it('of a period that is over has no burn rate, no forecast and no risk', () => {
    const span = wholeSpan(NOW_MS - 30 * DAY_MS, NOW_MS - DAY_MS);
    const counts = hourlyCounts(
      NOW_MS,
      hours((i) => (i === 100 ? [1000, 576] : [1000, 0]))
    );
    const result = judge(fakeObjective(), {}, counts, { span, nowMs: NOW_MS, exclusions: [] });
    expect([result.verdict, result.burns, result.forecast]).toEqual(['pass', [], null]);
  });

  it('holds the contract apart from the objective', () => {
    const all = hours((i) => (i === 100 ? [1000, 1000] : [1000, 0.7]));
    expect(judged(all, { agreement: '99' })).toMatchObject({ verdict: 'fail', agreementHolds: true });
    expect(judged(all, { agreement: '99.9' }).agreementHolds).toBe(false);
    expect(
      judged(
        hours(() => null),
        { agreement: '99' }
      ).agreementHolds
    ).toBeNull();
  });

  it('is never met, and no SLI is 100 %, where less than needed is known', () => {
    const anyHour = fc.oneof(fc.constant(null), fc.tuple(fc.nat(5000), fc.nat(50)));
    fc.assert(
      fc.property(fc.array(anyHour, { minLength: HOURS, maxLength: HOURS }), (all) => {
        const result = judged(all.map((hour) => hour && ([Math.max(...hour), Math.min(...hour)] as const)));
        const known = all.filter((hour) => hour !== null).length / HOURS;
        expect(result.coverage).toBeCloseTo(known, 9);
        const isGone = all.slice(-2).every((hour) => hour === null) && result.verdict !== 'fail';
        expect(known < 0.95 || result.sum.total === 0 || isGone).toBe(result.verdict === 'unknown');
        expect(result.sum.bad > 0 && result.sli === 1).toBe(false);
      }),
      { numRuns: 40 }
    );
  });

  it('never gets worse by an exclusion of what was worse than allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: HOURS - 10 }), fc.integer({ min: 1, max: 9 }), (from, length) => {
        const all = hours((i) => (i >= from && i < from + length ? [1000, 300] : [1000, 0.5]));
        const fromMs = NOW_MS - (HOURS - from) * HOUR_MS;
        const exclusion = { fromMs, toMs: fromMs + length * HOUR_MS, why: 'x', by: 'ops1', objectives: [] };
        const [all_, without] = [judged(all), judged(all, {}, [exclusion])];
        expect(without.sum.bad).toBeLessThan(all_.sum.bad);
        expect(without.budget?.left).toBeGreaterThan(all_.budget?.left ?? Infinity);
        expect(without.coverage).toBe(1);
      }),
      { numRuns: 50 }
    );
  });
});

describe('a forecast', () => {
  it('says when the budget is gone, and a band around it', () => {
    const { forecast } = judged(hours((i) => (i >= HOURS - 72 ? [1000, i >= HOURS - 6 ? 4 : 2] : [1000, 0.2])));
    expect(forecast?.likelyMs).not.toBeNull();
    expect(forecast?.earlyMs ?? 0).toBeLessThanOrEqual(forecast?.likelyMs ?? 0);
    expect(forecast?.lateMs ?? Infinity).toBeGreaterThanOrEqual(forecast?.likelyMs ?? 0);
  });

  it('says when an overspent budget is back: when what was bad has left the window', () => {
    const { forecast } = judged(hours((i) => (i === 100 ? [1000, 900] : [1000, 0])));
    expect(forecast).toMatchObject({ likelyMs: null, backMs: NOW_MS + 101 * HOUR_MS });
  });

  it('lets a calm budget last', () => {
    expect(judged(hours(() => [1000, 0.5])).forecast).toMatchObject({ likelyMs: null, backMs: null });
  });

  it('of a calendar month counts what is still to come', () => {
    const span = { fromMs: NOW_MS - 10 * DAY_MS, toMs: NOW_MS + 20 * DAY_MS, readToMs: NOW_MS };
    const counts = hourlyCounts(
      NOW_MS,
      hours((i) => (i >= HOURS - 72 ? [1000, 2] : [1000, 0]))
    );
    const month = fakeObjective({ window: 'month' });
    const { forecast, budget } = judge(month, {}, counts, { span, nowMs: NOW_MS, exclusions: [] });
    // 240 hours allow 240, 144 were spent; each hour brings one more than it allows.
    expect(budget?.left).toBeCloseTo(0.4, 9);
    expect(forecast?.likelyMs).toBeCloseTo(NOW_MS + 96 * HOUR_MS, -3);
  });
});

describe('a course', () => {
  const all = hours((i) => (i >= 700 && i < 703 ? null : i >= 200 && i < 204 ? [1000, 150] : [1000, 0.1]));
  const result = judged(all);
  const course = { result, counts: hourlyCounts(NOW_MS, all) };

  it('spends by the day what it spends in all, and knows nothing of no hours', () => {
    const days = daysSpent(course, 'Europe/Berlin');
    const spent = days.reduce((sum, { share }) => sum + (share ?? 0), 0);
    expect(spent).toBeCloseTo(result.budget?.consumed ?? NaN, 9);
    expect(days[0]?.fromMs).toBe(SPAN.fromMs);
    expect(days[days.length - 1]?.toMs).toBe(SPAN.toMs);
    const gone = daysSpent(
      {
        result,
        counts: hourlyCounts(
          NOW_MS,
          hours(() => null)
        ),
      },
      'UTC'
    );
    expect(gone.every(({ share }) => share === null)).toBe(true);
  });

  it('goes down from 1 to what is left, and never up', () => {
    const points = burnDown(course).flatMap(({ left }) => (left === null ? [] : [left]));
    expect(points[0]).toBe(1);
    expect(points[points.length - 1]).toBeCloseTo(result.budget?.left ?? NaN, 9);
    expect(points.every((left, index) => index === 0 || left <= (points[index - 1] ?? 0) + 1e-12)).toBe(true);
  });

  it('names what ate the budget', () => {
    const [first, ...others] = badPeriods(course);
    expect(first).toMatchObject({
      letter: 'A',
      fromMs: NOW_MS - 520 * HOUR_MS,
      toMs: NOW_MS - 516 * HOUR_MS,
      bad: 600,
    });
    expect(first?.share).toBeCloseTo(600 / (result.budget?.allowed ?? NaN), 9);
    expect(others).toEqual([]);
  });

  it('shows the worst of each bar, and the gap', () => {
    const bars = sliBars(course.counts, SPAN, [], 3 * HOUR_MS);
    expect(bars).toHaveLength(240);
    expect(Math.min(...bars.map(({ worst }) => worst ?? 1))).toBeCloseTo(0.85, 9);
    expect(gapsOf(course.counts, SPAN)).toEqual([{ fromMs: NOW_MS - 20 * HOUR_MS, toMs: NOW_MS - 17 * HOUR_MS }]);
  });
});

describe('an SLI in percent', () => {
  it.each([
    [0.99862, '99.9', 99.862],
    [0.9989999, '99.9', 99.899],
    [0.9999999, '99.9', 99.999],
    [1, '99.9', 100],
    [0.941, '90', 94.1],
  ])('%d of %s is %d', (sli, target, percent) => {
    expect(sliPercent(sli, target)).toBeCloseTo(percent, 3);
  });

  it('is never rounded onto the other side of its target, nor to 100', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.9, max: 1, noNaN: true }),
        fc.constantFrom('99', '99.9', '99.95', '99.999'),
        (sli, target) => {
          expect(sliPercent(sli, target) >= Number(target)).toBe(sli * 100 >= Number(target));
          expect(sliPercent(sli, target) === 100).toBe(sli === 1);
        }
      )
    );
  });
});
