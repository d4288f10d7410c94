import { sha256Hex, utf8Length } from '../journal/canonical';
import { NOTE_MAX } from '../journal/event';
import {
  ACCEPTANCE_LIST,
  type AcceptedDraft,
  type AcceptedPayload,
  type DocumentSlice,
  type JsonValue,
  type WithdrawnDraft,
} from './event';

/** Bytes of one slice, as it is sent; with the rest of its event it stays below 32 KiB. */
const SLICE_BYTES = 30_000;

interface Saying {
  /** New and unique: the key of the event, and the id of the acceptance. */
  id: string;
  subject: string;
  why: string;
  /** When it ends by itself, ms; null when it does not. */
  untilMs: number | null;
  /** Id of the acceptance of the same subject that the person had seen. */
  base?: string;
}

/** Accepts; `state` where the subject does not say all. */
export function acceptedDraft(saying: Saying, sentence: string, state?: JsonValue): AcceptedDraft {
  return draftOf(saying, { key: saying.id, list: ACCEPTANCE_LIST, sentence }, state === undefined ? {} : { state });
}

/**
 * Accepts a document; the events are to be written in this order. They stand in a list of their own, because whoever reads what
 * is accepted at every look does not want to carry them.
 * @param sentenceOf About one part, from 1.
 */
export function documentDrafts(
  saying: Saying,
  { list, text }: { list: string; text: string },
  sentenceOf: (part: number, of: number) => string
): readonly AcceptedDraft[] {
  const slices = sliced(text, SLICE_BYTES);
  const sha = sha256Hex(text);
  return slices.map((slice, part) => {
    const doc: DocumentSlice = { id: saying.id, part, of: slices.length, sha, text: slice };
    const envelope = { key: `${saying.id}-${part}`, list, sentence: sentenceOf(part + 1, slices.length) };
    return draftOf(saying, envelope, { slice: doc });
  });
}

/** Ends an acceptance before its time. */
export function withdrawnDraft(
  acceptance: { id: string; subject: string },
  { key, why, sentence }: { key: string; why: string; sentence: string }
): WithdrawnDraft {
  return {
    class: 'sys',
    list: ACCEPTANCE_LIST,
    type: 'acceptance.withdrawn',
    key,
    subject: acceptance.subject,
    base: acceptance.id,
    payload: { why: why.slice(0, NOTE_MAX) },
    sentence,
  };
}

function draftOf(
  { subject, why, untilMs, base }: Saying,
  envelope: Pick<AcceptedDraft, 'key' | 'list' | 'sentence'>,
  what: Pick<AcceptedPayload, 'state' | 'slice'>
): AcceptedDraft {
  return {
    class: 'sys',
    type: 'accepted',
    ...envelope,
    subject,
    ...(base !== undefined && { base }),
    payload: { why: why.slice(0, NOTE_MAX), ...(untilMs !== null && { untilMs }), ...what },
  };
}

/** Slices of a text of at most so many bytes each inside an event's JSON; no character is cut in two. */
function sliced(text: string, maxBytes: number): readonly string[] {
  const slices: string[] = [];
  let slice: string[] = [];
  let bytes = 0;
  for (const character of text) {
    const size = sentBytes(character);
    if (bytes + size > maxBytes) {
      slices.push(slice.join(''));
      slice = [];
      bytes = 0;
    }
    slice.push(character);
    bytes += size;
  }
  return [...slices, slice.join('')];
}

/** Bytes of a character inside the JSON of an event, where a hyphen beside another one is escaped. */
function sentBytes(character: string): number {
  if (character === '-') {
    return 6;
  }
  return /^[\w :,.[\]/]$/.test(character) ? 1 : utf8Length(JSON.stringify(character)) - 2;
}
