import { Observable } from 'rxjs';

/** One value, read by `work`, which is told to stop when nobody waits for it any more: a panel that is cancelled or closed. */
export function abortable<T>(work: (signal: AbortSignal) => Promise<T>): Observable<T> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    work(controller.signal).then(
      (value) => {
        subscriber.next(value);
        subscriber.complete();
      },
      (error: unknown) => {
        if (!controller.signal.aborted) {
          subscriber.error(error);
        }
      }
    );
    return () => controller.abort();
  });
}
