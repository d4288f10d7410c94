import { createBackups, type Backups } from './model/backups';
import { createCluster, type Cluster } from './model/cluster';
import { createDelivery, type Delivery } from './model/delivery';
import { createGuests, type LabGuest } from './model/guests';
import { createNodes, type LabNode } from './model/nodes';
import { createBackupServer, type BackupServer } from './model/proxmox/backupServer';
import { createPveClusters, type PveClusterName, type PveLabCluster } from './model/proxmox/cluster';
import { createServices, type LabService } from './model/services';
import { storyOf, type Story } from './model/story';

/** The lab at any moment. Everything is a pure function of the seed, the story's morning and the time. */
export interface Fleet {
  seed: number;
  story: Story;
  nodes: readonly LabNode[];
  guests: readonly LabGuest[];
  cluster: Cluster;
  backups: Backups;
  delivery: Delivery;
  pve: Readonly<Record<PveClusterName, PveLabCluster>>;
  backupServer: BackupServer;
  services: readonly LabService[];
}

/** The fleet of a seed whose troubles lie around the given local morning (`YYYY-MM-DD`). */
export function createFleet(seed: number, morning: string): Fleet {
  const story = storyOf(morning);
  const nodes = createNodes(seed, story);
  const guests = createGuests(seed);
  const backups = createBackups(story);
  const pve = createPveClusters(seed, story, nodes, guests, backups);
  return {
    seed,
    story,
    nodes,
    guests,
    cluster: createCluster(seed, story),
    backups,
    delivery: createDelivery(seed, story),
    pve,
    backupServer: createBackupServer(seed, story, pve),
    services: createServices(seed, story),
  };
}
