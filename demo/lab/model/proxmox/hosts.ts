import type { LabNode } from '../nodes';
import type { Story } from '../story';
import { fraction } from '../wave';

const DAY = 86400;
const GB = 1e9;

export interface HostDisk {
  device: string;
  model: string;
  serial: string;
  sizeBytes: number;
  kind: 'nvme' | 'ssd' | 'hdd';
  health: string;
  /** Life that is left in percent, `N/A` where the disk does not say. */
  wearout: number | 'N/A';
  used: string;
  osd?: number;
}

/** A node of a cluster: what is behind its curves. */
export interface PveHost {
  node: LabNode;
  id: number;
  address: string;
  sockets: number;
  coresPerSocket: number;
  /** Hardware threads. */
  processors: number;
  model: string;
  /** The package pve-manager that is installed, by the version that the cluster speaks. */
  patch: { installed: number; candidate: number };
  /** Whether a newer kernel is installed than the one that runs. */
  rebootDue: boolean;
  certificateExpires: number;
  disks: readonly HostDisk[];
  /** Ratio of the time that processors wait for disks. */
  ioWait: (t: number) => number;
}

/**
 * The hosts of a cluster. `pve-a3` runs an older version, because its repositories offer none (so no update is pending, as
 * the metrics say), is due for a reboot and has a worn disk; a disk of `pve-b2` fails; `pve-b3` has pending updates.
 */
export function createHosts(seed: number, story: Story, nodes: readonly LabNode[]): PveHost[] {
  return nodes.map((node, i) => {
    const behind = node.name === 'pve-a3';
    return {
      node,
      id: i + 1,
      address: `10.${node.name.startsWith('pve-b') ? 11 : 10}.0.${11 + i}`,
      sockets: 2,
      coresPerSocket: 16,
      processors: 64,
      model: 'AMD EPYC 9124 16-Core Processor',
      patch: { installed: behind ? 1 : node.name === 'pve-b3' ? 3 : 4, candidate: behind ? 1 : 4 },
      rebootDue: behind,
      certificateExpires: Math.round(story.certificateExpires + (node.name === 'pve-b1' ? 6 : 300 + 40 * i) * DAY),
      disks: disksOf(seed, node.name, i),
      ioWait: (t) => node.disk.at(t) * 0.06,
    };
  });
}

function disksOf(seed: number, node: string, index: number): HostDisk[] {
  const at = (what: string) => fraction(seed, `${node} ${what}`);
  const serial = (slot: number) => `S6XN${Math.floor(at(`serial ${slot}`) * 1e8)}`.padEnd(12, '0');
  const system: HostDisk = {
    device: '/dev/sda',
    model: 'MZ7L3480HCHQ-00A07',
    serial: serial(0),
    sizeBytes: 480 * GB,
    kind: 'ssd',
    health: node === 'pve-b2' ? 'FAILED!' : 'PASSED',
    wearout: 97,
    used: 'BIOS boot',
  };
  const data = [0, 1].map((slot): HostDisk => ({
    device: `/dev/nvme${slot}n1`,
    model: 'MZQL23T8HCLS-00A07',
    serial: serial(slot + 1),
    kind: 'nvme',
    sizeBytes: 3840 * GB,
    health: 'PASSED',
    wearout: node === 'pve-a3' && slot === 1 ? 12 : Math.round(84 + 14 * at(`wear ${slot}`)),
    used: 'LVM',
    // The disks of the metrics' Ceph.
    ...(node.startsWith('pve-a') && { osd: index * 2 + slot }),
  }));
  const usb: HostDisk = {
    device: '/dev/sdb',
    model: 'Virtual_SD_Card',
    serial: 'N/A',
    sizeBytes: 32 * GB,
    kind: 'hdd',
    health: 'UNKNOWN',
    wearout: 'N/A',
    used: 'unused',
  };
  return node === 'pve-a1' ? [system, ...data, usb] : [system, ...data];
}
