import type { PveGuest, RrdPoint } from '../../core/products/proxmox-ve/parts';
import type { Need } from '../../core/products/proxmox/privileges';
import type { ApiRequest } from '../proxmox/server';
import { storagePath } from './backupParts';
import { guestPath } from './guestParts';
import { parseRrd } from './rrd';

/** Whose history: a guest's or a storage's on a node, or the node's own. */
export interface HistorySubject {
  node: string;
  guest?: Pick<PveGuest, 'kind' | 'vmid'>;
  storage?: string;
}

/**
 * Its numbers, as the server keeps them.
 * @param timeframe Which of its archives: `hour` to `year`, from version 9 on `decade`.
 * @param points How a point stands for the seconds before it.
 */
export function historyOf(
  subject: HistorySubject,
  timeframe: string,
  points: 'average' | 'maximum'
): ApiRequest<readonly RrdPoint[]> {
  const { path, need } = placeOf(subject);
  return {
    path: `${path}/rrddata`,
    query: { timeframe, cf: points === 'maximum' ? 'MAX' : 'AVERAGE' },
    keep: 'status',
    needs: [need],
    parse: parseRrd,
  };
}

function placeOf({ node, guest, storage }: HistorySubject): { path: string; need: Need } {
  if (guest !== undefined) {
    return { path: guestPath({ node, ...guest }), need: { privilege: 'VM.Audit', path: `/vms/${guest.vmid}` } };
  }
  return storage !== undefined
    ? {
        path: storagePath({ node, name: storage }),
        need: { privilege: 'Datastore.Audit', path: `/storage/${storage}` },
      }
    : { path: `/nodes/${encodeURIComponent(node)}`, need: { privilege: 'Sys.Audit', path: `/nodes/${node}` } };
}
