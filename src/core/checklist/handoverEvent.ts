import { z } from 'zod';

import type { JournalDomain } from '../journal/domain';
import { NOTE_MAX, type EventDraft, type JournalEvent, type JournalReading } from '../journal/event';
import { HANDOVER_LINES, readBack, type Handover } from './handover';

/** That a shift was handed over, and that somebody took it: class `ho`, subject `handover/<key>`. */

/** The journal's list of handovers. */
export const HANDOVER_LIST = 'handover';

/** One that nobody accepted for so long is over: the next shift has begun without it. */
const OPEN_MS = 16 * 3_600_000;

const words = z.string().catch('');
const count = z.number().int().nonnegative();

const line = z.object({
  list: words,
  item: words,
  text: words,
  verdict: z.enum(['fail', 'warn', 'unknown', 'hand']),
  owner: words,
  days: count,
  note: words,
});
const lines = z.array(line);

const postedPayload = z.object({
  problems: lines,
  unknown: lines,
  byHand: lines,
  /** Lines of each kind that it had no room for. */
  more: z.object({ problems: count, unknown: count, byHand: count }),
  pass: count,
  machine: count,
  checkedMs: z.number().min(0).max(8.64e15).nullable().catch(null),
  silent: z.array(z.string()).catch([]),
  isWhole: z.boolean().catch(false),
  /** What the next shift is asked for. */
  asks: words,
});
type PostedPayload = z.infer<typeof postedPayload>;

/** What was said back: the texts of the lines. */
const acceptedPayload = z.object({ said: z.array(z.string()).catch([]) });
type AcceptedPayload = z.infer<typeof acceptedPayload>;

type HandoverDraft = EventDraft<'handover.posted', PostedPayload> | EventDraft<'handover.accepted', AcceptedPayload>;

export const HANDOVER_EVENTS: JournalDomain<EventDraft<HandoverDraft['type'], PostedPayload | AcceptedPayload>> = {
  types: ['handover.posted', 'handover.accepted'],
  version: 2,
  fieldsOf: (payload) => ({ p: payload }),
  payloadOf: ({ t, p }) => (t === 'handover.posted' ? postedPayload : acceptedPayload).safeParse(p).data ?? null,
};

/** A handover that was posted. */
export interface PostedHandover extends Handover, Pick<PostedPayload, 'more' | 'asks'> {
  /** Its event's key. */
  key: string;
  author: string;
  atMs: number;
  /** Who took over; null while nobody has. */
  accepted: { author: string; atMs: number } | null;
}

/**
 * In the order in which they were posted. Whoever hands over does not take it himself, and a line that was not said back is not
 * accepted.
 */
export function postedHandovers({ events }: Pick<JournalReading, 'events'>): readonly PostedHandover[] {
  const posted = new Map<string, PostedHandover>();
  for (const event of events) {
    if (isPosted(event)) {
      const { key, author, createdMs: atMs, payload } = event;
      posted.set(key, { ...payload, key, author, atMs, accepted: null });
    } else if (isAccepted(event)) {
      const one = posted.get(event.base ?? '');
      const wanted = one ? readBack(one).map(({ text }) => text) : [];
      const isSaid = wanted.every((text) => event.payload.said.includes(text));
      if (one && one.accepted === null && event.author !== one.author && isSaid) {
        posted.set(one.key, { ...one, accepted: { author: event.author, atMs: event.createdMs } });
      }
    }
  }
  return [...posted.values()];
}

/** The one that waits for somebody to take over: the last, unless it was accepted or is over. */
export function waitingHandover(all: readonly PostedHandover[], nowMs: number): PostedHandover | null {
  const last = all.at(-1);
  return last && last.accepted === null && nowMs - last.atMs < OPEN_MS ? last : null;
}

/** Hands over. */
export function post(said: Handover, asks: string, key: string): EventDraft<'handover.posted', PostedPayload> {
  const cut = (kind: 'problems' | 'unknown' | 'byHand') =>
    said[kind]
      .slice(0, HANDOVER_LINES)
      .map((one) => ({ ...one, text: one.text.slice(0, 200), note: one.note.slice(0, 100) }));
  const more = (kind: 'problems' | 'unknown' | 'byHand') => Math.max(0, said[kind].length - HANDOVER_LINES);
  return {
    class: 'ho',
    list: HANDOVER_LIST,
    type: 'handover.posted',
    key,
    subject: `handover/${key}`,
    payload: {
      problems: cut('problems'),
      unknown: cut('unknown'),
      byHand: cut('byHand'),
      more: { problems: more('problems'), unknown: more('unknown'), byHand: more('byHand') },
      pass: said.pass,
      machine: said.machine,
      checkedMs: said.checkedMs,
      silent: said.silent.slice(0, HANDOVER_LINES),
      isWhole: said.isWhole,
      asks: asks.trim().slice(0, NOTE_MAX),
    },
    sentence: `Handed over: ${said.problems.length} problems open, ${said.unknown.length} could not be checked`,
  };
}

/** Takes over, having said the lines back. Throws RangeError for whoever handed over. */
export function accept(
  posted: PostedHandover,
  login: string,
  key: string
): EventDraft<'handover.accepted', AcceptedPayload> {
  if (login === posted.author) {
    throw new RangeError('who hands over does not take over');
  }
  return {
    class: 'ho',
    list: HANDOVER_LIST,
    type: 'handover.accepted',
    key,
    subject: `handover/${posted.key}`,
    base: posted.key,
    payload: { said: readBack(posted).map(({ text }) => text) },
    sentence: `Took over from ${posted.author}`,
  };
}

function isPosted(event: JournalEvent): event is JournalEvent<'handover.posted', PostedPayload> {
  return event.type === 'handover.posted';
}

function isAccepted(event: JournalEvent): event is JournalEvent<'handover.accepted', AcceptedPayload> {
  return event.type === 'handover.accepted';
}
