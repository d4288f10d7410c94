import type { JournalEvent, JournalReading, RejectedRow } from '../../../core/journal/event';
import type { Integrity, IntegrityFinding } from '../../../core/journal/integrity';

/**
 * `changed`: a signature whose round was changed after it. `altered`, `missing` and `other-author` are what the chain shows; the
 * rest are rows that do not count, by why.
 */
export type AuditIntegrity =
  | 'untouched'
  | 'changed'
  | Extract<IntegrityFinding['kind'], 'altered' | 'missing' | 'other-author'>
  | RejectedRow['why'];

/** An entry of the journal as the audit lists it. */
export interface AuditRow {
  id: number;
  createdMs: number;
  /** Empty of a user who was deleted. */
  author: string;
  /** Null where the row does not count: what it says may be anybody's. */
  event: JournalEvent | null;
  /** What it claims to be about; empty where that cannot be read. */
  subject: string;
  integrity: AuditIntegrity;
}

/** The newest first: every event, every row with our tags that does not count, and those that are named and are not there. */
export function auditRows(
  reading: JournalReading,
  { findings }: Pick<Integrity, 'findings'> = { findings: [] }
): readonly AuditRow[] {
  const changes = changesOf(reading);
  const shown = new Map(
    findings.flatMap(({ id, kind }) => (kind === 'altered' || kind === 'other-author' ? [[id, kind] as const] : []))
  );
  const events = reading.events.map((event): AuditRow => {
    const isChanged = event.type === 'run.signed' && (changes.get(event.subject)?.some(later(event)) ?? false);
    const { id, createdMs, author, subject } = event;
    return { id, createdMs, author, event, subject, integrity: shown.get(id) ?? (isChanged ? 'changed' : 'untouched') };
  });
  const rejected = reading.rejected.map(({ id, createdMs, author, subject = '', why }): AuditRow => {
    return { id, createdMs, author, event: null, subject, integrity: why };
  });
  const missing = missingRows(reading.events, findings);
  return [...events, ...rejected, ...missing].sort((a, b) => b.createdMs - a.createdMs || b.id - a.id);
}

/** What an entry that is listed names and is not there: whose it was and what it said cannot be told any more. */
function missingRows(events: readonly JournalEvent[], findings: readonly IntegrityFinding[]): readonly AuditRow[] {
  const listed = new Map(events.map((event) => [event.id, event]));
  return findings.flatMap(({ kind, id, createdMs, namedBy }): AuditRow[] => {
    const namer = namedBy.map((by) => listed.get(by)).find((event) => event !== undefined);
    return kind === 'missing' && namer
      ? [{ id, createdMs, author: '', event: null, subject: namer.list, integrity: 'missing' }]
      : [];
  });
}

/** What takes away from a signature of the round: an item's event after it, or an edit of whatever came before. */
type Change = (signed: JournalEvent) => boolean;

function later(signed: JournalEvent): (change: Change) => boolean {
  return (change) => change(signed);
}

function changesOf({ events, rejected }: JournalReading): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>();
  const add = (subject: string, change: Change) => changes.set(subject, [...(changes.get(subject) ?? []), change]);
  for (const { type, subject, createdMs, id } of events) {
    if (type.startsWith('item.')) {
      add(subject, (signed) => createdMs > signed.createdMs || (createdMs === signed.createdMs && id > signed.id));
    }
  }
  for (const { why, subject, createdMs } of rejected) {
    if (why === 'edited' && subject !== undefined) {
      add(subject, (signed) => createdMs <= signed.createdMs);
    }
  }
  return changes;
}

/** Rows that do not count because somebody touched them, or because nobody can tell. */
export function isTrusted({ integrity }: Pick<AuditRow, 'integrity'>): boolean {
  // A repeat is the same words sent again after an answer was lost.
  return integrity === 'untouched' || integrity === 'changed' || integrity === 'duplicate-key';
}

export interface AuditFilter {
  text: string;
  only: 'all' | 'untrusted' | 'signatures';
  list: string | null;
  person: string | null;
}

export function filterRows(
  rows: readonly AuditRow[],
  { text, only, list, person }: AuditFilter,
  textOf: (row: AuditRow) => string
): readonly AuditRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const said = words.length > 0 ? textOf(row).toLowerCase() : '';
    return (
      (only !== 'untrusted' || !isTrusted(row)) &&
      (only !== 'signatures' || isSignature(row)) &&
      (list === null || listOf(row) === list) &&
      (person === null || row.author === person) &&
      words.every((word) => said.includes(word))
    );
  });
}

export function isSignature({ event }: AuditRow): boolean {
  return event?.type === 'run.signed' || event?.type === 'run.countersigned';
}

/** Id of the list that an entry is of; what does not count is taken at its word. */
export function listOf({ event, subject }: AuditRow): string {
  return event?.list ?? subject.split('/')[0] ?? '';
}
