import type { Connection } from '../../../core/connection/connection';
import { PROXMOX_BACKUP } from '../../../core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../../../core/products/proxmox-ve/product';
import { serversOf } from '../../../core/products/source';
import { backupServerPath, clusterPath } from '../paths';

/** The page of the server that a data source leads to; null where it has none. */
export function systemPath({ sources }: Pick<Connection, 'sources'>, uid: string): string | null {
  if (serversOf(sources, PROXMOX_VE).some(({ ref }) => ref.uid === uid)) {
    return clusterPath(uid);
  }
  return serversOf(sources, PROXMOX_BACKUP).some(({ ref }) => ref.uid === uid) ? backupServerPath(uid) : null;
}
