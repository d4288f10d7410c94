import { z } from 'zod';
import { eventTags, type AnnotationRow } from '../../core/journal/codec';
import { EVENT_CLASSES } from '../../core/journal/event';
import type { JournalRange, JournalRecord } from '../../core/journal/journal';
import { SourceError } from '../sourceError';
import type { Transport } from '../transport/port';
import { bodyOf } from '../transport/refusal';

const PATH = '/api/annotations';
const TIMEOUT_MS = 10_000;
/** Rows of one page. Grafana's default of 100 cuts silently. */
const PAGE_ROWS = 1000;
/** With a dashboard Grafana makes room for as many rows as are asked for. */
const PAGE_ROWS_MAX = 64_000;

const annotation = z.object({
  id: z.number(),
  text: z.string(),
  tags: z.array(z.string()).nullish(),
  login: z.string().nullish(),
  created: z.number(),
  updated: z.number(),
  time: z.number(),
  timeEnd: z.number().nullish(),
});
type Annotation = z.infer<typeof annotation>;

/** Where the journal is kept. */
export interface AnnotationHome {
  transport: Transport;
  /** Undefined is the organisation. */
  dashboardUid: string | undefined;
}

/** The rows of the journal at its home. */
export function annotationRecord(home: AnnotationHome): JournalRecord {
  return {
    rows: async (range, signal) => {
      const rows = await Promise.all(EVENT_CLASSES.map((one) => readRows(home, { ...range, class: one }, signal)));
      return rows.flat().sort((a, b) => a.created - b.created || a.id - b.id);
    },
  };
}

/**
 * All rows of a range, each once, newest first or not. Reads backwards page by page, as there is no offset: Grafana gives what
 * ends last first, so whatever a page leaves out ends before all that it has, or in the same instant, and the next page
 * ends there. When a whole page ends in one instant, or later than what was asked for, the page is made larger.
 */
export async function readRows(
  { transport, dashboardUid }: AnnotationHome,
  { list, class: eventClass, fromMs, toMs }: JournalRange,
  signal: AbortSignal
): Promise<readonly AnnotationRow[]> {
  const [classTag, listTag] = eventTags(eventClass, list ?? '');
  const tags = list === undefined ? [classTag] : [classTag, listTag];
  const rows = new Map<number, Annotation>();
  let limit = PAGE_ROWS;
  let untilMs = toMs;
  for (;;) {
    const query = { from: fromMs, to: untilMs, limit, type: 'annotation', tags, dashboardUID: dashboardUid };
    const page = parseRows(
      bodyOf(await transport.send({ method: 'GET', path: PATH, query, signal, timeoutMs: TIMEOUT_MS }))
    );
    for (const row of page) {
      rows.set(row.id, row);
    }
    if (page.length < limit) {
      return [...rows.values()].map(toRow);
    }
    const earliestEndMs = Math.min(...page.map((row) => row.timeEnd ?? row.time));
    if (earliestEndMs < untilMs) {
      untilMs = earliestEndMs;
      continue;
    }
    limit *= 2;
    if (limit > PAGE_ROWS_MAX) {
      throw new SourceError(
        'too-many',
        `more than ${PAGE_ROWS_MAX} annotations with the journal's tags in one instant`
      );
    }
  }
}

/** One row by its id. */
export async function readRow({ transport }: AnnotationHome, id: number, signal: AbortSignal): Promise<AnnotationRow> {
  const answer = await transport.send({ method: 'GET', path: `${PATH}/${id}`, signal, timeoutMs: TIMEOUT_MS });
  const row = annotation.safeParse(bodyOf(answer));
  if (!row.success) {
    throw new SourceError('bad-response', 'the annotation that was just written cannot be read');
  }
  return toRow(row.data);
}

/** Adds a row without a time, which is the server's then, and gives its id. */
export async function addRow(
  { transport, dashboardUid }: AnnotationHome,
  { text, tags }: Pick<AnnotationRow, 'text' | 'tags'>,
  signal: AbortSignal
): Promise<number> {
  const body = { text, tags, dashboardUID: dashboardUid };
  const added = z
    .object({ id: z.number() })
    .safeParse(bodyOf(await transport.send({ method: 'POST', path: PATH, body, signal, timeoutMs: TIMEOUT_MS })));
  if (!added.success) {
    throw new SourceError('bad-response', 'Grafana did not say under which id the event is kept');
  }
  return added.data.id;
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
