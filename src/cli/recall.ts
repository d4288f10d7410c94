import { NO_RISKS } from '../core/acceptance/risk';
import { readMemory, type Recalled } from '../core/acceptance/verdictMemory';
import { NO_MEMORY } from '../core/check/memory';
import type { Journal } from '../core/journal/journal';
import { SourceError } from '../sources/sourceError';
import type { Io } from './io';

/** What verdicts remember and what is accepted at a time; nothing, and a word about it, when the journal cannot be read. */
export async function recall(
  command: string,
  journal: Journal,
  atMs: number,
  signal: AbortSignal,
  io: Io
): Promise<Recalled> {
  try {
    return await readMemory(journal, atMs, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SourceError)) {
      throw error;
    }
    io.err(
      `opsrounds ${command}: the journal cannot be read, so what was signed, accepted or said to be gone for good is not known: ` +
        `${error.code}, ${error.detail}\n`
    );
    return { memory: NO_MEMORY, risks: NO_RISKS };
  }
}
