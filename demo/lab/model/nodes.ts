import { within, type Interval, type Story } from './story';
import { fraction, wave, type Bump, type Wave } from './wave';

const DAY = 86400;
const GIB = 2 ** 30;

/** A filesystem; `used` is the ratio of the space in use at a moment. */
export interface LabFilesystem {
  mountpoint: string;
  device: string;
  fstype: string;
  sizeBytes: number;
  used: (t: number) => number;
}

export interface LabNode {
  name: string;
  kind: 'proxmox' | 'kubernetes';
  memoryBytes: number;
  linkBytesPerSecond: number;
  /** Ratio of all cores, of the memory, of the link and of the disk's time in use. */
  processor: Wave;
  memory: Wave;
  receive: Wave;
  transmit: Wave;
  disk: Wave;
  filesystems: readonly LabFilesystem[];
  bootedAt: (t: number) => number;
  answers: (t: number) => boolean;
}

/** How busy each node is on average: processor, memory, network, disk. */
const LOADS: Readonly<Record<string, readonly [cpu: number, memory: number, network: number, disk: number]>> = {
  'pve-a1': [0.52, 0.73, 0.15, 0.26],
  'pve-a2': [0.46, 0.7, 0.13, 0.22],
  'pve-a3': [0.55, 0.79, 0.17, 0.3],
  'pve-a4': [0.36, 0.61, 0.1, 0.18],
  'pve-b1': [0.22, 0.41, 0.06, 0.12],
  'pve-b2': [0.31, 0.5, 0.09, 0.14],
  'pve-b3': [0.13, 0.32, 0.05, 0.08],
  'kw-01': [0.43, 0.63, 0.17, 0.12],
  'kw-02': [0.38, 0.58, 0.14, 0.11],
  'kw-03': [0.5, 0.67, 0.19, 0.15],
  'kw-04': [0.34, 0.53, 0.13, 0.1],
  'kw-05': [0.28, 0.47, 0.11, 0.08],
};

export function createNodes(seed: number, story: Story): LabNode[] {
  return Object.keys(LOADS).map((name) => createNode(seed, story, name));
}

/** A node; one whose name has no load of its own is moderately busy. */
export function createNode(seed: number, story: Story, name: string): LabNode {
  const [cpu, memory, network, disk] = LOADS[name] ?? [0.3, 0.5, 0.1, 0.1];
  const isProxmox = name.startsWith('pve');
  const { lastMonth } = story;
  const rebooted = lastMonth.rebooted[name];
  const firstBoot = story.lastNight.diskFills.from - Math.round((66 + 12 * fraction(seed, `${name} boot`)) * DAY);
  const curve = (what: string, base: number, swing: number, bumps: readonly Bump[] = []) =>
    wave(seed, `${name} ${what}`, {
      base,
      daily: base * swing,
      weekly: base * swing * 0.4,
      jitter: base * swing * 0.3,
      bumps,
    });
  return {
    name,
    kind: isProxmox ? 'proxmox' : 'kubernetes',
    memoryBytes: (isProxmox ? 256 : 32) * GIB,
    linkBytesPerSecond: 1.25e9,
    processor: curve('cpu', cpu, 0.2, name === 'pve-a2' ? [bump(lastMonth.processorBusy, 0.33, 1200)] : []),
    memory: curve('memory', memory, 0.025, name === 'pve-a3' ? [bump(lastMonth.memoryHigh, 0.085, 7200)] : []),
    receive: curve('receive', network * 0.9, 0.35),
    transmit: curve('transmit', network * 0.7, 0.35),
    disk: curve('disk', disk, 0.25),
    filesystems: filesystemsOf(seed, story, name, isProxmox),
    bootedAt: (t) => (rebooted !== undefined && t >= rebooted.to ? rebooted.to - 60 : firstBoot),
    answers: (t) =>
      !(rebooted !== undefined && within(rebooted, t)) && !(name === 'kw-04' && within(lastMonth.scrapesMissed, t)),
  };
}

function filesystemsOf(seed: number, story: Story, name: string, isProxmox: boolean): LabFilesystem[] {
  const { lastNight, lastMonth, rootFilledSince } = story;
  const used = (mountpoint: string, ratio: number, bumps: readonly Bump[]) => {
    const around = wave(seed, `${name} ${mountpoint}`, { base: ratio, daily: 0.0002, jitter: 0.0002, bumps });
    const growthPerDay = 0.0001 + 0.0003 * fraction(seed, `${name} ${mountpoint} growth`);
    return (t: number) => around.at(t) + ((t - lastNight.diskFills.from) / DAY) * growthPerDay;
  };
  const rootBumps: Bump[] = [];
  if (name === 'pve-a1') {
    rootBumps.push({ from: rootFilledSince, to: Infinity, height: 0.204, rampSeconds: 5400 });
  }
  if (name === 'kw-02') {
    rootBumps.push(bump(lastMonth.diskHigh, 0.405, 36_000));
  }
  const root = {
    mountpoint: '/',
    device: isProxmox ? '/dev/mapper/pve-root' : '/dev/vda1',
    fstype: 'ext4',
    sizeBytes: (isProxmox ? 96 : 120) * GIB,
    used: used('/', name === 'pve-a1' ? 0.637 : 0.38 + 0.22 * fraction(seed, `${name} root`), rootBumps),
  };
  if (!isProxmox) {
    return [root];
  }
  const { from, to } = lastNight.diskFills;
  const dumps = name === 'pve-a3' ? [{ from, to: Infinity, height: 0.225, rampSeconds: to - from }] : [];
  return [
    root,
    {
      mountpoint: '/var/lib/vz',
      device: '/dev/mapper/pve-data',
      fstype: 'xfs',
      sizeBytes: 1800 * GIB,
      used: used('/var/lib/vz', name === 'pve-a3' ? 0.709 : 0.45 + 0.2 * fraction(seed, `${name} vz`), dumps),
    },
  ];
}

function bump(interval: Interval, height: number, rampSeconds: number): Bump {
  return { ...interval, height, rampSeconds };
}
