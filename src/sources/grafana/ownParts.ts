import type {
  AdvisorReport,
  AlertInstance,
  AlertRule,
  HeldAlert,
  OrgUser,
  ServiceToken,
  Silence,
} from '../../core/grafana/parts';
import { count, isObject, object, objects, text, time, type Json } from '../json';

/** Lenient parsing of what Grafana says of itself; null where an answer or one of its rows cannot be understood. */

/** The rules of `/api/prometheus/<...>/api/v1/rules`; recording rules are left out. */
export function parseRules(body: unknown): ReadonlyArray<AlertRule | null> | null {
  const groups = object(object(body)['data'])['groups'];
  if (!Array.isArray(groups)) {
    return null;
  }
  return groups.flatMap((one: unknown) => {
    if (!isObject(one) || !Array.isArray(one['rules'])) {
      return [null];
    }
    return one['rules'].flatMap((rule: unknown) =>
      isObject(rule) && rule['type'] === 'recording' ? [] : [isObject(rule) ? parseRule(rule, one) : null]
    );
  });
}

function parseRule(rule: Json, group: Json): AlertRule | null {
  const name = text(rule['name']);
  const health = text(rule['health']);
  if (name === null || health === null) {
    return null;
  }
  return {
    name,
    folder: text(group['file']) ?? '',
    group: text(group['name']) ?? '',
    severity: text(object(rule['labels'])['severity']),
    health,
    lastError: text(rule['lastError']),
    isPaused: rule['isPaused'] === true,
    isFiring: rule['state'] === 'firing',
    lastEvaluationMs: time(rule['lastEvaluation']),
    intervalSeconds: count(group['interval']) ?? 0,
    runbook: text(object(rule['annotations'])['runbook_url']),
    instances: listed(rule['alerts']).map(parseInstance),
  };
}

/** `Normal (NoData)` is normal: Grafana was told to keep it so. One that cannot be read has no state, and is no quiet one. */
function parseInstance(one: unknown): AlertInstance {
  const said = text(object(one)['state']) ?? '';
  return { state: said.replace(/ \(\w+\)$/, '').toLowerCase() };
}

/** The alerts of `/api/v2/alerts`. */
export function parseAlert(one: Json): HeldAlert | null {
  const labels = Object.fromEntries(
    Object.entries(object(one['labels'])).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  );
  const name = labels['rulename'] ?? labels['alertname'];
  const state = text(object(one['status'])['state']);
  return name === undefined || state === null ? null : { name, labels, startsMs: time(one['startsAt']), state };
}

/** The silences of `/api/v2/silences`. */
export function parseSilence(one: Json): Silence | null {
  const state = text(object(one['status'])['state']);
  if (state === null) {
    return null;
  }
  return {
    matchers: objects(one['matchers']).map(matcherText).join(', '),
    comment: text(one['comment']) ?? '',
    createdBy: text(one['createdBy']) ?? '',
    startsMs: time(one['startsAt']),
    endsMs: time(one['endsAt']),
    state,
  };
}

function matcherText({ name, value, isEqual, isRegex }: Json): string {
  const operators = isRegex === true ? ['=~', '!~'] : ['=', '!='];
  return `${text(name) ?? ''}${operators[isEqual === false ? 1 : 0]}"${text(value) ?? ''}"`;
}

/** A user of `/api/org/users`. */
export function parseUser(one: Json): OrgUser | null {
  const login = text(one['login']);
  const role = text(one['role']);
  return login === null || role === null
    ? null
    : { login, role, isDisabled: one['isDisabled'] === true, lastSeenMs: time(one['lastSeenAt']) };
}

/** A token of `/api/serviceaccounts/<id>/tokens`. */
export function parseToken(one: Json, account: string): ServiceToken | null {
  const token = text(one['name']);
  const { expiration } = one;
  if (token === null || (expiration !== null && expiration !== undefined && time(expiration) === null)) {
    return null;
  }
  return { account, token, expiresMs: time(expiration), isRevoked: one['isRevoked'] === true };
}

/** The newest report of each kind among the checks of Advisor, and null for each that is none. */
export function parseReports(checks: readonly unknown[]): ReadonlyArray<AdvisorReport | null> {
  return [...newestReports(checks.filter(isObject)), ...checks.filter((one) => !isObject(one)).map(() => null)];
}

function newestReports(checks: readonly Json[]): readonly AdvisorReport[] {
  const newest = new Map<string, { madeMs: number; check: Json }>();
  for (const check of checks) {
    const { labels, creationTimestamp } = object(check['metadata']);
    const type = text(object(labels)['advisor.grafana.app/type']) ?? '';
    const madeMs = time(creationTimestamp) ?? 0;
    if (madeMs >= (newest.get(type)?.madeMs ?? 0)) {
      newest.set(type, { madeMs, check });
    }
  }
  return [...newest].map(([type, { madeMs, check }]) => reportOf(type, madeMs, check));
}

function reportOf(type: string, madeMs: number, check: Json): AdvisorReport {
  const { report } = object(check['status']);
  const { annotations } = object(check['metadata']);
  const failures = new Map<string, number>();
  const found = object(report)['failures'];
  for (const failure of listed(found)) {
    const word = text(object(failure)['severity']) ?? 'unknown';
    failures.set(word, (failures.get(word) ?? 0) + 1);
  }
  return {
    check: type,
    madeMs: madeMs === 0 ? null : madeMs,
    isDone:
      isObject(report) &&
      (found === null || Array.isArray(found)) &&
      object(annotations)['advisor.grafana.app/status'] === 'processed',
    failures,
  };
}

/** Whatever a list holds; Go writes an empty one as null. */
function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
