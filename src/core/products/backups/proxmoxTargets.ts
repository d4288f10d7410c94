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
  const seen = clusters.flatMap((cluster) =>
    cluster.guests.map((guest): SeenGuest => {
      const own = attributed.get(`${cluster.uid} ${guestKey(guest.guest)}`) ?? [];
      const places = [
        ...[...guest.backups].map(([place, archives]): Listed => [`${cluster.uid} ${place}`, archives]),
        ...own.map((group): Listed => [placeKey(group), group.archives]),
      ];
      return { cluster, guest, groups: own, places };
    })
  );
  const naming = namingPlaces(seen);
  return [
    ...seen.map((one) =>
      guestTarget(one.cluster, one.guest, {
        groups: one.groups,
        doubts: [...sharedId(one, clusters, owners), ...otherName(one, naming)].slice(0, 1),
        nowMs,
      })
    ),
    ...unattached(left),
  ];
}

/** Backups of one guest in a place. */
type Listed = readonly [place: string, archives: readonly GuestBackup[]];

interface SeenGuest {
  cluster: ClusterBackups;
  guest: GuestBackups;
  groups: readonly ServerGroup[];
  places: readonly Listed[];
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

/** Another cluster has a guest of that id, too, and lists the same backups; or its guest's name stands on one, where it may list none. */
function sharedId(
  { cluster, guest: { guest }, places }: SeenGuest,
  clusters: readonly ClusterBackups[],
  owners: ReadonlyMap<string, ReadonlySet<ClusterBackups>>
): BackupTarget['doubts'] {
  const archives = places.flatMap(([, listed]) => listed);
  const shared = clusters.find((rival) => {
    const twin = rival === cluster ? undefined : rival.byKey.get(guestKey(guest))?.guest;
    return (
      twin !== undefined &&
      archives.some(
        (archive) =>
          owners.get(archiveKey(archive))?.has(rival) === true ||
          (twin.name !== guest.name && seesNoServer(rival) && archive.comment === twin.name)
      )
    );
  });
  return shared === undefined
    ? []
    : [
        noData(
          `Id ${guest.vmid} also exists on ${shared.name}, which shares the place of its backups; they cannot be attributed.`
        ),
      ];
}

/** Places where backups are named after their guests, as they are unless somebody changes it. */
function namingPlaces(guests: readonly SeenGuest[]): ReadonlySet<string> {
  const count = new Map<string, { named: number; of: number }>();
  for (const { guest, places } of guests) {
    for (const [place, archives] of places) {
      const comment = newestOf(archives)?.comment;
      const seen = count.get(place) ?? { named: 0, of: 0 };
      seen.of += Number(comment !== undefined);
      seen.named += Number(comment?.includes(guest.guest.name) === true);
      count.set(place, seen);
    }
  }
  return new Set([...count].flatMap(([place, { named, of }]) => (named * 2 > of ? place : [])));
}

/** Its newest backup bears another name: the guest was renamed since, or another one had its id. */
function otherName(
  { guest: { guest, createdMs }, places }: SeenGuest,
  naming: ReadonlySet<string>
): BackupTarget['doubts'] {
  const named = places.flatMap(([place, archives]) => (naming.has(place) ? archives : []));
  const newest = newestOf(named.filter(({ takenMs }) => createdMs === null || takenMs >= createdMs));
  const isNameless = guest.name === '' || guest.name === String(guest.vmid);
  return isNameless || newest?.comment === undefined || newest.comment.includes(guest.name)
    ? []
    : [noData(`Its newest backup is named "${newest.comment}": it may be of a guest that had its id before.`)];
}

function newestOf(archives: readonly GuestBackup[]): GuestBackup | undefined {
  return archives.reduce<GuestBackup | undefined>(
    (latest, one) => (latest === undefined || one.takenMs > latest.takenMs ? one : latest),
    undefined
  );
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
