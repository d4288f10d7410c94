import type { JsonValue } from '../acceptance/event';
import { canonicalJson, sha256Hex } from '../journal/canonical';
import { isRecord, isText, type JournalDomain } from '../journal/domain';
import type { EventDraft, JournalEvent } from '../journal/event';

/** What people write into the journal about objectives: definitions by content hash, and time that is left out. */

/** The journal's list of definitions and exclusions. */
export const OBJECTIVES_LIST = 'objectives';

/** Subject of what is said of all objectives. */
export const EVERY_OBJECTIVE = 'objective/*';

/** A definition as it is written, told by the SHA-256 of its canonical JSON: which ones are active stands in the app's settings. */
export interface DefinedPayload {
  sha: string;
  definition: JsonValue;
}

/** Time that does not count. The subject says for whom: `objective/<id>`, or `objective/*` for all. */
export interface ExcludedPayload {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  why: string;
}

/** It ends the exclusion whose key is the event's `base`. */
export interface IncludedPayload {
  why: string;
}

export type DefinedDraft = EventDraft<'objective.defined', DefinedPayload>;
export type ExcludedDraft = EventDraft<'objective.excluded', ExcludedPayload>;
export type IncludedDraft = EventDraft<'objective.included', IncludedPayload>;
export type ObjectiveDraft = DefinedDraft | ExcludedDraft | IncludedDraft;
export type DefinedEvent = JournalEvent<'objective.defined', DefinedPayload>;
export type ExcludedEvent = JournalEvent<'objective.excluded', ExcludedPayload>;
export type IncludedEvent = JournalEvent<'objective.included', IncludedPayload>;
export type ObjectiveEvent = DefinedEvent | ExcludedEvent | IncludedEvent;

type Payload = DefinedPayload | ExcludedPayload | IncludedPayload;

export const OBJECTIVE_EVENTS: JournalDomain<EventDraft<ObjectiveDraft['type'], Payload>> = {
  types: ['objective.defined', 'objective.excluded', 'objective.included'],
  version: 2,
  fieldsOf: (payload) =>
    'sha' in payload
      ? { p: { sha: payload.sha, definition: payload.definition } }
      : {
          p: 'fromMs' in payload ? { from: payload.fromMs, to: payload.toMs, why: payload.why } : { why: payload.why },
        },
  payloadOf: ({ t, p }) => {
    const { sha, definition, from, to, why } = isRecord(p) ? p : {};
    switch (t) {
      case 'objective.defined':
        // It came out of JSON.
        return isText(sha) && isRecord(definition) ? { sha, definition: definition as JsonValue } : null;
      case 'objective.excluded':
        return isTime(from) && isTime(to) && from < to && isText(why) ? { fromMs: from, toMs: to, why } : null;
      default:
        return typeof why === 'string' ? { why } : null;
    }
  },
};

export function isObjectiveEvent(event: JournalEvent): event is ObjectiveEvent {
  return OBJECTIVE_EVENTS.types.some((type) => type === event.type);
}

/** The name of a definition: the SHA-256 of its canonical JSON. */
export function definitionSha(definition: JsonValue): string {
  return sha256Hex(canonicalJson(definition));
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
