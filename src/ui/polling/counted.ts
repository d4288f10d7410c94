import type { Clock } from '../../core/check/ports';
import type { Read } from './poll';

/** How many of the questions of a read under way were answered; `total` is 0 before it is known how many there are. */
export interface Steps {
  done: number;
  total: number;
}

export type OnProgress = (done: number, total: number) => void;

/** Answers come in bursts: a progress that counts each of them would be drawn more than what it is about. */
const COUNT_EVERY_MS = 100;

/** A read that tells how far it is, at most ten times a second. */
export function counted<T>(
  read: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>,
  clock: Clock
): Read<T, Steps> {
  return (signal, tell) => {
    let toldMs = -Infinity;
    return read(signal, (done, total) => {
      const nowMs = clock();
      if (nowMs - toldMs >= COUNT_EVERY_MS) {
        toldMs = nowMs;
        tell({ done, total });
      }
    });
  };
}
