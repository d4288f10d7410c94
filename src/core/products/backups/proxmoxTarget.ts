import type { GuestBackup } from '../proxmox/parts';
import { copyOf, type BackupGroup, type ServerBackups } from './fromBackupServer';
import type { ClusterBackups, GuestBackups } from './fromProxmoxVe';
import type { BackupRun, BackupTarget, Copy } from './target';

/** A snapshot is stamped by whoever makes it, and its task begins about then. */
const SAME_MS = 300_000;

/** A group with the server on which it lies. */
export interface ServerGroup extends BackupGroup {
  server: ServerBackups;
}

export const placeKey = ({ server, place }: ServerGroup) => `${server.uid} ${place}`;

/** The same backup, wherever it lies: copies keep the time at which it was taken. */
export const archiveKey = ({ kind, id, takenMs }: GuestBackup) => `${kind}/${id}@${takenMs}`;

/** What is known of the backups of one guest besides what its cluster tells. */
interface Found {
  groups: readonly ServerGroup[];
  doubts: BackupTarget['doubts'];
  nowMs: number;
}

/** A guest with its jobs, and its copies on the storages of its cluster and on backup servers. */
export function guestTarget(cluster: ClusterBackups, own: GuestBackups, found: Found): BackupTarget {
  const { guest, coverage, jobs, createdMs, thereSinceMs } = own;
  // What is older than the guest was another's, who had its id.
  const isOwn = ({ takenMs }: GuestBackup) => createdMs === null || takenMs >= createdMs;
  const groups = found.groups.map((group) => ({ ...group, archives: group.archives.filter(isOwn) }));
  const copies = [...copiesOf(groups), ...storageCopies(cluster, own, { ...found, groups })];
  return {
    key: `pve:${cluster.name}/${guest.kind}/${guest.vmid}`,
    kind: 'guest',
    name: `${guest.kind === 'lxc' ? 'ct' : 'vm'} ${guest.vmid} ${guest.name}`,
    place: cluster.name,
    labels: {
      cluster: cluster.name,
      node: guest.node,
      vmid: String(guest.vmid),
      name: guest.name,
      tag: guest.tags.join(';'),
    },
    sourceUid: cluster.uid,
    createdMs,
    ...(thereSinceMs !== null && { thereSinceMs }),
    jobs,
    coverage,
    copies,
    ...runsOf(
      groups,
      [...own.backups.values()].flat(),
      own.runs.filter(({ startedMs }) => startedMs >= (createdMs ?? 0))
    ),
    doubts: [...found.doubts, ...doubtsOf(cluster, own, copies)],
  };
}

/** What has no backup may have one that was not seen, or be too young for one. */
function doubtsOf(
  { unlisted }: ClusterBackups,
  { createdMs, thereSinceMs, unseenTasks }: GuestBackups,
  copies: readonly Copy[]
): BackupTarget['doubts'] {
  if (copies.some(({ newest }) => newest.state !== 'never')) {
    return [];
  }
  const isYoung = createdMs === null && thereSinceMs === null;
  return [...(unlisted === null ? [] : [unlisted]), ...(isYoung && unseenTasks !== null ? [unseenTasks] : [])];
}

/** The groups of one thing as copies, each with what it is behind the one that it is made from. */
function copiesOf(groups: readonly ServerGroup[]): readonly Copy[] {
  return groups.map((group) => {
    const copy = group.copyOf(group.archives);
    if (group.sync === null) {
      return copy;
    }
    const { job, failed } = group.sync;
    const source = groups.find((other) => other !== group && isSourceOf(other, group));
    const [from, to] = [source?.archives[0]?.takenMs, group.archives[0]?.takenMs];
    const behindSeconds = from === undefined || to === undefined ? null : Math.max(0, from - to) / 1000;
    return { ...copy, sync: { job: job.id, failed, behindSeconds } };
  });
}

/** A sync without a remote takes from another datastore of its own server; of a remote one the name of the datastore has to do. */
function isSourceOf(other: ServerGroup, { sync, server }: ServerGroup): boolean {
  const from = sync?.job.from;
  if (from === undefined || (from.remote === null) !== (other.server.uid === server.uid)) {
    return false;
  }
  const home = from.namespace === '' ? from.datastore : `${from.datastore}/${from.namespace}`;
  return other.place === home || other.place.startsWith(`${home}/`);
}

/** Copies on the storages of the cluster, but for those that a server tells more of. */
function storageCopies(
  { serverPlaces }: ClusterBackups,
  { backups, unseen, wanted }: GuestBackups,
  { groups, nowMs }: Found
): readonly Copy[] {
  const whole = groups.filter(({ server }) => server.problem === null);
  const seen = new Set(whole.flatMap(({ archives }) => archives.map(archiveKey)));
  const isTold = (place: string, archives: readonly GuestBackup[]) =>
    serverPlaces.has(place) &&
    (archives.length === 0 ? whole.length > 0 : archives.some((archive) => seen.has(archiveKey(archive))));
  const on = (place: string): Pick<Copy, 'provider' | 'place' | 'media'> => {
    return { provider: serverPlaces.has(place) ? 'pbs' : 'vzdump', place, media: 'disk' };
  };
  const listed = [...backups].flatMap(([place, archives]): Copy[] => {
    if (isTold(place, archives) || unseen.has(place)) {
      return [];
    }
    const newestFirst = [...archives].sort((a, b) => b.takenMs - a.takenMs);
    return [
      {
        ...copyOf(newestFirst, on(place), nowMs),
        // Nothing verifies a file, and one on the host itself is not elsewhere.
        ...(!serverPlaces.has(place) && { verification: 'none', verifiedMs: null }),
        ...(place.includes('/') && { offsite: { is: false, declared: false } }),
      },
    ];
  });
  const hasOne = listed.length + whole.length > 0;
  const hidden = [...unseen].flatMap(([place, reason]): Copy[] =>
    isTold(place, backups.get(place) ?? []) || (hasOne && !wanted.has(place) && !backups.has(place))
      ? []
      : [{ ...copyOf([], on(place), nowMs), newest: { state: 'unknown', reason }, count: null }]
  );
  return [...listed, ...hidden];
}

/** Tries as the servers tell them, and of what no task is left the backup itself. Copies of copies are the same try. */
function runsOf(
  groups: readonly ServerGroup[],
  listed: readonly GuestBackup[],
  tasks: readonly BackupRun[]
): Pick<BackupTarget, 'runs' | 'runsFromMs'> {
  const archives = [...groups.flatMap((group) => group.archives), ...listed].sort((a, b) => b.takenMs - a.takenMs);
  const told = [...groups.flatMap(({ runs }) => runs), ...tasks];
  const isSame = (run: BackupRun, { takenMs }: GuestBackup) => Math.abs(run.startedMs - takenMs) <= SAME_MS;
  const sized = told.map((run) => ({
    ...run,
    sizeBytes: archives.find((archive) => isSame(run, archive))?.sizeBytes ?? run.sizeBytes,
  }));
  const untold = archives.filter(
    (archive, index) => archive.takenMs !== archives[index - 1]?.takenMs && !told.some((run) => isSame(run, archive))
  );
  const provider = groups.length > 0 ? 'pbs' : 'vzdump';
  const runs = [
    ...sized,
    ...untold.map(({ takenMs, sizeBytes }): BackupRun => {
      return { provider, startedMs: takenMs, endedMs: null, result: 'good', sizeBytes, said: '' };
    }),
  ].sort((a, b) => b.startedMs - a.startedMs);
  const remembered = groups.flatMap(({ runsFromMs }) => runsFromMs ?? []);
  // What was pruned is not there to be counted: only since the newest is it known that nothing was made.
  const fromMs = remembered.length > 0 ? Math.min(...remembered) : archives[0]?.takenMs;
  return { runs, ...(fromMs !== undefined && { runsFromMs: fromMs }) };
}

/** What no cluster tells of: a host, or a guest of a cluster that is not connected. */
export function serverTarget(main: ServerGroup, copies: readonly ServerGroup[]): BackupTarget {
  const { server, place, kind, id, archives } = main;
  const groups = [main, ...copies];
  const [datastore = place, ...namespace] = place.split('/');
  const word = [kind === 'lxc' ? 'ct' : 'vm', id, archives[0]?.comment ?? ''].join(' ').trim();
  return {
    key: `pbs:${server.name}/${place}/${kind}/${id}`,
    kind: kind === 'host' ? 'host' : 'guest',
    name: kind === 'host' ? id : word,
    place: `${server.name}/${place}`,
    labels: { server: server.name, datastore, namespace: namespace.join('/'), id },
    sourceUid: server.uid,
    createdMs: null,
    jobs: [],
    // Whoever starts it is not on the server: that it comes is all that tells.
    coverage: { state: 'covered', leftOut: [] },
    copies: copiesOf(groups),
    ...runsOf(groups, [], []),
    doubts: groups.flatMap((group) => group.server.problem ?? []).slice(0, 1),
  };
}
