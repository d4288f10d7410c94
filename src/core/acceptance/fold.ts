import { sha256Hex } from '../journal/canonical';
import type { JournalEvent, JournalReading, RejectedRow } from '../journal/event';
import { inOrder } from '../journal/order';
import {
  isAcceptanceEvent,
  type AcceptanceEvent,
  type AcceptedEvent,
  type DocumentSlice,
  type JsonValue,
} from './event';

/** What somebody accepted. */
export interface Acceptance {
  id: string;
  subject: string;
  /** Null when the subject says all. */
  state: JsonValue | null;
  /** The whole text of one that was written in slices. */
  document: string | null;
  why: string;
  untilMs: number | null;
  /** Login the server recorded; empty when the user was deleted. */
  author: string;
  /** When its last part was written. */
  atMs: number;
}

/** How an acceptance ended; `author` and `why` are those of the withdrawal, empty when its time was over. */
export interface Ended {
  how: 'expired' | 'withdrawn';
  atMs: number;
  author: string;
  why: string;
}

/** The last word on a subject. */
export interface Standing extends Acceptance {
  /** Null while it is in force. */
  ended: Ended | null;
}

/** Rows that claim to be an acceptance and do not count: parts are missing, do not fit together, or were edited. */
export interface BrokenAcceptance {
  /** What it claims to be about; null when that cannot be read any more. */
  subject: string | null;
  author: string;
  atMs: number;
  why: 'incomplete' | 'damaged' | 'edited';
}

export interface Acceptances {
  bySubject: ReadonlyMap<string, Standing>;
  /** Newest first. */
  broken: readonly BrokenAcceptance[];
}

interface FoldOptions {
  /** Reads an event of the domain, or one that was written before there was the domain; null for all others. */
  eventOf?: (event: JournalEvent) => AcceptanceEvent | null;
  /** Whether what is accepted is what the subject is about: anybody who may annotate can write anything. */
  isSound?: (acceptance: Acceptance) => boolean;
}

/**
 * What is accepted at a time, and what was. Of each subject the last acceptance counts, whole and not edited; one that was
 * replaced does not come back when the later one ends. The order in which rows arrive and how often does not matter.
 */
export function foldAcceptances(
  reading: Pick<JournalReading, 'events' | 'rejected'>,
  nowMs: number,
  { eventOf = ownEvent, isSound = () => true }: FoldOptions = {}
): Acceptances {
  const { events } = inOrder(reading.events.flatMap((event) => eventOf(event) ?? []));
  const groups = [...groupsOf(events.filter(isAccepted)).values()].map((parts) => joined(parts, isSound));
  const last = new Map<string, Whole>();
  for (const one of groups) {
    const other = isBroken(one) ? null : last.get(one.subject);
    if (!isBroken(one) && (!other || isLater(one, other))) {
      last.set(one.subject, one);
    }
  }
  return {
    bySubject: new Map([...last].map(([subject, one]) => [subject, standingOf(one, events, nowMs)])),
    broken: [...groups.filter(isBroken), ...reading.rejected.flatMap(rejectedOne)].sort((a, b) => b.atMs - a.atMs),
  };
}

/** Those that are in force. */
export function inForce({ bySubject }: Acceptances): readonly Standing[] {
  return [...bySubject.values()].filter(({ ended }) => ended === null);
}

/**
 * Whether an entry that came later and does not count leaves it open what was said last of a subject: it may have been the
 * withdrawal. Of one that does not say what it is about, every earlier one may be meant.
 */
export function isInDoubt({ broken }: Acceptances, { subject, atMs }: Acceptance): boolean {
  return broken.some((one) => one.atMs >= atMs && (one.subject ?? subject) === subject);
}

function ownEvent(event: JournalEvent): AcceptanceEvent | null {
  return isAcceptanceEvent(event) ? event : null;
}

function isAccepted(event: AcceptanceEvent): event is AcceptedEvent {
  return event.type === 'accepted';
}

/** The parts of each acceptance: somebody else's part with the same id is not this acceptance's, nor one about something else. */
function groupsOf(events: readonly AcceptedEvent[]): ReadonlyMap<string, readonly AcceptedEvent[]> {
  const groups = new Map<string, AcceptedEvent[]>();
  for (const event of events) {
    const { slice } = event.payload;
    const group = JSON.stringify([event.subject, event.author, slice === undefined, slice?.id ?? event.key]);
    const parts = groups.get(group);
    if (parts) {
      parts.push(event);
    } else {
      groups.set(group, [event]);
    }
  }
  return groups;
}

/** With the id of its last row, which decides between two of one instant. */
type Whole = Acceptance & { lastId: number };

/** One acceptance from its parts, in the journal's order. */
function joined(
  parts: readonly AcceptedEvent[],
  isSound: NonNullable<FoldOptions['isSound']>
): Whole | BrokenAcceptance {
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) {
    throw new RangeError('an acceptance without parts');
  }
  const { subject, author, key, payload } = first;
  const said = { subject, author, atMs: last.createdMs };
  const document = payload.slice ? joinedText(parts, payload.slice) : null;
  if (document === 'incomplete' || document === 'damaged') {
    return { ...said, why: document };
  }
  const whole: Whole = {
    ...said,
    id: payload.slice?.id ?? key,
    state: payload.state ?? null,
    document: document && document.text,
    why: payload.why,
    untilMs: payload.untilMs ?? null,
    lastId: last.id,
  };
  return isSound(whole) ? whole : { ...said, why: 'damaged' };
}

/** Of a part that was sent twice the first one counts. */
function joinedText(
  parts: readonly AcceptedEvent[],
  { of, sha }: DocumentSlice
): { text: string } | 'incomplete' | 'damaged' {
  const byPart = new Map([...parts].reverse().map(({ payload: { slice } }) => [slice?.part, slice?.text]));
  if (byPart.size < of) {
    return 'incomplete';
  }
  const text = Array.from({ length: byPart.size }, (_, part) => byPart.get(part)).join('');
  return byPart.size === of && sha256Hex(text) === sha ? { text } : 'damaged';
}

function isBroken(one: Whole | BrokenAcceptance): one is BrokenAcceptance {
  return !('id' in one);
}

function isLater(one: Whole, other: Whole): boolean {
  return one.atMs > other.atMs || (one.atMs === other.atMs && one.lastId > other.lastId);
}

function standingOf({ lastId: _, ...one }: Whole, events: readonly AcceptanceEvent[], nowMs: number): Standing {
  return { ...one, ended: endOf(one, events, nowMs) };
}

/** Whatever came first: its own time, or the withdrawal that names it. */
function endOf({ id, subject, untilMs }: Acceptance, events: readonly AcceptanceEvent[], nowMs: number): Ended | null {
  const withdrawn = events.find(
    (event) => event.type === 'acceptance.withdrawn' && event.subject === subject && event.base === id
  );
  if (untilMs !== null && untilMs <= Math.min(nowMs, withdrawn?.createdMs ?? Infinity)) {
    return { how: 'expired', atMs: untilMs, author: '', why: '' };
  }
  return withdrawn
    ? { how: 'withdrawn', atMs: withdrawn.createdMs, author: withdrawn.author, why: withdrawn.payload.why }
    : null;
}

/** A repeated key is a retry and loses nothing. */
function rejectedOne({ why, subject, author, createdMs }: RejectedRow): BrokenAcceptance[] {
  return why === 'duplicate-key'
    ? []
    : [{ subject: subject ?? null, author, atMs: createdMs, why: why === 'edited' ? 'edited' : 'damaged' }];
}
