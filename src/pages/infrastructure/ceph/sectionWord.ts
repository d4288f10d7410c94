import type { CephPlace } from '../../../core/products/ceph/shows';
import { t } from '../../../ui/t';

export function sectionWord(section: CephPlace): string {
  switch (section) {
    case 'capacity':
      return t('ceph.section.capacity', 'Capacity');
    case 'osds':
      return t('ceph.section.osds', 'OSDs by host');
    case 'recovery':
      return t('ceph.section.recovery', 'Recovery');
    case 'pools':
      return t('ceph.section.pools', 'Pools');
    case 'buckets':
      return t('ceph.section.buckets', 'Buckets');
    case 'filesystems':
      return t('ceph.section.filesystems', 'CephFS');
    case 'daemons':
      return t('ceph.section.daemons', 'Monitors and managers');
  }
}
