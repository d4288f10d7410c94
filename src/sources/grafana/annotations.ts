import { utf8Length } from '../../core/journal/canonical';
import { ChainEnds } from '../../core/journal/chain';
import { eventMaxBytes, eventTags, journalCodec, type JournalCodec } from '../../core/journal/codec';
import type { JournalDomain } from '../../core/journal/domain';
import type { EventDraft, JournalEvent, JournalReading } from '../../core/journal/event';
import type { Journal, JournalRange } from '../../core/journal/journal';
import { largestPart } from '../../core/journal/size';
import { SourceError } from '../sourceError';
import type { Transport } from '../transport/port';
import { addRow, readRow, readRows, type AnnotationHome } from './annotationRows';
import { annotationRights } from './permissions';

interface Writer extends AnnotationHome {
  codec: JournalCodec;
  /** What this client has seen, for what it writes. */
  ends: ChainEnds;
  login: string | undefined;
}

/**
 * The journal of these domains on Grafana's annotations. Without a dashboard's uid its home is the organisation. `login` is who
 * writes, where that is known; the server's word on it is another.
 */
export function annotationJournal(
  transport: Transport,
  domains: readonly JournalDomain[],
  dashboardUid: string | undefined,
  login?: string
): Journal {
  const writer = { transport, dashboardUid, codec: journalCodec(domains), ends: new ChainEnds(), login };
  return {
    read: (range, signal) => readEvents(writer, range, signal),
    append: (draft, signal) => appendEvent(writer, draft, signal),
    canAppend: async (signal) => (await annotationRights(transport, dashboardUid, signal)).canAdd,
  };
}

async function readEvents(writer: Writer, range: JournalRange, signal: AbortSignal): Promise<JournalReading> {
  const rows = await readRows(writer, range, signal);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const reading = writer.codec.decodeRows(rows);
  writer.ends.see(reading.events, (id) => byId.get(id));
  return reading;
}

/** Appends and reads back: author and time are the server's. A retry with the same draft counts once. */
async function appendEvent(writer: Writer, draft: EventDraft, signal: AbortSignal): Promise<JournalEvent> {
  const { codec, ends, login } = writer;
  refuseTooLong(codec, draft);
  const tags = eventTags(draft.class, draft.list);
  refuseOddList(draft.list);
  const sent = { ...draft, seen: ends.of(draft.class, draft.list), ...(login !== undefined && { by: login }) };
  const id = await addRow(writer, { text: codec.encode(sent), tags }, signal);
  const row = await readRow(writer, id, signal);
  const event = codec.decodeRow(row);
  if ('why' in event) {
    throw new SourceError('bad-response', 'the event that was just written does not come back as it was sent');
  }
  ends.see([event], () => row);
  return event;
}

function refuseTooLong(codec: JournalCodec, draft: EventDraft): void {
  const maxBytes = eventMaxBytes(draft.class);
  const bytes = utf8Length(codec.encode(draft));
  if (bytes > maxBytes) {
    const { path, bytes: of } = largestPart(draft);
    throw new SourceError('too-many', `an event may have ${maxBytes} bytes, this one has ${bytes}: ${of} are ${path}`);
  }
}

/** Grafana keeps the first two parts of a tag, trimmed, and 500 bytes of all tags: the event would never be found again. */
function refuseOddList(list: string): void {
  if (list.includes(':') || list.trim() !== list || list === '' || utf8Length(list) > LIST_MAX_BYTES) {
    throw new RangeError(`an id of a list cannot be kept as a tag: ${JSON.stringify(list)}`);
  }
}

/** The column for a tag's value has 100 characters. */
const LIST_MAX_BYTES = 100;
