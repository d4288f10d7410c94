import type { Read } from '../../core/inventory/read';
import type { BackupJob, PveParts, PveStorage } from '../../core/products/proxmox-ve/parts';
import { ALL_STORAGES } from '../../core/products/proxmox/completeness';
import type { GuestBackup } from '../../core/products/proxmox/parts';
import { holds, holdsBelow, missing } from '../../core/products/proxmox/privileges';
import { parseStorageBackups } from '../proxmox/backups';
import { filtered, together, type PartReaders } from '../proxmox/inventory';
import { parseBackupJobs, parseIncluded } from './backups';
import { offline, offlineNodes, type PveSession } from './nodes';
import { parseRrd } from './rrd';

const AUDIT = [{ privilege: 'Sys.Audit', path: '/' }];

export const PVE_BACKUP_PARTS: Pick<PartReaders<PveParts>, 'backupJobs' | 'backups' | 'storageMonth'> = {
  backupJobs,
  backups: (session) =>
    perStorage(
      session,
      ({ content }) => content.includes('backup'),
      (storage, place) => backupsOn(session, storage, place)
    ),
  storageMonth: (session) =>
    perStorage(
      session,
      () => true,
      (storage) =>
        session.get({
          path: `${storagePath(storage)}/rrddata`,
          query: { timeframe: 'month', cf: 'MAX' },
          keep: 'inventory',
          needs: [{ privilege: 'Datastore.Audit', path: `/storage/${storage.name}` }],
          parse: parseRrd,
        })
    ),
};

/** The jobs, each with the volumes it takes: what a job covers is said by nothing else correctly. */
async function backupJobs(session: PveSession): Promise<Read<readonly BackupJob[]>> {
  const jobs = await session.get({ path: '/cluster/backup', keep: 'lists', needs: AUDIT, parse: parseBackupJobs });
  if (!jobs.ok) {
    return jobs;
  }
  const value = await Promise.all(
    jobs.value.map(async (job) => ({
      ...job,
      included: await session.get({
        path: `/cluster/backup/${encodeURIComponent(job.id)}/included_volumes`,
        keep: 'lists',
        needs: AUDIT,
        parse: parseIncluded,
      }),
    }))
  );
  return { ...jobs, value };
}

/**
 * What a storage holds, unless the server would leave backups out without saying so: with Datastore.Audit alone it answers 200
 * and an empty list.
 */
async function backupsOn(
  session: PveSession,
  storage: PveStorage,
  place: string
): Promise<Read<readonly GuestBackup[]>> {
  const permissions = await session.part('permissions');
  if (!permissions.ok) {
    return permissions;
  }
  const path = `/storage/${storage.name}`;
  if (!holds(permissions.value, path, 'Datastore.Allocate')) {
    if (!holds(permissions.value, path, 'Datastore.AllocateSpace')) {
      return { ok: false, reason: missing({ privilege: 'Datastore.AllocateSpace', path }) };
    }
    if (!holdsBelow(permissions.value, '/vms', 'VM.Backup')) {
      return { ok: false, reason: missing({ privilege: 'VM.Backup', path: '/vms' }) };
    }
  }
  return session.get({
    path: `${storagePath(storage)}/content`,
    query: { content: 'backup' },
    keep: 'lists',
    needs: [{ privilege: 'Datastore.Audit', path }],
    parse: (data) => parseStorageBackups(data, place),
  });
}

export function storagePath({ node, name }: Pick<PveStorage, 'node' | 'name'>): string {
  return `/nodes/${encodeURIComponent(node)}/storage/${encodeURIComponent(name)}`;
}

/** Asks a shared storage once, on a node that has it; others on every node, keyed `node/storage`. */
async function perStorage<T>(
  session: PveSession,
  wanted: (storage: PveStorage) => boolean,
  ask: (storage: PveStorage, place: string) => Promise<Read<T>>
): Promise<Read<ReadonlyMap<string, Read<T>>>> {
  const resources = await session.part('resources');
  if (!resources.ok) {
    return resources;
  }
  const silent = await offlineNodes(session);
  const places = new Map<string, PveStorage>();
  for (const storage of resources.value.storages.filter(wanted)) {
    const place = storage.shared ? storage.name : `${storage.node}/${storage.name}`;
    const found = places.get(place);
    if (found === undefined || (!isThere(found, silent) && isThere(storage, silent))) {
      places.set(place, storage);
    }
  }
  const answers = await Promise.all(
    [...places].map(
      async ([place, storage]) =>
        [place, silent.has(storage.node) ? offline(storage.node) : await ask(storage, place)] as const
    )
  );
  return filtered(together(new Map(answers), resources), await session.part('permissions'), ALL_STORAGES);
}

function isThere({ node, available }: PveStorage, silent: ReadonlySet<string>): boolean {
  return available && !silent.has(node);
}
