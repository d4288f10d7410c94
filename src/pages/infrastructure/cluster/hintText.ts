import type { GuestRow } from '../../../core/products/proxmox-ve/view';
import { t } from '../../../ui/t';

/** Beside a guest's name, where a whole finding has no room: what is wrong in two or three words. */
export function hintText({ checkId, verdict, finding }: GuestRow['hints'][number]): string {
  return verdict === 'unknown' ? unknownWords(checkId) : (wrongWords(checkId) ?? finding);
}

function wrongWords(checkId: string): string | null {
  switch (checkId) {
    case 'backup.not-covered':
      return t('hint.not-covered', 'in no backup job');
    case 'backup.excluded-disks':
      return t('hint.excluded-disks', 'a disk is not backed up');
    case 'backup.guest-age':
      return t('hint.backup-age', 'backup too old');
    case 'backup.guest-never':
      return t('hint.backup-never', 'never backed up');
    case 'proxmox.guest-running':
      return t('hint.not-running', 'does not run');
    case 'proxmox.guest-locked':
      return t('hint.locked', 'locked');
    case 'proxmox.guest-idle':
      return t('hint.idle', 'idle for 30 days');
    case 'proxmox.guest-oversized':
      return t('hint.oversized', 'uses little memory');
    case 'proxmox.guest-memory':
      return t('hint.memory', 'memory tight');
    case 'proxmox.guest-cpu':
      return t('hint.cpu', 'CPU tight');
    case 'proxmox.replication-failures':
      return t('hint.replication-failed', 'replication fails');
    case 'proxmox.replication-lag':
      return t('hint.replication-lag', 'replication is late');
    default:
      return null;
  }
}

function unknownWords(checkId: string): string {
  switch (checkId) {
    case 'proxmox.guest-known':
      return t('hint.no-status', 'no status');
    case 'backup.not-covered':
    case 'backup.excluded-disks':
      return t('hint.jobs-unknown', 'backup job unknown');
    case 'backup.guest-age':
    case 'backup.guest-never':
      return t('hint.backups-unknown', 'backups unknown');
    case 'proxmox.guest-locked':
      return t('hint.lock-unknown', 'lock of unknown age');
    case 'proxmox.guest-idle':
    case 'proxmox.guest-oversized':
    case 'proxmox.guest-memory':
    case 'proxmox.guest-cpu':
      return t('hint.use-unknown', 'use unknown');
    case 'proxmox.guest-running':
      return t('hint.boot-unknown', 'start on boot unknown');
    default:
      return t('hint.unknown', 'not known');
  }
}
