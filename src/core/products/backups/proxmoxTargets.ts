import { noData } from '../../inventory/measure';
import { guestKey } from '../proxmox-ve/guest';
import type { GuestBackup } from '../proxmox/parts';
import type { ServerBackups } from './fromBackupServer';
import type { ClusterBackups, GuestBackups } from './fromProxmoxVe';
import { archiveKey, guestTarget, placeKey, serverTarget, type ServerGroup } from './proxmoxTarget';
import type { BackupTarget } from './target';

/**
 * Guests of the clusters with all their copies, then what backup servers have that no cluster tells of: hosts, and guests of clusters
 * that are not connected. A guest that was deleted needs no backup any more.
 */
export function proxmoxTargets(
  clusters: readonly ClusterBackups[],
  servers: readonly ServerBackups[],
  nowMs: number
): readonly BackupTarget[] {
  const owners = ownersOf(clusters);
  const groups = servers.flatMap((server) => server.groups.map((group): ServerGroup => ({ ...group, server })));
  const homes = homesOf(groups, owners);
  const attributed = new Map<string, ServerGroup[]>();
  const left: ServerGroup[] = [];
  for (const group of groups) {
    const owner = clusters.find((cluster) => belongsTo(group, cluster, homes.get(placeKey(group)) ?? []));
    if (owner !== undefined) {
      const key = `${owner.uid} ${group.kind}/${group.id}`;
      attributed.set(key, [...(attributed.get(key) ?? []), group]);
    } else if (group.kind === 'host' || isOfNobody(group, homes, clusters)) {
      left.push(group);
    }
  }
  const naming = namingPlaces(clusters);
  return [
    ...clusters.flatMap((cluster) =>
      cluster.guests.map((guest) =>
        guestTarget(cluster, guest, {
          groups: attributed.get(`${cluster.uid} ${guestKey(guest.guest)}`) ?? [],
          doubts: [...sharedId(cluster, guest, clusters, owners), ...otherName(cluster, guest, naming)],
          nowMs,
        })
      )
    ),
    ...unattached(left),
  ];
}

/** Which clusters list each backup: one and the same may be seen by several that share where it lies. */
function ownersOf(clusters: readonly ClusterBackups[]): ReadonlyMap<string, ReadonlySet<ClusterBackups>> {
  const found = new Map<string, Set<ClusterBackups>>();
  for (const cluster of clusters) {
    for (const archive of cluster.archives) {
      const key = archiveKey(archive);
      const others = found.get(key);
      if (others === undefined) {
        found.set(key, new Set([cluster]));
      } else {
        others.add(cluster);
      }
    }
  }
  return found;
}

/** The clusters that back up into each place: those that list one of the backups there. */
function homesOf(
  groups: readonly ServerGroup[],
  owners: ReadonlyMap<string, ReadonlySet<ClusterBackups>>
): ReadonlyMap<string, readonly ClusterBackups[]> {
  const found = new Map<string, Set<ClusterBackups>>();
  for (const group of groups) {
    const home = found.get(placeKey(group)) ?? new Set();
    found.set(placeKey(group), home);
    for (const archive of group.archives) {
      owners.get(archiveKey(archive))?.forEach((cluster) => home.add(cluster));
    }
  }
  return new Map([...found].map(([place, home]) => [place, [...home]]));
}

/** Whether a group is of a guest of a cluster: by where it backs up to, else, where that may not be listed, by its name. */
function belongsTo(group: ServerGroup, cluster: ClusterBackups, homes: readonly ClusterBackups[]): boolean {
  const own = cluster.byKey.get(`${group.kind}/${group.id}`);
  if (own === undefined) {
    return false;
  }
  if (homes.length > 0) {
    return homes.includes(cluster);
  }
  return seesNoServer(cluster) && group.archives[0]?.comment === own.guest.name;
}

function seesNoServer({ serverPlaces, guests }: ClusterBackups): boolean {
  return [...serverPlaces].some((place) => guests[0]?.unseen.has(place) === true);
}

/** Guests whose cluster is not connected, as far as that can be told: not where one that may be theirs cannot list its backups. */
function isOfNobody(
  group: ServerGroup,
  homes: ReadonlyMap<string, readonly ClusterBackups[]>,
  clusters: readonly ClusterBackups[]
): boolean {
  const known = homes.get(placeKey(group)) ?? [];
  return known.length === 0 && !clusters.some((cluster) => cluster.problem !== null);
}

/** Another cluster lists the same backups and has a guest of that id, too. */
function sharedId(
  cluster: ClusterBackups,
  { guest, backups }: GuestBackups,
  clusters: readonly ClusterBackups[],
  owners: ReadonlyMap<string, ReadonlySet<ClusterBackups>>
): BackupTarget['doubts'] {
  const rivals = clusters.filter((other) => other !== cluster && other.byKey.has(guestKey(guest)));
  const shared = rivals.find((rival) =>
    [...backups.values()].some((archives) => archives.some((archive) => owners.get(archiveKey(archive))?.has(rival)))
  );
  return shared === undefined
    ? []
    : [
        noData(
          `Id ${guest.vmid} also exists on ${shared.name}, which shares the place of its backups; they cannot be attributed.`
        ),
      ];
}

/** Places of a cluster where backups are named after their guests, as they are unless somebody changes it. */
function namingPlaces(clusters: readonly ClusterBackups[]): ReadonlySet<string> {
  const count = new Map<string, { named: number; of: number }>();
  for (const { uid, guests } of clusters) {
    for (const { guest, backups } of guests) {
      for (const [place, archives] of backups) {
        const [newest] = archives;
        const seen = count.get(`${uid} ${place}`) ?? { named: 0, of: 0 };
        seen.of += Number(newest?.comment !== undefined);
        seen.named += Number(newest?.comment?.includes(guest.name) === true);
        count.set(`${uid} ${place}`, seen);
      }
    }
  }
  return new Set([...count].flatMap(([place, { named, of }]) => (named * 2 > of ? place : [])));
}

/** Its newest backup bears another name: the guest was renamed since, or another one had its id. */
function otherName(
  { uid }: ClusterBackups,
  { guest, backups }: GuestBackups,
  naming: ReadonlySet<string>
): BackupTarget['doubts'] {
  const named = [...backups].flatMap(([place, archives]) => (naming.has(`${uid} ${place}`) ? archives : []));
  const newest = named.reduce<GuestBackup | undefined>(
    (latest, one) => (latest === undefined || one.takenMs > latest.takenMs ? one : latest),
    undefined
  );
  return newest?.comment === undefined || newest.comment.includes(guest.name)
    ? []
    : [noData(`Its newest backup is named "${newest.comment}": it may be of a guest that had its id before.`)];
}

/** What no cluster tells of, once for all places that it was copied to. */
function unattached(groups: readonly ServerGroup[]): readonly BackupTarget[] {
  const ordered = groups
    .filter(({ archives, kind }) => archives.length > 0 || kind === 'host')
    .sort((a, b) => Number(a.sync !== null) - Number(b.sync !== null) || (placeKey(a) < placeKey(b) ? -1 : 1));
  const found: ServerGroup[][] = [];
  for (const group of ordered) {
    const own = new Set(group.archives.map(archiveKey));
    const same = found.find((others) =>
      others.some(({ archives }) => archives.some((one) => own.has(archiveKey(one))))
    );
    if (same === undefined) {
      found.push([group]);
    } else {
      same.push(group);
    }
  }
  return found.flatMap(([main, ...copies]) => (main === undefined ? [] : serverTarget(main, copies)));
}
