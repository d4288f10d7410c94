import type { Read } from './read';

/**
 * One server that is read part by part (`PveParts`, `ArgoParts` ...). Rejects with the caller's abort and with nothing else: a
 * part that cannot be read says why. Answers are kept for a while, so that pages, panels and checks ask once.
 */
export interface Inventory<Parts> {
  readonly uid: string;
  readonly name: string;
  read<K extends keyof Parts & string>(
    parts: readonly K[],
    options: {
      signal: AbortSignal;
      onProgress?: (done: number, total: number) => void;
      /** Called for each part as soon as it is there, while others are still asked for. */
      onPart?: <P extends K>(part: P, read: Read<Parts[P]>) => void;
    }
  ): Promise<{ readonly [P in K]: Read<Parts[P]> }>;
  /** The next read asks the server again, what it refused included. */
  forget(): void;
}
