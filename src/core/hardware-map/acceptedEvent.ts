import { isRecord, type JournalDomain } from '../journal/domain';
import type { EventDraft, JournalEvent } from '../journal/event';

/** The event of the hardware map. Its subject is `map/<uid>`, the uid being that of the cluster's data source. */

/** One slice of an accepted map's text. */
export interface MapPart {
  /** The acceptance that it is a part of. */
  id: string;
  /** From 0. */
  part: number;
  of: number;
  /** SHA-256 of the whole text. */
  sha: string;
  map: string;
}

export type MapDraft = EventDraft<'map.accepted', MapPart>;
export type MapEvent = JournalEvent<'map.accepted', MapPart>;

/** Version 1 has the same part in `p`: it was written until the journal had subjects. */
export const MAP_EVENTS: JournalDomain<MapDraft> = {
  types: ['map.accepted'],
  version: 2,
  fieldsOf: (part) => ({ p: part }),
  payloadOf: ({ p }) => {
    const { id, part, of, sha, map } = isRecord(p) ? p : {};
    return typeof id === 'string' &&
      typeof part === 'number' &&
      typeof of === 'number' &&
      typeof sha === 'string' &&
      typeof map === 'string'
      ? { id, part, of, sha, map }
      : null;
  },
};

export function isMapEvent(event: JournalEvent): event is MapEvent {
  return event.type === 'map.accepted';
}

export function mapSubject(sourceUid: string): string {
  return `map/${sourceUid}`;
}
