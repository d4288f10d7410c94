import { ARGOCD } from './argocd/product';
import type { ProductId } from './ids';
import type { ProductMeasures } from './product';
import { PROXMOX_BACKUP } from './proxmox-backup/product';
import { PROXMOX_VE } from './proxmox-ve/product';

/** The measures of each product; null for one that is seen through metrics alone. */
export const PRODUCTS: Readonly<Record<ProductId, ProductMeasures | null>> = {
  'proxmox-ve': PROXMOX_VE,
  'proxmox-backup': PROXMOX_BACKUP,
  kubernetes: null,
  ceph: null,
  argocd: ARGOCD,
  flux: null,
  backups: null,
  certificates: null,
};
