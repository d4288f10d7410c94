import { readSlice, type AcceptedEvent, type DocumentSlice } from '../acceptance/event';
import { isRecord, type JournalDomain } from '../journal/domain';
import type { EventDraft, JournalEvent } from '../journal/event';

/**
 * The event that the hardware map had before there was one mechanism of acceptance: it is read for ever, and not written any
 * more. Its subject is `map/<uid>`, the uid being that of the cluster's data source.
 */

type MapDraft = EventDraft<'map.accepted', DocumentSlice>;
type MapEvent = JournalEvent<'map.accepted', DocumentSlice>;

/** Version 1 and version 2 have the same slice in `p`. */
export const MAP_EVENTS: JournalDomain<MapDraft> = {
  types: ['map.accepted'],
  version: 2,
  fieldsOf: ({ text, ...slice }) => ({ p: { ...slice, map: text } }),
  payloadOf: ({ p }) => (isRecord(p) ? readSlice({ ...p, text: p['map'] }) : null),
};

/** As it would be written now; null when it is no event of a map. */
export function asAccepted(event: JournalEvent): AcceptedEvent | null {
  return isMapEvent(event) ? { ...event, type: 'accepted', payload: { why: '', slice: event.payload } } : null;
}

export function mapSubject(sourceUid: string): string {
  return `map/${sourceUid}`;
}

function isMapEvent(event: JournalEvent): event is MapEvent {
  return event.type === 'map.accepted';
}
