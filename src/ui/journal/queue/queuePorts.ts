import type { Reason } from '../../../core/check/verdict';
import type { EventDraft, JournalEvent } from '../../../core/journal/event';

/** An event that its author has made and that the server has not confirmed. */
export interface QueuedEvent {
  /** Place in the queue: rises with each act of this person on this device, whichever tab it was made in. */
  order: number;
  /** Of what was done at once and is refused together. */
  batch: string;
  madeMs: number;
  draft: EventDraft;
}

/** What waits on this device. Each person, organisation and Grafana has a queue of its own. */
export interface QueueStore {
  /** By their order. What cannot be read is left out. */
  list: () => readonly QueuedEvent[];
  /** False when there is no room, or nothing may be stored. */
  put: (entry: QueuedEvent) => boolean;
  remove: (entry: QueuedEvent) => void;
  /** Other people of the same organisation whose events wait on this device, and how many each. */
  others: () => ReadonlyMap<string, number>;
}

/** What one tab tells the others of the same person. */
export type QueueNews =
  { kind: 'waiting' } | { kind: 'saved'; event: JournalEvent } | { kind: 'refused'; refusal: Refusal };

/** What the server will not take, with all that was done in the same act and not saved before. */
export interface Refusal {
  drafts: readonly EventDraft[];
  reason: Reason;
}

/** The tabs of one person, and the panels and pages within a tab. */
export interface QueueTabs {
  /** Runs while no other tab does. */
  alone: (run: () => Promise<void>) => Promise<void>;
  tell: (news: QueueNews) => void;
  listen: (hear: (news: QueueNews) => void) => () => void;
}

/** The page that the queue lives in. */
export interface QueuePage {
  /** Calls back when it is worth trying again: the network is back, or the person is. */
  onReturn: (run: () => void) => () => void;
  /** While held, the browser asks before it leaves the page. */
  hold: (isHeld: boolean) => void;
}

/** What the write queue needs of the browser. */
export interface QueuePorts {
  store: QueueStore;
  tabs: QueueTabs;
  page: QueuePage;
}
