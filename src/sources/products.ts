import { ARGOCD } from '../core/products/argocd/product';
import type { ProductId } from '../core/products/ids';
import { PROXMOX_BACKUP } from '../core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../core/products/proxmox-ve/product';
import { argocdInventory } from './argocd/inventory';
import { proxmoxBackupServer } from './proxmox-backup/proxmoxBackup';
import { proxmoxVe } from './proxmox-ve/proxmoxVe';
import { served, type ServedProduct } from './served';

/** Who reads the servers of each product; null for one that is seen through metrics alone. */
export const SERVED: Readonly<Record<ProductId, ServedProduct | null>> = {
  'proxmox-ve': served(PROXMOX_VE, proxmoxVe),
  'proxmox-backup': served(PROXMOX_BACKUP, proxmoxBackupServer),
  kubernetes: null,
  ceph: null,
  argocd: served(ARGOCD, argocdInventory),
  flux: null,
  backups: null,
  certificates: null,
};
