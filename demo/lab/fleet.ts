import { createBackups, type Backups } from './model/backups';
import { createCluster, type Cluster } from './model/cluster';
import { createDelivery, type Delivery } from './model/delivery';
import { createGuests, type LabGuest } from './model/guests';
import { createNodes, type LabNode } from './model/nodes';
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
}

/** The fleet of a seed whose troubles lie around the given local morning (`YYYY-MM-DD`). */
export function createFleet(seed: number, morning: string): Fleet {
  const story = storyOf(morning);
  return {
    seed,
    story,
    nodes: createNodes(seed, story),
    guests: createGuests(seed),
    cluster: createCluster(seed, story),
    backups: createBackups(story),
    delivery: createDelivery(seed, story),
  };
}
