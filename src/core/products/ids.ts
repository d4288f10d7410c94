/**
 * Everything that the overview can have a line for, in the order of "By kind". The one list of products: `PRODUCTS` here,
 * `SERVED` in sources and `PRODUCT_PAGES` in pages hold an entry for each.
 */
export const PRODUCT_IDS = [
  'proxmox-ve',
  'proxmox-backup',
  'kubernetes',
  'ceph',
  'argocd',
  'flux',
  'backups',
  'certificates',
] as const;

export type ProductId = (typeof PRODUCT_IDS)[number];
