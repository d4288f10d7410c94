import { byClause, eventsIn, over } from './events';
import type { Objective, Sli } from './objective';
import { parseSelector, printSelector, type Selector } from './selector';

/** One instant query of the linter. */
export interface LintQuery {
  refId: string;
  expr: string;
  subject: 'exists' | 'resets' | 'bounds' | 'without-bucket' | 'day' | 'series' | 'other-values' | 'groups' | 'history';
  /** Field of the written objective that it is about. */
  field: string;
  /** What stands in that field. */
  text: string;
  /** Of `history`: how long ago, days. */
  days?: number;
}

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const LONGEST_DAYS = { week: 7, month: 31, quarter: 92 } as const;

/** What is asked about an objective: cheap ones, at one instant. */
export function lintQueries(objective: Objective): readonly LintQuery[] {
  const { sli, groupBy, window } = objective;
  const subject = subjectOf(sli);
  if (subject === null) {
    return [];
  }
  const days = window.kind === 'rolling' ? window.days : LONGEST_DAYS[window.unit];
  const { field, text, now } = subject;
  const common: LintQuery[] = [
    {
      refId: 'history',
      expr: `count(count_over_time((${now})[1h:20m] offset ${days}d))`,
      subject: 'history',
      field: 'window',
      text,
      days,
    },
  ];
  if (groupBy.length > 0) {
    common.push({ refId: 'groups', expr: `group${byClause(groupBy)} (${now})`, subject: 'groups', field, text });
  }
  return [...ownQueries(objective), ...common];
}

/** What the objective speaks of first: how it stands there, and as an expression for now. */
function subjectOf(sli: Sli): { field: string; text: string; now: string } | null {
  switch (sli.kind) {
    case 'ratio':
      return { field: 'sli.ratio.total', text: sli.total, now: nowOf(sli.total) };
    case 'share':
      return { field: 'sli.share.bad', text: sli.bad, now: over(sli.bad, HOUR_SECONDS) };
    case 'threshold':
      return { field: 'sli.threshold.value', text: sli.value, now: sli.value };
    case 'freshness':
      return { field: 'sli.freshness.newest', text: sli.newest, now: sli.newest };
    case 'uptime':
      return { field: 'sli.uptime', text: sli.up, now: sli.up };
    case 'composite':
      return null;
  }
}

function nowOf(count: string): string {
  return parseSelector(count).ok ? count : over(count, HOUR_SECONDS);
}

function ownQueries({ sli, groupBy }: Objective): readonly LintQuery[] {
  if (sli.kind === 'ratio') {
    return ratioQueries(sli, groupBy);
  }
  const subject = subjectOf(sli);
  if (subject === null) {
    return [];
  }
  const { field, text, now } = subject;
  return sli.kind === 'uptime'
    ? [
        { refId: 'up', expr: `count(${now})`, subject: 'exists', field, text },
        { refId: 'others', expr: `count((${now}) != 0 != 1)`, subject: 'other-values', field, text },
      ]
    : [{ refId: 'series', expr: `count(${now})`, subject: 'series', field, text }];
}

function ratioQueries(sli: Extract<Sli, { kind: 'ratio' }>, groupBy: readonly string[]): readonly LintQuery[] {
  const part = sli.bad === undefined ? 'good' : 'bad';
  const texts = [
    { refId: 'total', field: 'sli.ratio.total', text: sli.total },
    { refId: 'part', field: `sli.ratio.${part}`, text: sli[part] ?? '' },
  ];
  const each = texts.flatMap(({ refId, field, text }): LintQuery[] => [
    { refId: `${refId}-exists`, expr: `count(${nowOf(text)})`, subject: 'exists', field, text },
    ...(parseSelector(text).ok
      ? [
          {
            refId: `${refId}-resets`,
            expr: `quantile(0.5, resets(${text}[6h]))`,
            subject: 'resets' as const,
            field,
            text,
          },
        ]
      : []),
    { refId: `day-${refId}`, expr: eventsIn(text, DAY_SECONDS, groupBy), subject: 'day', field, text },
  ]);
  return [...each, ...bucketQueries(sli.total, sli[part] ?? '', `sli.ratio.${part}`)];
}

/** The bounds of a histogram that a part names one of, and series of the total that have no such bucket. */
function bucketQueries(total: string, text: string, field: string): readonly LintQuery[] {
  const bucket = bucketOf(text);
  if (bucket === null) {
    return [];
  }
  const matchers = bucket.matchers.filter(({ label }) => label !== 'le');
  const bounds = `group by (le) (${printSelector({ metric: bucket.metric, matchers })})`;
  const whole = parseSelector(total);
  const isOfOne = whole.ok && whole.selector.metric.replace(/_count$/, '') === bucket.metric.replace(/_bucket$/, '');
  const without: LintQuery = {
    refId: 'without-bucket',
    expr: `count(${total} unless ignoring (le) ${text})`,
    subject: 'without-bucket',
    field,
    text,
  };
  return [{ refId: 'bounds', expr: bounds, subject: 'bounds', field, text }, ...(isOfOne ? [without] : [])];
}

/** A selector of buckets that names a bound. */
export function bucketOf(text: string): Selector | null {
  const read = parseSelector(text);
  return read.ok &&
    read.selector.metric.endsWith('_bucket') &&
    read.selector.matchers.some(({ label }) => label === 'le')
    ? read.selector
    : null;
}
