import type { PbsParts } from '../../../core/products/proxmox-backup/parts';
import { PROXMOX_BACKUP } from '../../../core/products/proxmox-backup/product';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import { PROXMOX_VE } from '../../../core/products/proxmox-ve/product';
import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import { libraryOf } from '../../../library/libraryOf';
import { browserClient } from '../../../sources/browserClient';
import { browserServices } from '../../../ui/browserSession';
import { FoundSystem, type Served } from '../../../ui/datasource/selfTest/FoundSystem';
import { plural, t } from '../../../ui/t';

/** What the app finds at the server: guests of a cluster, backups of a backup server. */
export function FoundProxmox({ uid, product }: { uid: string; product: ProxmoxProduct }) {
  const path = encodeURIComponent(uid);
  return product === 'pve' ? (
    <FoundSystem
      uid={uid}
      services={services}
      product={PROXMOX_VE}
      served={GUESTS}
      page={`infrastructure/proxmox/${path}`}
    />
  ) : (
    <FoundSystem
      uid={uid}
      services={services}
      product={PROXMOX_BACKUP}
      served={BACKUPS}
      page={`infrastructure/pbs/${path}`}
    />
  );
}

const services = () => browserServices(browserClient(), libraryOf);

const GUESTS: Served<PveParts> = {
  part: 'resources',
  count: ({ resources }) => (resources?.ok ? { ...resources, value: resources.value.guests.length } : resources),
  found: (count) =>
    plural('datasource.found.guests', count, { one: '{{count}} guest found', other: '{{count}} guests found' }),
  unknown: () => t('datasource.found.no-guests', 'Its guests are not known'),
};

const BACKUPS: Served<PbsParts> = {
  part: 'groups',
  count: ({ groups }) =>
    groups?.ok ? { ...groups, value: groups.value.reduce((sum, { count }) => sum + count, 0) } : groups,
  found: (count) =>
    plural('datasource.found.backups', count, { one: '{{count}} backup found', other: '{{count}} backups found' }),
  unknown: () => t('datasource.found.no-backups', 'Its backups are not known'),
};
