import type { Permissions } from '../../core/products/proxmox/parts';
import type { Parsed } from '../grafana/proxyReader';
import { flag, row, unreadableRows } from './fields';

/** `GET /access/permissions`: path -> privilege -> 1 when it propagates, 0 when it counts there only. */
export function parsePermissions(data: unknown): Parsed<Permissions> | null {
  const paths = row(data);
  if (paths === null) {
    return null;
  }
  const permissions = new Map<string, ReadonlyMap<string, boolean>>();
  let unreadable = 0;
  for (const [path, listed] of Object.entries(paths)) {
    const privileges = row(listed);
    if (privileges === null) {
      unreadable += 1;
      continue;
    }
    const propagates = Object.entries(privileges).map(([name, value]) => [name, flag(value) ?? false] as const);
    permissions.set(path, new Map(propagates));
  }
  return { value: permissions, ...unreadableRows(unreadable, Object.keys(paths).length) };
}
