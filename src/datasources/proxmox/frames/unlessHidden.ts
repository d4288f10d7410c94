import type { Snapshot } from '../../../core/inventory/read';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import { lacks } from '../../../core/products/proxmox/completeness';
import type { Need } from '../../../core/products/proxmox/privileges';
import { notice } from '../../../ui/datasource/answer';
import type { Gathered } from './gather';
import { partOf } from './table';

/**
 * Rows of a list from which the server leaves out without a word what the token may not see: an empty one is a refusal then,
 * any other gets a notice. The kind has to list `permissions` among its parts.
 */
export function unlessHidden<Row>(read: Snapshot<PveParts>, gathered: Gathered<Row>, need: Need): Gathered<Row> {
  const permissions = partOf(read, 'permissions');
  const reason = permissions.ok ? lacks(permissions.value, need) : permissions.reason;
  if (gathered.refusal !== null || reason === undefined) {
    return gathered;
  }
  return gathered.rows.length === 0
    ? { ...gathered, refusal: reason }
    : { ...gathered, notices: [...gathered.notices, notice(null, reason)] };
}
