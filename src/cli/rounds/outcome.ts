import type { CarriedNow } from '../../core/checklist/historyFigures';
import type { HistoryRound } from '../../core/checklist/history';
import type { Integrity } from '../../core/journal/integrity';
import { EXIT } from '../usage';

/** A round that nobody signed is told of when it is so late. */
export const GRACE_MS = 15 * 60_000;

/** One list and its round of now: the last that has opened. */
export interface RoundLine {
  list: string;
  title: string;
  /** Null of a list that has had none yet. */
  round: HistoryRound | null;
  /** What its last round left open, oldest first. */
  carried: CarriedNow;
}

/** What `opsrounds rounds` found, for every output format. */
export interface RoundsOutcome {
  lines: readonly RoundLine[];
  integrity: Integrity;
  askedMs: number;
  /** IANA. */
  zone: string;
}

/** Past due by more than the grace, and its day not over. */
export function isOverdue({ round }: RoundLine, nowMs: number): boolean {
  return round?.state === 'due' && nowMs > round.dueMs + GRACE_MS;
}

/** 0 every round is kept, 1 one is overdue or was missed or the journal was tampered with, 3 that cannot be told. */
export function exitCode(outcome: RoundsOutcome): number {
  const { lines, integrity, askedMs } = outcome;
  const isBad = lines.some((line) => isOverdue(line, askedMs) || line.round?.state === 'missed');
  if (isBad || integrity.verdict === 'tampered') {
    return EXIT.findings;
  }
  const isUnknown = lines.length === 0 || lines.some(({ round }) => round?.state === 'unknown');
  return isUnknown || integrity.verdict === 'unknown' ? EXIT.unknown : EXIT.ok;
}
