import type { Fleet } from '../fleet';
import { constant, gauge, rounded, type LabSeries, type Target } from '../metric';
import { vmDisks } from '../model/proxmox/storages';
import { bucketTarget, cephTarget } from './ceph';

/** The exporters of Proxmox VE, of Ceph's manager and of the buckets behind its gateways. */
export function storageTargets(fleet: Fleet): Target[] {
  return [proxmoxTarget(fleet), cephTarget(fleet), bucketTarget(fleet)];
}

function proxmoxTarget({ guests, nodes, seed }: Fleet): Target {
  const hosts = nodes.filter(({ kind }) => kind === 'proxmox');
  const perGuest = (value: (guest: Fleet['guests'][number]) => LabSeries['value']) =>
    guests.map((guest) => ({ labels: { id: `qemu/${guest.vmid}` }, value: value(guest) }));
  const shared = { id: 'storage/pve-a1/vm-disks' };
  const pool = vmDisks(seed);
  return {
    name: 'pve-exporter',
    job: 'pve',
    instance: 'pve-prod',
    labels: {},
    answers: () => true,
    families: [
      gauge('pve_up', 'Node/VM/CT-Status is online/running', [
        ...hosts.map(({ name, answers }) => ({
          labels: { id: `node/${name}` },
          value: (t: number) => (answers(t) ? 1 : 0),
        })),
        ...perGuest(() => () => 1),
        constant(shared, 1),
        constant({ id: 'cluster/pve-prod' }, 1),
      ]),
      gauge(
        'pve_guest_info',
        'VM/CT info',
        guests.map(({ vmid, name, node }) => constant({ id: `qemu/${vmid}`, name, node, type: 'qemu', tags: '' }, 1))
      ),
      gauge(
        'pve_cpu_usage_ratio',
        'CPU utilization (for types node, qemu and lxc).',
        perGuest(({ processor }) => rounded(4, processor.at))
      ),
      gauge(
        'pve_memory_size_bytes',
        'Number of available memory in bytes (for types node, qemu and lxc).',
        perGuest(
          ({ memoryBytes }) =>
            () =>
              memoryBytes
        )
      ),
      gauge(
        'pve_memory_usage_bytes',
        'Used memory in bytes (for types node, qemu and lxc).',
        perGuest(({ memoryBytes, memory }) => rounded(0, (t) => memory.at(t) * memoryBytes))
      ),
      gauge('pve_disk_size_bytes', 'Storage size in bytes (for type storage).', [constant(shared, pool.sizeBytes)]),
      gauge('pve_disk_usage_bytes', 'Used disk space in bytes (for type storage).', [
        { labels: shared, value: rounded(0, (t) => pool.sizeBytes * pool.used(t)) },
      ]),
      gauge('pve_storage_info', 'Storage info', [
        constant({ ...shared, content: 'images', node: 'pve-a1', plugintype: 'rbd', storage: 'vm-disks' }, 1),
      ]),
      gauge('pve_not_backed_up_total', 'Total number of guests not covered by any backup job.', [
        constant({ id: 'cluster/pve-prod' }, 0),
      ]),
      gauge('pve_replication_failed_syncs', 'Proxmox vm replication fail_count', [constant({ id: '102-0' }, 0)]),
    ],
  };
}
