import { reasonOfThrown, seriesOf } from '../../core/check/answers';
import type { MetricAnswer, MetricSource } from '../../core/check/ports';
import { promDuration } from '../../core/check/macros';
import { MEMORY_SECONDS } from '../../core/check/promQueries';
import { metricsAnswer } from './answers';
import { goneFact, type Fact, type Patient } from './fact';

/** Samples that are so far ahead of Grafana's clock can only come from a wrong one. */
const AHEAD_SECONDS = 30;
/** Prometheus takes a sample for so long for the newest. */
const BEHIND_SECONDS = 300;
/** So far ahead of now it is looked for samples. */
const LOOK_AHEAD_SECONDS = 600;

/** When the newest sample was taken, by the clock of the source. */
const NEWEST = `max(max_over_time(timestamp(up)[${2 * LOOK_AHEAD_SECONDS}s:15s]))`;
const MONTH_AGO = `count(count_over_time(up[1h] offset ${promDuration(MEMORY_SECONDS)}))`;

/** Of each metrics source: whether it answers, how its clock goes, whether it keeps 30 days. */
export async function metricsFacts(patient: Patient): Promise<readonly Fact[]> {
  const { metricSources } = patient.connection;
  if (metricSources.length === 0) {
    return [{ code: 'source-named', verdict: 'fail' }];
  }
  return (await Promise.all(metricSources.map((source) => factsOf(source, patient)))).flat();
}

async function factsOf(source: MetricSource, patient: Patient): Promise<readonly Fact[]> {
  const gone = goneFact(source, patient.connection.dataSources);
  if (gone) {
    return [gone];
  }
  const answers = await metricsAnswer(source, patient);
  if (answers.verdict !== 'pass') {
    return [answers];
  }
  const nowMs = patient.clock();
  const [newest, monthAgo] = await ask(source, nowMs, patient.signal);
  return [answers, clockFact(source.name, newest, nowMs), historyFact(source.name, monthAgo)];
}

async function ask(
  source: MetricSource,
  nowMs: number,
  signal: AbortSignal
): Promise<readonly [newest: MetricAnswer | undefined, monthAgo: MetricAnswer | undefined]> {
  const queries = [
    { refId: 'newest', expr: NEWEST, shape: 'instant' as const },
    { refId: 'old', expr: MONTH_AGO, shape: 'instant' as const },
  ];
  try {
    const answers = await source.query({ fromMs: nowMs, toMs: nowMs + LOOK_AHEAD_SECONDS * 1000, queries }, signal);
    return [answers.get('newest'), answers.get('old')];
  } catch (error) {
    signal.throwIfAborted();
    const failed: MetricAnswer = { ok: false, reason: reasonOfThrown(error) };
    return [failed, failed];
  }
}

function clockFact(subject: string, answer: MetricAnswer | undefined, nowMs: number): Fact {
  const series = seriesOf(answer);
  if ('code' in series) {
    return { code: 'source-clock', verdict: 'unknown', subject, reason: series };
  }
  const newest = series[0]?.values[0] ?? null;
  if (newest === null) {
    return { code: 'source-scrapes', verdict: 'unknown', subject };
  }
  const aheadSeconds = Math.round(newest - nowMs / 1000);
  const isRight = aheadSeconds <= AHEAD_SECONDS && aheadSeconds >= -BEHIND_SECONDS;
  return { code: 'source-clock', verdict: isRight ? 'pass' : 'warn', subject, params: { aheadSeconds } };
}

function historyFact(subject: string, answer: MetricAnswer | undefined): Fact {
  const series = seriesOf(answer);
  return 'code' in series
    ? { code: 'source-history', verdict: 'unknown', subject, reason: series }
    : { code: 'source-history', verdict: series.length > 0 ? 'pass' : 'warn', subject };
}
