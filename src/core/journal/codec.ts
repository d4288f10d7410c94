import { utf8Length } from './canonical';
import { isRecord, isText, type EventBody, type JournalDomain } from './domain';
import {
  EVENT_CLASSES,
  type EventClass,
  type EventDraft,
  type JournalEvent,
  type JournalReading,
  type RejectedRow,
  type SeenRow,
} from './event';
import { inOrder } from './order';

/** The newest version of the envelope. */
const VERSION = 2;

/** Largest event in UTF-8 bytes: a round of 300 events has to stay quick. */
export const EVENT_MAX_BYTES = 8192;

/** Largest event of a class whose events are few and may carry a document: annotation text is 64 KiB on MySQL. */
const DOCUMENT_MAX_BYTES = 49_152;
const DOCUMENT_CLASSES: ReadonlySet<EventClass> = new Set(['sys', 'tpl']);

/** What the journal itself may add to an event when it is sent: chain and login. */
const CHAIN_MAX_BYTES = 1024;

/** Most rows that one event names as seen. */
export const SEEN_MAX = 8;

/** Longest login that is sent along: Grafana's column has 190 characters. */
const LOGIN_MAX = 190;

const SENTENCE_MAX = 240;

/** Deepest nesting of `p`; ours have four levels. Deeper ones would overflow whoever walks them. */
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

/** Writes and reads the events of the domains it was made with. */
export interface JournalCodec {
  /** The text of an annotation that carries the event. Throws RangeError for a type that no domain has. */
  encode(draft: EventDraft): string;
  /** One row. An edited row keeps its author, so whatever it says may be somebody else's words: it never counts. */
  decodeRow(row: AnnotationRow): JournalEvent | RejectedRow;
  /** Rows that carry our tags. Every row is either an event or rejected with a word why. */
  decodeRows(rows: readonly AnnotationRow[]): JournalReading;
}

/** Throws RangeError when two domains claim one type. */
export function journalCodec(domains: readonly JournalDomain[]): JournalCodec {
  const byType = new Map(domains.flatMap((domain) => domain.types.map((type) => [type, domain] as const)));
  if (byType.size < domains.flatMap(({ types }) => types).length) {
    throw new RangeError('two domains claim one type of event');
  }
  return {
    encode: (draft) => {
      const domain = byType.get(draft.type);
      if (!domain) {
        throw new RangeError(`no domain writes ${draft.type}`);
      }
      return encodeEvent(draft, domain);
    },
    decodeRow: (row) => decodeRow(row, byType),
    decodeRows: (rows) => decodeRows(rows, byType),
  };
}

/** The text of an annotation that carries the event. */
export function encodeEvent<Draft extends EventDraft>(draft: Draft, domain: JournalDomain<Draft>): string {
  const json = JSON.stringify(bodyOf(draft, domain));
  // Two hyphens end an HTML comment early; inside a JSON string, the only place they can occur, an escape says the same.
  return `${plainSentence(draft.sentence)}\n${OPEN}${json.replaceAll('--', '-\\u002d')}${CLOSE}`;
}

/** What an event of the class may take, in UTF-8 bytes, before the journal adds chain and login. */
export function eventMaxBytes(eventClass: EventClass): number {
  return DOCUMENT_CLASSES.has(eventClass) ? DOCUMENT_MAX_BYTES : EVENT_MAX_BYTES;
}

/** Size of the event's text in UTF-8 bytes; more than `eventMaxBytes` is not stored. */
export function eventBytes<Draft extends EventDraft>(draft: Draft, domain: JournalDomain<Draft>): number {
  return utf8Length(encodeEvent(draft, domain));
}

/** Exactly these two: a filter by tags fails on a row that has two tags with one key. */
export function eventTags(eventClass: EventClass, list: string): [string, string] {
  return [`opsrounds:${eventClass}`, `opsrounds_list:${list}`];
}

/**
 * Version 1 may carry keys of the domain's own beside `p`; the order of keys is the one they always had. `c` (what was seen,
 * `[id, created, hash]` each) and `by` are the envelope's in both versions.
 */
function bodyOf<Draft extends EventDraft>(draft: Draft, domain: JournalDomain<Draft>): EventBody {
  const { key: k, type: t, subject, base, payload, seen = [], by = '' } = draft;
  const { p, ...beside } = domain.fieldsOf(payload);
  const chain = {
    c: seen.length > 0 ? seen.map(({ id, createdMs, hash }) => [id, createdMs, hash]) : undefined,
    by: by === '' || by.length > LOGIN_MAX ? undefined : by,
  };
  return domain.version === 1
    ? { v: 1, k, t, r: subject, ...beside, base, p, ...chain }
    : { v: 2, k, t, subject, p, base, ...chain };
}

type Domains = ReadonlyMap<string, JournalDomain>;

function decodeRows(rows: readonly AnnotationRow[], domains: Domains): JournalReading {
  const read: JournalEvent[] = [];
  const rejected: RejectedRow[] = [];
  for (const row of new Map(rows.map((entry) => [entry.id, entry])).values()) {
    const decoded = decodeRow(row, domains);
    if ('why' in decoded) {
      rejected.push(decoded);
    } else {
      read.push(decoded);
    }
  }
  const { events, repeats } = inOrder(read);
  return { events, rejected: [...rejected, ...repeats.map((event) => reject(event, 'duplicate-key', event.subject))] };
}

function decodeRow(row: AnnotationRow, domains: Domains): JournalEvent | RejectedRow {
  const source = { id: row.id, author: row.login, createdMs: row.created };
  const tags = readTags(row.tags);
  const body = readBody(row.text, eventMaxBytes(tags?.class ?? 'run') + CHAIN_MAX_BYTES);
  const rejected = (why: RejectedRow['why']) => reject(source, why, body && subjectOf(body));
  if (row.updated !== row.created) {
    return rejected('edited');
  }
  if (body === null) {
    return rejected('unreadable');
  }
  const { v: version, t: type } = body;
  const domain = typeof type === 'string' ? domains.get(type) : undefined;
  const newest = domain?.version ?? (typeof type === 'string' ? 0 : VERSION);
  if (typeof version === 'number' && version > newest) {
    return rejected('newer-version');
  }
  return (tags && domain && readEvent(row, body, tags, domain)) ?? rejected('unreadable');
}

/**
 * By hand and not by a schema, field by field and not by spreading: a year of events is read at once. Null when a field is
 * missing or not what it has to be.
 */
function readEvent(row: AnnotationRow, body: EventBody, tags: Tags, domain: JournalDomain): JournalEvent | null {
  const { v: version, k: key, t: type, base } = body;
  const subject = subjectOf(body);
  if (
    !(version === 1 || version === 2) ||
    !isText(type) ||
    !isText(key) ||
    !isText(subject) ||
    !(base === undefined || isText(base))
  ) {
    return null;
  }
  const payload = isShallow(body['p'], DEPTH_MAX) ? domain.payloadOf(body) : null;
  if (payload === null) {
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
    subject,
    payload,
    sentence: row.text.slice(0, row.text.indexOf('\n')),
  };
  if (base !== undefined) {
    event.base = base;
  }
  const seen = seenIn(body);
  if (seen.length > 0) {
    event.seen = seen;
  }
  if (isText(body['by'])) {
    event.by = body['by'];
  }
  return event;
}

/** What cannot be read of it vouches for nothing; the event itself counts. */
function seenIn({ c: chain }: EventBody): readonly SeenRow[] {
  return Array.isArray(chain) ? chain.slice(0, SEEN_MAX).flatMap((link) => seenRow(link) ?? []) : [];
}

function seenRow(link: unknown): SeenRow | null {
  const [id, createdMs, hash]: unknown[] = Array.isArray(link) ? link : [];
  return typeof id === 'number' && typeof createdMs === 'number' && isText(hash) ? { id, createdMs, hash } : null;
}

/** Version 1 calls it `r`; a version that is not known yet is taken to call it as one of these two. */
function subjectOf({ v: version, r, subject }: EventBody): unknown {
  return version === 1 ? r : (subject ?? r);
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

function reject(
  source: Pick<RejectedRow, 'id' | 'author' | 'createdMs'>,
  why: RejectedRow['why'],
  subject: unknown
): RejectedRow {
  const { id, author, createdMs } = source;
  return { id, why, author, createdMs, ...(typeof subject === 'string' && { subject }) };
}
