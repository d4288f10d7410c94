import type { Clock } from '../../core/check/ports';
import { bugOf } from '../../core/check/verdict';
import type { Inventory } from '../../core/inventory/port';
import type { Read } from '../../core/inventory/read';

/** What one `read` of an inventory works with. */
export interface Session<Parts> {
  signal: AbortSignal;
  nowMs: number;
  /** Another part, read once per session. */
  part<K extends keyof Parts & string>(name: K): Promise<Read<Parts[K]>>;
  /** Counts a request of this session into its progress. */
  counted<T>(request: Promise<T>): Promise<T>;
}

/** Each part by its reader; `S` is the session as the product's client extends it by its ways to ask. */
export type PartReaders<Parts, S> = {
  readonly [K in keyof Parts & string]: (session: S) => Promise<Read<Parts[K]>>;
};

interface Client<Parts, S> {
  readers: PartReaders<Parts, S>;
  open: (session: Session<Parts>) => S;
  clock: Clock;
  /** Drops what was kept of the server. */
  forget: () => void;
}

/**
 * The port over one server: parts by their readers, progress by requests. What a reader throws is a bug of ours and its part is
 * `internal`; only the caller's abort gets out.
 */
export function inventoryOf<Parts, S>(
  { uid, name }: { uid: string; name: string },
  { readers, open, clock, forget }: Client<Parts, S>
): Inventory<Parts> {
  return {
    uid,
    name,
    async read(parts, { signal, onProgress, onPart }) {
      signal.throwIfAborted();
      const session = startSession(readers, open, { nowMs: clock(), signal, onProgress });
      const entries = await Promise.all(
        parts.map(async (part) => {
          const read = await session.part(part);
          onPart?.(part, read);
          return [part, read] as const;
        })
      );
      // One entry per part that was asked for, each read by the part's own reader.
      return Object.fromEntries(entries) as { [P in (typeof parts)[number]]: Read<Parts[P]> };
    },
    forget,
  };
}

interface Start {
  nowMs: number;
  signal: AbortSignal;
  onProgress: ((done: number, total: number) => void) | undefined;
}

function startSession<Parts, S>(
  readers: PartReaders<Parts, S>,
  open: (session: Session<Parts>) => S,
  { nowMs, signal, onProgress }: Start
): Session<Parts> {
  const parts = new Map<string, Promise<Read<unknown>>>();
  let done = 0;
  let total = 0;
  const session: Session<Parts> = {
    signal,
    nowMs,
    async counted(request) {
      total += 1;
      const answer = await request;
      done += 1;
      onProgress?.(done, total);
      return answer;
    },
    part<K extends keyof Parts & string>(name: K) {
      const read = parts.get(name) ?? guarded(() => readers[name](opened), signal);
      parts.set(name, read);
      // Kept under its own name only.
      return read as Promise<Read<Parts[K]>>;
    },
  };
  const opened = open(session);
  return session;
}

async function guarded<T>(read: () => Promise<Read<T>>, signal: AbortSignal): Promise<Read<T>> {
  try {
    return await read();
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, reason: bugOf(error) };
  }
}
