import { maintenanceText } from '../../../core/products/proxmox-backup/datastoreState';
import type { Datastore, DatastoreJob, PbsParts } from '../../../core/products/proxmox-backup/parts';
import type { Disk, NodeStatus, PendingUpdate } from '../../../core/products/proxmox/parts';
import { endedAs } from '../../../core/products/proxmox/tasks';
import { ago, bytes, moment, number, ratio, share, text } from '../../../ui/datasource/tableFrame';
import { storeOf } from './backups';
import { gather } from './gather';
import { nodeStatusColumns } from './nodeStatusColumns';
import { partOf, table } from './table';
import { diskColumns, diskFailed, updateColumns } from './upkeepColumns';

export const datastores = table<PbsParts, Datastore>({
  name: 'Datastores',
  parts: ['datastores'],
  rows: (read) => gather(partOf(read, 'datastores'), (found) => found),
  columns: [
    text('Datastore', ({ name }) => name),
    bytes('Used', ({ usedBytes }) => usedBytes),
    bytes('Available', ({ availableBytes }) => availableBytes),
    bytes('Size', ({ sizeBytes }) => sizeBytes),
    ratio('Use', (store) => share(store.usedBytes, store.sizeBytes)),
    // Day 0 stands for never.
    ago('Full by estimate', ({ estimatedFullMs }) => estimatedFullMs || null),
    number('Deduplication', ({ deduplicationFactor }) => deduplicationFactor, { unit: 'suffix:x', decimals: 1 }),
    text('Maintenance', ({ maintenance }) => maintenance && maintenanceText(maintenance)),
    text('Error', ({ error }) => error),
  ],
  names: { storage: ({ name }) => [name] },
});

export const groups = table<PbsParts, PbsParts['groups'][number]>({
  name: 'Backup groups',
  parts: ['groups'],
  rows: (read) => gather(partOf(read, 'groups'), (found) => found),
  columns: [
    text('ID', ({ id }) => id),
    text('Kind', ({ kind }) => kind),
    text('Place', ({ place }) => place),
    ago('Newest', ({ newestMs }) => newestMs),
    number('Backups', ({ count }) => count),
  ],
  names: { guest: ({ id }) => [id], storage: ({ place }) => [place, storeOf(place)] },
});

export const jobs = table<PbsParts, DatastoreJob>({
  name: 'Jobs',
  parts: ['jobs'],
  rows: (read) => gather(partOf(read, 'jobs'), (found) => found),
  columns: [
    text('Kind', ({ kind }) => kind),
    text('Job', ({ id }) => id),
    text('Datastore', ({ datastore }) => datastore),
    text('Schedule', ({ schedule }) => schedule),
    moment('Next run', ({ nextRunMs }) => nextRunMs),
    ago('Last run', ({ lastRunEndedMs }) => lastRunEndedMs),
    text('Last state', ({ lastRunState }) => lastRunState),
  ],
  names: { storage: ({ datastore }) => [datastore] },
  failed: ({ lastRunState }) => lastRunState !== null && !['ok', 'warnings'].includes(endedAs(lastRunState)),
});

export const nodeStatusOfPbs = table<PbsParts, NodeStatus>({
  name: 'Server status',
  parts: ['nodeStatus'],
  rows: (read) => gather(partOf(read, 'nodeStatus'), (status) => [status]),
  columns: nodeStatusColumns(),
});

export const updatesOfPbs = table<PbsParts, PendingUpdate>({
  name: 'Updates',
  parts: ['updates'],
  rows: (read) => gather(partOf(read, 'updates'), (found) => found),
  columns: updateColumns(),
});

export const disksOfPbs = table<PbsParts, Disk>({
  name: 'Disks',
  parts: ['disks'],
  rows: (read) => gather(partOf(read, 'disks'), (found) => found),
  columns: diskColumns(),
  failed: diskFailed,
});
