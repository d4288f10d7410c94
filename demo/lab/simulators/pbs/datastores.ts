import type { LabArchive, LabDatastore, LabDatastoreJob } from '../../model/proxmox/backupServer';
import { countUntil, lastUntil } from '../../model/wave';
import { present } from '../pve/endpoint';
import { PbsRefused, pbsUpid, type PbsCall, type PbsEndpoint } from './endpoint';

const DAY = 86400;

const mayAudit = ({ caller }: PbsCall, store: string): boolean => caller.has(`/datastore/${store}`, 'Datastore.Audit');

const visible = (call: PbsCall): LabDatastore[] => call.server.datastores.filter(({ name }) => mayAudit(call, name));

function usage(call: PbsCall): unknown[] {
  const { t } = call;
  return visible(call).map((store) => {
    const { name, sizeBytes, used, deduplication } = store;
    const usedBytes = Math.round(used(t) * sizeBytes);
    const perDay = used(t) - used(t - 30 * DAY);
    const delta = 1800;
    const start = Math.floor(t / delta) * delta - 1439 * delta;
    return present({
      store: name,
      total: sizeBytes,
      used: usedBytes,
      avail: sizeBytes - usedBytes,
      'mount-status': 'nonremovable',
      'backend-type': 'filesystem',
      history: Array.from({ length: 1440 }, (_, i) => Math.round(used(start + i * delta) * 1e6) / 1e6),
      'history-start': start,
      'history-delta': delta,
      // A line through the last month; nothing where it does not rise.
      'estimated-full-date': perDay > 0.001 ? Math.round(t + ((1 - used(t)) / perDay) * 30 * DAY) : undefined,
      'gc-status': collection(usedBytes, deduplication),
    });
  });
}

function collection(usedBytes: number, deduplication: number): Record<string, number> {
  return {
    'disk-bytes': usedBytes,
    'disk-chunks': Math.round(usedBytes / 1.9e6),
    'index-file-count': 3100,
    'index-data-bytes': Math.round(usedBytes * deduplication),
    'pending-bytes': 0,
    'pending-chunks': 0,
    'removed-bad': 0,
    'removed-bytes': 83_886_080_000,
    'removed-chunks': 41_000,
    'still-bad': 0,
  };
}

function storeOf(call: PbsCall): LabDatastore {
  const { store = '' } = call.parts;
  if (!mayAudit(call, store)) {
    throw new PbsRefused(403, `missing permissions 'Datastore.Audit|Datastore.Backup' on '/datastore/${store}'`);
  }
  const found = call.server.datastores.find(({ name }) => name === store);
  if (found === undefined) {
    throw new PbsRefused(400, `datastore '${store}' does not exist.`);
  }
  return found;
}

/** What is in the asked namespace of a datastore. */
function archives(call: PbsCall): LabArchive[] {
  const { name } = storeOf(call);
  const namespace = call.query.get('ns') ?? '';
  if (!call.server.namespaces.includes(namespace)) {
    throw new PbsRefused(400, `namespace '${namespace}' not found`);
  }
  return call.server.archives(call.t).filter((one) => one.store === name && one.namespace === namespace);
}

const filesOf = ({ kind }: LabArchive): string[] =>
  kind === 'vm'
    ? ['qemu-server.conf.blob', 'drive-scsi0.img.fidx', 'index.json.blob']
    : ['root.pxar.didx', 'catalog.pcat1.didx', 'index.json.blob'];

const OWNER = 'backup@pbs!pve';

function groups(call: PbsCall): unknown[] {
  const byGroup = new Map<string, LabArchive[]>();
  for (const archive of archives(call)) {
    const key = `${archive.kind}/${archive.id}`;
    byGroup.set(key, [...(byGroup.get(key) ?? []), archive]);
  }
  return [...byGroup.values()].flatMap((group) => {
    const [newest] = [...group].sort((a, b) => b.takenAt - a.takenAt);
    return newest === undefined
      ? []
      : [
          {
            'backup-type': newest.kind,
            'backup-id': newest.id,
            'last-backup': newest.takenAt,
            'backup-count': group.length,
            files: filesOf(newest),
            owner: OWNER,
          },
        ];
  });
}

function snapshots(call: PbsCall): unknown[] {
  const { query } = call;
  return archives(call)
    .filter(({ kind }) => (query.get('backup-type') ?? kind) === kind)
    .filter(({ id }) => (query.get('backup-id') ?? id) === id)
    .map((archive) => {
      const { kind, id, comment, takenAt, sizeBytes, verified, verifiedAt } = archive;
      const upid = pbsUpid(verifiedAt ?? 0, 'verificationjob', 'main:v-main-daily', 'root@pam');
      return present({
        'backup-type': kind,
        'backup-id': id,
        'backup-time': takenAt,
        size: Math.round(sizeBytes),
        comment,
        owner: OWNER,
        protected: archive.protected,
        verification: verified === null ? undefined : { state: verified, upid },
        files: filesOf(archive).map((filename) => ({ filename, size: 1024, 'crypt-mode': 'none' })),
      });
    });
}

/** The words about a job that all kinds share. */
function jobRow({ id, kind, store, schedule, starts, durationSeconds, state }: LabDatastoreJob, t: number) {
  const last = lastUntil(starts, t - durationSeconds);
  return present({
    id: kind === 'gc' ? undefined : id,
    store,
    schedule,
    'next-run': starts[countUntil(starts, t)],
    'last-run-endtime': last === undefined ? undefined : last + durationSeconds,
    'last-run-state': last === undefined ? undefined : state,
    'last-run-upid':
      last === undefined || kind === 'gc' ? undefined : pbsUpid(last, `${kind}job`, `${store}:${id}`, 'root@pam'),
  });
}

const MORE: Readonly<Record<Exclude<LabDatastoreJob['kind'], 'gc'>, Record<string, unknown>>> = {
  verify: { 'ignore-verified': true, 'outdated-after': 30 },
  prune: { 'keep-daily': 7, 'keep-weekly': 4 },
  sync: { owner: 'root@pam', 'remove-vanished': false },
};

/** A sync job takes from another datastore of this server, or from the server in the second hall. */
function syncedFrom({ kind, from }: LabDatastoreJob): Record<string, string> {
  if (kind !== 'sync') {
    return {};
  }
  return from === undefined ? { remote: 'hall-2', 'remote-store': 'main', ns: 'hall-2' } : { 'remote-store': from };
}

const jobs = (kind: keyof typeof MORE, path: string): PbsEndpoint => ({
  path,
  parameters: kind === 'sync' ? ['store', 'sync-direction'] : ['store'],
  answer: (call) =>
    call.server.jobs
      .filter((job) => job.kind === kind && mayAudit(call, job.store))
      .filter(
        ({ from }) => kind !== 'sync' || from !== undefined || call.caller.has('/remote/hall-2/main', 'Remote.Audit')
      )
      .map((job) => ({ ...jobRow(job, call.t), ...MORE[kind], ...syncedFrom(job) })),
});

/** Every datastore has a garbage collection, whether it is scheduled or not. */
function collections(call: PbsCall): unknown[] {
  return visible(call).map(({ name, used, sizeBytes, deduplication }) => {
    const job = call.server.jobs.find(({ kind, store }) => kind === 'gc' && store === name);
    const status = collection(Math.round(used(call.t) * sizeBytes), deduplication);
    return { store: name, ...status, ...(job && { ...jobRow(job, call.t), duration: job.durationSeconds }) };
  });
}

export const datastoreEndpoints: readonly PbsEndpoint[] = [
  { path: '/status/datastore-usage', answer: usage },
  {
    path: '/admin/datastore',
    answer: (call) =>
      visible(call).map(({ name, comment }) => ({
        store: name,
        comment,
        'mount-status': 'nonremovable',
        'backend-type': 'filesystem',
      })),
  },
  {
    path: '/admin/datastore/{store}/namespace',
    parameters: ['max-depth', 'parent'],
    answer: (call) => storeOf(call) && call.server.namespaces.map((ns) => ({ ns })),
  },
  { path: '/admin/datastore/{store}/groups', parameters: ['ns'], answer: groups },
  { path: '/admin/datastore/{store}/snapshots', parameters: ['ns', 'backup-type', 'backup-id'], answer: snapshots },
  jobs('verify', '/admin/verify'),
  jobs('prune', '/admin/prune'),
  jobs('sync', '/admin/sync'),
  { path: '/admin/gc', parameters: ['store'], answer: collections },
];
