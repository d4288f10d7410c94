import type { Product } from '../product';
import { BACKUP_SERVER_PARTS, BACKUP_SERVER_SHOWS, backupServerView, type BackupServerView } from './backupServerView';
import { PBS_MEASURES } from './measures';
import type { PbsParts } from './parts';
import { backupServerSystem } from './system';

/** A Proxmox Backup Server. */
export const PROXMOX_BACKUP: Product<PbsParts, BackupServerView> = {
  id: 'proxmox-backup',
  kind: 'proxmox',
  measures: PBS_MEASURES,
  shows: BACKUP_SERVER_SHOWS,
  isBehind: ({ type, product }) => type === 'opsrounds-proxmox-datasource' && product === 'pbs',
  parts: BACKUP_SERVER_PARTS,
  lineParts: BACKUP_SERVER_PARTS,
  view: (source, { snapshot, checks }, { nowMs }) => backupServerView(source, snapshot, checks, nowMs),
  system: backupServerSystem,
};
