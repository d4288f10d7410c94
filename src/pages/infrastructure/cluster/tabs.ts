import type { CheckResult } from '../../../core/check/result';
import type { ClusterTab } from '../../../core/products/proxmox-ve/view';
import { t } from '../../../ui/t';

export function tabWord(tab: ClusterTab): string {
  switch (tab) {
    case 'overview':
      return t('tab.overview', 'Overview');
    case 'guests':
      return t('tab.guests', 'Guests');
    case 'storage':
      return t('tab.storage', 'Storage');
    case 'snapshots':
      return t('tab.snapshots', 'Snapshots');
    case 'ha':
      return t('tab.ha', 'HA and replication');
    case 'updates':
      return t('tab.updates', 'Updates');
    case 'access':
      return t('tab.access', 'Access');
    case 'map':
      return t('tab.map', 'Map');
  }
}

/** The checks that belong on a tab, in their order. */
export function checksOfTab(checks: readonly CheckResult[], tab: ClusterTab): CheckResult[] {
  return checks.filter(({ definition }) => definition.place === tab);
}
