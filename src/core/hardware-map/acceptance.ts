import { documentDrafts } from '../acceptance/draft';
import { isAcceptanceEvent, type AcceptedDraft } from '../acceptance/event';
import { foldAcceptances, type BrokenAcceptance } from '../acceptance/fold';
import type { JournalReading } from '../journal/event';
import { asAccepted, mapSubject } from './acceptedEvent';
import { MAP_FIELDS, type KeptRow, type MapFields } from './row';

/**
 * The accepted copy of a map, in the journal: the map's text in slices, because a cluster's map is larger than what one
 * annotation can carry. Who and when are the server's.
 */

/** The journal's list of everything about the infrastructure. */
export const MAP_LIST = 'infrastructure';

/** `[key, field, field ...]` in the order of MAP_FIELDS: 0 absent, null unknown, a text for a list of one. */
type PackedValue = 0 | null | string | readonly string[];

export interface AcceptedMap {
  id: string;
  rows: readonly KeptRow[];
  /** Login the server recorded; empty when the user was deleted. */
  author: string;
  /** When its last part was written. */
  atMs: number;
}

export interface MapAcceptances {
  /** Null when nothing is accepted, as far as the reading goes. */
  latest: AcceptedMap | null;
  /** Newer than `latest` and not counted, newest first. */
  broken: ReadonlyArray<Omit<BrokenAcceptance, 'subject'>>;
}

interface AcceptanceInput {
  /** New unique id. */
  id: string;
  sourceUid: string;
  /** Name of the cluster's data source, for the sentence. */
  name: string;
  rows: readonly KeptRow[];
  /** Id of the accepted copy that the person compared with. */
  base?: string;
}

/** The events of one acceptance, to be written in this order. */
export function acceptanceDrafts({ sourceUid, name, rows, ...input }: AcceptanceInput): readonly AcceptedDraft[] {
  const nodes = rows.filter((row) => row.key.startsWith('node/')).length;
  const sentence = `IP and hardware map of ${name} accepted: ${nodes} nodes, ${rows.length - nodes} guests`;
  return documentDrafts(
    // The difference that is accepted says why.
    { ...input, subject: mapSubject(sourceUid), why: '', untilMs: null },
    { list: MAP_LIST, text: mapText(rows) },
    (part, of) => (of > 1 ? `${sentence} (part ${part} of ${of})` : sentence)
  );
}

/** What was accepted of one cluster. Rows that somebody edited afterwards are never counted. */
export function readAcceptances(reading: JournalReading, sourceUid: string, nowMs: number): MapAcceptances {
  const subject = mapSubject(sourceUid);
  const { bySubject, broken } = foldAcceptances(reading, nowMs, {
    eventOf: (event) => {
      const accepted = isAcceptanceEvent(event) ? event : asAccepted(event);
      return accepted?.subject === subject ? accepted : null;
    },
    isSound: ({ document }) => document !== null && unpackedText(document) !== null,
  });
  const standing = bySubject.get(subject);
  const rows = standing?.ended === null ? unpackedText(standing.document ?? '') : null;
  const latest = standing && rows ? { id: standing.id, rows, author: standing.author, atMs: standing.atMs } : null;
  return {
    latest,
    broken: broken
      // One that does not say its cluster any more may have been this one's.
      .filter((one) => (one.subject ?? subject) === subject && (latest === null || one.atMs >= latest.atMs))
      .map(({ author, atMs, why }) => ({ author, atMs, why })),
  };
}

/** The text that is kept: the same for the same machines in the same order. */
export function mapText(rows: readonly KeptRow[]): string {
  return JSON.stringify(rows.map(packed));
}

function packed({ key, fields }: KeptRow): readonly PackedValue[] {
  const values = MAP_FIELDS.map((field): PackedValue => {
    const value = fields[field];
    return value === undefined ? 0 : value?.length === 1 ? (value[0] ?? null) : value;
  });
  const used = values.reduce<number>((count, value, at) => (value === 0 ? count : at + 1), 0);
  return [key, ...values.slice(0, used)];
}

/** Null when it is no map: anybody who may annotate can write anything. */
function unpackedText(text: string): readonly KeptRow[] | null {
  try {
    const all: unknown = JSON.parse(text);
    const rows = Array.isArray(all) ? all.map(unpacked) : [null];
    return rows.every((row) => row !== null) ? rows : null;
  } catch {
    return null;
  }
}

function unpacked(packedRow: unknown): KeptRow | null {
  const [key, ...values]: unknown[] = Array.isArray(packedRow) ? packedRow : [];
  if (typeof key !== 'string' || values.length > MAP_FIELDS.length || !values.every(isPackedValue)) {
    return null;
  }
  const fields = MAP_FIELDS.flatMap((field, at) => {
    const value = values[at] ?? (at < values.length ? null : 0);
    return value === 0 ? [] : [[field, typeof value === 'string' ? [value] : value] as const];
  });
  return { key, fields: Object.fromEntries(fields) satisfies MapFields };
}

function isPackedValue(value: unknown): value is PackedValue {
  return (
    value === 0 ||
    value === null ||
    typeof value === 'string' ||
    (Array.isArray(value) && value.every((one) => typeof one === 'string'))
  );
}
