import type { LabGuest } from '../guests';
import type { LabNode } from '../nodes';
import type { Story } from '../story';
import { fraction, wave, type Wave } from '../wave';

const DAY = 86400;
const GIB = 2 ** 30;

export interface GuestDisk {
  /** `scsi0` of a virtual machine, `rootfs` or `mp0` of a container. */
  slot: string;
  storage: string;
  sizeBytes: number;
  /** False where the configuration says `backup=0`. */
  backup: boolean;
}

/** A virtual machine or container of a cluster. */
export interface PveLabGuest {
  kind: 'qemu' | 'lxc';
  vmid: number;
  name: string;
  node: string;
  /** `unknown`: pvestatd has said nothing of it for minutes. */
  status: 'running' | 'stopped' | 'unknown';
  template: boolean;
  processors: number;
  memoryBytes: number;
  /** Ratio of its processors and of its memory in use while it runs. */
  processor: Wave;
  memory: Wave;
  disks: readonly GuestDisk[];
  /** Ratio of a container's root file system in use. */
  diskUsed: number;
  tags: readonly string[];
  lock?: string;
  startedAt: number;
  /** It was made when it was started: there is no history of it from before. */
  isNew: boolean;
  onBoot: boolean;
  agent: boolean;
  address: string;
  mac: string;
}

/** What a guest of the roster is made of. */
interface Spec {
  kind?: 'qemu' | 'lxc';
  vmid: number;
  name: string;
  node?: string;
  status?: PveLabGuest['status'];
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
const CROWD_A = [
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

const CROWD_B = [
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
function singlesA(nodes: readonly LabNode[]): Spec[] {
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

/** The roster of a cluster of the lab. Guests whose ids the metrics know keep node, size and curves from there. */
export function createPveGuests(
  seed: number,
  story: Story,
  cluster: 'pve-a' | 'pve-b',
  nodes: readonly LabNode[],
  known: readonly LabGuest[]
): PveLabGuest[] {
  const fixed = known
    .filter(({ node }) => node.startsWith(cluster))
    .map((guest): Spec => ({
      vmid: Number(guest.vmid),
      name: guest.name,
      node: guest.node,
      processors: guest.processors,
      gibibytes: guest.memoryBytes / GIB,
      cpu: 0,
      memory: 0,
      curves: guest,
      diskGibibytes: guest.memoryBytes / GIB >= 32 ? 600 : 64,
      tag: 'core',
      ...(guest.vmid === '101' && { scratchGibibytes: 400 }),
    }));
  const specs = [
    ...fixed,
    ...(cluster === 'pve-a' ? singlesA(nodes) : []),
    ...crowd(cluster === 'pve-a' ? CROWD_A : CROWD_B),
  ];
  return place(
    specs,
    nodes.filter(({ name }) => name.startsWith(cluster))
  ).map((spec) => createGuest(seed, story, cluster, spec));
}

/** As many guests as a bench wants, on the given nodes. */
export function createManyGuests(
  seed: number,
  story: Story,
  cluster: string,
  nodes: readonly LabNode[],
  count: number
): PveLabGuest[] {
  const kinds = crowd(CROWD_A);
  const specs = Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length] as Spec;
    return { ...kind, vmid: 100 + i, name: `${kind.name}-${i}`, gibibytes: Math.min(kind.gibibytes, 4) };
  });
  return place(specs, nodes).map((spec) => createGuest(seed, story, cluster, spec));
}

function crowd(rows: Crowd): Spec[] {
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

/** What the metrics say is used of a node, and what of that is left for more guests. */
interface Room {
  memory: { used: number; left: number };
  cores: { used: number; left: number };
}

const CORES = 64;

/** Of the first week, in which there was no trouble. */
const average = (curve: Wave): number => curve.total(7 * DAY) / (7 * DAY);

/** Puts every guest that has no node yet on the one with most room, of memory or of cores, whichever is scarcer there. */
function place(specs: readonly Spec[], nodes: readonly LabNode[]): Array<Spec & { node: string }> {
  const of = (used: number) => ({ used, left: used });
  const rooms = new Map<string, Room>(
    nodes.map(({ name, memory, memoryBytes, processor }) => [
      name,
      { memory: of(average(memory) * memoryBytes), cores: of(average(processor) * CORES) },
    ])
  );
  const take = (node: string, { status, processors, gibibytes, cpu, memory, curves }: Spec) => {
    const room = rooms.get(node);
    if (room !== undefined && status === undefined) {
      room.memory.left -= gibibytes * GIB * (curves === undefined ? memory : average(curves.memory));
      room.cores.left -= processors * (curves === undefined ? cpu : average(curves.processor));
    }
  };
  const scarcest = ({ memory, cores }: Room) => Math.min(memory.left / memory.used, cores.left / cores.used);
  for (const spec of specs) {
    if (spec.node !== undefined) {
      take(spec.node, spec);
    }
  }
  return specs.map((spec, i) => {
    if (spec.node !== undefined) {
      return { ...spec, node: spec.node };
    }
    // A stopped guest takes nothing: such are dealt out in turn.
    const [best = ''] =
      spec.status === undefined
        ? ([...rooms].sort((one, other) => scarcest(other[1]) - scarcest(one[1]))[0] ?? [])
        : [nodes[i % nodes.length]?.name];
    take(best, spec);
    return { ...spec, node: best };
  });
}

/** Has been there since it was started, and so for less than the fortnight that right-sizing asks for. */
const NEWCOMER = 'web-12';

function createGuest(seed: number, story: Story, cluster: string, spec: Spec & { node: string }): PveLabGuest {
  const { kind = 'qemu', vmid, cpu, memory } = spec;
  const key = `${cluster} ${vmid}`;
  const at = (what: string) => fraction(seed, `${key} ${what}`);
  const isNew = spec.name === NEWCOMER;
  const own = spec.curves ?? {
    // A busy guest swings less: it never asks for more than it has.
    processor: wave(seed, `${key} cpu`, {
      base: cpu,
      daily: Math.min(cpu * 0.25, (0.98 - cpu) * 0.5),
      jitter: Math.min(cpu * 0.12, (0.98 - cpu) * 0.2),
    }),
    memory: wave(seed, `${key} memory`, { base: memory, daily: Math.min(0.02, (0.985 - memory) * 0.5), jitter: 0.004 }),
  };
  return {
    kind,
    vmid,
    name: spec.name,
    node: spec.node,
    template: spec.template ?? false,
    status: spec.status ?? 'running',
    processors: spec.processors,
    memoryBytes: spec.gibibytes * GIB,
    processor: own.processor,
    memory: own.memory,
    disks: disksOf(spec, kind, cluster),
    diskUsed: 0.25 + 0.4 * at('disk'),
    tags: spec.tag?.split(';') ?? [],
    ...(spec.lock !== undefined && { lock: spec.lock }),
    startedAt: Math.round(story.lastNight.diskFills.from - (isNew ? 9 : 3 + 60 * at('start')) * DAY),
    isNew,
    onBoot: spec.status === undefined || vmid === 210,
    agent: kind === 'qemu' && at('agent') < 0.8,
    address: `10.${cluster.endsWith('b') ? 21 : 20}.${Math.floor(vmid / 250)}.${1 + (vmid % 250)}`,
    mac: `BC:24:11:${[0, 1, 2].map((i) => hexByte(at(`mac ${i}`))).join(':')}`,
  };
}

function disksOf({ vmid, diskGibibytes, scratchGibibytes }: Spec, kind: string, cluster: string): GuestDisk[] {
  const local = vmid % 5 === 0 && diskGibibytes < 300;
  const storage = local
    ? cluster === 'pve-b'
      ? 'local-lvm'
      : 'local-zfs'
    : cluster === 'pve-b'
      ? 'local-lvm'
      : 'vm-disks';
  const first = kind === 'qemu' ? 'scsi0' : 'rootfs';
  const second = kind === 'qemu' ? 'scsi1' : 'mp0';
  const disk = (slot: string, gibibytes: number, backup = true) => ({
    slot,
    storage,
    sizeBytes: gibibytes * GIB,
    backup,
  });
  return [
    ...(diskGibibytes > 150 ? [disk(first, 32), disk(second, diskGibibytes - 32)] : [disk(first, diskGibibytes)]),
    ...(scratchGibibytes === undefined ? [] : [disk('scsi2', scratchGibibytes, false)]),
  ];
}

function hexByte(ratio: number): string {
  return Math.floor(ratio * 256)
    .toString(16)
    .padStart(2, '0')
    .toUpperCase();
}
