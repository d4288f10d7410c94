import type { GuestBackup, GuestKind } from '../../core/products/proxmox/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, flag, list, row, rows, size, text, timeMs } from './fields';

const IN_VOLUME = /(?:vzdump-(qemu|lxc)-(\d+)-|backup\/(vm|ct|host)\/([^/]+)\/)/;
const KINDS: Readonly<Record<string, GuestBackup['kind']>> = {
  qemu: 'qemu',
  lxc: 'lxc',
  vm: 'qemu',
  ct: 'lxc',
  host: 'host',
};

/**
 * `GET /nodes/{node}/storage/{storage}/content?content=backup`. One on a PBS that is not finished has no size there; a PVE
 * lists it with 1 byte.
 */
export function parseStorageBackups(data: unknown, place: string): Parsed<readonly GuestBackup[]> | null {
  return rows(data, (found) => {
    if (found['content'] !== undefined && found['content'] !== 'backup') {
      return undefined;
    }
    const inVolume = IN_VOLUME.exec(text(found['volid']) ?? '') ?? [];
    if (inVolume[3] !== undefined && amount(found['size']) === 1) {
      return undefined;
    }
    const kind = KINDS[text(found['subtype']) ?? inVolume[1] ?? inVolume[3] ?? ''] ?? kindOfFormat(found['format']);
    const id = text(found['vmid']) ?? inVolume[2] ?? inVolume[4] ?? null;
    const takenMs = timeMs(found['ctime']);
    return kind === undefined || id === null || takenMs === null
      ? null
      : {
          kind,
          id,
          place,
          takenMs,
          sizeBytes: size(found['size']) ?? size(found['approximate-size']),
          ...verificationOf(found['verification']),
          protected: flag(found['protected']) ?? false,
          encrypted: ![null, '0'].includes(text(found['encrypted'])),
          ...commentOf(found['notes']),
        };
  });
}

/** `vma.zst` is a virtual machine, `tar.zst` a container, on a PBS `pbs-vm` and `pbs-ct`. */
function kindOfFormat(format: unknown): GuestKind | undefined {
  const name = text(format) ?? '';
  if (name.startsWith('vma') || name === 'pbs-vm') {
    return 'qemu';
  }
  return name.startsWith('tar') || name === 'pbs-ct' ? 'lxc' : undefined;
}

/** Absent is "never verified". The task's id says when: `UPID:node:pid:pstart:task:starttime:...`, all hexadecimal. */
function verificationOf(value: unknown): Pick<GuestBackup, 'verified' | 'verifiedMs'> {
  const found = row(value);
  const said = text(found?.['state']);
  if (said === null) {
    return { verified: null, verifiedMs: null };
  }
  const state = said === 'ok' || said === 'failed' ? said : 'strange';
  const started = text(found?.['upid'])?.split(':')[5] ?? '';
  return { verified: state, verifiedMs: /^[0-9A-Fa-f]{8}$/.test(started) ? timeMs(parseInt(started, 16)) : null };
}

/** `GET /admin/datastore/{store}/snapshots`. One without a size is not finished: it is no backup yet. */
export function parseSnapshotsOfPbs(data: unknown, place: string): Parsed<readonly GuestBackup[]> | null {
  return rows(data, (found) => {
    const kind = KINDS[text(found['backup-type']) ?? ''];
    const id = text(found['backup-id']);
    const takenMs = timeMs(found['backup-time']);
    if (kind === undefined || id === null || takenMs === null) {
      return null;
    }
    const sizeBytes = size(found['size']);
    return sizeBytes === null
      ? undefined
      : {
          kind,
          id,
          place,
          takenMs,
          sizeBytes,
          ...verificationOf(found['verification']),
          protected: flag(found['protected']) ?? false,
          encrypted: text(found['fingerprint']) !== null || (list(found['files']) ?? []).some(isEncrypted),
          ...commentOf(found['comment']),
        };
  });
}

function commentOf(value: unknown): Pick<GuestBackup, 'comment'> {
  const comment = text(value);
  return comment === null ? {} : { comment };
}

function isEncrypted(file: unknown): boolean {
  return row(file)?.['crypt-mode'] === 'encrypt';
}
