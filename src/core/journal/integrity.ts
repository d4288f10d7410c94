import { rowHash } from './chain';
import type { AnnotationRow, JournalCodec } from './codec';
import type { JournalEvent, RejectedRow } from './event';

/**
 * What rows show of tampering. Tamper-evident, not tamper-proof: whoever writes into the database can write a whole new
 * chain, and the newest rows are named by none that came later.
 */

export type FindingKind =
  /** Changed through Grafana, which says so itself. */
  | 'edited'
  /** Not what somebody saw who wrote after it. */
  | 'altered'
  /** Somebody who wrote after it saw it, and it is not there. */
  | 'missing'
  /** The same, and older than all that is there: Grafana's clean-up takes such rows, and so may anybody. */
  | 'cleared'
  /** The server tells another login than the one it was sent under: a login that was renamed, or another's row. */
  | 'other-author'
  /** The server has no login for it any more: the user was deleted, and its own claim is all that is left. */
  | 'author-gone';

export interface IntegrityFinding {
  kind: FindingKind;
  /** Annotation id of the row that it is about. */
  id: number;
  createdMs: number;
  /** The login that the server tells: empty for a user that was deleted, null for a row that is not there. */
  author: string | null;
  /** The login that the row itself claims. */
  by?: string;
  subject?: string;
  /** Ids of the rows that name it; none where the row itself shows it. */
  namedBy: readonly number[];
}

/** Why the rows are not called intact although none of them was changed. */
export type IntegrityDoubt =
  /** Nothing that counts is there: never written, cleaned up or taken away. */
  | 'empty'
  /** Something is `cleared`. */
  | 'beginning-gone'
  /** The oldest row names none before it, and is much younger than the start of the rounds. */
  | 'late-beginning'
  /** No row names another: what was removed leaves no trace. */
  | 'unchained'
  /** Rows of a newer release, whose chain cannot be followed. */
  | 'newer-version'
  /** Something is of an `other-author`. */
  | 'other-author'
  /** The user was deleted and the row claims no login either: whose it was cannot be told any more. */
  | 'nobody';

export interface Integrity {
  verdict: 'intact' | 'tampered' | 'unknown';
  /** In the order of the rows that they are about. */
  findings: readonly IntegrityFinding[];
  /** None where something is tampered with. */
  doubts: readonly IntegrityDoubt[];
  /** Events that count. */
  counted: number;
  /** Rows with our tags that do not count, by why. */
  notCounted: Readonly<Partial<Record<RejectedRow['why'], number>>>;
  /** Events that a later one names: to remove or change one would show. */
  held: number;
  /** Events that none names yet: to remove one would not show. */
  open: number;
  /** Rows that are named and lie outside of what was read. */
  outside: number;
  /** Creation of the oldest and of the newest row, ms; null without any. */
  firstMs: number | null;
  lastMs: number | null;
}

export interface ReadWhole {
  /** What was read without a gap, ms. */
  fromMs: number;
  toMs: number;
  /** When somebody started the rounds, by the settings. */
  startedMs?: number | undefined;
  /** Grafana is known to clean nothing up: what is gone was taken away. */
  isKeptForEver?: boolean;
}

/** A first event may follow the start of the rounds by this much. */
const LATE_MS = 14 * 86_400_000;

/** Hashes every row that is named: for somebody who asks for it, not for each poll. */
export function checkIntegrity(
  codec: Pick<JournalCodec, 'decodeRow' | 'decodeRows'>,
  rows: readonly AnnotationRow[],
  whole: ReadWhole
): Integrity {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const decoded = [...byId.values()].map((row) => codec.decodeRow(row));
  const events = decoded.filter((one): one is JournalEvent => !('why' in one));
  const edited = decoded.filter((one): one is RejectedRow => 'why' in one && one.why === 'edited');
  const { events: counted, rejected } = codec.decodeRows(rows);
  const notCounted = tally(rejected.map(({ why }) => why));
  const times = [...byId.values()].map(({ created }) => created).sort((a, b) => a - b);
  const firstMs = times[0] ?? null;

  const named = [...namedIn(events)].filter(([, { createdMs }]) => isWithin(createdMs, whole));
  const claims = new Map(events.map((event) => [event.id, event.by]));
  const findings = [
    ...edited.map(editedFinding),
    ...named.flatMap(([id, one]) => namedFinding(id, one, { row: byId.get(id), by: claims.get(id), firstMs })),
    ...events.flatMap(authorFinding),
  ].sort((a, b) => a.createdMs - b.createdMs || a.id - b.id);

  const isTampered = findings.some(({ kind }) => isTampering(kind, whole));
  const held = new Set(named.map(([id]) => id));
  const doubts = isTampered ? [] : doubtsOf({ findings, counted, notCounted, isChained: held.size > 0, whole });
  return {
    verdict: isTampered ? 'tampered' : doubts.length > 0 ? 'unknown' : 'intact',
    findings,
    doubts,
    counted: counted.length,
    notCounted,
    held: counted.filter(({ id }) => held.has(id)).length,
    open: counted.filter(({ id }) => !held.has(id)).length,
    outside: namedIn(events).size - named.length,
    firstMs,
    lastMs: times.at(-1) ?? null,
  };
}

/** Rows of an earlier export that are gone now, or are not what they were: this also shows what the newest rows do not. */
export function compareRows(
  before: readonly AnnotationRow[],
  now: readonly AnnotationRow[]
): readonly IntegrityFinding[] {
  const byId = new Map(now.map((row) => [row.id, row]));
  return before.flatMap((old): IntegrityFinding[] => {
    const row = byId.get(old.id);
    const found = { id: old.id, createdMs: old.created, namedBy: [] };
    if (!row) {
      return [{ kind: 'missing', ...found, author: null, by: old.login }];
    }
    if (row.updated !== row.created) {
      // An export of a row that was edited by then says so itself.
      return row.updated === old.updated ? [] : [{ kind: 'edited', ...found, author: row.login }];
    }
    if (!isAsSeen(row, old.login, new Set([rowHash(old)]))) {
      return [{ kind: 'altered', ...found, author: row.login }];
    }
    const isOther = row.login !== '' && row.login !== old.login;
    return isOther ? [{ kind: 'other-author', ...found, author: row.login, by: old.login }] : [];
  });
}

interface Named {
  createdMs: number;
  hashes: Set<string>;
  /** Ids of the rows that name it. */
  by: number[];
}

/** Every row that is named, by its id. */
function namedIn(events: readonly JournalEvent[]): ReadonlyMap<number, Named> {
  const named = new Map<number, Named>();
  for (const { id: by, seen = [] } of events) {
    for (const { id, createdMs, hash } of seen) {
      const one = named.get(id) ?? { createdMs, hashes: new Set(), by: [] };
      one.hashes.add(hash);
      one.by.push(by);
      named.set(id, one);
    }
  }
  return named;
}

interface Found {
  row: AnnotationRow | undefined;
  /** The login that the row claims. */
  by: string | undefined;
  firstMs: number | null;
}

function namedFinding(id: number, named: Named, { row, by, firstMs }: Found): IntegrityFinding[] {
  const { createdMs, by: namedBy } = named;
  if (!row) {
    const kind = firstMs !== null && createdMs < firstMs ? 'cleared' : 'missing';
    return [{ kind, id, createdMs, author: null, namedBy }];
  }
  const isFine = row.updated !== row.created || isAsSeen(row, by, named.hashes);
  return isFine ? [] : [{ kind: 'altered', id, createdMs: row.created, author: row.login, namedBy }];
}

/** All who saw it saw the same. What its login is now may have changed since: that is another finding or a doubt. */
function isAsSeen(row: AnnotationRow, by: string | undefined, hashes: ReadonlySet<string>): boolean {
  if (row.login === '' && by === undefined) {
    return true;
  }
  const own = rowHash(row);
  const others = [...hashes].filter((hash) => hash !== own);
  return others.length === 0 || (by !== undefined && others.every((hash) => hash === rowHash(row, by)));
}

function editedFinding({ id, createdMs, author, subject }: RejectedRow): IntegrityFinding {
  return { kind: 'edited', id, createdMs, author, ...(subject !== undefined && { subject }), namedBy: [] };
}

function authorFinding({ id, createdMs, author, by, subject }: JournalEvent): IntegrityFinding[] {
  const found = { id, createdMs, author, ...(by !== undefined && { by }), subject, namedBy: [] };
  if (author === '') {
    return [{ kind: 'author-gone', ...found }];
  }
  return by === undefined || by.toLowerCase() === author.toLowerCase() ? [] : [{ kind: 'other-author', ...found }];
}

function isTampering(kind: FindingKind, { isKeptForEver = false }: ReadWhole): boolean {
  return kind === 'edited' || kind === 'altered' || kind === 'missing' || (kind === 'cleared' && isKeptForEver);
}

interface Seen {
  findings: readonly IntegrityFinding[];
  counted: readonly JournalEvent[];
  notCounted: Integrity['notCounted'];
  isChained: boolean;
  whole: ReadWhole;
}

function doubtsOf({ findings, counted, notCounted, isChained, whole }: Seen): readonly IntegrityDoubt[] {
  const has = (kind: FindingKind) => findings.some((finding) => finding.kind === kind);
  const { startedMs } = whole;
  const [first] = counted;
  const isStarted = startedMs !== undefined && isWithin(startedMs, whole);
  const isLate = isStarted && first !== undefined && !first.seen && first.createdMs > startedMs + LATE_MS;
  const doubts: Readonly<Record<IntegrityDoubt, boolean>> = {
    empty: first === undefined,
    'beginning-gone': has('cleared'),
    'late-beginning': isLate,
    unchained: counted.length > 1 && !isChained,
    'newer-version': notCounted['newer-version'] !== undefined,
    'other-author': has('other-author'),
    nobody: findings.some(({ kind, by }) => kind === 'author-gone' && by === undefined),
  };
  return Object.entries(doubts).flatMap(([doubt, is]) => (is ? [doubt as IntegrityDoubt] : []));
}

function isWithin(ms: number, { fromMs, toMs }: ReadWhole): boolean {
  return ms >= fromMs && ms <= toMs;
}

function tally<Word extends string>(words: readonly Word[]): Partial<Record<Word, number>> {
  const counts: Partial<Record<Word, number>> = {};
  for (const word of words) {
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}
