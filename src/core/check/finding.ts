import type { CheckDefinition } from './definition';
import { formatLimit, formatMeasured, formatValue } from './format';
import { labelValue } from './labelWords';
import { limitsFor } from './limits';
import type { Entity } from './result';
import { clause } from './sentences';
import type { Labels } from './series';
import { fillTemplate, type Filled, type Words } from './template';
import type { Reason, ReasonCode, Verdict } from './verdict';

/**
 * The sentences of a check: what is bad, what nobody can see, what is not there any more. Each is one line without a full stop,
 * and without any time of day: when something was is said as how long ago that is.
 */

/** Names that a finding template may use beside the check's labels. */
export const FINDING_WORDS: readonly string[] = ['subject', 'value', 'ago', 'limit', 'count'];

/** Names that the template of what is not there any more may use beside the labels. */
export const VANISHED_WORDS: readonly string[] = ['subject', 'age', 'gone'];

/** How many of those that share a verdict are named beside the worst one. */
const MAX_ALSO = 2;

/** What a sentence is about: all entities that share a verdict, the worst one first. */
export interface Alike {
  /** As many of them as are known; more than a few are counted only. */
  entities: readonly Entity[];
  count: number;
  /** When it was asked; null where nobody knows. */
  nowMs: number | null;
}

/** What one entity is called within a sentence: "/var/lib/vz on pve-a3". */
export function subjectOf(definition: CheckDefinition, labels: Labels): string {
  return filledSubject(definition, labels).text;
}

/** The same as the head of a row: "Guest billing-app (342) in pve-a"; a name begins as it is written. */
export function subjectTitle(definition: CheckDefinition, labels: Labels): string {
  return begin(filledSubject(definition, labels));
}

/** A verdict that is not well, the entities that have it, and what no entity speaks for. */
export interface Found extends Alike {
  verdict: Verdict;
  /** Why it is unknown. */
  reason?: Reason | undefined;
  /** Who was asked, where no entity is known. */
  sourceName?: string | undefined;
}

/** What is said of a verdict: of its entities, or where there are none of the check as a whole. */
export function findingOf(definition: CheckDefinition, found: Found): string {
  const [worst] = found.entities;
  if (worst === undefined) {
    return wholeUnknown(definition, found.reason ?? { code: 'no-data' }, found.sourceName);
  }
  return found.verdict === 'unknown'
    ? unknownFinding(definition, worst.reason ?? found.reason ?? { code: 'no-data' }, found)
    : badFinding(definition, found);
}

/** What is said of one entity alone. */
export function findingAbout(definition: CheckDefinition, entity: Entity, nowMs: number | null): string {
  return findingOf(definition, { verdict: entity.verdict, entities: [entity], count: 1, nowMs });
}

/** What is bad about the worst of them, and which others are. */
export function badFinding(definition: CheckDefinition, { entities, count, nowMs }: Alike): string {
  const worst = entities[0];
  if (worst === undefined) {
    return definition.title;
  }
  const template = isWarningOnly(definition, worst) ? definition.findings?.warn : undefined;
  const said = fill(definition, template ?? definition.finding, worst.labels, {
    value: formatMeasured(worst.value, definition),
    ago: worst.value !== null && worst.value < 0 ? formatValue(-worst.value, definition.unit) : null,
    limit: worst.limit === undefined ? 'none' : formatLimit(worst.limit, definition.unit),
    count: String(count),
  });
  const isCounted = definition.finding.includes('{count}');
  return begin(said) + soFarOrLeft(worst, nowMs) + (isCounted ? '' : others('also ', definition, entities, count));
}

/** Whether what it crossed is the limit of a warning; one that will fail when the time is over says already that it is bad. */
function isWarningOnly(definition: CheckDefinition, { verdict, limit, labels, youngSeconds }: Entity): boolean {
  const { warn, fail } = limitsFor(definition, labels);
  return limit === undefined || youngSeconds === undefined ? verdict === 'warn' : limit === warn && limit !== fail;
}

/** That it is not there any more, or that it has been bad for a short time only. */
function soFarOrLeft({ left, youngSeconds }: Entity, nowMs: number | null): string {
  if (left !== undefined) {
    const { seenMs } = left;
    return seenMs === null || nowMs === null ? ' (not there any more)' : ` (last seen ${age(seenMs, nowMs)} ago)`;
  }
  return youngSeconds === undefined ? '' : ` (for ${formatValue(youngSeconds, 'seconds')} so far)`;
}

/** What nobody can see of the first of them and why, or since when it is not there; and of which others. */
export function unknownFinding(definition: CheckDefinition, reason: Reason, { entities, count, nowMs }: Alike): string {
  const first = entities[0];
  if (first === undefined) {
    return wholeUnknown(definition, reason);
  }
  const sentence =
    reason.code === 'vanished' ? vanishedSentence(definition, first, nowMs) : unseen(definition, first.labels, reason);
  return sentence + others('also unknown: ', definition, entities, count);
}

function unseen(definition: CheckDefinition, labels: Labels, reason: Reason): string {
  const isOurs = reason.code === 'no-data' && reason.detail !== undefined;
  const why = isOurs ? clause(reason.detail ?? '') : NOT_SEEN[reason.code];
  return `${questionOf(definition, labels)}: ${why}`;
}

function vanishedSentence(
  definition: CheckDefinition,
  { labels, left, sinceMs }: Entity,
  nowMs: number | null
): string {
  const seenMs = left === undefined ? sinceMs : left.seenMs;
  const known = seenMs === null || nowMs === null ? null : age(seenMs, nowMs);
  const gone = known === null ? 'is not reported any more' : `has not been reported for ${known}`;
  return begin(fill(definition, definition.findings?.vanished ?? '{subject} {gone}', labels, { age: known, gone }));
}

/** What the check as a whole does not know, `sourceName` is who was asked where that is known. */
export function wholeUnknown(definition: CheckDefinition, reason: Reason, sourceName?: string): string {
  const { code, detail } = reason;
  // A hint says what to do; why there is nothing is that there is nothing.
  const isOurs = code === 'no-data' && detail !== undefined && detail !== definition.hint;
  const why = isOurs ? clause(detail) : NOT_ANSWERED[code](sourceName ?? 'the source');
  return `${questionOf(definition, {})}: ${why}`;
}

/** "Nobody can see whether node w1 is ready"; of a check that does not say what it asks, its title. */
function questionOf(definition: CheckDefinition, labels: Labels): string {
  if (definition.asks !== undefined) {
    return `Nobody can see ${fill(definition, definition.asks, labels, {}).text}`;
  }
  const subject = filledSubject(definition, labels);
  return subject.complete ? `${definition.title} unknown for ${subject.text}` : `${definition.title} unknown`;
}

const NOT_SEEN: Readonly<Record<ReasonCode, string>> = {
  'no-data': 'there is no value',
  vanished: 'it is not there any more',
  'source-down': 'no answer',
  timeout: 'no answer in time',
  unauthorized: 'the login was refused',
  'not-permitted': 'reading it is not permitted',
  'query-error': 'the query was refused',
  'bad-response': 'the answer cannot be read, or is not all',
  'not-connected': 'not connected',
  'no-history': 'no history is kept',
  'too-many': 'too many series to judge',
  'bad-definition': 'its pack has mistakes',
  internal: 'an error in Ops Rounds',
};

const NOT_ANSWERED: Readonly<Record<ReasonCode, (source: string) => string>> = {
  'no-data': () => 'nothing of the kind was found',
  vanished: () => 'what was seen in the last 30 days is gone',
  'source-down': (source) => `${source} does not answer`,
  timeout: (source) => `${source} did not answer in time`,
  unauthorized: (source) => `${source} refused the login`,
  'not-permitted': (source) => `${source} does not permit to read it`,
  'query-error': (source) => `${source} refused the query`,
  'bad-response': (source) => `the answer of ${source} cannot be read, or is not all`,
  'not-connected': () => 'not connected',
  'no-history': (source) => `${source} keeps no history`,
  'too-many': (source) => `${source} has too many series to judge`,
  'bad-definition': () => 'its pack has mistakes',
  internal: () => 'an error in Ops Rounds',
};

/** "; also / on pve-a1, /srv on pve-b2 and 3 more" */
function others(lead: string, definition: CheckDefinition, entities: readonly Entity[], count: number): string {
  if (count < 2) {
    return '';
  }
  const [own, ...rest] = entities.slice(0, 1 + MAX_ALSO).map(({ labels }) => subjectOf(definition, labels));
  const names = [...new Set(rest)].filter((name) => name !== '' && name !== own);
  const more = count - 1 - names.length;
  const words =
    more > 0 ? [...names, names.length > 0 ? `${more} more` : `${more} ${more === 1 ? 'other' : 'others'}`] : names;
  const last = words[words.length - 1] ?? '';
  return `; ${lead}${words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last}`;
}

function filledSubject(definition: CheckDefinition, labels: Labels): Filled {
  const { by, subject } = definition;
  const filled = subject === undefined ? null : fillTemplate(subject, { label: spoken(definition, labels) });
  if (filled?.complete) {
    return filled;
  }
  const values = by.flatMap((name) => spoken(definition, labels)(name)?.text ?? []);
  // A name that is its id as well is said once.
  return { text: [...new Set(values)].join(' '), startsWithName: true, complete: values.length > 0 };
}

function fill(
  definition: CheckDefinition,
  template: string,
  labels: Labels,
  words: Readonly<Record<string, string | null>>
): Filled {
  const own = definition.subject ?? '';
  const label = spoken(definition, labels);
  if (own !== '' && fillTemplate(own, { label }).complete) {
    return fillTemplate(template, { label, others: words, templates: { subject: own } });
  }
  const { text, complete } = filledSubject(definition, labels);
  return fillTemplate(template, { label, others: { ...words, subject: complete ? text : null } });
}

function spoken(definition: CheckDefinition, labels: Labels): Words['label'] {
  return (name) => {
    const value = labels[name];
    const text = value === undefined ? null : labelValue(definition, name, value);
    return text === null ? null : { text, isName: text === value };
  };
}

function begin({ text, startsWithName }: Filled): string {
  return startsWithName ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** How long ago at most, in its largest unit alone: of what left nobody knows better than to two hours when it was last there. */
function age(thenMs: number, nowMs: number): string {
  const seconds = Math.max(1, (nowMs - thenMs) / 1000);
  const unit = [86_400, 3600, 60].find((one) => seconds >= one) ?? 1;
  return `up to ${formatValue(Math.ceil(seconds / unit) * unit, 'seconds')}`;
}
