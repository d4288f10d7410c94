import type { LabNode } from '../model/nodes';
import type { Story } from '../model/story';
import type { Wave } from '../model/wave';
import { accumulated, constant, counter, gauge, rounded, type Family, type LabSeries, type Target } from '../metric';

const MODES = [
  ['user', 0.68],
  ['system', 0.24],
  ['iowait', 0.08],
] as const;

/** node_exporter (with the apt and reboot textfiles, and smartctl's verdict) on one node. */
export function nodeTarget(node: LabNode, story: Story): Target {
  return {
    name: node.name,
    job: 'node',
    instance: node.name,
    labels: {},
    answers: node.answers,
    families: [
      ...processorAndMemory(node),
      ...filesystems(node),
      ...network(node),
      ...disk(node),
      ...system(node),
      ...packages(node, story),
    ],
  };
}

/** Counts `perSecond` of a curve since the node's last boot. */
function sinceBoot(node: LabNode, curve: Wave, perSecond: number, digits: number): LabSeries['value'] {
  return accumulated(curve, node.bootedAt, perSecond, digits);
}

function processorAndMemory(node: LabNode): Family[] {
  const busy = sinceBoot(node, node.processor, 1, 6);
  const seconds: LabSeries[] = MODES.map(([mode, share]) => ({
    labels: { cpu: '0', mode },
    value: rounded(2, (t) => busy(t) * share),
  }));
  seconds.push({ labels: { cpu: '0', mode: 'idle' }, value: rounded(2, (t) => t - node.bootedAt(t) - busy(t)) });
  return [
    counter('node_cpu_seconds_total', 'Seconds the CPUs spent in each mode.', seconds),
    gauge('node_memory_MemTotal_bytes', 'Memory information field MemTotal_bytes.', [constant({}, node.memoryBytes)]),
    gauge('node_memory_MemAvailable_bytes', 'Memory information field MemAvailable_bytes.', [
      { labels: {}, value: rounded(0, (t) => (1 - node.memory.at(t)) * node.memoryBytes) },
    ]),
    counter(
      'node_pressure_cpu_waiting_seconds_total',
      'Total time in seconds that processes have waited for CPU time',
      [{ labels: {}, value: sinceBoot(node, node.processor, 0.05, 3) }]
    ),
  ];
}

function filesystems(node: LabNode): Family[] {
  const of = (pick: (filesystem: LabNode['filesystems'][number]) => LabSeries['value']) =>
    node.filesystems.map((filesystem) => {
      const { device, fstype, mountpoint } = filesystem;
      return { labels: { device, fstype, mountpoint }, value: pick(filesystem) };
    });
  // One inode per 16 KiB, as mkfs does; files are larger than that on average.
  const inodes = (sizeBytes: number) => sizeBytes / 16_384;
  return [
    gauge(
      'node_filesystem_size_bytes',
      'Filesystem size in bytes.',
      of(
        ({ sizeBytes }) =>
          () =>
            sizeBytes
      )
    ),
    gauge(
      'node_filesystem_avail_bytes',
      'Filesystem space available to non-root users in bytes.',
      of(({ sizeBytes, used }) => rounded(0, (t) => (1 - used(t)) * sizeBytes))
    ),
    gauge(
      'node_filesystem_files',
      'Filesystem total file nodes.',
      of(
        ({ sizeBytes }) =>
          () =>
            inodes(sizeBytes)
      )
    ),
    gauge(
      'node_filesystem_files_free',
      'Filesystem total free file nodes.',
      of(({ sizeBytes, used }) => rounded(0, (t) => (1 - 0.4 * used(t)) * inodes(sizeBytes)))
    ),
    gauge(
      'node_filesystem_readonly',
      'Filesystem read-only status.',
      of(() => () => 0)
    ),
  ];
}

function network(node: LabNode): Family[] {
  const device = node.kind === 'proxmox' ? 'vmbr0' : 'eth0';
  const one = (value: LabSeries['value']) => [{ labels: { device }, value }];
  const bytes = node.linkBytesPerSecond;
  return [
    counter(
      'node_network_receive_bytes_total',
      'Network device statistic receive_bytes.',
      one(sinceBoot(node, node.receive, bytes, 0))
    ),
    counter(
      'node_network_transmit_bytes_total',
      'Network device statistic transmit_bytes.',
      one(sinceBoot(node, node.transmit, bytes, 0))
    ),
    counter(
      'node_network_receive_packets_total',
      'Network device statistic receive_packets.',
      one(sinceBoot(node, node.receive, bytes / 900, 0))
    ),
    counter(
      'node_network_transmit_packets_total',
      'Network device statistic transmit_packets.',
      one(sinceBoot(node, node.transmit, bytes / 900, 0))
    ),
    counter(
      'node_network_receive_errs_total',
      'Network device statistic receive_errs.',
      one(sinceBoot(node, node.receive, 0.001, 0))
    ),
    counter(
      'node_network_transmit_errs_total',
      'Network device statistic transmit_errs.',
      one(() => 0)
    ),
    gauge(
      'node_network_speed_bytes',
      'Network device property speed_bytes.',
      one(() => bytes)
    ),
  ];
}

function disk(node: LabNode): Family[] {
  const labels = { device: node.kind === 'proxmox' ? 'nvme0n1' : 'vda' };
  return [
    counter('node_disk_io_time_seconds_total', 'Total seconds spent doing I/Os.', [
      { labels, value: sinceBoot(node, node.disk, 1, 3) },
    ]),
  ];
}

function system(node: LabNode): Family[] {
  const unit = (name: string) => constant({ name, state: 'failed', type: 'notify' }, 0);
  const families = [
    gauge('node_boot_time_seconds', 'Node boot time, in unixtime.', [{ labels: {}, value: node.bootedAt }]),
    gauge('node_timex_offset_seconds', 'Time offset in between local system and reference clock.', [
      { labels: {}, value: rounded(6, (t) => (node.disk.at(t) - 0.1) * 0.002) },
    ]),
    gauge('node_timex_sync_status', 'Is clock synchronized to a reliable server (1 = yes, 0 = no).', [constant({}, 1)]),
    gauge('node_systemd_unit_state', 'Systemd unit', [
      unit('ssh.service'),
      unit(node.kind === 'proxmox' ? 'pvestatd.service' : 'kubelet.service'),
    ]),
  ];
  if (node.kind === 'kubernetes') {
    return [...families, ...kernelTables()];
  }
  return [
    ...families,
    gauge('node_md_disks', 'Number of active/failed/spare disks of device.', [
      constant({ device: 'md0', state: 'active' }, 2),
    ]),
    gauge('node_md_disks_required', 'Total number of disks of device.', [constant({ device: 'md0' }, 2)]),
    gauge('smartctl_device_smart_status', 'General smart status', [constant({ device: 'nvme0' }, 1)]),
  ];
}

/** What a worker's kernel can run out of. */
function kernelTables(): Family[] {
  return [
    counter('node_vmstat_oom_kill', '/proc/vmstat information field oom_kill.', [constant({}, 0)]),
    gauge('node_nf_conntrack_entries', 'Number of currently allocated flow entries for connection tracking.', [
      constant({}, 8_214),
    ]),
    gauge('node_nf_conntrack_entries_limit', 'Maximum size of connection tracking table.', [constant({}, 262_144)]),
    gauge('node_filefd_allocated', 'File descriptor statistics: allocated.', [constant({}, 5_472)]),
    gauge('node_filefd_maximum', 'File descriptor statistics: maximum.', [constant({}, 3_276_800)]),
  ];
}

function packages(node: LabNode, story: Story): Family[] {
  const rebooted = story.lastMonth.rebooted[node.name];
  const pending = node.name === 'pve-b3' ? constant({ origin: 'Debian:trixie', arch: 'amd64' }, 4) : constant({}, 0);
  return [
    gauge('apt_upgrades_pending', 'Apt packages pending updates by origin.', [pending]),
    gauge('apt_package_cache_timestamp_seconds', 'Apt update last run time.', [
      { labels: {}, value: (t) => Math.floor((t - 22_800) / 43_200) * 43_200 + 22_800 },
    ]),
    gauge('node_reboot_required', 'Node reboot is required for software updates.', [
      {
        labels: {},
        value: (t) => (rebooted !== undefined && t > rebooted.from - 5 * 86_400 && t < rebooted.to ? 1 : 0),
      },
    ]),
  ];
}
