import { isRecord, isText, type JournalDomain } from '../journal/domain';
import type { EventDraft, JournalEvent } from '../journal/event';

/**
 * That somebody accepts something as it is: subject, state, who, why and until. The subject says of what kind it is
 * (`gone/...`, `map/<uid>`); who and when are the server's.
 */

/** The journal's list of acceptances that are read with every look. Large documents have a list of their own. */
export const ACCEPTANCE_LIST = 'acceptance';

/** The last instant that a Date can hold. */
const MAX_DATE_MS = 8.64e15;

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** One slice of a document that is larger than what one event can carry. */
export interface DocumentSlice {
  /** The acceptance that it is a part of. */
  id: string;
  /** From 0. */
  part: number;
  of: number;
  /** SHA-256 of the whole text. */
  sha: string;
  text: string;
}

export interface AcceptedPayload {
  /** In a person's words; empty where what is accepted says it. */
  why: string;
  /** When it ends by itself, ms; absent when it does not. */
  untilMs?: number;
  /** What is accepted, where the subject does not say all: a small value, or a slice of a document, never both. */
  state?: JsonValue;
  slice?: DocumentSlice;
}

/** It ends the acceptance whose id is the event's `base`. */
export interface WithdrawnPayload {
  why: string;
}

export type AcceptedDraft = EventDraft<'accepted', AcceptedPayload>;
export type WithdrawnDraft = EventDraft<'acceptance.withdrawn', WithdrawnPayload>;
export type AcceptanceDraft = AcceptedDraft | WithdrawnDraft;
export type AcceptedEvent = JournalEvent<'accepted', AcceptedPayload>;
export type WithdrawnEvent = JournalEvent<'acceptance.withdrawn', WithdrawnPayload>;
export type AcceptanceEvent = AcceptedEvent | WithdrawnEvent;

export const ACCEPTANCE_EVENTS: JournalDomain<EventDraft<AcceptanceDraft['type'], AcceptedPayload | WithdrawnPayload>> =
  {
    types: ['accepted', 'acceptance.withdrawn'],
    version: 2,
    fieldsOf: (payload) => {
      const { why, untilMs: until, state, slice: doc }: AcceptedPayload = payload;
      return { p: { why, until, state, doc } };
    },
    payloadOf: ({ p }) => {
      const { why, until, state, doc } = isRecord(p) ? p : {};
      const slice = doc === undefined ? undefined : readSlice(doc);
      const isBoth = state !== undefined && doc !== undefined;
      if (typeof why !== 'string' || slice === null || isBoth || !(until === undefined || isDate(until))) {
        return null;
      }
      return {
        why,
        ...(until !== undefined && { untilMs: until }),
        // It came out of JSON.
        ...(state !== undefined && { state: state as JsonValue }),
        ...(slice && { slice }),
      };
    },
  };

export function isAcceptanceEvent(event: JournalEvent): event is AcceptanceEvent {
  return event.type === 'accepted' || event.type === 'acceptance.withdrawn';
}

/** Null when a field is missing or not what it has to be. */
export function readSlice(doc: unknown): DocumentSlice | null {
  const { id, part, of, sha, text } = isRecord(doc) ? doc : {};
  return isText(id) &&
    typeof part === 'number' &&
    typeof of === 'number' &&
    typeof sha === 'string' &&
    typeof text === 'string'
    ? { id, part, of, sha, text }
    : null;
}

/** One that cannot be read must not mean for ever. */
function isDate(until: unknown): until is number {
  return typeof until === 'number' && Number.isFinite(until) && Math.abs(until) <= MAX_DATE_MS;
}
