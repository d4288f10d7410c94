import type { Clock } from '../core/check/ports';
import type { Read } from '../core/infra/read';

/** How long an answer is used again, in ms: a value, a missing permission, any other failure. */
export interface KeepMs {
  value: number;
  refusal: number;
  failure: number;
}

interface Running {
  answer: Promise<Read<unknown>>;
  abort: AbortController;
  readers: number;
}

/**
 * Keeps what was read under a name, and lets everybody who asks for the same at the same time wait for one request. It is
 * aborted when the last of them has gone.
 */
export class PartCache {
  private readonly clock: Clock;
  private kept = new Map<string, { read: Read<unknown>; untilMs: number }>();
  private running = new Map<string, Running>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Rejects with the caller's abort and with nothing else, as long as `ask` does. A name always stands for the same type. */
  async read<T>(
    name: string,
    keep: KeepMs,
    ask: (signal: AbortSignal) => Promise<Read<T>>,
    signal: AbortSignal
  ): Promise<Read<T>> {
    signal.throwIfAborted();
    const kept = this.kept.get(name);
    if (kept !== undefined && this.clock() < kept.untilMs) {
      return kept.read as Read<T>;
    }
    const running = this.running.get(name) ?? this.start(name, keep, ask);
    return (await this.join(running, name, signal)) as Read<T>;
  }

  /** The next read asks again; what is under way is not kept. */
  forget(): void {
    this.kept = new Map();
    this.running = new Map();
  }

  private start(name: string, keep: KeepMs, ask: (signal: AbortSignal) => Promise<Read<unknown>>): Running {
    const abort = new AbortController();
    const answer = ask(abort.signal).then(
      (read) => {
        if (this.running.get(name) === started) {
          this.running.delete(name);
          this.kept.set(name, { read, untilMs: this.clock() + lifetime(read, keep) });
        }
        return read;
      },
      (error: unknown) => {
        if (this.running.get(name) === started) {
          this.running.delete(name);
        }
        throw error;
      }
    );
    const started: Running = { answer, abort, readers: 0 };
    this.running.set(name, started);
    return started;
  }

  private join(running: Running, name: string, signal: AbortSignal): Promise<Read<unknown>> {
    running.readers += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        running.readers -= 1;
        if (running.readers === 0) {
          if (this.running.get(name) === running) {
            this.running.delete(name);
          }
          running.abort.abort(signal.reason);
        }
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      running.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }
}

function lifetime(read: Read<unknown>, keep: KeepMs): number {
  if (read.ok) {
    return keep.value;
  }
  return read.reason.code === 'not-permitted' ? keep.refusal : keep.failure;
}
