import {
  entity,
  judgeable,
  measured,
  measuresOf,
  noData,
  secondsSince,
  strangeWord,
  unknownEntity,
  type Seen,
} from '../inventory/measure';
import type { MeasureContext, MeasureTable } from '../inventory/read';
import type { AlertmanagerParts, AlertRule, GrafanaParts, OrgUser, RulerParts, ServiceToken, Silence } from './parts';

const RULE = ['folder', 'group', 'rule', 'severity'] as const;
const DAY_MS = 86_400_000;
/** Firing, and what Grafana keeps firing while it waits. */
const FIRING: readonly string[] = ['alerting', 'firing', 'recovering'];
const QUIET: readonly string[] = ['normal', 'inactive', 'pending'];
/** Alerts that fire as long as all is well, by the names that Prometheus' own rules give them. */
const MEANT_TO_FIRE: readonly string[] = ['Watchdog', 'DeadMansSwitch', 'InfoInhibitor'];
const ERROR_HEALTH: readonly string[] = ['error', 'err'];
/** Reports that are older were made by an Advisor that does not run any more: it looks once a day. */
const ADVISOR_STALE_SECONDS = 8 * 86_400;

const ruler = measuresOf<RulerParts>({ rules: 'GET /api/prometheus/{source}/api/v1/rules' });
const alertmanager = measuresOf<AlertmanagerParts>({
  alerts: 'GET /api/alertmanager/{source}/api/v2/alerts',
  silences: 'GET /api/alertmanager/{source}/api/v2/silences',
});
const grafana = measuresOf<GrafanaParts>({
  rules: 'GET /api/prometheus/grafana/api/v1/rules',
  alerts: 'GET /api/alertmanager/grafana/api/v2/alerts',
  silences: 'GET /api/alertmanager/grafana/api/v2/silences',
  sourceHealth: 'GET /api/datasources/uid/{uid}/health',
  users: 'GET /api/org/users',
  tokens: 'GET /api/serviceaccounts/search\nGET /api/serviceaccounts/{id}/tokens',
  advisor: 'GET /apis/advisor.grafana.app/v0alpha1/namespaces/{namespace}/checks',
});

/** What can be asked of whatever evaluates alert rules. A paused rule says nothing but that it is paused. */
export const RULER_MEASURES: MeasureTable<RulerParts> = {
  /** Instances that fire. Unknown where the rule could not be evaluated, or had no data to be evaluated on. */
  'grafana/firing': ofRules((rule) => (MEANT_TO_FIRE.includes(rule.name) ? 0 : firingOf(rule))),

  /** Instances that fire, by severity; 0 where none does. Whoever has no rules says nothing. */
  'grafana/firing-by-severity': ruler({
    needs: ['rules'],
    labels: ['severity'],
    observe: ({ rules: { value, atMs } }) => {
      const rules = value.filter(({ name, isPaused }) => !isPaused && !MEANT_TO_FIRE.includes(name));
      const seen = rules.map((rule) => ({ severity: rule.severity ?? '', firing: firingOf(rule) }));
      const unread = seen.map(({ firing }) => firing).filter((firing) => typeof firing !== 'number');
      const counts = new Map<string, number>();
      for (const { severity, firing } of seen) {
        if (typeof firing === 'number' && firing > 0) {
          counts.set(severity, (counts.get(severity) ?? 0) + firing);
        }
      }
      const entities = [...counts].map(([severity, count]) => entity(severity === '' ? {} : { severity }, count, atMs));
      if (entities.length > 0 || rules.length === 0) {
        return measured(entities, unread[0]);
      }
      return measured([judgeable({}, unread[0] ?? 0, atMs)]);
    },
  }),

  /** 2: the rule cannot be evaluated; 1: what it asks has no data; 0: fine. */
  'grafana/rule-health': ofRules(({ health, lastError }) => {
    if (ERROR_HEALTH.includes(health)) {
      return 2;
    }
    return health === 'nodata'
      ? 1
      : health === 'ok'
        ? 0
        : health === 'unknown'
          ? noData('It has not been evaluated yet.', lastError)
          : strangeWord(health);
  }),

  /** Seconds for which its next evaluation is due. */
  'grafana/rule-late': ofRules(({ lastEvaluationMs, intervalSeconds }, { nowMs }) => {
    const age = ageOf(lastEvaluationMs, nowMs);
    return typeof age === 'number' ? Math.max(0, age - intervalSeconds) : age;
  }),

  /** 1: it says nowhere what to do when it fires. */
  'grafana/rule-without-runbook': ofRules(({ runbook }) => Number(runbook === null)),

  /** 1: somebody paused it. */
  'grafana/rule-paused': ruler({
    needs: ['rules'],
    labels: RULE,
    observe: ({ rules }) =>
      measured(rules.value.map((rule) => entity(labelsOf(rule), Number(rule.isPaused), rules.atMs))),
  }),
};

/** What can be asked of an Alertmanager: one entity each, so that none at all is a value too. */
export const ALERTMANAGER_MEASURES: MeasureTable<AlertmanagerParts> = {
  /** Seconds for which the oldest alert has been active that nobody silenced; 0 without one. */
  'grafana/oldest-alert': alertmanager({
    needs: ['alerts'],
    labels: ['alert'],
    observe: ({ alerts }, { nowMs }) => {
      const active = alerts.value.filter(({ name, state }) => state !== 'suppressed' && !MEANT_TO_FIRE.includes(name));
      const strange = active.find(({ state }) => state !== 'active' && state !== 'unprocessed');
      if (strange) {
        return measured([unknownEntity({ alert: strange.name }, strangeWord(strange.state))]);
      }
      const [oldest] = [...active].sort((a, b) => (a.startsMs ?? 0) - (b.startsMs ?? 0));
      if (!oldest) {
        return measured([entity({}, 0, alerts.atMs)]);
      }
      return measured([judgeable({ alert: oldest.name }, ageOf(oldest.startsMs, nowMs), alerts.atMs)]);
    },
  }),

  /** How many silences hold that began longer than a week ago. */
  'grafana/old-silences': alertmanager({
    needs: ['silences'],
    labels: [],
    observe: ({ silences }, { nowMs }) => {
      const old = silences.value.filter(
        ({ state, startsMs }) => state !== 'expired' && state !== 'pending' && nowMs - (startsMs ?? 0) > 7 * DAY_MS
      );
      return measured([entity({}, old.length, silences.atMs)]);
    },
  }),

  /** Seconds until the silence ends that lasts longest, of those that silence something now; 0 without one. */
  'grafana/longest-silence': alertmanager({
    needs: ['silences'],
    labels: ['silence', 'author', 'comment'],
    observe: ({ silences }, { nowMs }) => {
      const standing = silences.value.filter(({ state }) => state !== 'expired' && state !== 'pending');
      const strange = standing.find(({ state }) => state !== 'active');
      if (strange) {
        return measured([unknownEntity(saysOf(strange), strangeWord(strange.state))]);
      }
      const [longest] = [...standing].sort((a, b) => endOf(b) - endOf(a));
      if (!longest) {
        return measured([entity({}, 0, silences.atMs)]);
      }
      const left =
        longest.endsMs === null
          ? noData('It does not say until when it holds.')
          : Math.max(0, longest.endsMs - nowMs) / 1000;
      return measured([judgeable(saysOf(longest), left, silences.atMs)]);
    },
  }),
};

/** What can be asked of Grafana itself. */
export const GRAFANA_MEASURES: MeasureTable<GrafanaParts> = {
  ...RULER_MEASURES,
  ...ALERTMANAGER_MEASURES,

  /** 1: the data source's own check says that it works. One whose plugin has no such check is left out. */
  'grafana/source-health': grafana({
    needs: ['sourceHealth'],
    labels: ['datasource', 'type'],
    observe: ({ sourceHealth: { value, atMs } }) =>
      measured(
        value
          .filter(({ status }) => status !== null)
          .map(({ name, type, status, message }) =>
            judgeable({ datasource: name, type }, healthOf(status, message), atMs)
          )
      ),
  }),

  /** Seconds since somebody was seen in Grafana; of users who may log in. */
  'grafana/user-unseen': grafana({
    needs: ['users'],
    labels: ['login', 'role'],
    observe: ({ users }, { nowMs }) =>
      measured(
        users.value
          .filter(({ isDisabled }) => !isDisabled)
          .map(({ login, role, lastSeenMs }) => judgeable({ login, role }, ageOf(lastSeenMs, nowMs), users.atMs))
      ),
  }),

  /** How many may administer the organisation. */
  'grafana/administrators': grafana({
    needs: ['users'],
    labels: [],
    observe: ({ users }) => measured([entity({}, users.value.filter(isAdministrator).length, users.atMs)]),
  }),

  /** 1 for each who may administer the organisation. */
  'grafana/administrator': grafana({
    needs: ['users'],
    labels: ['login'],
    observe: ({ users: { value, atMs } }) =>
      measured(value.flatMap((one) => (isAdministrator(one) ? [entity({ login: one.login }, 1, atMs)] : []))),
  }),

  /** Days until a token of a service account expires, negative once it has; of tokens that do. */
  'grafana/token-expiry': ofTokens(({ expiresMs }, { nowMs }) =>
    expiresMs === null ? null : (expiresMs - nowMs) / DAY_MS
  ),

  /** 1: a token of a service account that never expires. */
  'grafana/lasting-token': ofTokens(({ expiresMs }) => Number(expiresMs === null)),

  /** Failures that Grafana Advisor found, by kind and severity; 0 where it found none. */
  'grafana/advisor-failures': grafana({
    needs: ['advisor'],
    labels: ['check', 'severity'],
    observe: ({ advisor }, { nowMs }) =>
      measured(
        advisor.value.flatMap(({ check, isDone, madeMs, failures }): Seen[] => {
          const age = ageOf(madeMs, nowMs);
          if (!isDone || typeof age !== 'number' || age > ADVISOR_STALE_SECONDS) {
            return [unknownEntity({ check }, noData('Advisor has no finished report of this week.'))];
          }
          return failures.size === 0
            ? [entity({ check }, 0, advisor.atMs)]
            : [...failures].map(([severity, count]) => entity({ check, severity }, count, advisor.atMs));
        })
      ),
  }),
};

function isAdministrator({ role, isDisabled }: OrgUser): boolean {
  return role === 'Admin' && !isDisabled;
}

type Value = Parameters<typeof judgeable>[1];

function ofRules(look: (rule: AlertRule, context: MeasureContext) => Value): MeasureTable<RulerParts>[string] {
  return ruler({
    needs: ['rules'],
    labels: RULE,
    observe: ({ rules }, context) =>
      measured(
        rules.value
          .filter(({ isPaused }) => !isPaused)
          .map((rule) => judgeable(labelsOf(rule), look(rule, context), rules.atMs))
      ),
  });
}

function ofTokens(look: (token: ServiceToken, context: MeasureContext) => number | null) {
  return grafana({
    needs: ['tokens'],
    labels: ['account', 'token'],
    observe: ({ tokens }, context) =>
      measured(
        tokens.value
          .filter(({ isRevoked }) => !isRevoked)
          .flatMap((one) => {
            const value = look(one, context);
            return value === null ? [] : [entity({ account: one.account, token: one.token }, value, tokens.atMs)];
          })
      ),
  });
}

function ageOf(fromMs: number | null, nowMs: number): Value {
  return fromMs === null ? noData('It does not say since when.') : secondsSince(fromMs, nowMs);
}

function labelsOf({ folder, group, name, severity }: AlertRule): Seen['labels'] {
  return { folder, group, rule: name, ...(severity !== null && { severity }) };
}

function firingOf({ health, lastError, isFiring, instances }: AlertRule): Value {
  const firing = instances.filter(({ state }) => FIRING.includes(state)).length;
  if (firing > 0) {
    return firing;
  }
  if (isFiring) {
    return noData('It fires, and does not say what for.');
  }
  if (ERROR_HEALTH.includes(health) || instances.some(({ state }) => state === 'error')) {
    return noData('It cannot be evaluated.', lastError);
  }
  if (health === 'nodata' || instances.some(({ state }) => state === 'nodata')) {
    return noData('What it asks has no data.');
  }
  if (health !== 'ok') {
    return noData('It has not been evaluated yet.', lastError);
  }
  const strange = instances.find(({ state }) => !QUIET.includes(state));
  return strange === undefined ? 0 : strangeWord(strange.state);
}

function healthOf(status: string | null, message: string): Value {
  if (status === 'OK' || status === 'ERROR') {
    return Number(status === 'OK');
  }
  return noData('It does not say whether it works.', message || status);
}

function endOf({ endsMs }: Silence): number {
  return endsMs ?? Number.POSITIVE_INFINITY;
}

function saysOf({ matchers, createdBy, comment }: Silence): Seen['labels'] {
  return { silence: matchers, author: createdBy, comment };
}
