import type { Unit } from '../check/definition';

/** A key figure as the library defines it; `library/kpiSchema.ts` produces exactly this shape. */
export interface KpiDefinition {
  /** `mttr_critical` */
  id: string;
  /** The file it stands in. */
  group: string;
  title: string;
  /** For the band of key figures: `Response (MTTA)`. */
  shortTitle: string;
  /** What it is, one sentence. */
  sentence: string;
  /** How it is computed, in words. */
  formula: string;
  unit: Unit;
  direction: 'up' | 'down' | 'band';
  target: KpiTarget;
  window: KpiWindow;
  /** One of the few that every band begins with. */
  pinned: boolean;
  /** Its part in the arithmetic of targets that have to fit together. */
  role?: 'availability' | 'mtbf' | 'mttr';
  /** In order: the first that has data answers. Empty as long as nothing can. */
  feeds: readonly KpiFeed[];
  /** What would feed it, one sentence, shown while nothing does. */
  wouldFeed: string;
  /** What the number does not say. */
  caveat?: string;
  seeds: readonly string[];
}

/** `band`: between the two bounds, both included. */
export type KpiTarget =
  | { op: 'gte' | 'gt' | 'lte' | 'lt'; value: number; atRisk?: number }
  | { op: 'band'; value: readonly [low: number, high: number]; atRisk?: readonly [low: number, high: number] };

/** Days that end now or with the period that was asked for; `quarter` is the calendar quarter so far, of any day. */
export type KpiWindow = { days: number } | { calendar: 'quarter' };

export type KpiFeed = PromqlFeed | AlertsFeed | JournalFeed | ArgocdFeed | BackupsFeed | ManualFeed;

/** An expression with what it is called in the formula; `$window` is the window, or a day for the trend. */
export interface NamedExpression {
  name: string;
  expr: string;
}

export interface PromqlFeed {
  kind: 'promql';
  /** One series without labels: the value, or numerator and denominator. */
  value?: NamedExpression;
  numerator?: NamedExpression;
  denominator?: NamedExpression;
  /** What the denominator counts happens now and then: few of them give an interval. */
  events?: boolean;
  /** It is about this moment and not about the window. */
  now?: boolean;
  /** How many members say something at a moment; without members 1. Its gaps are what coverage is made of. */
  reporting: string;
  /** How many there should be; without it the most that reported at once. */
  of?: string;
  /** Where the value is a mean over members: the least and the most that a silent one can be. */
  bounds?: readonly [low: number, high: number];
  /** Relative change against the window before instead of the value; at least so many of `sample` in both. */
  change?: { sample?: NamedExpression; atLeast: number };
  /** The value is a count, told by working day. */
  perWorkingDay?: boolean;
}

export type AlertsMeasure = 'mttr' | 'mtbf' | 'longest' | 'resolved-within' | 'incidents-change' | 'per-day';

/** The `ALERTS` series: what fires together, or within five minutes again, is one incident. */
export interface AlertsFeed {
  kind: 'alerts';
  measure: AlertsMeasure;
  /** Regular expression of the label `severity`; all without it. */
  severity?: string;
  /** Of `resolved-within`. */
  withinSeconds?: number;
}

/** Signed rounds. */
export interface JournalFeed {
  kind: 'journal';
  measure: 'automation-rate' | 'two-signers';
}

/** Applications as Argo CD's own API tells them. */
export interface ArgocdFeed {
  kind: 'argocd';
  measure: 'deployments' | 'deploy-success' | 'in-sync' | 'drift';
}

/** What the journal keeps of backups: how each day ended, and restore tests. */
export interface BackupsFeed {
  kind: 'backups';
  measure: 'success' | 'verified' | 'restore-age';
}

/** An entry of a person: its value, the days since its period ended, or the sum of all in the window. */
export interface ManualFeed {
  kind: 'manual';
  measure: 'value' | 'days-since' | 'sum';
  /** How many days after the end of its period an entry counts; the window's without it. */
  validDays?: number;
}
