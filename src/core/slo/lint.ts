import { reasonOfThrown, wholeSeriesOf } from '../check/answers';
import type { MetricAnswer, MetricSource } from '../check/ports';
import type { Series } from '../check/series';
import { isReason, type Reason } from '../check/verdict';
import { bucketsFinding } from './lintBuckets';
import { lastOf, unchecked, valueOf, type LintFinding, type Read } from './lintFinding';
import { lintQueries, type LintQuery } from './lintQueries';
import { allowedRatio, type Objective } from './objective';
import { isZeroWhereAbsent } from './slices';

/** How to ask: one request of instant queries. */
export interface LintContext {
  source: MetricSource;
  nowMs: number;
  signal: AbortSignal;
}

/**
 * Looks at what an objective asks of its source, with one request of cheap queries, and says of each thing whether it is well. What a
 * failed query should have told is `unchecked`. Rejects only when it is aborted.
 */
export async function lintObjective(objective: Objective, context: LintContext): Promise<readonly LintFinding[]> {
  const queries = lintQueries(objective);
  if (queries.length === 0) {
    return [];
  }
  const answers = await ask(queries, context);
  const read = (id: string) => (isReason(answers) ? answers : wholeSeriesOf(answers.get(id)));
  return FINDINGS.flatMap((find) => find(objective, read, queries));
}

async function ask(
  queries: readonly LintQuery[],
  { source, nowMs, signal }: LintContext
): Promise<ReadonlyMap<string, MetricAnswer> | Reason> {
  const request = {
    fromMs: nowMs - 300_000,
    toMs: nowMs,
    queries: queries.map(({ refId, expr }) => ({ refId, expr, shape: 'instant' as const })),
  };
  try {
    return await source.query(request, signal);
  } catch (error) {
    signal.throwIfAborted();
    return reasonOfThrown(error);
  }
}

type Find = (objective: Objective, read: Read, queries: readonly LintQuery[]) => LintFinding[];

const isOf = (queries: readonly LintQuery[], subject: LintQuery['subject']) =>
  queries.filter((query) => query.subject === subject);

const exists: Find = ({ sli }, read, queries) =>
  isOf(queries, 'exists').map(({ refId, field, text }) => {
    const rows = read(refId);
    if (isReason(rows)) {
      return unchecked('exists', field, rows);
    }
    const count = lastOf(rows) ?? 0;
    // Bad ones that never came have no series, and count as none.
    const isQuiet = count === 0 && sli.kind === 'ratio' && field === 'sli.ratio.bad' && isZeroWhereAbsent(sli);
    const code = isQuiet ? 'none-so-far' : 'exists';
    return { code, severity: count > 0 || isQuiet ? 'ok' : 'error', field, params: { query: text, count } };
  });

/** More restarts than this in six hours are no restarts. */
const MANY_RESETS = 12;

const counter: Find = (_objective, read, queries) =>
  isOf(queries, 'resets').flatMap(({ refId, field, text }) => {
    const rows = read(refId);
    if (isReason(rows)) {
      return [unchecked('counter', field, rows)];
    }
    const resets = lastOf(rows);
    if (resets === null) {
      return [];
    }
    const isNamed = /_(?:total|count|bucket|sum)$/.test(/^[a-zA-Z0-9_:]*/.exec(text)?.[0] ?? '');
    const severity = resets > MANY_RESETS ? 'error' : isNamed ? 'ok' : 'warning';
    return [{ code: 'counter', severity, field, params: { query: text, resets } }];
  });

const uptime: Find = (_objective, read, queries) =>
  isOf(queries, 'other-values').map(({ refId, field, text }) => {
    const rows = read(refId);
    if (isReason(rows)) {
      return unchecked('gauge-of-uptime', field, rows);
    }
    const value = lastOf(rows);
    const there = isOf(queries, 'exists').map((query) => read(query.refId));
    if (value === null && there.some((found) => isReason(found) || lastOf(found) === null)) {
      return unchecked('gauge-of-uptime', field, { code: 'no-data' });
    }
    const isWell = value === null || value === 0;
    return {
      code: 'gauge-of-uptime',
      severity: isWell ? 'ok' : 'error',
      field,
      params: { query: text, others: value ?? 0 },
    };
  });

/** Extrapolation may make a part a little more than the whole. */
const SLACK = 1.01;

const within: Find = ({ sli, groupBy }, read) => {
  if (sli.kind !== 'ratio') {
    return [];
  }
  const field = `sli.ratio.${sli.bad === undefined ? 'good' : 'bad'}`;
  const [totals, parts] = [read('day-total'), read('day-part')];
  if (isReason(totals) || isReason(parts)) {
    return [unchecked('within', field, isReason(totals) ? totals : (parts as Reason))];
  }
  const key = ({ labels }: Series) => JSON.stringify(groupBy.map((label) => labels[label] ?? ''));
  const whole = new Map(totals.map((row) => [key(row), valueOf(row) ?? 0]));
  const excess = parts.find((row) => (valueOf(row) ?? 0) > (whole.get(key(row)) ?? 0) * SLACK + 1e-9);
  if (totals.length === 0) {
    // That there is nothing is said by `exists`.
    return [];
  }
  return excess
    ? [
        {
          code: 'within',
          severity: 'error',
          field,
          params: { part: valueOf(excess) ?? 0, total: whole.get(key(excess)) ?? 0 },
        },
      ]
    : [{ code: 'within', severity: 'ok', field, params: {} }];
};

const severalSeries: Find = ({ groupBy }, read, queries) =>
  isOf(queries, 'series').flatMap(({ refId, field, text }) => {
    const rows = read(refId);
    if (isReason(rows)) {
      return [unchecked('several-series', field, rows)];
    }
    const count = lastOf(rows) ?? 0;
    if (count === 0) {
      return [{ code: 'exists', severity: 'error', field, params: { query: text, count } } as const];
    }
    // With groups there is one series for each of them at best.
    const isSeveral = groupBy.length === 0 && count > 1;
    const severity = isSeveral ? 'warning' : 'ok';
    return [{ code: 'several-series', severity, field, params: { count } } as const];
  });

const history: Find = (_objective, read, queries) =>
  isOf(queries, 'history').map(({ refId, days = 0 }) => {
    const rows = read(refId);
    if (isReason(rows)) {
      return unchecked('history', 'window', rows);
    }
    return { code: 'history', severity: (lastOf(rows) ?? 0) > 0 ? 'ok' : 'warning', field: 'window', params: { days } };
  });

/** Fewer failures than this in the window use the budget up: each one is a tenth of it. */
const FEW_FAILURES = 10;

const traffic: Find = ({ sli, target, guards }, read, queries) => {
  const days = isOf(queries, 'history')[0]?.days ?? 0;
  if (sli.kind !== 'ratio') {
    return [];
  }
  const rows = read('day-total');
  if (isReason(rows)) {
    return [unchecked('traffic', 'guards.minEvents', rows)];
  }
  // The group with the least traffic is the first without a verdict.
  const counts = rows.map(valueOf).filter((value) => value !== null);
  if (counts.length === 0) {
    return [];
  }
  const events = Math.min(...counts) * days;
  const failures = events * allowedRatio(target);
  const isShort = events < guards.minEvents;
  const isFew = failures < FEW_FAILURES && allowedRatio(target) > 0;
  const params = { events: Math.round(events), needed: guards.minEvents, failures: Math.floor(failures), days };
  return [{ code: 'traffic', severity: isShort || isFew ? 'warning' : 'ok', field: 'guards.minEvents', params }];
};

const groupLabels: Find = ({ groupBy }, read, queries) =>
  isOf(queries, 'groups').flatMap(({ refId }) => {
    const rows = read(refId);
    if (isReason(rows)) {
      return [unchecked('group-labels', 'groupBy', rows)];
    }
    const missing = groupBy.filter((label) => rows.some(({ labels }) => (labels[label] ?? '') === ''));
    if (rows.length === 0) {
      return [];
    }
    const params = { labels: missing.join(', '), groups: rows.length };
    return [
      { code: 'group-labels', severity: missing.length > 0 ? 'warning' : 'ok', field: 'groupBy', params } as const,
    ];
  });

const FINDINGS: readonly Find[] = [
  exists,
  bucketsFinding,
  counter,
  uptime,
  within,
  severalSeries,
  groupLabels,
  history,
  traffic,
];
