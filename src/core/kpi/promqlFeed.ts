import { wholeSeriesOf } from '../check/answers';
import type { Unit } from '../check/definition';
import type { MetricAnswer } from '../check/ports';
import type { Series, TrendPoint } from '../check/series';
import type { Reason } from '../check/verdict';
import { wilsonInterval } from './chance';
import { COVERAGE_NEEDED, COVERAGE_STEP_SECONDS, coverageNow, coverageOf, type Covered } from './coverage';
import type { KpiDefinition, NamedExpression, PromqlFeed } from './definition';
import type { TimeSpan } from './incidents';
import type { Ask, AskSource } from './metricPlan';
import { BARE, silent, type FeedAnswer, type KpiPart, type Measured } from './reading';
import { workingDays, type KpiSpans } from './window';

const DAY_SECONDS = 86_400;
/** Below this many an interval tells more than a ratio. */
const FEW = 20;

/** What a feed asks, by its part in the figure. */
interface Asks {
  value: readonly Ask[];
  before: readonly Ask[];
  trend: readonly Ask[];
  population: Population;
  populationBefore: Population;
  sample?: Ask;
  sampleBefore?: Ask;
}

interface Population {
  reporting: Ask;
  of: Ask | undefined;
}

export function promqlAsks(feed: PromqlFeed, spans: KpiSpans): readonly Ask[] {
  const { value, before, trend, population, populationBefore, sample, sampleBefore } = asksOf(feed, spans);
  const members = [population, populationBefore].flatMap(({ reporting, of }) => [reporting, of]);
  return [...value, ...before, ...trend, ...members, sample, sampleBefore].filter((ask) => ask !== undefined);
}

function asksOf(feed: PromqlFeed, { now, before }: KpiSpans): Asks {
  const expressions = expressionsOf(feed);
  const sample = feed.change?.sample;
  return {
    value: expressions.map((one) => ({ ...one, span: now })),
    before: expressions.map((one) => ({ ...one, span: before })),
    trend: expressions.map((one) => ({ ...one, span: now, windowSeconds: DAY_SECONDS, stepSeconds: DAY_SECONDS })),
    population: populationOf(feed, now),
    populationBefore: populationOf(feed, before),
    ...(sample && { sample: { ...sample, span: now }, sampleBefore: { ...sample, span: before } }),
  };
}

function populationOf(feed: PromqlFeed, span: TimeSpan): Population {
  const step = feed.now === true ? {} : { stepSeconds: COVERAGE_STEP_SECONDS };
  return {
    reporting: { name: 'reporting', expr: feed.reporting, span, ...step },
    of: feed.of === undefined ? undefined : { name: 'of', expr: feed.of, span },
  };
}

function expressionsOf({ value, numerator, denominator }: PromqlFeed): readonly NamedExpression[] {
  return value ? [value] : numerator && denominator ? [numerator, denominator] : [];
}

/** What one source says of the figure. */
export function readPromql(
  feed: PromqlFeed,
  { title, unit }: Pick<KpiDefinition, 'title' | 'unit'>,
  said: AskSource,
  spans: KpiSpans,
  zone: string
): FeedAnswer {
  const asks = asksOf(feed, spans);
  const covered = coveredBy(asks.population, said, spans.now);
  if ('code' in covered) {
    return { ok: false, silent: false, reason: covered };
  }
  const found = amountOf(asks.value, said);
  if (found !== null && 'code' in found) {
    return { ok: false, silent: false, reason: found };
  }
  if (found?.value == null) {
    const nothing = found !== null && found.numbers.length === 2;
    return {
      ok: false,
      // A counter of events is born with the first one.
      silent: nothing || feed.events === true || feed.perWorkingDay === true || covered.coverage === 0,
      reason: { code: nothing ? 'nothing-happened' : 'no-data' },
    };
  }
  const base: Measured = {
    ...BARE,
    ...covered,
    value: found.value,
    previous: previousOf(asks, said, spans.before),
    trend: trendOf(asks.trend, said),
    parts: [partOf(title, feed, found, unit)],
  };
  if (feed.change) {
    return changed(feed.change, asks, said, base, { title, unit });
  }
  if (feed.perWorkingDay === true) {
    return perWorkingDay(base, spans, zone, title);
  }
  return { ok: true, measured: { ...base, range: rangeOf(feed, base), interval: intervalOf(feed, found) } };
}

/** The value of the window before; null where too little of that is known. */
function previousOf({ before, populationBefore }: Asks, said: AskSource, span: TimeSpan): number | null {
  const covered = coveredBy(populationBefore, said, span);
  const amount = amountOf(before, said);
  return 'code' in covered || covered.coverage < COVERAGE_NEEDED || amount === null || 'code' in amount
    ? null
    : amount.value;
}

function coveredBy({ reporting, of }: Population, said: AskSource, span: TimeSpan): Covered | Reason {
  const expected = of === undefined ? null : scalarOf(said(of));
  if (expected !== null && typeof expected === 'object') {
    return expected;
  }
  const answer = said(reporting);
  if (reporting.stepSeconds === undefined) {
    const count = scalarOf(answer);
    return count !== null && typeof count === 'object' ? count : coverageNow(count ?? 0, expected);
  }
  const series = wholeSeriesOf(answer);
  return 'code' in series ? series : coverageOf(series[0] ?? null, expected, span);
}

interface Amount {
  /** Null where the denominator is 0. */
  value: number | null;
  /** Numerator and denominator; none of a plain value. */
  numbers: ReadonlyArray<{ name: string; value: number }>;
}

/** Null without data. A numerator that is not there while the denominator is counts as 0. */
function amountOf(asks: readonly Ask[], said: AskSource): Amount | null | Reason {
  const [first, second] = asks;
  if (first === undefined) {
    return null;
  }
  const one = scalarOf(said(first));
  if (one !== null && typeof one === 'object') {
    return one;
  }
  if (second === undefined) {
    return one === null ? null : { value: one, numbers: [] };
  }
  const of = scalarOf(said(second));
  if (of === null || typeof of === 'object') {
    return of;
  }
  const numbers = [
    { name: first.name, value: one ?? 0 },
    { name: second.name, value: of },
  ];
  return { value: of > 0 ? (one ?? 0) / of : null, numbers };
}

/** The one value of an answer; null without one. */
function scalarOf(answer: MetricAnswer): number | null | Reason {
  const series = wholeSeriesOf(answer);
  if ('code' in series) {
    return series;
  }
  return series.length > 1
    ? { code: 'bad-response', detail: `The query gives ${series.length} series where one is needed.` }
    : (series[0]?.values.at(-1) ?? null);
}

function trendOf([first, second]: readonly Ask[], said: AskSource): readonly TrendPoint[] {
  const one = first && oneSeries(said(first));
  const of = second && oneSeries(said(second));
  if (second === undefined) {
    return one ? one.timesMs.map((timeMs, index) => ({ timeMs, value: one.values[index] ?? null })) : [];
  }
  const ones = new Map(one?.timesMs.map((timeMs, index) => [timeMs, one.values[index]]));
  return of
    ? of.timesMs.map((timeMs, index) => {
        const all = of.values[index] ?? 0;
        return { timeMs, value: all > 0 ? (ones.get(timeMs) ?? 0) / all : null };
      })
    : [];
}

function oneSeries(answer: MetricAnswer): Series | undefined {
  const series = wholeSeriesOf(answer);
  return 'code' in series ? undefined : series[0];
}

function partOf(title: string, { value }: PromqlFeed, amount: Amount, unit: Unit): KpiPart {
  const numbers = amount.numbers.map((number) => ({ ...number, unit: 'count' as const }));
  const [one, of] = numbers;
  return {
    name: value?.name ?? title,
    ...(one && of && { formula: `${one.name} / ${of.name}` }),
    numbers,
    result: amount.value ?? 0,
    unit,
  };
}

/** Silent members are taken as the least, and as the most, that a member can be. */
function rangeOf({ bounds }: PromqlFeed, { value, coverage }: Measured): Measured['range'] {
  if (bounds === undefined || coverage === null || coverage >= 1) {
    return null;
  }
  const [least, most] = bounds.map((bound) => value * coverage + bound * (1 - coverage));
  return least === undefined || most === undefined ? null : { low: least, high: most };
}

function intervalOf({ events }: PromqlFeed, { numbers: [one, of] }: Amount): Measured['interval'] {
  if (events !== true || !one || !of || of.value >= FEW) {
    return null;
  }
  // increase() extrapolates.
  const interval = wilsonInterval(Math.min(one.value, of.value), of.value);
  return interval && { ...interval, of: of.value };
}

function changed(
  { atLeast }: NonNullable<PromqlFeed['change']>,
  { sample, sampleBefore }: Asks,
  said: AskSource,
  base: Measured,
  { title, unit }: Pick<KpiDefinition, 'title' | 'unit'>
): FeedAnswer {
  const counts = [sample, sampleBefore].map((ask) => (ask === undefined ? Infinity : scalarOf(said(ask))));
  const reason = counts.find((count) => count !== null && typeof count === 'object');
  if (typeof reason === 'object' && reason !== null) {
    return { ok: false, silent: false, reason };
  }
  const fewest = Math.min(...counts.map((count) => (typeof count === 'number' ? count : 0)));
  const { value, previous } = base;
  if (previous === null || previous === 0 || fewest < atLeast) {
    return {
      ok: false,
      silent: true,
      reason: { code: 'nothing-to-compare', params: { count: fewest, needed: atLeast } },
    };
  }
  const change = (value - previous) / previous;
  const numbers = [
    { name: 'this window', value, unit: 'none' as const },
    { name: 'the one before', value: previous, unit: 'none' as const },
  ];
  const part: KpiPart = {
    name: title,
    formula: '(this window - the one before) / the one before',
    numbers,
    result: change,
    unit,
  };
  return { ok: true, measured: { ...base, value: change, previous: null, parts: [part] } };
}

function perWorkingDay(base: Measured, { now, before }: KpiSpans, zone: string, title: string): FeedAnswer {
  const days = workingDays(now, zone);
  const daysBefore = workingDays(before, zone);
  if (days === 0) {
    return silent('nothing-happened');
  }
  const part: KpiPart = {
    name: title,
    formula: 'events / working days',
    numbers: [
      { name: 'events', value: base.value, unit: 'count' },
      { name: 'working days', value: days, unit: 'count' },
    ],
    result: base.value / days,
    unit: 'count',
  };
  const previous = base.previous === null || daysBefore === 0 ? null : base.previous / daysBefore;
  return { ok: true, measured: { ...base, value: base.value / days, previous, parts: [part] } };
}
