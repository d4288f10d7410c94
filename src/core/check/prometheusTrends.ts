import { seriesOf } from './answers';
import type { CheckDefinition } from './definition';
import { groupingByEntity } from './entityGroups';
import type { EvaluationContext, Evaluator, Trends, TrendWanted } from './evaluator';
import { badness, limitsFor } from './limits';
import { narrowed } from './narrowed';
import type { MetricSource } from './ports';
import { Batch, keyOf, type Answers } from './promBatch';
import { promQueries, TREND_SECONDS, TREND_STEP_SECONDS } from './promQueries';
import type { Labels, Series, TrendPoint } from './series';
import { inSteps, type Steps } from './steps';

type TrendContext = Parameters<NonNullable<Evaluator['trends']>>[1];

interface Asked {
  wanted: TrendWanted;
  expr: string;
}

/** Asks every source for the trends of its own entities, all in one request. What fails has no trend. */
export async function prometheusTrends(
  sources: readonly MetricSource[],
  wanted: readonly TrendWanted[],
  context: TrendContext
): Promise<Trends> {
  const trends = new Map<string, Map<string, readonly TrendPoint[]>>();
  const bySource = await Promise.all(
    sources.map(async (source) => {
      const asked = wanted.flatMap((one) => questionOf(one, source, context));
      const batch = new Batch();
      asked.forEach(({ expr }) => batch.add('range', expr));
      const answers = await batch.ask(source, context.nowMs, context.signal);
      return { source, asked, answers: 'code' in answers ? new Map() : answers };
    })
  );
  for (const { source, asked, answers } of bySource) {
    for (const one of asked) {
      const { id } = one.wanted.check;
      const own = trends.get(id) ?? new Map<string, readonly TrendPoint[]>();
      trends.set(id, own);
      const found = await inSteps(trendsIn(one, source.uid, answers, context), context.breathe, context.signal);
      found.forEach((points, key) => own.set(key, points));
    }
  }
  return trends;
}

function questionOf(
  { check, entities, all }: TrendWanted,
  { uid, selector }: MetricSource,
  { windowSeconds }: Pick<EvaluationContext, 'windowSeconds'>
): Asked[] {
  const own = entities.filter(({ sourceUid }) => sourceUid === uid);
  const built = promQueries(narrowed(check, selector), windowSeconds);
  if (own.length === 0 || !built.ok) {
    return [];
  }
  const { trend } = built.queries;
  const expr =
    all || check.by.length === 0
      ? trend
      : onlyOf(
          trend,
          check,
          own.map(({ labels }) => labels)
        );
  return [{ wanted: { check, entities: own, all }, expr }];
}

/**
 * The series of some entities alone, whatever the expression is made of: it is joined with one sample per entity that carries
 * its labels.
 */
export function onlyOf(expr: string, { by }: Pick<CheckDefinition, 'by'>, entities: readonly Labels[]): string {
  const samples = entities.map((labels) =>
    by.reduce(
      (sample, label) =>
        labels[label] === undefined
          ? sample
          : `label_replace(${sample}, "${label}", ${replacement(labels[label])}, "", "")`,
      'vector(1)'
    )
  );
  return `(${expr}) and on (${by.join(', ')}) (${samples.join(' or ')})`;
}

/** In a replacement, `$` refers to a group. */
function replacement(value: string): string {
  return JSON.stringify(value.replace(/\$/g, '$$$$'));
}

function* trendsIn(
  { wanted: { check, entities }, expr }: Asked,
  uid: string,
  answers: Answers,
  { nowMs }: Pick<EvaluationContext, 'nowMs'>
): Steps<Map<string, readonly TrendPoint[]>> {
  const series = seriesOf(answers.get(keyOf('range', expr)));
  const found = new Map<string, readonly TrendPoint[]>();
  if ('code' in series) {
    return found;
  }
  const groups = yield* groupingByEntity(check, series, uid);
  for (const { key, labels } of entities) {
    found.set(key, trendPoints(check, labels, groups.get(key)?.series ?? [], nowMs));
    yield;
  }
  return found;
}

/** Points on the step's grid over the whole trend, null where there is none; empty when there is none at all. */
function trendPoints(check: CheckDefinition, labels: Labels, series: readonly Series[], nowMs: number): TrendPoint[] {
  const limits = limitsFor(check, labels);
  const values = new Map<number, number>();
  for (const one of series) {
    one.timesMs.forEach((timeMs, index) => {
      const value = one.values[index] ?? null;
      const other = values.get(timeMs);
      if (
        value !== null &&
        (other === undefined || badness(value, check.op, limits) > badness(other, check.op, limits))
      ) {
        values.set(timeMs, value);
      }
    });
  }
  const stepMs = TREND_STEP_SECONDS * 1000;
  if (values.size === 0) {
    return [];
  }
  const first = Math.min(...values.keys());
  const points: TrendPoint[] = [];
  let expectedMs = first - Math.floor((first - (nowMs - TREND_SECONDS * 1000)) / stepMs) * stepMs;
  const fillUntil = (endMs: number) => {
    for (; expectedMs < endMs; expectedMs += stepMs) {
      points.push({ timeMs: expectedMs, value: null });
    }
  };
  for (const [timeMs, value] of [...values].sort(([a], [b]) => a - b)) {
    fillUntil(timeMs - stepMs / 2);
    points.push({ timeMs, value });
    expectedMs = timeMs + stepMs;
  }
  fillUntil(nowMs + 1);
  return points;
}
