import { t } from '../../../ui/t';

/** Parts of the page that a link leads to, by their names in the address. */
export const CEPH_SECTIONS = ['capacity', 'osds', 'recovery', 'pools', 'buckets', 'filesystems', 'daemons'] as const;
export type CephSection = (typeof CEPH_SECTIONS)[number];

export function sectionWord(section: CephSection): string {
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
