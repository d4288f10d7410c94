import type { PerNode, Read } from '../../inventory/read';
import type { NodeStatus } from '../proxmox/parts';
import { guestWord } from './guestState';
import type { PveGuest, PveNode, PveResources } from './parts';

/** Left to each node for itself and for what a moved guest needs beyond its memory. */
export const KEPT_PER_NODE_BYTES = 8 * 2 ** 30;

/** Memory that cannot be given back: the cache of ZFS counts as free where the node says what is available. */
export function usedMemory(status: NodeStatus): number | null {
  return status.memoryAvailableBytes !== null && status.memoryBytes !== null
    ? status.memoryBytes - status.memoryAvailableBytes
    : status.memoryUsedBytes;
}

export interface NodeMemory {
  usedBytes: number | null;
  sizeBytes: number | null;
}

/** Memory in use on a node: by its own status where that was read, else by the cluster's word. */
export function nodeMemory(node: PveNode, statuses: Read<PerNode<NodeStatus>> | undefined): NodeMemory {
  const status = statuses?.ok ? statuses.value.get(node.name) : undefined;
  return status?.ok
    ? { usedBytes: usedMemory(status.value), sizeBytes: status.value.memoryBytes }
    : { usedBytes: node.memoryUsedBytes, sizeBytes: node.memoryBytes };
}

/** What guests that are up were given on a node; null where one of them does not say, or whether it is up. */
export interface Allocation {
  vcpus: number | null;
  memoryBytes: number | null;
}

/** Allocations by node name, of every node that is listed. */
export function allocations({ nodes, guests }: PveResources): ReadonlyMap<string, Allocation> {
  const sums = new Map<string, { vcpus: number | null; memoryBytes: number | null }>(
    nodes.map(({ name }) => [name, { vcpus: 0, memoryBytes: 0 }])
  );
  for (const guest of guests) {
    const sum = sums.get(guest.node);
    // One that is paused, or stands on an IO error, holds what it was given.
    if (sum !== undefined && guest.status !== 'stopped' && !guest.template) {
      const isKnown = guestWord(guest.status) !== null;
      sum.vcpus = plus(sum.vcpus, isKnown ? guest.vcpus : null);
      sum.memoryBytes = plus(sum.memoryBytes, isKnown ? guest.memoryBytes : null);
    }
  }
  return sums;
}

export function isRunning({ status, template }: PveGuest): boolean {
  return status === 'running' && !template;
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

export interface Failover {
  /** Memory in use on all nodes as share of what the others have; above 1 it does not fit. */
  ratio: number;
  /** What is missing; 0 when it fits. */
  lacksBytes: number;
}

/**
 * Whether the others can hold what is in use when one node fails, by the name of that node. Only of nodes that are online, and
 * nothing at all unless each of them says what it has: a sum with a hole is no sum.
 */
export function failovers(
  nodes: readonly PveNode[],
  statuses: Read<PerNode<NodeStatus>> | undefined
): ReadonlyMap<string, Failover> {
  const online = nodes.filter(({ status }) => status === 'online');
  let used = 0;
  let room = 0;
  const rooms = new Map<string, number>();
  for (const node of online) {
    const { usedBytes, sizeBytes } = nodeMemory(node, statuses);
    if (usedBytes === null || sizeBytes === null) {
      return new Map();
    }
    used += usedBytes;
    const own = Math.max(0, sizeBytes - KEPT_PER_NODE_BYTES);
    room += own;
    rooms.set(node.name, own);
  }
  const left = [...rooms].map(([name, own]) => [name, room - own] as const).filter(([, others]) => others > 0);
  return new Map(
    left.map(([name, others]) => [name, { ratio: used / others, lacksBytes: Math.max(0, used - others) }])
  );
}
