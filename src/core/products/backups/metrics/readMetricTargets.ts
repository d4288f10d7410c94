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
 * The targets of all presets, with one request. Runs reach back over `days` days, as far as the source keeps
 * them. Rejects only when it is aborted.
 */
export async function readMetricTargets(
  source: MetricSource,
  { nowMs, days }: { nowMs: number; days: number },
  signal: AbortSignal
): Promise<MetricTargets> {
  const stepSeconds = stepOf(days);
  const fromMs = firstOf(nowMs, days, stepSeconds);
  const answers = await ask(source, requestOf({ fromMs, toMs: nowMs, stepSeconds }), signal);
  const targets = PRESETS.flatMap((preset) =>
    preset.targets(readingOf(preset, { source, nowMs, stepSeconds, firstMs: fromMs, answers }))
  );
  return {
    targets: onceEach(targets),
    problem: problemOf(answers),
    asOfMs: isReason(answers) || NOW.every(({ refId }) => answers.get(refId)?.ok !== true) ? null : nowMs,
  };
}

type Answers = ReadonlyMap<string, MetricAnswer> | Reason;
type Tense = 'now' | 'past';

/** The shortest step with which a range of so many days has not too many points. */
function stepOf(days: number): number {
  const hours = STEP_HOURS.find((step) => (days * 24) / step <= MAX_POINTS) ?? 24;
  return hours * HOUR_SECONDS;
}

/** Begin of a range that ends at the last full step: steps end at the same times whenever it is asked. */
function firstOf(nowMs: number, days: number, stepSeconds: number): number {
  const stepMs = stepSeconds * 1000;
  return Math.floor(nowMs / stepMs) * stepMs - days * DAY_SECONDS * 1000;
}

interface Asked {
  refId: string;
  expr: string;
}

function refIdOf({ id }: Preset, tense: Tense, name: string): string {
  return `${id}_${tense}_${name}`;
}

function asked(tense: Tense): readonly Asked[] {
  return PRESETS.flatMap((preset) =>
    Object.entries(preset[tense]).map(([name, expr]) => ({ refId: refIdOf(preset, tense, name), expr }))
  );
}

const NOW = asked('now');
const PAST = asked('past');

/** A range ends at its last full step, an instant at the end of the request. */
function requestOf({ stepSeconds, ...span }: { fromMs: number; toMs: number; stepSeconds: number }): MetricRequest {
  const step = promDuration(stepSeconds);
  return {
    ...span,
    queries: [
      ...NOW.map((one) => ({ ...one, shape: 'instant' as const })),
      ...PAST.map(({ refId, expr }) => ({
        refId,
        expr: expr.replaceAll('$step', step),
        shape: 'range' as const,
        stepSeconds,
      })),
    ],
  };
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
function problemOf(answers: Answers): Reason | null {
  if (isReason(answers)) {
    return answers;
  }
  return [...NOW, ...PAST].reduce<Reason | null>((found, { refId }) => found ?? reasonOf(answers.get(refId)), null);
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
  answers: Answers;
}

function readingOf(preset: Preset, { source, nowMs, stepSeconds, firstMs, answers }: Read): PresetReading {
  const answerOf = (tense: Tense, name: string): MetricAnswer | undefined =>
    isReason(answers) ? { ok: false, reason: answers } : answers.get(refIdOf(preset, tense, name));
  const rows = (tense: Tense, name: string): readonly Series[] => {
    const series = seriesOf(answerOf(tense, name));
    return isReason(series) ? [] : series;
  };
  return {
    nowMs,
    stepMs: stepSeconds * 1000,
    firstMs,
    source: { uid: source.uid, name: source.name },
    now: (name) => rows('now', name).flatMap(rowOf),
    past: (name) => rows('past', name),
    failed: (name) => reasonOf(answerOf('now', name)),
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
