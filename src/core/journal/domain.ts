import type { EventDraft } from './event';

/** The JSON object of an event as it stands in an annotation: anybody who may annotate can have written it. */
export type EventBody = Readonly<Record<string, unknown>>;

/**
 * The events of one subject matter. It names its types and says how their payload is written and read; the envelope is the
 * journal's. What the events amount to, the fold, is the domain's own function.
 */
export interface JournalDomain<Draft extends EventDraft = EventDraft> {
  /** Each type belongs to one domain. */
  types: ReadonlyArray<Draft['type']>;
  /** The version that is written, 2 for a new domain; every one up to it is read. */
  version: 1 | 2;
  /** What the payload is in the body: `p` alone, and in version 1 keys beside it, in the order in which they are written. */
  fieldsOf(payload: Draft['payload']): EventBody;
  /** Null when a field is missing or not what it has to be: the row counts as unreadable then. */
  payloadOf(body: EventBody): Draft['payload'] | null;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isRecord(value: unknown): value is EventBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
