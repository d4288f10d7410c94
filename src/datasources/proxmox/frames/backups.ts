import type { PbsParts } from '../../../core/products/proxmox-backup/parts';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import { ALL_STORAGES } from '../../../core/products/proxmox/completeness';
import type { GuestBackup } from '../../../core/products/proxmox/parts';
import { ago, bytes, moment, text, yesNo, type FrameColumn } from '../../../ui/datasource/tableFrame';
import { gather, gatherEach } from './gather';
import { partOf, table } from './table';
import { unlessHidden } from './unlessHidden';

const columns: ReadonlyArray<FrameColumn<GuestBackup>> = [
  text('ID', ({ id }) => id),
  text('Kind', ({ kind }) => kind),
  text('Place', ({ place }) => place),
  ago('Taken', ({ takenMs }) => takenMs),
  bytes('Size', ({ sizeBytes }) => sizeBytes),
  // Only a PBS verifies; what was never verified is empty, and neither good nor bad.
  text('Verified', ({ verified }) => verified),
  moment('Verified at', ({ verifiedMs }) => verifiedMs),
  yesNo('Protected', (backup) => backup.protected),
  yesNo('Encrypted', ({ encrypted }) => encrypted),
];

const names = { guest: ({ id }: GuestBackup) => [id], storage: ({ place }: GuestBackup) => [place, storeOf(place)] };

/** The datastore of a place with a namespace. */
export function storeOf(place: string): string {
  return place.replace(/\/.*$/, '');
}

export const backupsOfPve = table<PveParts, GuestBackup>({
  name: 'Backups',
  parts: ['backups', 'permissions'],
  rows: (read, query) =>
    unlessHidden(
      read,
      gatherEach(partOf(read, 'backups'), (_storage, found) => found, query.storage),
      ALL_STORAGES
    ),
  columns,
  names,
});

export const backupsOfPbs = table<PbsParts, GuestBackup>({
  name: 'Backups',
  parts: ['snapshots'],
  rows: (read) => gather(partOf(read, 'snapshots'), (found) => found),
  columns,
  names,
});
