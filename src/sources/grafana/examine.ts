import type { Clock } from '../../core/check/ports';
import { isReason } from '../../core/check/verdict';
import type { Diagnosis, Facts } from '../../core/inventory/diagnosis';
import type { Transport } from '../transport/port';
import { diagnose, type Outcome, type Suspects } from './diagnose';
import { proxyAddress } from './proxy';
import { savedOf, type SavedSettings } from './savedSettings';

/** A server that was asked for its version answers at once, or something is wrong. */
const PATIENCE_MS = 15_000;

/** The question that every server of a kind answers, and how its answer is told from another's. */
export interface VersionQuestion {
  /** What all paths begin with: `/api2/json`. */
  root: string;
  /** Below the root. */
  path: string;
  isVersion: (body: unknown) => boolean;
}

/** The settings of every data source that Grafana's proxy reads. */
export interface ProxySettings {
  tlsAuthWithCACert?: boolean;
  tlsSkipVerify?: boolean;
  /** Seconds until the proxy gives up. */
  timeout?: number;
}

/** What a product says of itself, so that one examination serves them all. */
export interface Examined<Cause extends string, Field extends string> {
  question: VersionQuestion;
  suspects: (facts: Facts) => Suspects<Cause>;
  /** The settings that nothing works without, and are not there. */
  missing: (saved: SavedSettings) => readonly Field[];
}

export interface Failure<Cause extends string, Field extends string> {
  ok: false;
  facts: Facts;
  diagnosis: Diagnosis<Cause, Field>;
}

/** What was found out about the settings, and why the server cannot be read with them; null when it gave its version. */
export interface Examination<Cause extends string, Field extends string> {
  facts: Facts;
  failure: Failure<Cause, Field> | null;
}

/**
 * Asks the server for its version with the settings as they are saved, and looks whether those are complete. Rejects with the
 * caller's abort and with bugs of ours.
 */
export async function examine<Cause extends string, Field extends string>(
  { uid, settings }: { uid: string; settings: ProxySettings },
  { question, suspects, missing }: Examined<Cause, Field>,
  { transport, clock, signal }: { transport: Transport; clock: Clock; signal: AbortSignal }
): Promise<Examination<Cause, Field>> {
  const [outcome, saved] = await Promise.all([
    askVersion(uid, question, { transport, clock, signal }),
    savedOf(uid, transport, signal),
  ]);
  const facts = factsOf(settings, saved);
  const absent = saved === null ? [] : missing(saved);
  // Before the answer: an open server tells its version without a token.
  const diagnosis: Diagnosis<Cause, Field> | null =
    absent.length > 0
      ? { happened: 'incomplete', causes: [], missing: absent }
      : diagnose({ isVersion: question.isVersion, suspects }, facts, outcome);
  return { facts, failure: diagnosis && { ok: false, facts, diagnosis } };
}

function factsOf({ tlsSkipVerify, tlsAuthWithCACert, timeout }: ProxySettings, saved: SavedSettings | null): Facts {
  return {
    address: saved?.address || null,
    trust: tlsSkipVerify ? 'nobody asked' : tlsAuthWithCACert ? 'ca' : 'system',
    ...(timeout && { timeoutMs: timeout * 1000 }),
  };
}

async function askVersion(
  uid: string,
  { root, path }: VersionQuestion,
  { transport, clock, signal }: { transport: Transport; clock: Clock; signal: AbortSignal }
): Promise<Outcome> {
  const startedMs = clock();
  const address = proxyAddress({ uid, root }, path);
  try {
    const response = await transport.send({ method: 'GET', path: address, signal, timeoutMs: PATIENCE_MS });
    return { response, elapsedMs: clock() - startedMs };
  } catch (error) {
    signal.throwIfAborted();
    if (!isReason(error)) {
      throw error;
    }
    return { error, elapsedMs: clock() - startedMs };
  }
}
