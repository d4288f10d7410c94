import { leastSquaresSlope, theilSenSlope } from '../../capacity/slope';
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

/** What a forecast goes by: the last day, the last week, or a month. */
export type Pace = 'day' | 'week' | '30 days';

export interface Growth {
  bytesPer30Days: number;
  /** By the pace that is worst; infinite when it does not grow. */
  fullInDays: number;
  pace: Pace;
}

// A history is kept for an hour, and asked about by a measure and by a row at each refresh.
const growths = new WeakMap<readonly RrdPoint[], Growth | null>();

/**
 * Growth by Theil–Sen over daily maxima, and when it is full by that pace or by that of the last day or week, whichever is worst;
 * null with fewer than 14 days that have a value, or none within a day of the last point. Points come oldest first.
 */
export function growth(points: readonly RrdPoint[]): Growth | null {
  let found = growths.get(points);
  if (found === undefined) {
    found = growthOf(points);
    growths.set(points, found);
  }
  return found;
}

/** A day's pace seldom lasts: what it says is judged by limits half as far away, and is worst only within them. */
const DAY_COUNTS = 2;

function growthOf(points: readonly RrdPoint[]): Growth | null {
  const used = points.flatMap(({ timeMs, diskUsedBytes: y }) => (y === null ? [] : [{ x: timeMs / DAY_MS, y }]));
  const size = points.reduce<number | null>((known, { diskBytes }) => diskBytes ?? known, null);
  const last = used.at(-1);
  const daily = dailyMaxima(used);
  const slope = daily.length < NEEDED_DAYS ? null : theilSenSlope(daily);
  const endDay = (points.at(-1)?.timeMs ?? 0) / DAY_MS;
  if (slope === null || size === null || last === undefined || endDay - last.x > 1) {
    return null;
  }
  const fullIn = (perDay: number, now: number) => (perDay > 0 ? Math.max(0, size - now) / perDay : Infinity);
  const paces: Array<{ pace: Pace; days: number; weight: number }> = [
    { pace: '30 days', days: fullIn(slope, daily.at(-1)?.y ?? last.y), weight: 1 },
    { pace: 'week', days: fullIn(paceOf(used, 7), last.y), weight: 1 },
    { pace: 'day', days: fullIn(paceOf(used, 1), last.y), weight: DAY_COUNTS },
  ];
  const worst = paces.reduce((a, b) => (b.days * b.weight < a.days * a.weight ? b : a));
  return { bytesPer30Days: slope * 30, fullInDays: worst.days, pace: worst.pace };
}

interface Point {
  /** Days. */
  x: number;
  y: number;
}

function dailyMaxima(points: readonly Point[]): readonly Point[] {
  const daily = new Map<number, number>();
  points.forEach(({ x, y }) => daily.set(Math.floor(x), Math.max(y, daily.get(Math.floor(x)) ?? y)));
  return [...daily].map(([x, y]) => ({ x, y }));
}

/**
 * Growth per day within the last days: the lesser of the trend and of the difference to what was then, as the checks of
 * filesystems take it. 0 where no value is that old.
 */
function paceOf(points: readonly Point[], days: number): number {
  const last = points.at(-1);
  const first = last && points.filter(({ x }) => x <= last.x - days).at(-1);
  if (last === undefined || first === undefined) {
    return 0;
  }
  const within = points.filter(({ x }) => x >= first.x);
  return Math.min((last.y - first.y) / (last.x - first.x), leastSquaresSlope(within) ?? 0);
}
