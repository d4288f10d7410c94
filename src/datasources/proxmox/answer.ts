import type { Clock } from '../../core/check/ports';
import type { Inventory } from '../../core/inventory/port';
import type { PbsParts } from '../../core/products/proxmox-backup/parts';
import type { PveParts } from '../../core/products/proxmox-ve/parts';
import type { ProxmoxProduct } from '../../core/products/proxmox/parts';
import { proxmoxBackupServer } from '../../sources/proxmox-backup/proxmoxBackup';
import { proxmoxVe } from '../../sources/proxmox-ve/proxmoxVe';
import { proxmoxServer } from '../../sources/proxmox/server';
import type { Transport } from '../../sources/transport/port';
import { oneFrame, type Answer, type FrameAnswer } from '../../ui/datasource/answer';
import type { TimeSpan } from '../../ui/datasource/query';
import type { PbsAccess, PveAccess } from './frames/access';
import { backupsOfPbs, backupsOfPve } from './frames/backups';
import { history } from './frames/history';
import { datastores, disksOfPbs, groups, jobs, nodeStatusOfPbs, updatesOfPbs } from './frames/pbs';
import { guests, nodes, nodeStatus, storages } from './frames/pveInventory';
import { backupJobs, ha, replication } from './frames/pveOperation';
import { certificates, disks, packages, snapshots, updates } from './frames/pveUpkeep';
import type { TableKind } from './frames/table';
import { pbsTasks, pveTasks } from './frames/tasks';
import { traitsOf, type Kind, type ProxmoxQuery } from './query';

/** One data source's server, of either product. */
export type ServerAccess = ({ product: 'pve' } & PveAccess) | ({ product: 'pbs' } & PbsAccess);

const PVE: Partial<Record<Kind, TableKind<PveParts>>> = {
  nodes,
  guests,
  storages,
  'node-status': nodeStatus,
  backups: backupsOfPve,
  'backup-jobs': backupJobs,
  replication,
  ha,
  certificates,
  packages,
  updates,
  disks,
  snapshots,
};

const PBS: Partial<Record<Kind, TableKind<PbsParts>>> = {
  'node-status': nodeStatusOfPbs,
  backups: backupsOfPbs,
  updates: updatesOfPbs,
  disks: disksOfPbs,
  datastores,
  groups,
  jobs,
};

export function accessTo(
  product: ProxmoxProduct,
  ref: { uid: string; name: string },
  transport: Transport,
  clock: Clock
): ServerAccess {
  const server = proxmoxServer(transport, ref, clock);
  return product === 'pve'
    ? { product, inventory: proxmoxVe(transport, ref, { clock }), server }
    : { product, inventory: proxmoxBackupServer(transport, ref, { clock }), server };
}

/** Asks what the query is about; no variables are left in its filters. Rejects with the caller's abort and nothing else. */
export async function answer(
  access: ServerAccess,
  query: ProxmoxQuery,
  span: TimeSpan & { nowMs: number },
  signal: AbortSignal
): Promise<Answer> {
  if (access.product === 'pve' && traitsOf(query.kind).metrics !== undefined) {
    return history(access, query, span, signal);
  }
  return oneFrame(await tableAnswer(access, query, span, signal));
}

function tableAnswer(
  access: ServerAccess,
  query: ProxmoxQuery,
  span: TimeSpan,
  signal: AbortSignal
): Promise<FrameAnswer> {
  if (access.product === 'pve') {
    return query.kind === 'tasks'
      ? pveTasks(access, query, span, signal)
      : read(access.inventory, PVE[query.kind], query, signal);
  }
  return query.kind === 'tasks'
    ? pbsTasks(access, query, span, signal)
    : read(access.inventory, PBS[query.kind], query, signal);
}

async function read<Parts>(
  inventory: Inventory<Parts>,
  kind: TableKind<Parts> | undefined,
  query: ProxmoxQuery,
  signal: AbortSignal
): Promise<FrameAnswer> {
  if (kind === undefined) {
    const detail = `this product has no "${query.kind}": choose another kind`;
    return { ok: false, reason: { code: 'query-error', detail } };
  }
  return kind.frame(await inventory.read(kind.parts, { signal }), query);
}
