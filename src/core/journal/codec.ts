import {
  EVENT_CLASSES,
  EVENT_TYPES,
  ITEM_STATES,
  type EventClass,
  type EventDraft,
  type JournalEvent,
  type JournalReading,
  type RejectedRow,
} from './event';
import { utf8Length } from './canonical';
import { inOrder } from './order';

/** The version this code writes and reads. */
const VERSION = 1;

/** Largest event of a round in UTF-8 bytes: a round of 300 events has to stay quick. */
export const EVENT_MAX_BYTES = 8192;

/** Largest event of class `sys`, which are few and may carry a document: annotation text is 64 KiB on MySQL. */
const SYS_EVENT_MAX_BYTES = 32_768;

const SENTENCE_MAX = 240;

/** Deepest nesting of a payload; ours have four levels. Deeper ones would overflow whoever walks them. */
const DEPTH_MAX = 16;
const OPEN = '<!-- opsrounds ';
const CLOSE = ' -->';

/** An annotation as far as the journal looks at it. Times in ms. */
export interface AnnotationRow {
  id: number;
  text: string;
  tags: readonly string[];
  /** Empty when the user was deleted. */
  login: string;
  created: number;
  updated: number;
}

/** The text of an annotation that carries the event. */
export function encodeEvent(draft: EventDraft): string {
  const { key, type, run, item, state, template, base, payload } = draft;
  const json = JSON.stringify({
    v: VERSION,
    k: key,
    t: type,
    r: run,
    i: item,
    s: state,
    tv: template,
    base,
    p: payload,
  });
  // Two hyphens end an HTML comment early; inside a JSON string, the only place they can occur, an escape says the same.
  return `${plainSentence(draft.sentence)}\n${OPEN}${json.replaceAll('--', '-\\u002d')}${CLOSE}`;
}

/** What an event of the class may take, in UTF-8 bytes. */
export function eventMaxBytes(eventClass: EventClass): number {
  return eventClass === 'sys' ? SYS_EVENT_MAX_BYTES : EVENT_MAX_BYTES;
}

/** Size of the event's text in UTF-8 bytes; more than `eventMaxBytes` is not stored. */
export function eventBytes(draft: EventDraft): number {
  return utf8Length(encodeEvent(draft));
}

/** Exactly these two: a filter by tags fails on a row that has two tags with one key. */
export function eventTags(eventClass: EventClass, list: string): [string, string] {
  return [`opsrounds:${eventClass}`, `opsrounds_list:${list}`];
}

/** Reads rows that carry our tags. Every row is either an event or rejected with a word why. */
export function decodeRows(rows: readonly AnnotationRow[]): JournalReading {
  const read: JournalEvent[] = [];
  const rejected: RejectedRow[] = [];
  for (const row of new Map(rows.map((entry) => [entry.id, entry])).values()) {
    const decoded = decodeRow(row);
    if ('why' in decoded) {
      rejected.push(decoded);
    } else {
      read.push(decoded);
    }
  }
  const { events, repeats } = inOrder(read);
  return { events, rejected: [...rejected, ...repeats.map((event) => reject(event, 'duplicate-key', event.run))] };
}

/** One row. An edited row keeps its author, so whatever it says may be somebody else's words: it never counts. */
export function decodeRow(row: AnnotationRow): JournalEvent | RejectedRow {
  const source = { id: row.id, author: row.login, createdMs: row.created };
  const tags = readTags(row.tags);
  const body = readBody(row.text, eventMaxBytes(tags?.class ?? 'run'));
  const run = stringField(body, 'r');
  if (row.updated !== row.created) {
    return reject(source, 'edited', run);
  }
  if (body === null) {
    return reject(source, 'unreadable', run);
  }
  const version = body['v'];
  const type = stringField(body, 't');
  const isNewType = version === VERSION && type !== undefined && !EVENT_TYPES.some((known) => known === type);
  if ((typeof version === 'number' && version > VERSION) || isNewType) {
    return reject(source, 'newer-version', run);
  }
  return (tags && readEvent(row, body, tags)) ?? reject(source, 'unreadable', run);
}

/**
 * By hand and not by a schema, field by field and not by spreading: a year of events is read at once. Null when a field is
 * missing or not what it has to be.
 */
function readEvent(row: AnnotationRow, body: Record<string, unknown>, tags: Tags): JournalEvent | null {
  const { k: key, r: run, i: item, s: state, tv: template, base, p: payload } = body;
  const type = EVENT_TYPES.find((known) => known === body['t']);
  if (body['v'] !== VERSION || !type || !isText(key) || !isText(run) || typeof template !== 'string') {
    return null;
  }
  const event: JournalEvent = {
    id: row.id,
    author: row.login,
    createdMs: row.created,
    updatedMs: row.updated,
    class: tags.class,
    list: tags.list,
    type,
    key,
    run,
    template,
    sentence: row.text.slice(0, row.text.indexOf('\n')),
  };
  const knownState = ITEM_STATES.find((known) => known === state);
  if (isText(item)) {
    event.item = item;
  }
  if (knownState) {
    event.state = knownState;
  }
  if (isText(base)) {
    event.base = base;
  }
  if (isRecord(payload) && isShallow(payload, DEPTH_MAX)) {
    event.payload = payload;
  }
  const whole = event.item === item && event.state === state && event.base === base && event.payload === payload;
  return whole ? event : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isShallow(value: unknown, levels: number): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (levels > 0 && Object.values(value).every((field) => isShallow(field, levels - 1)))
  );
}

/** Grafana shows the sentence as sanitised HTML in tooltips: one line, no markup, no control characters. */
function plainSentence(sentence: string): string {
  const line = sentence
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .trim();
  const characters = [...line];
  return characters.length <= SENTENCE_MAX ? line : `${characters.slice(0, SENTENCE_MAX - 1).join('')}…`;
}

function readBody(text: string, maxBytes: number): Record<string, unknown> | null {
  const start = text.indexOf(`\n${OPEN}`);
  // Whoever may annotate can post megabytes; none of ours is that large.
  if (text.length > maxBytes || start < 0 || !text.endsWith(CLOSE)) {
    return null;
  }
  try {
    const body: unknown = JSON.parse(text.slice(start + 1 + OPEN.length, -CLOSE.length));
    return isRecord(body) ? body : null;
  } catch {
    return null;
  }
}

interface Tags {
  class: EventClass;
  list: string;
}

function readTags(tags: readonly string[]): Tags | null {
  const classes = tags.filter((tag) => tag.startsWith('opsrounds:')).map((tag) => tag.slice('opsrounds:'.length));
  const lists = tags
    .filter((tag) => tag.startsWith('opsrounds_list:'))
    .map((tag) => tag.slice('opsrounds_list:'.length));
  const eventClass = EVENT_CLASSES.find((known) => known === classes[0]);
  const list = lists[0];
  return classes.length === 1 && lists.length === 1 && eventClass && list ? { class: eventClass, list } : null;
}

function stringField(body: Record<string, unknown> | null, name: string): string | undefined {
  const value = body?.[name];
  return typeof value === 'string' ? value : undefined;
}

function reject(
  source: Pick<RejectedRow, 'id' | 'author' | 'createdMs'>,
  why: RejectedRow['why'],
  run: string | undefined
): RejectedRow {
  const { id, author, createdMs } = source;
  return { id, why, author, createdMs, ...(run !== undefined && { run }) };
}
