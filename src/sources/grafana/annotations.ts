import { z } from 'zod';
import { utf8Length } from '../../core/journal/canonical';
import {
  eventMaxBytes,
  eventTags,
  journalCodec,
  type AnnotationRow,
  type JournalCodec,
} from '../../core/journal/codec';
import type { JournalDomain } from '../../core/journal/domain';
import type { EventDraft, JournalEvent, JournalReading } from '../../core/journal/event';
import type { Journal, JournalRange } from '../../core/journal/journal';
import { SourceError } from '../sourceError';
import type { Transport } from '../transport/port';
import { bodyOf } from '../transport/refusal';
import { mayCreateAnnotations } from './permissions';

const PATH = '/api/annotations';
const TIMEOUT_MS = 10_000;
/** Rows of one page. Grafana's default of 100 cuts silently. */
const PAGE_ROWS = 1000;

const annotation = z.object({
  id: z.number(),
  text: z.string(),
  tags: z.array(z.string()).nullish(),
  login: z.string().nullish(),
  created: z.number(),
  updated: z.number(),
  time: z.number(),
});
type Annotation = z.infer<typeof annotation>;

interface Home {
  transport: Transport;
  codec: JournalCodec;
  dashboardUid: string | undefined;
}

/** The journal of these domains on Grafana's annotations. Without a dashboard's uid its home is the organisation. */
export function annotationJournal(
  transport: Transport,
  domains: readonly JournalDomain[],
  dashboardUid: string | undefined
): Journal {
  const home: Home = { transport, codec: journalCodec(domains), dashboardUid };
  return {
    read: (range, signal) => readEvents(home, range, signal),
    append: (draft, signal) => appendEvent(home, draft, signal),
    canAppend: (signal) => mayCreateAnnotations(transport, dashboardUid, signal),
  };
}

/**
 * Reads backwards page by page: there is no offset, so the next page ends where this one began, that instant included,
 * and rows are told apart by id. When a whole page lies in one instant, the page is made larger.
 */
async function readEvents(
  { transport, codec, dashboardUid }: Home,
  range: JournalRange,
  signal: AbortSignal
): Promise<JournalReading> {
  const [classTag, listTag] = eventTags(range.class, range.list ?? '');
  const rows = new Map<number, Annotation>();
  let limit = PAGE_ROWS;
  let toMs = range.toMs;
  for (;;) {
    const tags = range.list === undefined ? [classTag] : [classTag, listTag];
    const query = { from: range.fromMs, to: toMs, limit, type: 'annotation', tags, dashboardUID: dashboardUid };
    const response = await transport.send({ method: 'GET', path: PATH, query, signal, timeoutMs: TIMEOUT_MS });
    const page = parseRows(bodyOf(response));
    for (const row of page) {
      rows.set(row.id, row);
    }
    if (page.length < limit) {
      return codec.decodeRows([...rows.values()].map(toRow));
    }
    const oldestMs = Math.min(...page.map((row) => row.time));
    limit = oldestMs < toMs ? limit : limit * 2;
    toMs = Math.min(oldestMs, toMs);
  }
}

/** Appends and reads back: author and time are the server's. A retry with the same draft counts once. */
async function appendEvent(
  { transport, codec, dashboardUid }: Home,
  draft: EventDraft,
  signal: AbortSignal
): Promise<JournalEvent> {
  const text = codec.encode(draft);
  const maxBytes = eventMaxBytes(draft.class);
  if (utf8Length(text) > maxBytes) {
    throw new SourceError('too-many', `an event may have ${maxBytes} bytes, this one has ${utf8Length(text)}`);
  }
  const body = { text, tags: eventTags(draft.class, draft.list), dashboardUID: dashboardUid };
  const added = z
    .object({ id: z.number() })
    .safeParse(bodyOf(await transport.send({ method: 'POST', path: PATH, body, signal, timeoutMs: TIMEOUT_MS })));
  if (!added.success) {
    throw new SourceError('bad-response', 'Grafana did not say under which id the event is kept');
  }
  const path = `${PATH}/${added.data.id}`;
  const stored = annotation.safeParse(
    bodyOf(await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS }))
  );
  const event = stored.success ? codec.decodeRow(toRow(stored.data)) : null;
  if (!event || 'why' in event) {
    throw new SourceError('bad-response', 'the event that was just written does not come back as it was sent');
  }
  return event;
}

function parseRows(body: unknown): readonly Annotation[] {
  const rows = z.array(annotation).safeParse(body);
  if (!rows.success) {
    throw new SourceError('bad-response', 'the list of annotations cannot be read');
  }
  return rows.data;
}

function toRow({ id, text, tags, login, created, updated }: Annotation): AnnotationRow {
  return { id, text, tags: tags ?? [], login: login ?? '', created, updated };
}
