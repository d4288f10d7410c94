import type { Backups } from '../backups';
import { createCeph, type LabCeph } from '../ceph';
import type { LabGuest } from '../guests';
import { createNode, type LabNode } from '../nodes';
import type { Story } from '../story';
import { createManyGuests, createPveGuests, type PveLabGuest } from './guests';
import { createHosts, type PveHost } from './hosts';
import { createPeople, type People } from './people';
import { createProtection, type Protection } from './protection';
import { createStorages, type PveLabStorage } from './storages';

/** A Proxmox VE cluster of the lab. */
export interface PveLabCluster {
  name: string;
  seed: number;
  story: Story;
  hosts: readonly PveHost[];
  guests: readonly PveLabGuest[];
  storages: readonly PveLabStorage[];
  protection: Protection;
  people: People;
  /** On the hosts themselves; null where they have none. */
  ceph: LabCeph | null;
}

export type PveClusterName = 'pve-a' | 'pve-b';

/** The two clusters on the nodes `pve-*`; their guests' ids overlap, as everybody's start at 100. */
export function createPveClusters(
  seed: number,
  story: Story,
  nodes: readonly LabNode[],
  known: readonly LabGuest[],
  backups: Backups
): Readonly<Record<PveClusterName, PveLabCluster>> {
  const cluster = (name: PveClusterName) => {
    const guests = createPveGuests(seed, story, name, nodes, known);
    return assemble(
      seed,
      story,
      name,
      nodes.filter((node) => node.name.startsWith(name)),
      guests,
      backups.snapshots
    );
  };
  return { 'pve-a': cluster('pve-a'), 'pve-b': cluster('pve-b') };
}

/** A cluster of any size, for the bench. */
export function createLargeCluster(
  seed: number,
  story: Story,
  name: string,
  size: { nodes: number; guests: number }
): PveLabCluster {
  const nodes = Array.from({ length: size.nodes }, (_, i) => createNode(seed, story, `pve-${name}-${i + 1}`));
  return assemble(seed, story, name, nodes, createManyGuests(seed, story, name, nodes, size.guests), []);
}

function assemble(
  seed: number,
  story: Story,
  name: string,
  nodes: readonly LabNode[],
  guests: readonly PveLabGuest[],
  known: Backups['snapshots']
): PveLabCluster {
  return {
    name,
    seed,
    story,
    guests,
    people: createPeople(story, 'pve'),
    ceph: name === 'pve-a' ? createCeph(seed, story, nodes) : null,
    hosts: createHosts(seed, story, nodes),
    storages: createStorages(seed, name, nodes),
    protection: createProtection(seed, story, name, guests, known),
  };
}
