/** The journal's events: DESIGN decision 4 and section 8, `research/checklists-and-journal.md` 4.2. */

export const EVENT_CLASSES = ['run', 'sum', 'tpl', 'inc', 'chg', 'ho', 'sys'] as const;
export type EventClass = (typeof EVENT_CLASSES)[number];

/** States a person can give an item. `open` undoes. */
export const ITEM_STATES = ['done', 'checked', 'na', 'open'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Every type that is written today; the rest of the vocabulary is added with the pages that write it. */
export const EVENT_TYPES = [
  'run.started',
  'run.checks',
  'run.signed',
  'run.skipped',
  'item.set',
  'item.note',
  'item.acknowledged',
  'item.deferred',
  'map.accepted',
] as const;
type EventType = (typeof EVENT_TYPES)[number];

/** What is sent. Author and time are the server's. */
export interface EventDraft {
  class: EventClass;
  /** Checklist id, becomes the tag `opsrounds_list:<list>`. */
  list: string;
  type: EventType;
  /** Client-made unique key: a retry with the same key counts once. */
  key: string;
  /** Run key `list/localDate[/shift]`. */
  run: string;
  item?: string;
  state?: ItemState;
  /** `list@hash` of the template the person saw. */
  template: string;
  /** Key of the last event on this item that the person had seen. */
  base?: string;
  payload?: Readonly<Record<string, unknown>>;
  /** One readable sentence; Grafana shows it in tooltips. */
  sentence: string;
}

/** What is read. */
export interface JournalEvent extends EventDraft {
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
  /** The run it claims to belong to, when that can be read. */
  run?: string;
}

export interface JournalReading {
  /** Sorted by (createdMs, id), each key once. */
  events: readonly JournalEvent[];
  rejected: readonly RejectedRow[];
}
