import type { LabNode } from '../nodes';
import type { Wave } from '../wave';

const GIB = 2 ** 30;

/** What a guest of the roster is made of. */
export interface Spec {
  kind?: 'qemu' | 'lxc';
  vmid: number;
  name: string;
  node?: string;
  status?: 'running' | 'stopped' | 'unknown';
  template?: boolean;
  processors: number;
  gibibytes: number;
  cpu: number;
  memory: number;
  diskGibibytes: number;
  tag?: string;
  lock?: string;
  /** Another disk, left out of backups. */
  scratchGibibytes?: number;
  curves?: { processor: Wave; memory: Wave };
}

/** Guests that come in numbers: name, first id, how many, kind, vCPUs, GiB, cpu, memory, disk GiB, tag. */
export const CROWD_A = [
  ['web', 140, 12, 'qemu', 4, 6, 0.17, 0.69, 64, 'shop'],
  ['api', 160, 10, 'qemu', 4, 6, 0.18, 0.73, 64, 'shop'],
  ['runner', 175, 8, 'qemu', 4, 6, 0.17, 0.58, 120, 'ci'],
  ['mon', 190, 6, 'qemu', 4, 8, 0.18, 0.68, 150, 'core'],
  ['build', 200, 4, 'qemu', 8, 16, 0.14, 0.65, 200, 'ci'],
  ['app', 230, 14, 'qemu', 2, 4, 0.14, 0.71, 48, 'office'],
  ['cache', 250, 6, 'qemu', 2, 6, 0.12, 0.75, 32, 'shop'],
  ['desk', 260, 8, 'qemu', 2, 4, 0.07, 0.63, 80, 'office'],
  ['dns', 301, 3, 'lxc', 1, 1, 0.12, 0.61, 8, 'core'],
  ['proxy', 306, 6, 'lxc', 2, 4, 0.18, 0.57, 16, 'edge'],
  ['log', 320, 6, 'lxc', 2, 4, 0.16, 0.73, 120, 'core'],
  ['queue', 350, 10, 'lxc', 2, 4, 0.16, 0.63, 32, 'shop'],
  ['svc', 370, 12, 'lxc', 1, 2, 0.12, 0.63, 16, 'office'],
] as const;

export const CROWD_B = [
  ['files', 101, 4, 'qemu', 4, 16, 0.14, 0.5, 500, 'office'],
  ['erp', 110, 4, 'qemu', 4, 16, 0.22, 0.62, 120, 'erp'],
  ['test', 140, 10, 'qemu', 4, 8, 0.12, 0.48, 64, 'test'],
  ['lab', 201, 8, 'qemu', 2, 8, 0.1, 0.42, 64, 'test'],
  ['ns', 301, 2, 'lxc', 1, 1, 0.1, 0.5, 8, 'core'],
  ['tool', 310, 12, 'lxc', 2, 4, 0.12, 0.46, 24, 'office'],
] as const;

type Crowd = ReadonlyArray<
  readonly [string, number, number, 'qemu' | 'lxc', number, number, number, number, number, string]
>;

/** Guests of `pve-a` with a story of their own; those whom the metrics know come from `model/guests`. */
export function singlesA(nodes: readonly LabNode[]): Spec[] {
  const workers = nodes.filter(({ kind }) => kind === 'kubernetes');
  const plain = { processors: 2, gibibytes: 4, cpu: 0.1, memory: 0.5, diskGibibytes: 32 };
  return [
    ...workers.map((worker, i) => ({
      ...plain,
      vmid: 121 + i,
      name: worker.name,
      node: `pve-a${1 + (i % 4)}`,
      processors: 8,
      gibibytes: worker.memoryBytes / GIB,
      diskGibibytes: 120,
      tag: 'k8s',
      curves: worker,
    })),
    { ...plain, vmid: 133, name: 'runner-3', node: 'pve-a3', status: 'unknown', diskGibibytes: 120, tag: 'ci' },
    { ...plain, vmid: 134, name: 'runner-4', node: 'pve-a1', status: 'stopped', diskGibibytes: 120, tag: 'nobackup' },
    { ...plain, vmid: 210, name: 'wiki', node: 'pve-a4', status: 'stopped', diskGibibytes: 64, tag: 'office' },
    {
      vmid: 214,
      name: 'mail-archive',
      node: 'pve-a1',
      processors: 4,
      gibibytes: 16,
      cpu: 0.05,
      memory: 0.975,
      diskGibibytes: 1024,
      tag: 'mail',
    },
    {
      vmid: 220,
      name: 'search-1',
      node: 'pve-a1',
      processors: 4,
      gibibytes: 32,
      cpu: 0.76,
      memory: 0.38,
      diskGibibytes: 400,
      tag: 'search',
    },
    {
      vmid: 221,
      name: 'search-2',
      node: 'pve-a2',
      processors: 8,
      gibibytes: 32,
      cpu: 0.33,
      memory: 0.59,
      diskGibibytes: 400,
      tag: 'search',
    },
    { ...plain, vmid: 222, name: 'report-gen', node: 'pve-a2', status: 'stopped', lock: 'backup', tag: 'office' },
    {
      vmid: 305,
      kind: 'lxc',
      name: 'proxy-1',
      node: 'pve-a3',
      processors: 2,
      gibibytes: 8,
      cpu: 0.012,
      memory: 0.14,
      diskGibibytes: 16,
      tag: 'edge',
    },
    {
      vmid: 341,
      name: 'billing-db',
      node: 'pve-a1',
      processors: 8,
      gibibytes: 64,
      cpu: 0.29,
      memory: 0.56,
      diskGibibytes: 800,
      tag: 'billing;rpo-4h',
    },
    {
      vmid: 342,
      name: 'billing-app',
      node: 'pve-a2',
      processors: 4,
      gibibytes: 16,
      cpu: 0.16,
      memory: 0.66,
      diskGibibytes: 64,
      tag: 'billing',
    },
    ...['debian-13', 'ubuntu-24.04', 'windows-2025'].map((name, i): Spec => ({
      ...plain,
      vmid: 9000 + i,
      name: `tpl-${name}`,
      node: 'pve-a1',
      status: 'stopped',
      template: true,
    })),
    ...Array.from({ length: 15 }, (_, i): Spec => ({
      ...plain,
      vmid: 400 + i,
      name: `old-${i + 1}`,
      status: 'stopped',
      tag: 'parked',
    })),
  ];
}

export function crowd(rows: Crowd): Spec[] {
  return rows.flatMap(([stem, first, count, kind, processors, gibibytes, cpu, memory, diskGibibytes, tag]) =>
    Array.from({ length: count }, (_, i) => ({
      kind,
      vmid: first + i,
      name: `${stem}-${i + 1}`,
      processors,
      gibibytes,
      cpu,
      memory,
      diskGibibytes,
      tag,
    }))
  );
}
