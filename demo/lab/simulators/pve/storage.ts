import type { LabBackup } from '../../model/proxmox/protection';
import type { PveLabStorage } from '../../model/proxmox/storages';
import { bytes, Download, hostOf, present, Refused, type Endpoint, type PveCall } from './endpoint';
import { storageOf } from './series';
import { round } from './inventory';

const AUDITORS = ['Datastore.Audit', 'Datastore.AllocateSpace'];

function figures(storage: PveLabStorage, node: string, t: number): Record<string, unknown> {
  const { type, shared, content, sizeBytes } = storage;
  const active = !storage.inactiveOn.includes(node);
  const used = active ? bytes(storage.used(node, t) * sizeBytes) : 0;
  const total = active ? sizeBytes : 0;
  return {
    type,
    shared: shared ? 1 : 0,
    content: content.join(','),
    enabled: 1,
    active: active ? 1 : 0,
    total,
    used,
    avail: total - used,
  };
}

function list(call: PveCall): unknown[] {
  const { node } = hostOf(call);
  const { caller, cluster, query, t } = call;
  return cluster.storages
    .filter(({ name }) => caller.permissions.hasAny(`/storage/${name}`, AUDITORS))
    .filter(({ content }) => query.get('content') === null || content.includes(query.get('content') ?? ''))
    .map((storage) => {
      const row = figures(storage, node.name, t);
      const share = row['active'] === 1 ? round(storage.used(node.name, t), 6) : undefined;
      return present({ storage: storage.name, ...row, used_fraction: share });
    });
}

/**
 * Whether the caller gets to see a volume (pve-storage, check_volume_access): others are left out of the list without a
 * word, so an auditor finds no backup and no disk.
 */
function mayRead(call: PveCall, storage: string, content: string, vmid: number | null): boolean {
  const { permissions } = call.caller;
  if (permissions.has(`/storage/${storage}`, 'Datastore.Allocate')) {
    return true;
  }
  if (content === 'backup') {
    return (
      vmid !== null &&
      permissions.has(`/storage/${storage}`, 'Datastore.AllocateSpace') &&
      permissions.has(`/vms/${vmid}`, 'VM.Backup')
    );
  }
  return content === 'iso' || content === 'vztmpl'
    ? permissions.hasAny(`/storage/${storage}`, ['Datastore.AllocateSpace', 'Datastore.Audit'])
    : permissions.has(`/storage/${storage}`, 'Datastore.Audit') && permissions.has(`/vms/${vmid}`, 'VM.Config.Disk');
}

function backupRow(backup: LabBackup, storage: PveLabStorage): Record<string, unknown> {
  const { guest, takenAt, sizeBytes, verified, verifiedAt } = backup;
  const when = new Date(takenAt * 1000).toISOString().slice(0, 19);
  const word = (verifiedAt ?? 0).toString(16).toUpperCase();
  const kind = guest.kind === 'lxc' ? 'ct' : 'vm';
  const common = present({
    content: 'backup',
    vmid: guest.vmid,
    ctime: takenAt,
    size: sizeBytes,
    notes: guest.name,
    subtype: guest.kind,
    protected: backup.protected ? 1 : undefined,
  });
  if (storage.type !== 'pbs') {
    const file = `vzdump-${guest.kind}-${guest.vmid}-${when.replace(/[-T:]/g, (c) => (c === 'T' ? '-' : '_'))}.vma.zst`;
    return { ...common, volid: `${storage.name}:backup/${file}`, format: 'vma.zst' };
  }
  return present({
    ...common,
    volid: `${storage.name}:backup/${kind}/${guest.vmid}/${when}Z`,
    format: `pbs-${kind}`,
    encrypted: undefined,
    verification:
      verified === null
        ? undefined
        : { state: verified, upid: `UPID:pbs-1:000A1:0B2C3:000D4:${word}:verify_snapshot:main:root@pam:` },
  });
}

function volumes(call: PveCall, storage: PveLabStorage): Array<Record<string, unknown>> {
  const { cluster, t } = call;
  const { node } = hostOf(call);
  const here = ({ storage: on, guest }: LabBackup) =>
    on === storage.name && (storage.shared || guest.node === node.name);
  const images = storage.shared && storage.content.includes('iso') ? ['debian-13.1.0-amd64-netinst.iso'] : [];
  const disks = cluster.guests
    .filter((guest) => storage.shared || guest.node === node.name)
    .flatMap(({ vmid, kind, disks: of }) =>
      of.flatMap(({ storage: on, sizeBytes }, i) =>
        on === storage.name
          ? [
              {
                volid: `${on}:vm-${vmid}-disk-${i}`,
                content: kind === 'lxc' ? 'rootdir' : 'images',
                format: 'raw',
                vmid,
                size: sizeBytes,
              },
            ]
          : []
      )
    );
  return [
    ...cluster.protection
      .backups(t)
      .filter(here)
      .map((backup) => backupRow(backup, storage)),
    ...images.map((name) => ({
      volid: `${storage.name}:iso/${name}`,
      content: 'iso',
      format: 'iso',
      size: 793_772_032,
      ctime: 1.757e9,
    })),
    ...disks,
  ];
}

function content(call: PveCall): unknown[] {
  const storage = storageOf(call);
  const { node } = hostOf(call);
  if (storage.inactiveOn.includes(node.name)) {
    throw new Refused(500, `storage '${storage.name}' is not online\n`);
  }
  const wanted = call.query.get('content');
  const vmid = call.query.get('vmid');
  return volumes(call, storage)
    .filter((volume) => wanted === null || volume['content'] === wanted)
    .filter((volume) => vmid === null || String(volume['vmid']) === vmid)
    .filter((volume) => {
      const owner = typeof volume['vmid'] === 'number' ? volume['vmid'] : null;
      return mayRead(call, storage.name, String(volume['content']), owner);
    })
    .map(({ content: kind, ...volume }) => ({ ...volume, content: kind }));
}

const needs = { path: '/storage/{storage}', any: AUDITORS };

/** A file out of a backup: who may list a backup may read what is in it, by a GET (FileRestore.pm). */
function fromBackup(call: PveCall): LabBackup {
  const storage = storageOf(call);
  if (storage.type !== 'pbs') {
    const errors = { storage: 'Only PBS storages supported for file-restore.' };
    throw new Refused(400, 'Parameter verification failed.\n', errors);
  }
  const volume = call.query.get('volume') ?? '';
  const found = call.cluster.protection
    .backups(call.t)
    .filter((backup) => backup.storage === storage.name)
    .find((backup) => [volume, `${storage.name}:${volume}`].includes(String(backupRow(backup, storage)['volid'])));
  if (!mayRead(call, storage.name, 'backup', found?.guest.vmid ?? null)) {
    throw new Refused(403, `Permission check failed (/storage/${storage.name}, Datastore.AllocateSpace)\n`);
  }
  if (found === undefined) {
    throw new Refused(500, `no such backup '${volume}'\n`);
  }
  return found;
}

function fileRestore(what: 'list' | 'download'): Endpoint {
  return {
    path: `/nodes/{node}/storage/{storage}/file-restore/${what}`,
    parameters: ['volume', 'filepath'],
    answer: (call) => {
      const { guest } = fromBackup(call);
      const filepath = Buffer.from('/etc/passwd').toString('base64');
      return what === 'list'
        ? [{ filepath, type: 'f', text: 'passwd', leaf: 1, size: 1042, mtime: 1_760_000_000 }]
        : new Download(`root:x:0:0:${guest.name}:/root:/bin/bash\n`);
    },
  };
}

export const storageEndpoints: readonly Endpoint[] = [
  {
    path: '/nodes/{node}/storage',
    parameters: ['content', 'enabled', 'format', 'storage', 'target'],
    answer: list,
  },
  {
    path: '/nodes/{node}/storage/{storage}/status',
    needs,
    answer: (call) => figures(storageOf(call), hostOf(call).node.name, call.t),
  },
  { path: '/nodes/{node}/storage/{storage}/content', needs, parameters: ['content', 'vmid'], answer: content },
  fileRestore('list'),
  fileRestore('download'),
];
