/**
 * One answer for all who ask for it while one of them holds it. Whoever aborts has left, also after the answer; with the last one
 * it is forgotten, and so is a failure.
 */
export function joined<T>(ask: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let current: Asked<T> | null = null;
  const forget = (asked: Asked<T>) => {
    current = current === asked ? null : current;
  };
  return async (signal) => {
    signal.throwIfAborted();
    const asked = current ?? begin(ask);
    current = asked;
    asked.holders += 1;
    return new Promise<T>((resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
        asked.holders -= 1;
        if (asked.holders === 0) {
          forget(asked);
          asked.abort.abort();
        }
      });
      asked.answer.then(resolve, (error: Error) => {
        forget(asked);
        reject(error);
      });
    });
  };
}

interface Asked<T> {
  answer: Promise<T>;
  abort: AbortController;
  holders: number;
}

function begin<T>(ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const abort = new AbortController();
  return { answer: ask(abort.signal), abort, holders: 0 };
}
