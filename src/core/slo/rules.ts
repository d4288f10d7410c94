import { promDuration } from '../check/macros';
import { highestBurnRate } from './budget';
import { burnPairs, type AlertKind, type BurnPair } from './burn';
import { byClause, eventsIn, over } from './events';
import type { Left } from './exportLeft';
import { allowedRatio, shifted, type Objective } from './objective';
import { parseSelector } from './selector';
import { isZeroWhereAbsent, sliceExpressions } from './slices';

/**
 * Prometheus rules of an objective. Names and labels are those that Sloth records, so that its pages and dashboards read them; beside them
 * the events of every five minutes, from which the ratio of the period counts each event once.
 */

type RuleLabels = Readonly<Record<string, string>>;

export interface RecordingRule {
  record: string;
  expr: string;
  labels: RuleLabels;
}

export interface AlertingRule {
  alert: string;
  expr: string;
  for?: string;
  labels: RuleLabels;
  annotations: RuleLabels;
}

export interface RuleGroup {
  name: string;
  /** How often; the server's default without. */
  interval?: string;
  rules: ReadonlyArray<RecordingRule | AlertingRule>;
}

export interface ObjectiveRules {
  /** None where it cannot be said in rules. */
  groups: readonly RuleGroup[];
  left: readonly Left[];
}

export interface RuleOptions {
  /** Whether an alert tells that nothing is counted any more. */
  absentAlert: boolean;
}

const FINE_SECONDS = 300;
const DAY_SECONDS = 86_400;
const CALENDAR_DAYS = { week: 7, month: 30, quarter: 90 } as const;
const ERRORS = 'slo:sli_error:increase5m';
const TOTAL = 'slo:sli_total:increase5m';

/** The rules of one objective, always the same for the same one. */
export function objectiveRules(objective: Objective, { absentAlert }: RuleOptions): ObjectiveRules {
  const { id, sli, method } = objective;
  const left = leftOf(objective);
  if (sli.kind === 'composite' || (method.kind !== 'occurrences' && method.sliceSeconds > FINE_SECONDS)) {
    return { groups: [], left: left.filter(({ code }) => code === 'composite' || code === 'long-slice') };
  }
  const events = eventRules(objective);
  const period = periodSeconds(objective);
  const pairs = pairsOf(objective);
  const burnSeconds = [...new Set(pairs.flatMap(({ longMs, shortMs }) => [shortMs / 1000, longMs / 1000]))];
  const windows = [...new Set([FINE_SECONDS, ...burnSeconds])].filter((seconds) => seconds !== period);
  const coarse = [...events, ratioRule(objective, period), ...periodRules(objective)];
  const fine = [
    ...windows.sort((a, b) => a - b).map((seconds) => ratioRule(objective, seconds)),
    ...metadata(objective),
    ...alerts(objective, pairs),
    ...(absentAlert ? [absence(objective)] : []),
  ];
  const groups = [
    { name: `opsrounds-${id}-period`, interval: '5m', rules: coarse },
    { name: `opsrounds-${id}`, rules: fine },
  ];
  return { groups, left };
}

function leftOf(objective: Objective): readonly Left[] {
  const { id, sli, method, window, agreement, guards, target } = objective;
  const allowed = allowedRatio(target);
  const found: ReadonlyArray<readonly [boolean, string, Left['code']]> = [
    [sli.kind === 'composite', 'sli', 'composite'],
    [method.kind !== 'occurrences' && method.sliceSeconds > FINE_SECONDS, 'method', 'long-slice'],
    [window.kind === 'calendar', 'window', 'calendar'],
    [isShare(objective), 'sli', 'share'],
    [agreement !== undefined, 'agreement', 'agreement'],
    [guards.minEvents > 0, 'guards.minEvents', 'min-events'],
    [allowed === 0, 'target', 'no-budget'],
    [allowed > 0 && pairsOf(objective).length < allPairs(objective).length, 'target', 'never-fires'],
  ];
  return found.flatMap(([isLeft, field, code]) => (isLeft ? [{ objective: id, field, code }] : []));
}

function isShare({ sli, method }: Objective): boolean {
  return sli.kind === 'share' && method.kind === 'occurrences';
}

function periodSeconds({ window }: Objective): number {
  return DAY_SECONDS * (window.kind === 'rolling' ? window.days : CALENDAR_DAYS[window.unit]);
}

function allPairs(objective: Objective): readonly BurnPair[] {
  return burnPairs(periodSeconds(objective) * 1000);
}

/** Those that a total outage can fire. */
function pairsOf(objective: Objective): readonly BurnPair[] {
  const allowed = allowedRatio(objective.target);
  return allowed === 0 ? [] : allPairs(objective).filter(({ factor }) => factor <= highestBurnRate(allowed));
}

function eventRules(objective: Objective): readonly RecordingRule[] {
  const counts = countsIn(objective, FINE_SECONDS);
  return counts === null
    ? []
    : [
        { record: ERRORS, expr: counts.bad, labels: identity(objective) },
        { record: TOTAL, expr: counts.total, labels: identity(objective) },
      ];
}

/** Bad ones and all in a window that ends at the time of evaluation; null where only a share is known. */
function countsIn(objective: Objective, seconds: number): { bad: string; total: string } | null {
  const { sli, method, groupBy } = objective;
  if (sli.kind === 'ratio' && method.kind === 'occurrences') {
    const count = (text: string) =>
      sli.rare && parseSelector(text).ok
        ? over(`$events(${[text, ...groupBy].join(', ')})`, seconds)
        : eventsIn(text, seconds, groupBy);
    const total = count(sli.total);
    const part = count(sli.bad ?? sli.good ?? '');
    const known = isZeroWhereAbsent(sli) ? `${part} or 0 * ${total}` : part;
    return { bad: sli.bad === undefined ? `${total} - (${known})` : known, total };
  }
  const { good, total } = sliceExpressions(objective, seconds);
  return good === undefined || total === undefined ? null : { bad: `${total} - ${good}`, total };
}

/** The error ratio of a window: of the events in it, of what was recorded every five minutes, or the mean of a share. */
function ratioRule(objective: Objective, seconds: number): RecordingRule {
  const window = promWindow(seconds);
  const labels = { ...identity(objective), sloth_window: window };
  return { record: `slo:sli_error:ratio_rate${window}`, expr: ratioIn(objective, seconds), labels };
}

function ratioIn(objective: Objective, seconds: number): string {
  const { sli, method, groupBy } = objective;
  if (sli.kind === 'share' && method.kind === 'occurrences') {
    return `avg${byClause(groupBy)} (${over(sli.bad, seconds)})`;
  }
  const isPlain = method.kind === 'occurrences' && ((sli.kind === 'ratio' && !sli.rare) || sli.kind === 'uptime');
  const counts = countsIn(objective, seconds);
  if (counts !== null && (seconds === FINE_SECONDS || (isPlain && seconds !== periodSeconds(objective)))) {
    return `(\n  ${counts.bad}\n)\n/\n(\n  ${counts.total}\n)`;
  }
  const range = `${selector(objective)}[${promWindow(seconds)}]`;
  return `sum_over_time(${ERRORS}${range})\n/\nsum_over_time(${TOTAL}${range})`;
}

function metadata(objective: Objective): readonly RecordingRule[] {
  const { target, owner } = objective;
  const labels = identity(objective);
  const ratio = shifted(target);
  return [
    { record: 'slo:objective:ratio', expr: `vector(${ratio})`, labels },
    { record: 'slo:error_budget:ratio', expr: `vector(1 - ${ratio})`, labels },
    { record: 'slo:time_period:days', expr: `vector(${periodSeconds(objective) / DAY_SECONDS})`, labels },
    { record: 'slo:current_burn_rate:ratio', expr: burnRate(objective, FINE_SECONDS), labels },
    {
      record: 'sloth_slo_info',
      expr: 'vector(1)',
      labels: {
        ...labels,
        sloth_mode: 'opsrounds',
        sloth_objective: target,
        sloth_spec: 'opsrounds/v1',
        sloth_version: '1',
        owner,
      },
    },
  ];
}

/** Beside the ratio of the period, where they are never older than it. */
function periodRules(objective: Objective): readonly RecordingRule[] {
  const labels = identity(objective);
  return [
    { record: 'slo:period_burn_rate:ratio', expr: burnRate(objective, periodSeconds(objective)), labels },
    {
      record: 'slo:period_error_budget_remaining:ratio',
      expr: `1 - slo:period_burn_rate:ratio${selector(objective)}`,
      labels,
    },
  ];
}

function burnRate(objective: Objective, seconds: number): string {
  return `${ratioSeries(objective, seconds)} / (1 - ${shifted(objective.target)})`;
}

function ratioSeries(objective: Objective, seconds: number): string {
  return `max without (sloth_window) (slo:sli_error:ratio_rate${promWindow(seconds)}${selector(objective)})`;
}

function alerts(objective: Objective, pairs: readonly BurnPair[]): readonly AlertingRule[] {
  const { service, title, owner } = objective;
  return (['page', 'ticket'] as const).flatMap((kind): AlertingRule[] => {
    const own = pairs.filter(({ alert }) => alert === kind);
    return own.length === 0
      ? []
      : [
          {
            alert: `${pascal(objective.id)}Burn`,
            expr: own.map((pair) => pairExpression(objective, pair)).join('\nor\n'),
            labels: { ...severity(kind), owner: untemplated(owner) },
            annotations: {
              summary: untemplated(`${title}: ${service} spends its error budget too fast`),
              description: descriptionOf(own),
            },
          },
        ];
  });
}

function severity(kind: AlertKind): RuleLabels {
  return { severity: kind, sloth_severity: kind };
}

function descriptionOf(pairs: readonly BurnPair[]): string {
  const [first, ...rest] = pairs.map(
    ({ factor, longMs, shortMs }) =>
      `${factor} times as fast as allowed over ${promWindow(longMs / 1000)} and ${promWindow(shortMs / 1000)}`
  );
  return `The error budget burns more than ${[first, ...rest].join(', or ')}.`;
}

function pairExpression(objective: Objective, { longMs, shortMs, factor }: BurnPair): string {
  const { guards, target } = objective;
  const above = (ms: number) => `${ratioSeries(objective, ms / 1000)} > ${factor} * (1 - ${shifted(target)})`;
  const enough =
    guards.minBadEvents > 0 && countsIn(objective, FINE_SECONDS) !== null
      ? [`sum_over_time(${ERRORS}${selector(objective)}[${promWindow(longMs / 1000)}]) >= ${guards.minBadEvents}`]
      : [];
  return `(\n  ${[above(longMs), above(shortMs), ...enough].join('\n  and\n  ')}\n)`;
}

function absence(objective: Objective): AlertingRule {
  const { id, title, owner } = objective;
  return {
    alert: `${pascal(id)}Absent`,
    expr: `absent(slo:sli_error:ratio_rate5m${selector(objective)})`,
    for: '15m',
    labels: { ...severity('ticket'), owner: untemplated(owner) },
    annotations: {
      summary: untemplated(`${title}: nothing is counted any more`),
      description: 'What the objective counts has no series: its numbers are not known.',
    },
  };
}

function identity({ id, service }: Objective): RuleLabels {
  return { sloth_id: id, sloth_service: service, sloth_slo: id };
}

function selector({ id }: Objective): string {
  return `{sloth_id=${JSON.stringify(id)}}`;
}

/** A duration as Prometheus prints it: `30d`, and `4w` for 28 days. */
function promWindow(seconds: number): string {
  const week = 7 * DAY_SECONDS;
  return seconds % week === 0 ? `${seconds / week}w` : promDuration(seconds);
}

function pascal(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Labels and annotations of alerts are Go templates: braces in a title are text. */
function untemplated(text: string): string {
  return text.replace(/\{\{/g, '{{ "{{" }}');
}
