import { sha256Hex, utf8Length } from '../journal/canonical';
import type { JournalReading } from '../journal/event';
import { isMapEvent, mapSubject, type MapDraft, type MapEvent } from './acceptedEvent';
import { MAP_FIELDS, type KeptRow, type MapFields } from './row';

/**
 * The accepted copy of a map, in the journal: `map.accepted` events of one acceptance hold the map's text in slices, because
 * a cluster's map is larger than what one annotation can carry. Who and when are the server's.
 */

/** The journal's list of everything about the infrastructure. */
export const MAP_LIST = 'infrastructure';

/** Bytes of one slice, as it is sent; with the rest of its event it stays below 32 KiB. */
const SLICE_BYTES = 30_000;

/** `[key, field, field ...]` in the order of MAP_FIELDS: 0 absent, null unknown, a text for a list of one. */
type PackedValue = 0 | null | string | readonly string[];

export interface Acceptance {
  id: string;
  rows: readonly KeptRow[];
  /** Login the server recorded; empty when the user was deleted. */
  author: string;
  /** When its last part was written. */
  atMs: number;
}

export interface Acceptances {
  /** Null when nothing was ever accepted, as far as the reading goes. */
  latest: Acceptance | null;
  /** Newer than `latest` and not counted, newest first: parts are missing, do not fit together or were edited. */
  broken: ReadonlyArray<{ author: string; atMs: number; why: 'incomplete' | 'damaged' | 'edited' }>;
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
export function acceptanceDrafts({ id, sourceUid, name, rows, base }: AcceptanceInput): readonly MapDraft[] {
  const text = mapText(rows);
  const slices = sliced(text, SLICE_BYTES);
  const digest = sha256Hex(text);
  const nodes = rows.filter((row) => row.key.startsWith('node/')).length;
  return slices.map((slice, part) => ({
    class: 'sys',
    list: MAP_LIST,
    type: 'map.accepted',
    key: `${id}-${part}`,
    subject: mapSubject(sourceUid),
    ...(base !== undefined && { base }),
    payload: { id, part, of: slices.length, sha: digest, map: slice },
    sentence:
      `IP and hardware map of ${name} accepted: ${nodes} nodes, ${rows.length - nodes} guests` +
      (slices.length > 1 ? ` (part ${part + 1} of ${slices.length})` : ''),
  }));
}

/** What was accepted of one cluster. Rows that somebody edited afterwards are never counted. */
export function readAcceptances(reading: JournalReading, sourceUid: string): Acceptances {
  const subject = mapSubject(sourceUid);
  const groups = new Map<string, MapEvent[]>();
  for (const event of reading.events.filter(isMapEvent)) {
    if (event.subject === subject) {
      // Somebody else's part with the same id is not this acceptance's.
      const group = JSON.stringify([event.payload.id, event.author]);
      groups.set(group, [...(groups.get(group) ?? []), event]);
    }
  }
  const all = [...groups.values()].map(joined).sort((a, b) => b.atMs - a.atMs || b.lastId - a.lastId);
  const latest = all.find((one) => 'rows' in one) ?? null;
  const edited = reading.rejected
    // One that does not say its cluster any more may have been this one's.
    .filter((row) => (row.subject ?? subject) === subject && row.why !== 'duplicate-key')
    .map(({ author, createdMs, why }) => ({
      author,
      atMs: createdMs,
      why: why === 'edited' ? ('edited' as const) : ('damaged' as const),
    }));
  const broken = [...all.filter((one) => 'why' in one), ...edited]
    .filter(({ atMs }) => latest === null || atMs >= latest.atMs)
    .sort((a, b) => b.atMs - a.atMs)
    .map(({ author, atMs, why }) => ({ author, atMs, why }));
  return {
    latest: latest && { id: latest.id, rows: latest.rows, author: latest.author, atMs: latest.atMs },
    broken,
  };
}

/** The text that is kept: the same for the same machines in the same order. */
export function mapText(rows: readonly KeptRow[]): string {
  return JSON.stringify(rows.map(packed));
}

type Joined = { author: string; atMs: number; lastId: number } & (
  { id: string; rows: readonly KeptRow[] } | { why: 'incomplete' | 'damaged' }
);

/** One acceptance from its parts, in the journal's order. */
function joined(parts: readonly MapEvent[]): Joined {
  const byPart = new Map([...parts].reverse().map(({ payload }) => [payload.part, payload]));
  const [first] = parts;
  const last = parts[parts.length - 1];
  const said = { author: first?.author ?? '', atMs: last?.createdMs ?? 0, lastId: last?.id ?? 0 };
  if (!first || byPart.size < first.payload.of) {
    return { ...said, why: 'incomplete' };
  }
  const { id, of, sha } = first.payload;
  const slices = Array.from({ length: byPart.size }, (_, part) => byPart.get(part)?.map);
  const text = slices.join('');
  const rows = byPart.size === of && sha256Hex(text) === sha ? unpackedText(text) : null;
  return rows ? { ...said, id, rows } : { ...said, why: 'damaged' };
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
