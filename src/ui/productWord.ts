import type { ProductId } from '../core/products/ids';
import { t } from './t';

/** What a product is called. */
export function productWord(id: ProductId): string {
  switch (id) {
    case 'proxmox-ve':
      return t('system.proxmox', 'Proxmox');
    case 'proxmox-backup':
      return t('system.pbs', 'Backup server');
    case 'kubernetes':
      return t('system.kubernetes', 'Kubernetes');
    case 'ceph':
      return t('system.ceph', 'Ceph');
    case 'argocd':
      return t('system.argocd', 'Argo CD');
    case 'flux':
      return t('system.flux', 'Flux');
    case 'backups':
      return t('system.backups', 'Backups');
    case 'certificates':
      return t('system.certificates', 'Certificates');
  }
}
