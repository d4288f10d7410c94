import type { BackupJob, BackupVolume } from '../../core/products/proxmox-ve/parts';
import type { GuestKind } from '../../core/products/proxmox/parts';
import type { Parsed } from '../grafana/proxyReader';
import { flag, list, row, rows, text, timeMs, size, type Row } from '../proxmox/fields';

type Included = ReadonlyArray<{ vmid: number; kind: GuestKind | null; volumes: readonly BackupVolume[] }>;

/** `GET /cluster/backup`: an absent `enabled` means that it is; jobs of old have a time and days for a schedule. */
export function parseBackupJobs(data: unknown): Parsed<ReadonlyArray<Omit<BackupJob, 'included'>>> | null {
  return rows(data, (found) => {
    const id = text(found['id']);
    const old = [text(found['dow']), text(found['starttime'])].filter((part) => part !== null).join(' ');
    return id === null
      ? null
      : {
          id,
          enabled: flag(found['enabled']) ?? true,
          schedule: text(found['schedule']) ?? text(old),
          nextRunMs: timeMs(found['next-run']),
          storage: text(found['storage']),
        };
  });
}

/** `GET /cluster/backup/{id}/included_volumes`: a tree of guests with their volumes. */
export function parseIncluded(data: unknown): Parsed<Included> | null {
  const guests = list(row(data)?.['children']);
  return guests === null ? null : rows(guests, includedGuest);
}

function includedGuest(found: Row): Included[number] | null {
  const vmid = size(found['id']);
  const volumes = rows(found['children'] ?? [], (volume) => {
    const name = text(volume['id']);
    return name === null
      ? null
      : {
          name,
          volume: text(volume['name']),
          included: flag(volume['included']) ?? false,
          why: text(volume['reason']),
        };
  });
  if (vmid === null || volumes === null || volumes.partial !== undefined) {
    return null;
  }
  const kind = found['type'];
  return { vmid, kind: kind === 'qemu' || kind === 'lxc' ? kind : null, volumes: volumes.value };
}
