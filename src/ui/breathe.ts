import type { Breathe } from '../core/check/steps';

/** Work goes on for so long before what a person does has its turn; well below what is felt. */
const SPELL_MS = 40;

/** Lets the page paint and answer clicks while much is judged. */
export function breathing(): Breathe {
  let sinceMs = performance.now();
  return () => {
    if (performance.now() - sinceMs < SPELL_MS) {
      return undefined;
    }
    return new Promise((resolve) =>
      setTimeout(() => {
        sinceMs = performance.now();
        resolve();
      })
    );
  };
}
