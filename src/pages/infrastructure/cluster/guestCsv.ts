import { csvText } from '../../../core/csv';
import type { ClusterView, GuestRow } from '../../../core/products/proxmox-ve/view';

const HEAD = [
  'verdict',
  'cluster',
  'id',
  'kind',
  'name',
  'node',
  'status',
  'vcpus',
  'cpu_ratio',
  'memory_bytes',
  'memory_used_ratio',
  'disk_bytes',
  'last_backup',
  'tags',
  'findings',
  'checks_not_read',
];

/**
 * The guests as CSV, in the given order. What is not known is `unknown`, never empty and never 0; as long as checks have said
 * nothing, a verdict that they may make worse is `pending`, and the last column names them.
 */
export function guestCsv(
  { name: cluster, pending }: Pick<ClusterView, 'name' | 'pending'>,
  guests: readonly GuestRow[]
) {
  const notRead = pending.map(({ id }) => id).join('; ');
  return csvText([
    HEAD,
    ...guests.map((guest) => [
      guest.verdict,
      cluster,
      String(guest.vmid),
      guest.kind,
      guest.name,
      guest.node,
      guest.status,
      numberText(guest.vcpus),
      numberText(guest.cpuRatio),
      numberText(guest.memoryBytes),
      numberText(guest.memoryUsedRatio),
      numberText(guest.diskBytes),
      backupText(guest.lastBackup),
      guest.tags.join(' '),
      guest.hints.map(({ finding }) => finding).join('; '),
      notRead,
    ]),
  ]);
}

function numberText(value: number | null): string {
  return value === null ? 'unknown' : String(value);
}

function backupText(backup: GuestRow['lastBackup']): string {
  return backup.state === 'known' ? new Date(backup.atMs).toISOString() : backup.state;
}
