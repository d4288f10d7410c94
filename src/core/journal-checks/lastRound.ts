import { runEvents } from '../checklist/event';
import { foldRun } from '../checklist/fold';
import { isStanding } from '../checklist/signed';
import type { RunState } from '../checklist/state';
import { summariesOf, type RunSummary } from '../checklist/summary';
import type { Journal } from '../journal/journal';
import { EVER_MS, missing, type Last } from './last';

const DAY_MS = 86_400_000;
/** Rounds of a list that are looked into: the last one, and where that does not do, some before it. */
const DEPTHS = [1, 13] as const;

interface Asked {
  list: string;
  nowMs: number;
  /** Of a list with two signatures one alone is none. */
  signatures: 1 | 2;
}

type Reader = Pick<Journal, 'read'>;

/** When a list was last signed in full, by a signature that nothing came after. */
export function lastSignature(journal: Reader, asked: Asked, signal: AbortSignal): Promise<Last> {
  return lastRound(
    journal,
    asked,
    {
      isIt: ({ reason }) => reason === null,
      atMs: (state) => signedMs(state, asked.signatures),
      never: 'Nobody has signed it in full yet.',
    },
    signal
  );
}

/** When an item was last done by somebody in a round that was signed. */
export function lastDone(journal: Reader, itemId: string, asked: Asked, signal: AbortSignal): Promise<Last> {
  return lastRound(
    journal,
    asked,
    {
      isIt: () => true,
      atMs: ({ signature, decisions }) => {
        const decision = decisions.get(itemId);
        return signature !== null && !signature.cut && decision?.kind === 'done' ? decision.atMs : null;
      },
      never: 'Nobody has done it in a round that was signed.',
    },
    signal
  );
}

function signedMs({ signature }: RunState, signatures: 1 | 2): number | null {
  if (!isStanding(signature) || signature.incomplete !== null || signature.cut) {
    return null;
  }
  return signatures === 2 ? (signature.second?.atMs ?? null) : signature.atMs;
}

interface Wanted {
  isIt: (summary: RunSummary) => boolean;
  /** From the round's own events; its summary is a claim of whoever wrote it. */
  atMs: (state: RunState) => number | null;
  never: string;
}

async function lastRound(
  journal: Reader,
  { list, nowMs }: Asked,
  { isIt, atMs, never }: Wanted,
  signal: AbortSignal
): Promise<Last> {
  const toMs = nowMs + DAY_MS;
  // Of all lists: one reading for all who ask.
  const recorded = await journal.read({ class: 'sum', fromMs: EVER_MS, toMs }, signal);
  const signed = summariesOf(recorded).filter((one) => one.list === list && one.outcome === 'signed' && isIt(one));
  const newest = [...signed].reverse();
  for (const depth of DEPTHS) {
    const rounds = newest.slice(0, depth);
    if (rounds.length === 0) {
      return missing(never);
    }
    const fromMs = Math.min(...rounds.map((one) => Math.min(one.startedMs ?? one.atMs, one.openMs, one.atMs))) - DAY_MS;
    const reading = await journal.read({ class: 'run', list, fromMs: Math.max(EVER_MS, fromMs), toMs }, signal);
    const events = runEvents(reading);
    const times = rounds.flatMap(({ run }) => atMs(foldRun(events, reading.rejected, run)) ?? []);
    if (times.length > 0) {
      return { atMs: Math.max(...times) };
    }
    if (newest.length <= depth) {
      return missing(never);
    }
  }
  return missing(`The last ${DEPTHS[1]} rounds have none that counts.`);
}
