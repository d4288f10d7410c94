import { theilSenSlope } from '../../capacity/robust';
import type { Reason } from '../../check/verdict';
import { noData } from '../../inventory/measure';
import { guestKey } from './guest';
import type { PerGuest, GuestConfig, PveResources, PveStorage, RrdPoint } from './parts';

const DAY_MS = 86_400_000;
/** Daily points that a forecast needs. */
const NEEDED_DAYS = 14;

/** Where a shared storage is, in labels. */
export const SHARED = 'shared';

/** A storage as it is counted: a shared one once, a local one per node. */
export interface OneStorage {
  /** Null for a shared one. */
  node: string | null;
  /** The row that speaks for it: one that is available, if there is any. */
  row: PveStorage;
  inactiveOn: readonly string[];
}

/** `node/name` of a local storage, `name` of a shared one. */
export function storageKey(node: string | null, name: string): string {
  return node === null ? name : `${node}/${name}`;
}

/** Every storage once, in the order of the answer. */
export function storagesOnce(storages: readonly PveStorage[]): readonly OneStorage[] {
  const found = new Map<string, { node: string | null; row: PveStorage; inactiveOn: string[] }>();
  for (const row of storages) {
    const node = row.shared ? null : row.node;
    const key = storageKey(node, row.name);
    const known = found.get(key);
    const one = known ?? { node, row, inactiveOn: [] };
    if (!row.available) {
      one.inactiveOn.push(row.node);
    } else if (!one.row.available || (one.row.sizeBytes === null && row.sizeBytes !== null)) {
      one.row = row;
    }
    if (known === undefined) {
      found.set(key, one);
    }
  }
  return [...found.values()];
}

/**
 * Sizes of all virtual disks by storage key, or why they are not known: one configuration that was not read may hold disks on
 * any storage that its node reaches. Templates count, their disks are there.
 */
export function virtualDiskBytes(
  { guests, storages }: PveResources,
  configs: PerGuest<GuestConfig>
): ReadonlyMap<string, number | Reason> {
  const shared = new Set(storages.flatMap((storage) => (storage.shared ? [storage.name] : [])));
  const sums = new Map<string, number | Reason>();
  const unread = new Map<string, Reason>();
  for (const guest of guests) {
    const config = configs.get(guestKey(guest));
    if (config?.ok !== true) {
      unread.set(guest.node, config?.reason ?? noData(`The configuration of ${guest.name} was not read.`));
      continue;
    }
    for (const { storage, sizeBytes } of config.value.disks) {
      if (storage !== null) {
        const key = storageKey(shared.has(storage) ? null : guest.node, storage);
        const sum = sums.get(key) ?? 0;
        const next = sizeBytes === null ? noData(`A disk of ${guest.name} has no size.`) : sizeBytes;
        sums.set(key, typeof sum !== 'number' ? sum : typeof next === 'number' ? sum + next : next);
      }
    }
  }
  for (const { node, name, shared: isShared } of storages) {
    const reason = isShared ? [...unread.values()][0] : unread.get(node);
    if (reason !== undefined) {
      sums.set(storageKey(isShared ? null : node, name), reason);
    }
  }
  return sums;
}

export interface Growth {
  bytesPer30Days: number;
  /** Infinite when it does not grow. */
  fullInDays: number;
}

// A history is kept for an hour, and asked about by a measure and by a row at each refresh.
const growths = new WeakMap<readonly RrdPoint[], Growth | null>();

/** Growth by Theil–Sen over daily maxima; null with fewer than 14 days that have a value. Points come oldest first. */
export function growth(points: readonly RrdPoint[]): Growth | null {
  let found = growths.get(points);
  if (found === undefined) {
    found = growthOf(points);
    growths.set(points, found);
  }
  return found;
}

function growthOf(points: readonly RrdPoint[]): Growth | null {
  const daily: Array<{ x: number; y: number }> = [];
  let size: number | null = null;
  for (const { timeMs, diskUsedBytes, diskBytes } of points) {
    if (diskUsedBytes !== null) {
      const x = Math.floor(timeMs / DAY_MS);
      const last = daily.at(-1);
      if (last?.x === x) {
        last.y = Math.max(last.y, diskUsedBytes);
      } else {
        daily.push({ x, y: diskUsedBytes });
      }
    }
    size = diskBytes ?? size;
  }
  const slope = daily.length < NEEDED_DAYS ? null : theilSenSlope(daily);
  const used = daily.at(-1)?.y ?? null;
  if (slope === null || size === null || used === null) {
    return null;
  }
  return { bytesPer30Days: slope * 30, fullInDays: slope > 0 ? Math.max(0, size - used) / slope : Infinity };
}
