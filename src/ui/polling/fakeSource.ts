import type { PollSource, Read } from './poll';

/** A read that ends when the test says so; unlike a good reader it goes on when it is aborted. */
export interface FakeRead {
  /** 1 for the first one. */
  number: number;
  signal: AbortSignal;
  last: string | null;
  tell: (progress: number) => void;
  answer: (value: string) => Promise<void>;
  fail: (error: Error) => Promise<void>;
}

/** Lets promises run, and no time pass. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await Promise.resolve();
  }
}

/** A source that is polled every 60 s, every 30 s while it says `silent`. */
export class FakeSource implements PollSource<string, number> {
  readonly reads: FakeRead[] = [];
  readonly everyMs = 60_000;
  readonly retryMs = 30_000;

  constructor(readonly onFocus = false) {}

  readonly isGood = (value: string) => value !== 'silent';

  readonly read: Read<string, number> = (signal, tell, last) =>
    new Promise((resolve, reject) => {
      const end = (how: () => void) => {
        how();
        return settle();
      };
      this.reads.push({
        number: this.reads.length + 1,
        signal,
        last,
        tell,
        answer: (value) => end(() => resolve(value)),
        fail: (error) => end(() => reject(error)),
      });
    });

  /** The n-th read, from 1. */
  nth(number: number): FakeRead {
    const read = this.reads[number - 1];
    if (!read) {
      throw new Error(`only ${this.reads.length} reads were begun`);
    }
    return read;
  }
}
