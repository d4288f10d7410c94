import type { CheckResult } from '../../check/result';
import type { Reason, Verdict } from '../../check/verdict';
import { verdictOf } from '../standing';
import type { GuestSnapshot, PerGuest, PveGuest } from './parts';

/** A guest that has snapshots. */
export interface SnapshotRow {
  vmid: number;
  guest: string;
  node: string;
  /** The worst that the checks say of its snapshots. */
  verdict: Verdict;
  count: number;
  withMemory: number;
  /** Null where none says when it was taken. */
  oldest: { name: string; takenMs: number } | null;
}

/** The guests that have snapshots; `checks` are those of snapshots alone. */
export function snapshotRows(
  guests: readonly PveGuest[],
  snapshots: PerGuest<readonly GuestSnapshot[]>,
  checks: readonly CheckResult[]
): readonly SnapshotRow[] {
  return guests.flatMap(({ kind, vmid, name, node }) => {
    const read = snapshots.get(`${kind}/${vmid}`);
    const list = read?.ok ? read.value : [];
    return list.length === 0
      ? []
      : [
          {
            vmid,
            guest: name,
            node,
            count: list.length,
            verdict: verdictOf(checks, { vmid: String(vmid) }),
            withMemory: list.filter(({ withMemory }) => withMemory).length,
            oldest: oldestOf(list),
          },
        ];
  });
}

function oldestOf(list: readonly GuestSnapshot[]): SnapshotRow['oldest'] {
  let oldest: SnapshotRow['oldest'] = null;
  for (const { name, takenMs } of list) {
    if (takenMs !== null && (oldest === null || takenMs < oldest.takenMs)) {
      oldest = { name, takenMs };
    }
  }
  return oldest;
}

/** How many guests did not say what snapshots they have, by reason, the most frequent first. */
export function unreadGuests(
  guests: readonly PveGuest[],
  snapshots: PerGuest<readonly GuestSnapshot[]>
): ReadonlyArray<{ reason: Reason; count: number }> {
  const reasons = new Map<string, { reason: Reason; count: number }>();
  for (const { kind, vmid } of guests) {
    const read = snapshots.get(`${kind}/${vmid}`);
    if (read?.ok !== true) {
      const reason: Reason = read?.reason ?? { code: 'no-data', detail: 'It was not asked.' };
      const key = `${reason.code} ${reason.detail ?? ''}`;
      reasons.set(key, { reason, count: (reasons.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}
