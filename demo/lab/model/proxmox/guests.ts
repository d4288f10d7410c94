import type { LabGuest } from '../guests';
import type { LabNode } from '../nodes';
import type { Story } from '../story';
import { fraction, wave, type Wave } from '../wave';
import { crowd, CROWD_A, CROWD_B, singlesA, type Spec } from './roster';

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
