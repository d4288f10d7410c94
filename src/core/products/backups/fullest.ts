import type { Read } from '../../inventory/read';
import { fillsUp } from '../proxmox-backup/datastoreState';
import type { Datastore } from '../proxmox-backup/parts';
import type { PostureView } from './view';

const DAY_MS = 86_400_000;
const WARN_DAYS = 30;
const FAIL_DAYS = 7;

/** The datastore that is full first by its server's own guess; of those that do not grow the one that is fullest. */
export function fullestOf(
  servers: ReadonlyArray<{ name: string; datastores: Read<readonly Datastore[]> | undefined }>,
  nowMs: number
): PostureView['figures']['fullestDatastore'] {
  const all = servers.flatMap(({ name, datastores }) =>
    (datastores?.ok === true ? datastores.value : []).filter(fillsUp).map((store) => ({
      name: `${name}/${store.name}`,
      days: daysOf(store, nowMs),
      usedRatio: store.usedBytes === null || store.sizeBytes === null ? null : store.usedBytes / store.sizeBytes,
    }))
  );
  const [first] = all.sort(
    (a, b) => (a.days ?? Infinity) - (b.days ?? Infinity) || (b.usedRatio ?? 0) - (a.usedRatio ?? 0)
  );
  if (first === undefined) {
    return null;
  }
  const { name, days, usedRatio } = first;
  const verdict = days === null ? 'unknown' : days < FAIL_DAYS ? 'fail' : days < WARN_DAYS ? 'warn' : 'pass';
  return { name, usedRatio, fullIn: { value: days, verdict } };
}

/** A guess that is past means that it does not grow. */
function daysOf({ estimatedFullMs }: Datastore, nowMs: number): number | null {
  if (estimatedFullMs === null) {
    return null;
  }
  return estimatedFullMs > nowMs ? (estimatedFullMs - nowMs) / DAY_MS : Infinity;
}
