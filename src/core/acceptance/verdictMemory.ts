import type { KnownEntity, VerdictMemory } from '../check/memory';
import { runEvents } from '../checklist/event';
import { knownFromSignatures } from '../checklist/remembered';
import type { JournalReading } from '../journal/event';
import type { Journal, JournalRange } from '../journal/journal';
import { acceptedState } from './baseline';
import { ACCEPTANCE_LIST } from './event';
import { foldAcceptances } from './fold';
import { expectedEntities } from './expected';
import { goneFor, saidGone } from './goneForGood';
import { acceptedRisks, type AcceptedRisks } from './risk';

const DAY_MS = 86_400_000;
/** How long a signature is remembered. */
const REMEMBERED_MS = 30 * DAY_MS;

/** From the beginning: Grafana takes 0 for no range at all. */
const EVER_MS = 1;

/** What of the journal verdicts remember. */
export interface MemoryReadings {
  acceptances: JournalReading;
  /** Rounds of all lists. */
  rounds: JournalReading;
}

/** What has to be read for a memory of that time. Acceptances are few, and hold until somebody ends them. */
export function memoryRanges(nowMs: number): Readonly<Record<keyof MemoryReadings, JournalRange>> {
  return {
    acceptances: { class: 'sys', list: ACCEPTANCE_LIST, fromMs: EVER_MS, toMs: nowMs },
    rounds: { class: 'run', fromMs: nowMs - REMEMBERED_MS, toMs: nowMs },
  };
}

/** What verdicts remember at a time. */
export function verdictMemory({ acceptances, rounds }: MemoryReadings, nowMs: number): VerdictMemory {
  const folded = foldAcceptances(acceptances, nowMs);
  const said = saidGone(folded);
  const expected = expectedEntities(folded);
  const recent = runEvents(rounds).filter(({ createdMs }) => createdMs >= nowMs - REMEMBERED_MS);
  let byCheck: ReadonlyMap<string, readonly KnownEntity[]> | null = null;
  return {
    known: (checkId) => {
      byCheck ??= knownFromSignatures(recent);
      return [...(byCheck.get(checkId) ?? []), ...(expected.get(checkId) ?? [])];
    },
    gone: (checkId, sourceUid, labels) => goneFor(said, { checkId, sourceUid, labels }),
    baseline: (checkId) => acceptedState(folded, checkId),
  };
}

/** What of the journal bears on a look at a time. */
export interface Recalled {
  memory: VerdictMemory;
  /** They change no verdict. */
  risks: AcceptedRisks;
}

/** What counts at a time, from the journal. Rejects with `SourceError` when that cannot be read. */
export async function readMemory(journal: Journal, nowMs: number, signal: AbortSignal): Promise<Recalled> {
  const ranges = memoryRanges(nowMs);
  const [acceptances, rounds] = await Promise.all([
    journal.read(ranges.acceptances, signal),
    journal.read(ranges.rounds, signal),
  ]);
  return {
    memory: verdictMemory({ acceptances, rounds }, nowMs),
    risks: acceptedRisks(foldAcceptances(acceptances, nowMs)),
  };
}
