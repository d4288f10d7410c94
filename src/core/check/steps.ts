/**
 * Long work in pieces: it yields where it may be left for a while. However long it is left, the same comes out.
 */
export type Steps<T> = Generator<void, T, void>;

/** Undefined to go on at once, or what to wait for before the next piece. Injected: when others are due is not known here. */
export type Breathe = () => Promise<void> | undefined;

/** So many small things are done between two steps. */
const PIECE = 250;

/** Whether a loop that is at this index ends a piece. */
export function endsPiece(index: number): boolean {
  return index % PIECE === PIECE - 1;
}

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done === true) {
      return next.value;
    }
  }
}

/** Does the work with a breath between pieces. Rejects only when the signal aborts, or the work itself breaks. */
export async function inSteps<T>(steps: Steps<T>, breathe: Breathe | undefined, signal: AbortSignal): Promise<T> {
  for (;;) {
    const next = steps.next();
    if (next.done === true) {
      return next.value;
    }
    const rest = breathe?.();
    if (rest !== undefined) {
      await rest;
      signal.throwIfAborted();
    }
  }
}
