import { reasonOfThrown, seriesOf } from '../../core/check/answers';
import type { MetricAnswer, MetricSource } from '../../core/check/ports';
import { promDuration } from '../../core/check/macros';
import { MEMORY_SECONDS } from '../../core/check/promQueries';
import type { Reason } from '../../core/check/verdict';
import type { Fact, Patient } from './fact';

/** Samples that are so far ahead of Grafana's clock can only come from a wrong one. */
const AHEAD_SECONDS = 30;
/** Prometheus takes a sample for so long for the newest. */
const BEHIND_SECONDS = 300;
/** So far ahead of now it is looked for samples. */
const LOOK_AHEAD_SECONDS = 600;

const LIVES = 'vector(1)';
/** When the newest sample was taken, by the clock of the source. */
const NEWEST = `max(max_over_time(timestamp(up)[${2 * LOOK_AHEAD_SECONDS}s:15s]))`;
const MONTH_AGO = `count(count_over_time(up[1h] offset ${promDuration(MEMORY_SECONDS)}))`;

/** Of each metrics source: whether it answers, how its clock goes, whether it keeps 30 days. */
export async function metricsFacts({ connection, clock, signal }: Patient): Promise<readonly Fact[]> {
  const { metricSources } = connection;
  if (metricSources.length === 0) {
    return [{ code: 'source-named', verdict: 'fail' }];
  }
  return (await Promise.all(metricSources.map((source) => factsOf(source, clock(), signal)))).flat();
}

async function factsOf(source: MetricSource, nowMs: number, signal: AbortSignal): Promise<readonly Fact[]> {
  const subject = source.name;
  const answers = await ask(source, nowMs, signal);
  const lives = 'code' in answers ? answers : seriesOf(answers.get(LIVES));
  if ('code' in answers || 'code' in lives) {
    const reason = 'code' in answers ? answers : 'code' in lives ? lives : undefined;
    return [{ code: 'source-answers', verdict: 'fail', subject, ...(reason && { reason }) }];
  }
  return [
    { code: 'source-answers', verdict: 'pass', subject },
    clockFact(subject, answers.get(NEWEST), nowMs),
    historyFact(subject, answers.get(MONTH_AGO)),
  ];
}

async function ask(
  source: MetricSource,
  nowMs: number,
  signal: AbortSignal
): Promise<ReadonlyMap<string, MetricAnswer> | Reason> {
  const exprs = [LIVES, NEWEST, MONTH_AGO];
  const queries = exprs.map((expr, index) => ({ refId: `q${index}`, expr, shape: 'instant' as const }));
  try {
    const request = { fromMs: nowMs, toMs: nowMs + LOOK_AHEAD_SECONDS * 1000, queries };
    const byRef = await source.query(request, signal);
    return new Map(
      exprs.flatMap((expr, index) => {
        const answer = byRef.get(`q${index}`);
        return answer === undefined ? [] : [[expr, answer] as const];
      })
    );
  } catch (error) {
    signal.throwIfAborted();
    return reasonOfThrown(error);
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
