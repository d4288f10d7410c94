import type { Labels } from '../check/series';

/**
 * What Grafana knows of itself, part by part; times in ms since the epoch, null where it says nothing. The shapes are those of
 * `/api/prometheus/<grafana or data source>/api/v1/rules`, `/api/alertmanager/<...>/api/v2`, `/api/datasources/uid/<uid>/health`,
 * `/api/org/users`, `/api/serviceaccounts` and `/apis/advisor.grafana.app/v0alpha1`, as Grafana 12.4 answers.
 */

export interface AlertRule {
  name: string;
  folder: string;
  group: string;
  severity: string | null;
  /** `ok`, `nodata`, `error` of Grafana's own, `ok`, `err`, `unknown` of a Prometheus. */
  health: string;
  /** What Grafana or Prometheus says of the failure. */
  lastError: string | null;
  isPaused: boolean;
  /** The rule itself says that it fires, whatever instances it lists. */
  isFiring: boolean;
  lastEvaluationMs: number | null;
  intervalSeconds: number;
  runbook: string | null;
  instances: readonly AlertInstance[];
}

export interface AlertInstance {
  /** `Alerting`, `firing`, and `Normal (NoData)` without its reason, in small letters. */
  state: string;
}

/** What an Alertmanager holds. */
export interface HeldAlert {
  name: string;
  labels: Labels;
  startsMs: number | null;
  /** `active`, `suppressed`, `unprocessed`. */
  state: string;
}

export interface Silence {
  /** `alertname="DiskFull", job=~"node.*"` */
  matchers: string;
  comment: string;
  createdBy: string;
  startsMs: number | null;
  endsMs: number | null;
  /** `active`, `pending`, `expired`. */
  state: string;
}

export interface SourceHealth {
  name: string;
  type: string;
  /** `OK`, `ERROR` or another word of the plugin's; null: the plugin has no health check. */
  status: string | null;
  message: string;
}

export interface OrgUser {
  login: string;
  role: string;
  isDisabled: boolean;
  lastSeenMs: number | null;
}

export interface ServiceToken {
  account: string;
  token: string;
  /** Null: it never expires. */
  expiresMs: number | null;
  isRevoked: boolean;
}

/** The newest report of one kind of check of Grafana Advisor. */
export interface AdvisorReport {
  check: string;
  madeMs: number | null;
  /** Whether Advisor got to the end of it. */
  isDone: boolean;
  /** Failures by their severity, `high` or `low`. */
  failures: ReadonlyMap<string, number>;
}

/** Whatever evaluates alert rules: Grafana, or the ruler behind a data source. */
export interface RulerParts {
  rules: readonly AlertRule[];
}

/** An Alertmanager: Grafana's own, or the one behind a data source. */
export interface AlertmanagerParts {
  alerts: readonly HeldAlert[];
  silences: readonly Silence[];
}

export interface GrafanaParts extends RulerParts, AlertmanagerParts {
  sourceHealth: readonly SourceHealth[];
  users: readonly OrgUser[];
  tokens: readonly ServiceToken[];
  /** Empty where Advisor is not installed. */
  advisor: readonly AdvisorReport[];
}
