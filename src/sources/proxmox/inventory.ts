import type { Clock } from '../../core/check/ports';
import type { Inventory } from '../../core/inventory/port';
import type { Read } from '../../core/inventory/read';
import type { Permissions } from '../../core/products/proxmox/parts';
import { holdsBelow, missing, type Need } from '../../core/products/proxmox/privileges';
import { inventoryOf, type PartReaders as CommonReaders, type Session as Common } from '../grafana/inventory';
import type { ApiRequest, ProxmoxServer } from './server';

/** What the readers of a Proxmox server work with. */
export interface Session<Parts> extends Common<Parts> {
  get<T>(request: ApiRequest<T>): Promise<Read<T>>;
}

export type PartReaders<Parts> = CommonReaders<Parts, Session<Parts>>;

/** The port over one Proxmox server. */
export function inventory<Parts>(
  ref: { uid: string; name: string },
  server: ProxmoxServer,
  readers: PartReaders<Parts>,
  clock: Clock
): Inventory<Parts> {
  return inventoryOf(ref, {
    readers,
    open: (session) => ({ ...session, get: (request) => session.counted(server.get(request, session.signal)) }),
    clock,
    forget: () => server.forget(),
  });
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
