import type { Reason } from './verdict';

/**
 * A check as packs define it. The zod schema in `library/schema.ts` produces exactly this shape; nothing here is optional
 * that the schema fills with a default.
 */

export type CheckKind =
  | 'prometheus'
  | 'loki'
  | 'grafana'
  | 'query'
  | 'journal'
  | 'calc'
  | 'proxmox'
  | 'argocd'
  | 'slo'
  | 'backups'
  | 'connect';

/** `value`: every series is an entity, the engine applies the limits. `offenders`: every row is bad, presence tells empty from absent. */
type CheckMode = 'value' | 'offenders';

export type Operator = 'gt' | 'gte' | 'lt' | 'lte' | 'outside' | 'none';

/** The closed list of units. `ratio` is 0..1 and shown in percent, `bool` is 0 or 1, `timestamp` seconds since the epoch. */
export const UNITS = [
  'ratio',
  'bool',
  'count',
  'seconds',
  'days',
  'bytes',
  'bytes/s',
  'per-second',
  'celsius',
  'timestamp',
  'none',
] as const;
export type Unit = (typeof UNITS)[number];

export type Severity = 'critical' | 'warning' | 'info';

/** One limit, or for `outside` the interval that is fine. */
export type Limit = number | readonly [low: number, high: number];

/** Limits for entities whose labels match (exact values, or `~regex` anchored at both ends); the first match wins. */
interface ThresholdOverride {
  match: Readonly<Record<string, string>>;
  warn?: Limit;
  fail?: Limit;
}

export interface CheckDefinition {
  /** `^[a-z0-9]+\.[a-z0-9-]+$` */
  id: string;
  pack: string;
  title: string;
  /** What an entity is called within a sentence; the values of its labels without. Templates are told of in `template.ts`. */
  subject?: string;
  /** One line about the worst entity, with `{label}`, `{subject}`, `{value}`, `{limit}` and `{count}` placeholders. */
  finding: string;
  /** Where `finding` does not fit: what crossed the limit of a warning, and what is not there any more (with `{age}`). */
  findings?: { warn?: string; vanished?: string };
  /** What it asks, as an indirect question: "whether [{subject} is|the nodes are] ready". */
  asks?: string;
  /** What its labels and their values are called. */
  labels?: Readonly<Record<string, LabelWords>>;
  why?: string;
  kind: CheckKind;
  mode: CheckMode;
  /**
   * PromQL for `prometheus`, LogQL for `loki`; may hold `$window`, and PromQL `$events(selector, label...)`. For `query` the model
   * as JSON; for `journal` and `calc` what is asked in short, such as `worst(db.up, db.galera)`. Empty for kinds that are not
   * connected yet.
   */
  query: string;
  /** Of kind `query`: who is asked what. */
  ask?: RawQuestion;
  /** Of kind `journal`: the last of what is looked for. */
  journal?: JournalQuestion;
  /** Of kind `calc`: what is made of which other checks. */
  calc?: CalcQuestion;
  /** Expression that yields one series per entity that exists now; given or derived when the library is compiled. */
  presence: string;
  /** Where a matcher goes in the selectors of both, so that a source can be asked about a part of what it has. */
  selectorsAt?: { query: readonly number[]; presence: readonly number[] };
  /** Of kind `loki`: where a range of both says how long ago it ends, so that an earlier time can be asked about. */
  offsetsAt?: { query: readonly OffsetPlace[]; presence: readonly OffsetPlace[] };
  /** Labels that make an entity. */
  by: readonly string[];
  /** Labels that tell what an entity is like: words for the finding and for thresholds, which may change from day to day. */
  says?: readonly string[];
  unit: Unit;
  op: Operator;
  warn?: Limit;
  fail?: Limit;
  thresholds: readonly ThresholdOverride[];
  /** How long a value has to be bad, in seconds; a gap inside makes it unknown. */
  sustainedSeconds?: number;
  /** `ignore` for pods and other short-lived things: an entity that left is no longer asked about. */
  vanish: 'unknown' | 'ignore';
  /** What no entity at all means. Never pass. */
  absent: 'unknown' | 'na';
  /** How to get this metric, shown when it is missing. */
  hint?: string;
  remediation: string;
  severity: Severity;
  seeds: readonly string[];
  /** The part of its product's page that tells more of it; what the page begins with where none is given. */
  place?: string;
  /** Figures and columns of its product's view that take its verdict. */
  figures?: readonly string[];
  /** Two or three words for a row where the finding has no room. */
  short?: ShortWords;
  /** A user's pack changed fields of a built-in check. */
  customised?: Customised;
  /** The pack that defines or changes it cannot be read: it is unknown with this reason, whatever its query would say. */
  broken?: Reason;
  /** Left out of the verdict of the whole: it stands in the list of what is wrong, and turns nothing else bad or unknown. */
  optional?: boolean;
}

/** What a user's pack made of a built-in check. */
export interface Customised {
  /** Id of the pack; of several the last one. */
  pack: string;
  /** Names as in YAML, sorted: `fail`, `warn`. */
  fields: readonly string[];
  builtin: CheckDefinition;
}

/** From and to where an offset stands in a text, or one and the same place where it has none; and its seconds. */
export type OffsetPlace = readonly [from: number, to: number, seconds: number];

/** A query in a data source's own terms, and how its answer is read. */
export interface RawQuestion {
  /** Plugin id of the data sources that are asked, such as `cloudwatch`. */
  datasource: string;
  /** The data source's own query. Texts in it may hold `$from`, `$to` (ms since the epoch) and `$window` (`16h`). */
  model: Readonly<Record<string, unknown>>;
  /** Name of the column that holds the value; absent: the one that holds numbers. */
  value?: string;
  /** How far back is asked, in seconds; the window without it. */
  rangeSeconds?: number;
  /** A value with a time before this is none. */
  maxAgeSeconds: number;
}

/** Acts that leave an event in the journal, of which the last one counts. */
export const JOURNAL_ACTS = ['signature', 'item', 'restore-test', 'entry', 'handover'] as const;
export type JournalAct = (typeof JOURNAL_ACTS)[number];

/** How long ago something was done last; the value is in seconds. */
export interface JournalQuestion {
  last: JournalAct;
  /** Ids of lists for `signature`, `<list>/<item>` for `item`, ids of key figures for `entry`; empty for what there is one of. */
  of: readonly string[];
}

export type CalcQuestion = {
  /** Ids of the checks that it is made of; exactly one for `delta` and `baseline`. */
  of: readonly string[];
  /** Their definitions, as far as they are at hand: `core/calc/withParts.ts` puts them there. */
  parts?: readonly CheckDefinition[];
} & (
  | { fn: 'worst' | 'ratio' }
  /** What each value changed by since so many seconds ago. */
  | { fn: 'delta'; agoSeconds: number }
  /** Whether all is as somebody accepted it, no longer ago than this. */
  | { fn: 'baseline'; maxAgeSeconds: number }
);

export interface LabelWords {
  /** Heading of its column. */
  name?: string;
  /** Values of an enumeration as words. */
  values?: Readonly<Record<string, string>>;
}

export interface ShortWords {
  /** When it warns or fails; the finding without. */
  wrong?: string;
  /** When it is unknown. */
  unknown?: string;
}
