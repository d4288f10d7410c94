import type { PveHost } from '../../model/proxmox/hosts';
import type { PveLabGuest } from '../../model/proxmox/guests';
import type { PveLabStorage } from '../../model/proxmox/storages';
import { fraction } from '../../model/wave';
import { atLeast, bytes, guestOf, hostOf, Refused, type Endpoint, type PveCall, type PveWorld } from './endpoint';
import { round } from './inventory';

/** Seconds between points and how many there are (pve-cluster, RRD.pm); 9 keeps finer ones. */
const STEPS_BEFORE_9: Readonly<Record<string, readonly [step: number, points: number]>> = {
  hour: [60, 70],
  day: [1800, 70],
  week: [10_800, 70],
  month: [43_200, 70],
  year: [604_800, 70],
};
const STEPS: typeof STEPS_BEFORE_9 = {
  hour: [60, 60],
  day: [60, 1440],
  week: [1800, 336],
  month: [1800, 1440],
  year: [21_600, 1440],
  decade: [604_800, 570],
};

/** A curve of a point; one that always has the same value is given as a number. */
type Curves = Readonly<Record<string, number | ((t: number) => number)>>;

/** `rrddata`: rows of a time and what was recorded then. The newest step has not ended: it has its time only. */
function rrddata(call: PveCall, curves: Curves, recordedAt: (t: number) => boolean): Array<Record<string, number>> {
  const { query, t, version } = call;
  const timeframe = query.get('timeframe') ?? '';
  const size = (atLeast(version, '9.1') ? STEPS : STEPS_BEFORE_9)[timeframe];
  if (size === undefined) {
    throw new Refused(400, 'Parameter verification failed.\n', {
      timeframe: timeframe === '' ? 'property is missing and it is not optional' : 'value is not in the enumeration',
    });
  }
  const [step, points] = size;
  const last = Math.floor(t / step) * step;
  return Array.from({ length: points }, (_, i) => {
    const end = last - (points - 1 - i) * step;
    if (i === points - 1 || !recordedAt(end)) {
      return { time: end };
    }
    return { time: end, ...sample(curves, end, step, query.get('cf') === 'MAX') };
  });
}

function sample(curves: Curves, end: number, step: number, highest: boolean): Record<string, number> {
  const moments = [1, 3, 5, 7].map((eighth) => end - (step * eighth) / 8);
  return Object.fromEntries(
    Object.entries(curves).map(([name, curve]) => {
      if (typeof curve === 'number') {
        return [name, curve];
      }
      const values = moments.map(curve);
      const value = highest ? Math.max(...values) : values.reduce((sum, one) => sum + one, 0) / values.length;
      return [name, round(value, 6)];
    })
  );
}

function nodeCurves({ node, processors, ioWait }: PveHost, { version }: PveWorld): Curves {
  const root = node.filesystems[0];
  const used = (t: number) => node.memory.at(t) * node.memoryBytes;
  return {
    loadavg: (t) => node.processor.at(t) * processors,
    maxcpu: processors,
    cpu: node.processor.at,
    iowait: ioWait,
    memtotal: node.memoryBytes,
    memused: used,
    swaptotal: 8 * 2 ** 30,
    swapused: 0.16 * 2 ** 30,
    roottotal: root?.sizeBytes ?? 0,
    rootused: (t) => (root?.used(t) ?? 0) * (root?.sizeBytes ?? 0),
    netin: (t) => node.receive.at(t) * node.linkBytesPerSecond,
    netout: (t) => node.transmit.at(t) * node.linkBytesPerSecond,
    ...(atLeast(version, '9.1') && {
      memavailable: (t: number) => node.memoryBytes - used(t),
      arcsize: 0,
      // In percent of the time.
      pressurecpusome: (t: number) => node.processor.at(t) * 5,
      pressurememorysome: 0,
      pressurememoryfull: 0,
      pressureiosome: (t: number) => ioWait(t) * 80,
      pressureiofull: (t: number) => ioWait(t) * 60,
    }),
  };
}

function guestCurves(guest: PveLabGuest, { cluster, version }: PveWorld): Curves {
  const rate = (what: string) => 2e5 * (0.1 + fraction(cluster.seed, `${guest.name} ${what}`));
  const [first] = guest.disks;
  return {
    maxcpu: guest.processors,
    cpu: (t) => Math.min(1, guest.processor.at(t)),
    maxmem: guest.memoryBytes,
    mem: (t) => bytes(guest.memory.at(t) * guest.memoryBytes),
    maxdisk: first?.sizeBytes ?? 0,
    disk: guest.kind === 'lxc' ? (first?.sizeBytes ?? 0) * guest.diskUsed : 0,
    netin: rate('in'),
    netout: rate('out'),
    diskread: rate('read'),
    diskwrite: rate('write'),
    ...(atLeast(version, '9.1') && {
      memhost: (t: number) => guest.memory.at(t) * guest.memoryBytes + 120 * 2 ** 20,
      pressurecpusome: 0.1,
      pressurecpufull: 0,
      pressureiosome: 0.2,
      pressureiofull: 0.1,
      pressurememorysome: 0,
      pressurememoryfull: 0,
    }),
  };
}

function guestSeries(kind: PveLabGuest['kind']): Endpoint {
  return {
    path: `/nodes/{node}/${kind}/{vmid}/rrddata`,
    needs: { path: '/vms/{vmid}', any: ['VM.Audit'] },
    parameters: ['timeframe', 'cf'],
    answer: (call) => {
      const guest = guestOf(call, kind);
      // A restart leaves a hole of some minutes.
      const wasUp = (t: number) => t > guest.startedAt || (!guest.isNew && t < guest.startedAt - 300);
      return rrddata(call, guestCurves(guest, call), (t) => guest.status === 'running' && wasUp(t));
    },
  };
}

/** The storage of the path as the node has it. */
export function storageOf({ cluster, parts }: PveCall): PveLabStorage {
  const storage = cluster.storages.find(({ name }) => name === parts['storage']);
  if (storage === undefined) {
    throw new Refused(500, `storage '${parts['storage']}' does not exist\n`);
  }
  return storage;
}

export const seriesEndpoints: readonly Endpoint[] = [
  {
    path: '/nodes/{node}/rrddata',
    needs: { path: '/nodes/{node}', any: ['Sys.Audit'] },
    parameters: ['timeframe', 'cf'],
    answer: (call) => {
      const host = hostOf(call);
      return rrddata(call, nodeCurves(host, call), host.node.answers);
    },
  },
  guestSeries('qemu'),
  guestSeries('lxc'),
  {
    path: '/nodes/{node}/storage/{storage}/rrddata',
    needs: { path: '/storage/{storage}', any: ['Datastore.Audit', 'Datastore.AllocateSpace'] },
    parameters: ['timeframe', 'cf'],
    answer: (call) => {
      const { sizeBytes, used, inactiveOn } = storageOf(call);
      const node = call.parts['node'] ?? '';
      const curves = { total: sizeBytes, used: (t: number) => used(node, t) * sizeBytes };
      // It was mounted there until three days ago.
      return rrddata(call, curves, (t) => !inactiveOn.includes(node) || t < call.cluster.story.rootFilledSince);
    },
  },
];
