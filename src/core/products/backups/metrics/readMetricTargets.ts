import { reasonOfThrown, seriesOf } from '../../../check/answers';
import { promDuration } from '../../../check/macros';
import type { MetricAnswer, MetricRequest, MetricSource } from '../../../check/ports';
import type { Series } from '../../../check/series';
import { isReason, type Reason } from '../../../check/verdict';
import type { BackupTarget } from '../target';
import type { Preset, PresetReading, Row } from './preset';
import { PRESETS } from './presets';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
/** Hours that divide a day, so that steps end at the same times of each day. */
const STEP_HOURS = [1, 2, 3, 4, 6, 8, 12, 24] as const;
/** Points that a series of a range may have. */
const MAX_POINTS = 1100;

/** What the metrics of a source tell of backups. */
export interface MetricTargets {
  targets: readonly BackupTarget[];
  /** Why some of it could not be read; what it alone could tell is unknown then. Null when all was read. */
  problem: Reason | null;
  /** Null when nothing was answered. */
  asOfMs: number | null;
}

/**
 * The targets of all presets, with one instant and one range request. Runs reach back over `days` days, as far as the source keeps
 * them. Rejects only when it is aborted.
 */
export async function readMetricTargets(
  source: MetricSource,
  { nowMs, days }: { nowMs: number; days: number },
  signal: AbortSignal
): Promise<MetricTargets> {
  const stepSeconds = stepOf(days);
  const past = pastSpan(nowMs, days, stepSeconds);
  const [now, history] = await Promise.all([
    ask(source, nowRequest(nowMs), signal),
    ask(source, pastRequest(past, stepSeconds), signal),
  ]);
  const targets = PRESETS.flatMap((preset) =>
    preset.targets(readingOf(preset, { source, nowMs, stepSeconds, firstMs: past.fromMs, now, history }))
  );
  return {
    targets: onceEach(targets),
    problem: problemOf(now, 'now') ?? problemOf(history, 'past'),
    asOfMs: isReason(now) || [...now.values()].every(({ ok }) => !ok) ? null : nowMs,
  };
}

type Answers = ReadonlyMap<string, MetricAnswer> | Reason;
type Tense = 'now' | 'past';

/** The shortest step with which a range of so many days has not too many points. */
function stepOf(days: number): number {
  const hours = STEP_HOURS.find((step) => (days * 24) / step <= MAX_POINTS) ?? 24;
  return hours * HOUR_SECONDS;
}

/** Steps end at full hours, and so at the same times whenever it is asked. */
function pastSpan(nowMs: number, days: number, stepSeconds: number): { fromMs: number; toMs: number } {
  const stepMs = stepSeconds * 1000;
  const toMs = Math.floor(nowMs / stepMs) * stepMs;
  return { fromMs: toMs - days * DAY_SECONDS * 1000, toMs };
}

function nowRequest(nowMs: number): MetricRequest {
  const queries = named('now').map(([refId, expr]) => ({ refId, expr, shape: 'instant' as const }));
  return { fromMs: nowMs - 300_000, toMs: nowMs, queries };
}

function pastRequest(span: { fromMs: number; toMs: number }, stepSeconds: number): MetricRequest {
  const step = promDuration(stepSeconds);
  return {
    ...span,
    queries: named('past').map(([refId, expr]) => ({
      refId,
      expr: expr.replaceAll('$step', step),
      shape: 'range' as const,
      stepSeconds,
    })),
  };
}

function named(tense: Tense): ReadonlyArray<readonly [refId: string, expr: string]> {
  return PRESETS.flatMap((preset) =>
    Object.entries(preset[tense]).map(([name, expr]) => [refIdOf(preset, name), expr] as const)
  );
}

function refIdOf({ id }: Preset, name: string): string {
  return `${id}_${name}`;
}

async function ask(source: MetricSource, request: MetricRequest, signal: AbortSignal): Promise<Answers> {
  try {
    return await source.query(request, signal);
  } catch (error) {
    signal.throwIfAborted();
    return reasonOfThrown(error);
  }
}

/** The first thing that was not answered, or not whole. */
function problemOf(answers: Answers, tense: Tense): Reason | null {
  if (isReason(answers)) {
    return answers;
  }
  return named(tense).reduce<Reason | null>((found, [refId]) => found ?? reasonOf(answers.get(refId)), null);
}

function reasonOf(answer: MetricAnswer | undefined): Reason | null {
  const series = seriesOf(answer);
  return isReason(series) ? series : answer?.ok === true ? (answer.partial ?? null) : null;
}

interface Read {
  source: MetricSource;
  nowMs: number;
  stepSeconds: number;
  firstMs: number;
  now: Answers;
  history: Answers;
}

function readingOf(preset: Preset, { source, nowMs, stepSeconds, firstMs, now, history }: Read): PresetReading {
  const answerOf = (answers: Answers, name: string): MetricAnswer | undefined =>
    isReason(answers) ? { ok: false, reason: answers } : answers.get(refIdOf(preset, name));
  const rows = (answers: Answers, name: string): readonly Series[] => {
    const series = seriesOf(answerOf(answers, name));
    return isReason(series) ? [] : series;
  };
  return {
    nowMs,
    stepMs: stepSeconds * 1000,
    firstMs,
    source: { uid: source.uid, name: source.name },
    now: (name) => rows(now, name).flatMap(rowOf),
    past: (name) => rows(history, name),
    failed: (name) => reasonOf(answerOf(now, name)),
  };
}

function rowOf({ labels, values }: Series): Row[] {
  const value = values.at(-1);
  return typeof value === 'number' ? [{ labels, value }] : [];
}

/** Two presets may tell of one thing, of which the first counts: keys are unique. */
function onceEach(targets: readonly BackupTarget[]): readonly BackupTarget[] {
  return [...new Map([...targets].reverse().map((target) => [target.key, target])).values()].reverse();
}
