import { byClause, eventsIn, over, type Role } from './events';
import type { Objective } from './objective';
import { parseSelector } from './selector';

/** How often an expression is looked at when no slices are asked for. */
const LOOK_SECONDS = 60;

const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/**
 * The queries of an objective that counts time: good and all slices (or samples) of each bucket, per group. A subquery looks at
 * instants on its own grid; one second less than the bucket makes each of them belong to one bucket, whichever end of a range the
 * server counts in. What is no number is no slice.
 */
export function sliceExpressions(objective: Objective, stepSeconds: number): Partial<Record<Role, string>> {
  const { sli, method, groupBy } = objective;
  const by = byClause(groupBy);
  const everySeconds = lookSeconds(objective);
  const range = `[${stepSeconds - 1}s:${everySeconds}s]`;
  const value = sliceValue(objective, everySeconds);
  if (value === null) {
    return sli.kind === 'uptime' ? uptimeExpressions(sli.up, by, stepSeconds) : shareExpression(objective, stepSeconds);
  }
  const number = `((${value.expr}) >= -Inf)`;
  const good = method.kind === 'ratioTimeSlices' ? number : `(${number} ${value.isGood})`;
  return {
    good: `sum${by} (sum_over_time(${good}${range}))`,
    total: `sum${by} (count_over_time(${number}${range}))`,
    samples: `avg${by} (count_over_time(${number}${range}))`,
  };
}

/** Slices of a bucket that has all of them; null where that depends on how often the server scrapes. */
export function slicesPerBucket(objective: Objective, stepSeconds: number): number | null {
  const isSampled = objective.method.kind === 'occurrences' && objective.sli.kind === 'uptime';
  return isSampled ? null : stepSeconds / lookSeconds(objective);
}

function lookSeconds({ method }: Objective): number {
  return method.kind === 'occurrences' ? LOOK_SECONDS : method.sliceSeconds;
}

/** What is looked at in each slice, and the comparison that makes it good. */
function sliceValue({ sli, method, groupBy }: Objective, seconds: number): { expr: string; isGood: string } | null {
  const target = method.kind === 'timeSlices' ? method.sliceTarget : 1;
  const isGood = `>= bool ${target}`;
  switch (sli.kind) {
    case 'ratio': {
      const total = `(${eventsIn(sli.total, seconds, groupBy)}) > 0`;
      const part = eventsIn(sli.bad ?? sli.good ?? '', seconds, groupBy);
      const known = isZeroWhereAbsent(sli) ? `((${part}) or 0 * (${total}))` : `(${part})`;
      const share = `${known} / (${total})`;
      return { expr: sli.bad === undefined ? share : `1 - ${share}`, isGood };
    }
    case 'share':
      return method.kind === 'occurrences' ? null : { expr: `1 - (${over(sli.bad, seconds)})`, isGood };
    case 'uptime':
      return method.kind === 'occurrences' ? null : { expr: `avg_over_time(${sli.up}[${seconds}s])`, isGood };
    case 'threshold':
      return { expr: sli.value, isGood: `${OPERATORS[sli.op]} bool ${sli.limit}` };
    case 'freshness':
      return { expr: `time() - (${sli.newest})`, isGood: `<= bool ${sli.maxAgeSeconds}` };
    case 'composite':
      return null;
  }
}

/**
 * Whether a part of the events that has no series is 0 of them: where it is the same metric, the metric is seen by its total.
 * Another metric that is not there may have been renamed.
 */
export function isZeroWhereAbsent(sli: Extract<Objective['sli'], { kind: 'ratio' }>): boolean {
  const total = parseSelector(sli.total);
  const part = parseSelector(sli.bad ?? sli.good ?? '');
  return sli.absentIsZero || (total.ok && part.ok && total.selector.metric === part.selector.metric);
}

function uptimeExpressions(up: string, by: string, stepSeconds: number): Partial<Record<Role, string>> {
  const range = `${up}[${stepSeconds}s]`;
  return {
    good: `sum${by} (sum_over_time(${range}))`,
    total: `sum${by} (count_over_time(${range}))`,
    samples: `avg${by} (count_over_time(${range}))`,
  };
}

function shareExpression({ sli, groupBy }: Objective, stepSeconds: number): Partial<Record<Role, string>> {
  return sli.kind === 'share' ? { bad: `avg${byClause(groupBy)} (${over(sli.bad, stepSeconds)})` } : {};
}
