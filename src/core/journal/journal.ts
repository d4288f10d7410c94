import type { AnnotationRow } from './codec';
import type { EventClass, EventDraft, JournalEvent, JournalReading } from './event';

export interface JournalRange {
  /** Undefined reads all lists. */
  list?: string;
  class: EventClass;
  fromMs: number;
  toMs: number;
}

/** The append-only event log. Implemented by `sources/grafana/annotations.ts`; rejects with `SourceError`. */
export interface Journal {
  read(range: JournalRange, signal: AbortSignal): Promise<JournalReading>;
  append(draft: EventDraft, signal: AbortSignal): Promise<JournalEvent>;
  /** Whether this user may write at the journal's home, from the permission's scope and not from the role. */
  canAppend(signal: AbortSignal): Promise<boolean>;
}

/** The rows themselves, for whoever looks whether they are as they were written: History, the command line. */
export interface JournalRecord {
  /** All rows with our tags of all classes, each once, in the order of the journal; all or none. Rejects with `SourceError`. */
  rows(range: Omit<JournalRange, 'class'>, signal: AbortSignal): Promise<readonly AnnotationRow[]>;
}
