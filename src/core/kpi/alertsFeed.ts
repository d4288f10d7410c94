import { wholeSeriesOf } from '../check/answers';
import type { Series } from '../check/series';
import type { Reason } from '../check/verdict';
import { chanceOfSoFew } from './chance';
import { COVERAGE_NEEDED, COVERAGE_STEP_SECONDS, coverageOf, type Covered } from './coverage';
import type { AlertsFeed } from './definition';
import { failureTimes, mergeIntervals, repairTimes, withinTarget, type Interval, type TimeSpan } from './incidents';
import type { Ask, AskSource } from './metricPlan';
import { BARE, silent, type FeedAnswer, type KpiPart, type Measured } from './reading';
import type { KpiSpans } from './window';

/** A range of Prometheus has at most 11,000 points. */
const MAX_POINTS = 10_000;
const STEPS_SECONDS: readonly number[] = [60, 300, 900, 1800, 3600];
const DAY_MS = 86_400_000;

/** Alerts that always fire, so that somebody notices when none does. */
const HEARTBEATS = 'Watchdog|DeadMansSwitch|InfoInhibitor';

/** Proof that somebody evaluates rules: without it, no alert says nothing. */
const PROOF =
  'group(prometheus_rule_evaluations_total or prometheus_rule_evaluation_failures_total ' +
  'or cortex_prometheus_rule_evaluations_total or vmalert_iteration_total)';

export function alertsAsks(feed: AlertsFeed, { now, before }: KpiSpans): readonly Ask[] {
  return [now, before].flatMap((span) => [firing(feed, span), proof(span)]);
}

function firing({ severity }: AlertsFeed, span: TimeSpan): Ask {
  const chosen = severity === undefined ? '' : `,severity=~${JSON.stringify(severity)}`;
  const expr = `ALERTS{alertstate="firing",alertname!~"${HEARTBEATS}"${chosen}}`;
  return { name: 'firing alerts', expr, span, stepSeconds: stepOf(span) };
}

function proof(span: TimeSpan): Ask {
  return { name: 'rules are evaluated', expr: PROOF, span, stepSeconds: COVERAGE_STEP_SECONDS };
}

function stepOf({ fromMs, toMs }: TimeSpan): number {
  const seconds = (toMs - fromMs) / 1000;
  return STEPS_SECONDS.find((step) => seconds / step <= MAX_POINTS) ?? Math.ceil(seconds / MAX_POINTS);
}

/** The alerts of a span: of each series, and as incidents. */
interface Alerts {
  each: ReadonlyArray<readonly Interval[]>;
  incidents: readonly Interval[];
  covered: Covered;
}

/** What one source says of the figure. */
export function readAlerts(feed: AlertsFeed, said: AskSource, { now, before }: KpiSpans): FeedAnswer {
  const alerts = alertsIn(feed, said, now);
  if ('code' in alerts) {
    return { ok: false, silent: false, reason: alerts };
  }
  if (alerts.covered.coverage === 0 && alerts.incidents.length === 0) {
    return silent('no-data');
  }
  const earlier = alertsIn(feed, said, before);
  const past = 'code' in earlier || earlier.covered.coverage < COVERAGE_NEEDED ? null : earlier;
  const found = MEASURES[feed.measure](alerts, now, feed, past, before);
  return 'code' in found
    ? { ok: false, silent: false, reason: found, measured: alerts.covered }
    : { ok: true, measured: { ...BARE, ...alerts.covered, ...found } };
}

function alertsIn(feed: AlertsFeed, said: AskSource, span: TimeSpan): Alerts | Reason {
  const ask = firing(feed, span);
  const series = wholeSeriesOf(said(ask));
  const evaluated = wholeSeriesOf(said(proof(span)));
  if ('code' in series) {
    return series;
  }
  if ('code' in evaluated) {
    return evaluated;
  }
  const stepMs = (ask.stepSeconds ?? 60) * 1000;
  const each = series.map((one) => mergeIntervals(firingIntervals(one, stepMs, span)));
  return { each, incidents: mergeIntervals(each.flat()), covered: coverageOf(evaluated[0] ?? null, null, span) };
}

/** A sample stands for the step that begins with it: begun up to a step before it, over up to a step after the last one. */
export function firingIntervals({ timesMs, values }: Series, stepMs: number, span: TimeSpan): readonly Interval[] {
  const intervals: Interval[] = [];
  timesMs.forEach((timeMs, index) => {
    if ((values[index] ?? 0) === 0) {
      return;
    }
    const last = intervals.at(-1);
    const toMs = timeMs + stepMs;
    if (last !== undefined && last.toMs !== null && timeMs <= last.toMs + stepMs / 2) {
      last.toMs = toMs;
    } else {
      intervals.push({ fromMs: timeMs, toMs, ...(timeMs <= span.fromMs && { cutAtStart: true }) });
    }
  });
  return intervals.map((one) => (one.toMs !== null && one.toMs >= span.toMs ? { ...one, toMs: null } : one));
}

type Nothing = { code: 'nothing-happened' | 'nothing-to-compare'; params?: Readonly<Record<string, number>> };
type Found = Partial<Measured> & Pick<Measured, 'value'>;
type Measure = (
  alerts: Alerts,
  span: TimeSpan,
  feed: AlertsFeed,
  past: Alerts | null,
  before: TimeSpan
) => Found | Nothing;

const NOTHING: Nothing = { code: 'nothing-happened' };

const MEASURES: Readonly<Record<AlertsFeed['measure'], Measure>> = {
  mttr: ({ incidents }, span, _feed, past, before) => {
    const { meanMs, medianMs, p90Ms, leastMeanMs, count, censored } = repairTimes(incidents, span);
    if (leastMeanMs === null) {
      return NOTHING;
    }
    const previousMs = past && repairTimes(past.incidents, before).meanMs;
    return {
      value: (meanMs ?? leastMeanMs) / 1000,
      ...(meanMs === null && { bound: 'atLeast' as const }),
      leastValue: Math.max(meanMs ?? 0, leastMeanMs) / 1000,
      previous: previousMs === null ? null : previousMs / 1000,
      trend: durationsOf(incidents),
      parts: [
        {
          ...seconds('MTTR', meanMs ?? leastMeanMs),
          formula: 'time to resolve / resolved incidents',
          numbers: [
            { name: 'time to resolve', value: ((meanMs ?? 0) * count) / 1000, unit: 'seconds' },
            { name: 'resolved incidents', value: count, unit: 'count' },
          ],
        },
        ...(medianMs === null ? [] : [seconds('Median', medianMs)]),
        ...(p90Ms === null ? [] : [seconds('90th percentile', p90Ms)]),
        ...(censored === 0 ? [] : [seconds('At least, with those that are not over', leastMeanMs)]),
      ],
    };
  },
  mtbf: ({ incidents }, span, _feed, past, before) => {
    const { failures, downtimeMs, mtbfMs, availability } = failureTimes(incidents, span);
    const lengthMs = span.toMs - span.fromMs;
    const value = mtbfMs ?? lengthMs;
    const previousMs = past && failureTimes(past.incidents, before).mtbfMs;
    return {
      value: value / 1000,
      ...(mtbfMs === null && { bound: 'atLeast' as const }),
      previous: previousMs === null ? null : previousMs / 1000,
      parts: [
        {
          ...seconds('MTBF', value),
          formula: '(window - downtime) / failures',
          numbers: [
            { name: 'window', value: lengthMs / 1000, unit: 'seconds' },
            { name: 'downtime', value: downtimeMs / 1000, unit: 'seconds' },
            { name: 'failures', value: failures, unit: 'count' },
          ],
        },
        { name: 'Availability by these incidents', numbers: [], result: availability, unit: 'ratio' },
      ],
    };
  },
  longest: ({ incidents }, span, _feed, past, before) => {
    const { longestMs, isLongestOver, p90Ms } = repairTimes(incidents, span);
    if (longestMs === null) {
      return NOTHING;
    }
    const previousMs = past && repairTimes(past.incidents, before).longestMs;
    return {
      value: longestMs / 1000,
      ...(!isLongestOver && { bound: 'atLeast' as const }),
      previous: previousMs === null ? null : previousMs / 1000,
      trend: durationsOf(incidents),
      parts: [seconds('Longest', longestMs), ...(p90Ms === null ? [] : [seconds('90th percentile', p90Ms)])],
    };
  },
  'resolved-within': ({ each }, span, { withinSeconds = 0 }, past, before) => {
    const { within, of } = withinTarget(each.flat(), span, withinSeconds * 1000);
    if (of === 0) {
      return NOTHING;
    }
    const earlier = past && withinTarget(past.each.flat(), before, withinSeconds * 1000);
    return {
      value: within / of,
      previous: earlier === null || earlier.of === 0 ? null : earlier.within / earlier.of,
      parts: [
        {
          name: 'Resolved in time',
          formula: 'resolved in time / resolved, or open for longer',
          numbers: [
            { name: 'resolved in time', value: within, unit: 'count' },
            { name: 'resolved, or open for longer', value: of, unit: 'count' },
          ],
          result: within / of,
          unit: 'ratio',
        },
      ],
    };
  },
  'incidents-change': ({ incidents }, span, _feed, past, before) => {
    const after = failureTimes(incidents, span).failures;
    const earlier = past && failureTimes(past.incidents, before).failures;
    if (earlier === null || earlier === 0) {
      return { code: 'nothing-to-compare', params: { count: after } };
    }
    const length = span.toMs - span.fromMs;
    const value = (after - earlier) / earlier;
    return {
      value,
      chance: chanceOfSoFew(earlier, after, length / (length + before.toMs - before.fromMs)),
      parts: [
        {
          name: 'Change of incidents',
          formula: '(incidents - incidents before) / incidents before',
          numbers: [
            { name: 'incidents', value: after, unit: 'count' },
            { name: 'incidents before', value: earlier, unit: 'count' },
          ],
          result: value,
          unit: 'ratio',
        },
      ],
    };
  },
  'per-day': ({ each }, span, _feed, past, before) => {
    const perDay = (alerts: Alerts, { fromMs, toMs }: TimeSpan) =>
      alerts.each.flat().filter(({ cutAtStart }) => cutAtStart !== true).length / ((toMs - fromMs) / DAY_MS);
    const value = perDay({ each, incidents: [], covered: { coverage: 1, population: null } }, span);
    const days = (span.toMs - span.fromMs) / DAY_MS;
    return {
      value,
      previous: past && perDay(past, before),
      parts: [
        {
          name: 'Alerts per day',
          formula: 'alerts / days',
          numbers: [
            { name: 'alerts', value: Math.round(value * days), unit: 'count' },
            { name: 'days', value: days, unit: 'days' },
          ],
          result: value,
          unit: 'count',
        },
      ],
    };
  },
};

function seconds(name: string, ms: number): KpiPart {
  return { name, numbers: [], result: ms / 1000, unit: 'seconds' };
}

/** How long each incident took, at its beginning. */
function durationsOf(incidents: readonly Interval[]): Measured['trend'] {
  return incidents.map(({ fromMs, toMs }) => ({
    timeMs: fromMs,
    value: toMs === null ? null : (toMs - fromMs) / 1000,
  }));
}
