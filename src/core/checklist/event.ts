import { isRecord, isText, type JournalDomain } from '../journal/domain';
import type { EventDraft, JournalEvent, JournalReading } from '../journal/event';
import { journalDigest } from '../journal/order';

/** The events of a round: types of `research/checklists-and-journal.md` 4.2. Their subject is the run's key. */

/** States a person can give an item. `open` undoes. */
const ITEM_STATES = ['done', 'checked', 'na', 'open'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Every type that a round writes. */
const RUN_EVENT_TYPES = [
  'run.started',
  'run.checks',
  'run.signed',
  'run.countersigned',
  'run.reopened',
  'run.skipped',
  'item.set',
  'item.note',
  'item.acknowledged',
  'item.deferred',
  'item.riskaccepted',
  'item.assigned',
] as const;
type RunEventType = (typeof RUN_EVENT_TYPES)[number];

export interface RunPayload {
  /** `list@hash` of the template the person saw. */
  template: string;
  item?: string;
  state?: ItemState;
  /** What was seen and said: `details.ts` has its shape for each type. */
  details?: Readonly<Record<string, unknown>>;
}

export type RunDraft = EventDraft<RunEventType, RunPayload>;
export type RunEvent = JournalEvent<RunEventType, RunPayload>;

/**
 * Rounds write version 1 for ever, with `i` item, `s` state, `tv` template and `p` details: signatures hold digests of it.
 * Read by hand and not by a schema: there are thousands in a reading.
 */
export const RUN_EVENTS: JournalDomain<RunDraft> = {
  types: RUN_EVENT_TYPES,
  version: 1,
  fieldsOf: ({ item, state, template, details }) => ({ i: item, s: state, tv: template, p: details }),
  payloadOf: ({ i: item, s: state, tv: template, p: details }) => {
    if (typeof template !== 'string') {
      return null;
    }
    const payload: RunPayload = { template };
    if (isText(item)) {
      payload.item = item;
    }
    const knownState = ITEM_STATES.find((known) => known === state);
    if (knownState) {
      payload.state = knownState;
    }
    if (isRecord(details)) {
      payload.details = details;
    }
    return payload.item === item && payload.state === state && payload.details === details ? payload : null;
  },
};

const TYPES: ReadonlySet<string> = new Set(RUN_EVENT_TYPES);

/** The events of rounds in a reading, of whichever run. */
export function runEvents({ events }: Pick<JournalReading, 'events'>): readonly RunEvent[] {
  return events.filter(isRunEvent);
}

/** What a signature says about the events before it. The names are those of the first signature: another one is another digest. */
export function runDigest(events: readonly RunEvent[]): string {
  return journalDigest(events, ({ key, type, subject, base, payload: { item, state, template, details } }) => {
    return { key, type, run: subject, item, state, template, base, payload: details };
  });
}

function isRunEvent(event: JournalEvent): event is RunEvent {
  return TYPES.has(event.type);
}
