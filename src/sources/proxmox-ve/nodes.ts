import type { PerNode, Read } from '../../core/inventory/read';
import type { PveParts } from '../../core/products/proxmox-ve/parts';
import { together, type Session } from '../proxmox/inventory';

export type PveSession = Session<PveParts>;

/** Names and whether the cluster sees them, by `/cluster/status`, or by the inventory where that may not be read. */
async function nodesOf(session: PveSession): Promise<Read<ReadonlyArray<{ name: string; online: boolean }>>> {
  const status = await session.part('status');
  if (status.ok) {
    return { ...status, value: status.value.nodes };
  }
  const resources = await session.part('resources');
  return resources.ok
    ? {
        ...resources,
        value: resources.value.nodes.map(({ name, status: state }) => ({ name, online: state !== 'offline' })),
      }
    : resources;
}

/** Asks every node that is there; an offline one would cost a timeout. */
export async function perNode<T>(
  session: PveSession,
  ask: (node: string) => Promise<Read<T>>
): Promise<Read<PerNode<T>>> {
  const nodes = await nodesOf(session);
  if (!nodes.ok) {
    return nodes;
  }
  const answers = await Promise.all(
    nodes.value.map(async ({ name, online }) => [name, online ? await ask(name) : offline(name)] as const)
  );
  return together(new Map(answers), nodes);
}

/** What the first node says that answers: all of them would say the same. */
export async function anyNode<T>(session: PveSession, ask: (node: string) => Promise<Read<T>>): Promise<Read<T>> {
  const nodes = await nodesOf(session);
  if (!nodes.ok) {
    return nodes;
  }
  let read: Read<T> = { ok: false, reason: { code: 'source-down', detail: 'No node is online.' } };
  for (const { name } of nodes.value.filter(({ online }) => online)) {
    read = await ask(name);
    if (read.ok || read.reason.code === 'not-permitted' || read.reason.code === 'unauthorized') {
      return read;
    }
  }
  return read;
}

/** The names of nodes that are known to be silent. */
export async function offlineNodes(session: PveSession): Promise<ReadonlySet<string>> {
  const nodes = await nodesOf(session);
  return new Set(nodes.ok ? nodes.value.flatMap(({ name, online }) => (online ? [] : [name])) : []);
}

export function offline(node: string): Extract<Read<never>, { ok: false }> {
  return { ok: false, reason: { code: 'source-down', detail: `${node} is offline` } };
}
