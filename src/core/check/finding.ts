import type { CheckDefinition } from './definition';
import { formatLimit, formatMeasured, formatValue } from './format';
import type { Entity } from './result';
import type { Reason, ReasonCode } from './verdict';

const PLACEHOLDER = /\{([a-zA-Z_][a-zA-Z0-9_]*)\}/g;

/** Names that a finding template may use beside the check's `by` labels. */
export const FINDING_WORDS: readonly string[] = ['value', 'limit', 'count'];

/** Placeholder names of a finding template, in order. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** The template about one bad entity; `count` is how many entities share its verdict. A label it lacks becomes `?`. */
export function fillFinding(definition: CheckDefinition, entity: Entity, count: number): string {
  const said = definition.finding.replace(PLACEHOLDER, (_whole, name: string) => {
    switch (name) {
      case 'value':
        return formatMeasured(entity.value, definition);
      case 'limit':
        return entity.limit === undefined ? 'none' : formatLimit(entity.limit, definition.unit);
      case 'count':
        return String(count);
      default:
        return entity.labels[name] ?? '?';
    }
  });
  return said + soFarOrLeft(entity);
}

/** That it is not there any more, or that it has been bad for a short time only. */
function soFarOrLeft({ left, youngSeconds }: Entity): string {
  if (left !== undefined) {
    return left.seenMs === null
      ? ' (not there any more)'
      : ` (last seen ${formatValue(left.seenMs / 1000, 'timestamp')})`;
  }
  return youngSeconds === undefined ? '' : ` (for ${formatValue(youngSeconds, 'seconds')} so far)`;
}

const WHY_UNKNOWN: Readonly<Record<ReasonCode, string>> = {
  'no-data': 'no value',
  vanished: 'stopped reporting',
  'source-down': 'the source does not answer',
  timeout: 'the source did not answer in time',
  unauthorized: 'the source refused the login',
  'not-permitted': 'not permitted to read the source',
  'query-error': 'the query failed',
  'bad-response': 'the answer could not be read',
  'not-connected': 'not connected',
  'no-history': 'no history is kept',
  'too-many': 'too many series to judge',
  internal: 'an error in Ops Rounds',
};

/** `Filesystem usage: pve-a3 / stopped reporting, and 3 more`; without an entity the check as a whole. */
export function unknownFinding(title: string, reason: Reason, entity: Entity | null, count: number): string {
  if (entity === null) {
    return `${title}: ${WHY_UNKNOWN[reason.code]}`;
  }
  const why = reason.code === 'no-data' && reason.detail !== undefined ? reason.detail : WHY_UNKNOWN[reason.code];
  const more = count > 1 ? `, and ${count - 1} more` : '';
  // A name that is its id as well is said once.
  const subject = [...new Set(Object.values(entity.labels))].join(' ');
  const isSentence = /^\p{Lu}/u.test(why);
  return `${title}: ${subject}${isSentence ? ': ' : ' '}${why.replace(/\.$/, '')}${more}`;
}
