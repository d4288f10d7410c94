import { guestKey } from '../../../core/products/proxmox-ve/guest';
import type { Certificate, GuestSnapshot, PackageVersion, PveParts } from '../../../core/products/proxmox-ve/parts';
import { ALL_GUESTS } from '../../../core/products/proxmox/completeness';
import type { Disk, PendingUpdate } from '../../../core/products/proxmox/parts';
import { ago, text, yesNo } from '../../../ui/datasource/tableFrame';
import { gather, gatherEach } from './gather';
import { partOf, table } from './table';
import { unlessHidden } from './unlessHidden';
import { diskColumns, diskFailed, updateColumns } from './upkeepColumns';

type OnNode<T> = T & { node: string };

const node = text<{ node: string }>('Node', (row) => row.node);
const byNode = { node: (row: { node: string }) => [row.node] };

export const certificates = table<PveParts, OnNode<Certificate>>({
  name: 'Certificates',
  parts: ['certificates'],
  rows: (read, query) =>
    gatherEach(partOf(read, 'certificates'), (name, found) => found.map((one) => ({ ...one, node: name })), query.node),
  columns: [
    node,
    text('File', ({ filename }) => filename),
    text('Subject', ({ subject }) => subject),
    text('Issuer', ({ issuer }) => issuer),
    ago('Expires', ({ notAfterMs }) => notAfterMs),
    text('Fingerprint', ({ fingerprint }) => fingerprint),
  ],
  names: byNode,
});

export const packages = table<PveParts, OnNode<PackageVersion>>({
  name: 'Packages',
  parts: ['packages'],
  rows: (read, query) =>
    gatherEach(partOf(read, 'packages'), (name, found) => found.map((one) => ({ ...one, node: name })), query.node),
  columns: [
    node,
    text('Package', ({ name }) => name),
    text('Installed', ({ installed }) => installed),
    text('Candidate', ({ candidate }) => candidate),
    yesNo('Update', ({ installed, candidate }) =>
      installed === null || candidate === null ? null : installed !== candidate
    ),
    text('Running kernel', ({ runningKernel }) => runningKernel),
    text('State', ({ state }) => state),
  ],
  names: byNode,
});

export const updates = table<PveParts, OnNode<PendingUpdate>>({
  name: 'Updates',
  parts: ['updates'],
  rows: (read, query) =>
    gatherEach(partOf(read, 'updates'), (name, found) => found.map((one) => ({ ...one, node: name })), query.node),
  columns: [node, ...updateColumns<OnNode<PendingUpdate>>()],
  names: byNode,
});

export const disks = table<PveParts, OnNode<Disk>>({
  name: 'Disks',
  parts: ['disks'],
  rows: (read, query) =>
    gatherEach(partOf(read, 'disks'), (name, found) => found.map((one) => ({ ...one, node: name })), query.node),
  columns: [node, ...diskColumns<OnNode<Disk>>()],
  names: byNode,
  failed: diskFailed,
});

interface SnapshotRow extends GuestSnapshot {
  id: string;
  guest: string | null;
  node: string | null;
}

export const snapshots = table<PveParts, SnapshotRow>({
  name: 'Snapshots',
  parts: ['snapshots', 'resources', 'permissions'],
  rows: (read) => {
    const known = gather(partOf(read, 'resources'), (resources) => resources.guests);
    const guests = new Map(known.rows.map((guest) => [guestKey(guest), guest]));
    const gathered = gatherEach(partOf(read, 'snapshots'), (key, found) => {
      const guest = guests.get(key);
      const of = { id: key.replace(/^.*\//, ''), guest: guest?.name ?? null, node: guest?.node ?? null };
      return found.map((one) => ({ ...one, ...of }));
    });
    return unlessHidden(read, gathered, ALL_GUESTS);
  },
  columns: [
    text('ID', ({ id }) => id),
    text('Guest', ({ guest }) => guest),
    text('Node', (row) => row.node),
    text('Snapshot', ({ name }) => name),
    ago('Taken', ({ takenMs }) => takenMs),
    yesNo('With memory', ({ withMemory }) => withMemory),
    text('Description', ({ description }) => description),
  ],
  names: { node: (row) => [row.node], guest: ({ id, guest }) => [id, guest] },
});
