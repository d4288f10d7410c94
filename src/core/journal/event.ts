/**
 * The envelope that every event of the journal has: DESIGN decision 4 and section 8. What types there are and what their
 * payload is belongs to the domains (`domain.ts`).
 */

/** Longest note, remark or reason a person may write, in characters. */
export const NOTE_MAX = 1000;

export const EVENT_CLASSES = ['run', 'sum', 'tpl', 'inc', 'chg', 'ho', 'sys'] as const;
export type EventClass = (typeof EVENT_CLASSES)[number];

/** A row that the writer of an event had seen: what makes a chain of the journal (`chain.ts`). */
export interface SeenRow {
  /** Annotation id. */
  id: number;
  createdMs: number;
  /** `rowHash` of it, as it was seen. */
  hash: string;
}

/** What is sent. Author and time are the server's. */
export interface EventDraft<Type extends string = string, Payload = unknown> {
  class: EventClass;
  /** Id of the list that the event is found by, becomes the tag `opsrounds_list:<list>`. */
  list: string;
  type: Type;
  /** Client-made unique key: a retry with the same key counts once. */
  key: string;
  /** What the event is about, `<kind>/<id>`: a run `morning/2026-11-20`, a cluster's map `map/<uid>`. */
  subject: string;
  /** What the person had seen last of the same thing: the key of its event, or the id that the domain gave it. */
  base?: string;
  payload: Payload;
  /** One readable sentence; Grafana shows it in tooltips. */
  sentence: string;
  /** Set by whoever sends it: the ends of the chain that were seen in its list. Absent in what older releases wrote. */
  seen?: readonly SeenRow[];
  /** Set by whoever sends it: the login that it was sent under. A claim, which the server's `author` confirms or not. */
  by?: string;
}

/** What is read. */
export interface JournalEvent<Type extends string = string, Payload = unknown> extends EventDraft<Type, Payload> {
  /** Annotation id. */
  id: number;
  /** Login the server recorded; empty when the user was deleted. */
  author: string;
  createdMs: number;
  updatedMs: number;
}

/** Rows that carry our tags but cannot be counted, and why. */
export interface RejectedRow {
  id: number;
  why: 'edited' | 'unreadable' | 'newer-version' | 'duplicate-key';
  author: string;
  createdMs: number;
  /** What it claims to be about, when that can be read. */
  subject?: string;
}

export interface JournalReading {
  /** Sorted by (createdMs, id), each key once. */
  events: readonly JournalEvent[];
  rejected: readonly RejectedRow[];
}
