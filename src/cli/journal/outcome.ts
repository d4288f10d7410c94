import { runEvents, type RunEvent } from '../../core/checklist/event';
import { sealOf, type Seal } from '../../core/checklist/seal';
import { journalCodec, type AnnotationRow } from '../../core/journal/codec';
import { checkIntegrity, compareRows, type Integrity, type IntegrityFinding } from '../../core/journal/integrity';
import type { CleanUp } from '../../sources/grafana/annotationCleanUp';
import { JOURNAL_DOMAINS } from '../../sources/journalDomains';
import { EXIT } from '../usage';

/** One run's last signature. */
export interface RunSeal extends Seal {
  run: string;
  /** The run's first event is there: what its signature misses was taken out of the middle. */
  isWhole: boolean;
}

/** What `opsrounds journal verify` looked at. */
export interface Looked {
  rows: readonly AnnotationRow[];
  fromMs: number;
  toMs: number;
  startedMs: number | null;
  /** IANA. */
  zone: string;
  /** Null where Grafana was not asked. */
  cleanUp: CleanUp | null;
  /** Rows of a file that were to be there; null without one. */
  before: readonly AnnotationRow[] | null;
  /** The file is as it was written; null without one. */
  isFileWhole: boolean | null;
}

/** What it found, for every output format. */
export interface VerifyOutcome extends Pick<Looked, 'zone' | 'cleanUp' | 'isFileWhole'> {
  verdict: Integrity['verdict'];
  integrity: Integrity;
  seals: readonly RunSeal[];
  /** Against the file; null where nothing was compared. */
  compared: { rows: number; findings: readonly IntegrityFinding[] } | null;
}

const codec = journalCodec(JOURNAL_DOMAINS);

export function lookAt({ rows, fromMs, toMs, startedMs, zone, cleanUp, before, isFileWhole }: Looked): VerifyOutcome {
  const isKeptForEver = cleanUp?.state === 'forever';
  const integrity = checkIntegrity(codec, rows, { fromMs, toMs, startedMs: startedMs ?? undefined, isKeptForEver });
  const seals = sealsIn(rows);
  const compared = before && { rows: before.length, findings: compareRows(before, rows) };
  return {
    verdict: verdictOf(integrity, seals, compared?.findings ?? [], isFileWhole),
    integrity,
    seals,
    compared,
    zone,
    cleanUp,
    isFileWhole,
  };
}

/** 0 intact, 1 tampered with, 3 not known. */
export function exitCode({ verdict }: VerifyOutcome): number {
  return { intact: EXIT.ok, tampered: EXIT.findings, unknown: EXIT.unknown }[verdict];
}

/** A signature that does not stand on what is there any more. */
export function isBroken({ state, isWhole }: RunSeal): boolean {
  return state === 'altered' || (state === 'gone' && isWhole);
}

/** A signature of which that cannot be told. */
export function isUnclear(seal: RunSeal): boolean {
  return seal.state !== 'intact' && !isBroken(seal);
}

function verdictOf(
  { verdict }: Integrity,
  seals: readonly RunSeal[],
  compared: readonly IntegrityFinding[],
  isFileWhole: boolean | null
): Integrity['verdict'] {
  const isOther = ({ kind }: IntegrityFinding) => kind === 'other-author';
  if (
    verdict === 'tampered' ||
    isFileWhole === false ||
    seals.some(isBroken) ||
    compared.some((finding) => !isOther(finding))
  ) {
    return 'tampered';
  }
  return verdict === 'unknown' || seals.some(isUnclear) || compared.some(isOther) ? 'unknown' : 'intact';
}

function sealsIn(rows: readonly AnnotationRow[]): readonly RunSeal[] {
  const { events, rejected } = codec.decodeRows(rows);
  const bySubject = new Map<string, RunEvent[]>();
  for (const event of runEvents({ events })) {
    const run = bySubject.get(event.subject) ?? [];
    run.push(event);
    bySubject.set(event.subject, run);
  }
  return [...bySubject].flatMap(([run, all]): RunSeal[] => {
    const seal = sealOf(all, rejected, run);
    return seal ? [{ ...seal, run, isWhole: all.some(({ type }) => type === 'run.started') }] : [];
  });
}
