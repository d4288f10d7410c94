import type { Inventory } from '../../core/inventory/port';
import type { Read } from '../../core/inventory/read';
import type { Permissions } from '../../core/products/proxmox/parts';
import { holdsBelow, missing, type Need } from '../../core/products/proxmox/privileges';
import type { ApiRequest, ProxmoxServer } from './server';

/** What one `read` works with. */
export interface Session<Parts> {
  get<T>(request: ApiRequest<T>): Promise<Read<T>>;
  /** Another part, read once per session. */
  part<K extends keyof Parts & string>(name: K): Promise<Read<Parts[K]>>;
  nowMs: number;
}

export type PartReaders<Parts> = {
  readonly [K in keyof Parts & string]: (session: Session<Parts>) => Promise<Read<Parts[K]>>;
};

/** The port over one server: parts by their readers, progress by requests. */
export function inventory<Parts>(
  ref: { uid: string; name: string },
  server: ProxmoxServer,
  readers: PartReaders<Parts>,
  clock: () => number
): Inventory<Parts> {
  return {
    uid: ref.uid,
    name: ref.name,
    async read(parts, { signal, onProgress, onPart }) {
      signal.throwIfAborted();
      const session = openSession(server, readers, clock(), signal, onProgress);
      const entries = await Promise.all(
        parts.map(async (part) => {
          const read = await session.part(part);
          onPart?.(part, read);
          return [part, read] as const;
        })
      );
      return Object.fromEntries(entries) as { [P in (typeof parts)[number]]: Read<Parts[P]> };
    },
    forget: () => server.forget(),
  };
}

function openSession<Parts>(
  server: ProxmoxServer,
  readers: PartReaders<Parts>,
  nowMs: number,
  signal: AbortSignal,
  onProgress: ((done: number, total: number) => void) | undefined
): Session<Parts> {
  const parts = new Map<string, Promise<Read<unknown>>>();
  let done = 0;
  let total = 0;
  const session: Session<Parts> = {
    nowMs,
    async get(request) {
      total += 1;
      const answer = await server.get(request, signal);
      done += 1;
      onProgress?.(done, total);
      return answer;
    },
    part<K extends keyof Parts & string>(name: K) {
      const read = parts.get(name) ?? guarded(readers[name](session), signal);
      parts.set(name, read);
      // Kept under its own name only.
      return read as Promise<Read<Parts[K]>>;
    },
  };
  return session;
}

/** What a reader throws is a bug and shown as one; only the caller's abort gets out. */
async function guarded<T>(reading: Promise<Read<T>>, signal: AbortSignal): Promise<Read<T>> {
  try {
    return await reading;
  } catch (error) {
    signal.throwIfAborted();
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ok: false, reason: { code: 'internal', detail } };
  }
}

export function mapRead<T, U>(read: Read<T>, change: (value: T) => U): Read<U> {
  return read.ok ? { ...read, value: change(read.value) } : read;
}

/** Many answers as one part: as old as the oldest of them, and not whole when the list of what to ask was not. */
export function together<K, T>(
  answers: ReadonlyMap<K, Read<T>>,
  list: Extract<Read<unknown>, { ok: true }>
): Read<ReadonlyMap<K, Read<T>>> {
  let atMs = list.atMs;
  for (const answer of answers.values()) {
    atMs = answer.ok ? Math.min(atMs, answer.atMs) : atMs;
  }
  return { ok: true, value: answers, atMs, ...(list.partial && { partial: list.partial }) };
}

/** A server leaves out of a list what the token may not see: unless the privilege counts everywhere, the list is not all. */
export function filtered<T>(read: Read<T>, permissions: Read<Permissions>, { path, privilege }: Need): Read<T> {
  if (!read.ok || (permissions.ok && holdsBelow(permissions.value, path, privilege))) {
    return read;
  }
  const partial = permissions.ok ? missing({ path, privilege }) : permissions.reason;
  return { ...read, partial: read.partial ?? partial };
}
