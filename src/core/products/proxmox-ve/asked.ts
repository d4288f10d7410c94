import type { CheckDefinition } from '../../check/definition';
import { measuresOf } from '../../inventory/measure';
import type { PveParts } from './parts';

/** What is asked for each part, as the evidence shows it. */
const PVE_ASKED: Readonly<Record<keyof PveParts, string>> = {
  version: 'GET /version',
  permissions: 'GET /access/permissions',
  status: 'GET /cluster/status',
  resources: 'GET /cluster/resources',
  nodeStatus: 'GET /nodes/{node}/status',
  ha: 'GET /cluster/ha/status/current',
  ceph: 'GET /cluster/ceph/status',
  cephOsds: 'GET /nodes/{node}/ceph/osd',
  cephPools: 'GET /nodes/{node}/ceph/pool',
  replication: 'GET /nodes/{node}/replication',
  backupJobs: 'GET /cluster/backup, /cluster/backup/{id}/included_volumes',
  backups: 'GET /nodes/{node}/storage/{storage}/content?content=backup',
  tasks: 'GET /nodes/{node}/tasks of the last 24 h',
  certificates: 'GET /nodes/{node}/certificates/info',
  subscriptions: 'GET /nodes/{node}/subscription',
  packages: 'GET /nodes/{node}/apt/versions',
  updates: 'GET /nodes/{node}/apt/update',
  disks: 'GET /nodes/{node}/disks/list',
  networks: 'GET /nodes/{node}/network',
  firewall: 'GET /cluster/firewall/options',
  nodeFirewalls: 'GET /nodes/{node}/firewall/options',
  access: 'GET /access/users, /access/tfa, /access/acl, /access/domains',
  snapshots: 'GET /nodes/{node}/{kind}/{vmid}/snapshot',
  configs: 'GET /nodes/{node}/{kind}/{vmid}/config',
  addresses: 'GET /nodes/{node}/lxc/{vmid}/interfaces, /nodes/{node}/qemu/{vmid}/agent/network-get-interfaces',
  nodeWeek: 'GET /nodes/{node}/rrddata?timeframe=week&cf=MAX',
  guestMonth: 'GET /nodes/{node}/{kind}/{vmid}/rrddata?timeframe=month&cf=MAX',
  storageMonth: 'GET /nodes/{node}/storage/{storage}/rrddata?timeframe=month&cf=MAX',
};

export const pveMeasure = measuresOf<PveParts>(PVE_ASKED);

/** Parts that cost a request per guest. */
export const PER_GUEST_PARTS: ReadonlySet<string> = new Set<keyof PveParts>([
  'snapshots',
  'configs',
  'addresses',
  'guestMonth',
]);

type Needs = Readonly<Record<string, { needs: readonly string[]; wants?: readonly string[] }>>;

/** The parts that a check's measure asks each guest for. */
export function perGuestParts({ query }: Pick<CheckDefinition, 'query'>, measures: Needs): readonly string[] {
  const measure = measures[query];
  return measure === undefined
    ? []
    : [...measure.needs, ...(measure.wants ?? [])].filter((part) => PER_GUEST_PARTS.has(part));
}

/** Whether a check of a measure asks every guest by itself: a page's and a weekly round's business, never a panel's. */
export function asksEveryGuest(check: Pick<CheckDefinition, 'query'>, measures: Needs): boolean {
  return perGuestParts(check, measures).length > 0;
}
