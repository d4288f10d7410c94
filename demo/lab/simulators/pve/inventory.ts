import type { PveHost } from '../../model/proxmox/hosts';
import type { PveLabGuest } from '../../model/proxmox/guests';
import { fraction } from '../../model/wave';
import { atLeast, bytes, flag, hostOf, present, type Endpoint, type PveCall, type PveWorld } from './endpoint';

const GIB = 2 ** 30;

/** What a guest shows now; nothing of its load while it does not run or its node is silent. */
export function guestFigures(guest: PveLabGuest, world: PveWorld): Record<string, unknown> {
  const { cluster, t, version } = world;
  const runs = guest.status === 'running' && world.isOnline(guest.node);
  const [first] = guest.disks;
  const rate = (what: string) => 2e5 * (0.1 + fraction(cluster.seed, `${guest.name} ${what}`));
  const host = cluster.hosts.find(({ node }) => node.name === guest.node);
  const uptime = runs ? Math.round(t - Math.max(guest.startedAt, host?.node.bootedAt(t) ?? 0)) : 0;
  const used = runs ? bytes(guest.memory.at(t) * guest.memoryBytes) : 0;
  return present({
    cpu: runs ? round(Math.min(1, guest.processor.at(t)), 6) : 0,
    mem: used,
    memhost: atLeast(version, '9.1') && guest.kind === 'qemu' ? (runs ? used + 120 * 2 ** 20 : 0) : undefined,
    maxmem: guest.memoryBytes,
    disk: guest.kind === 'lxc' && runs ? bytes((first?.sizeBytes ?? 0) * guest.diskUsed) : 0,
    maxdisk: first?.sizeBytes ?? 0,
    uptime,
    netin: Math.round(uptime * rate('in')),
    netout: Math.round(uptime * rate('out')),
    diskread: Math.round(uptime * rate('read')),
    diskwrite: Math.round(uptime * rate('write')),
  });
}

export const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** What a node shows now; nothing while it is offline. */
export function nodeFigures({ node, processors }: PveHost, t: number): Record<string, number> {
  const root = node.filesystems[0];
  return {
    cpu: round(node.processor.at(t), 6),
    maxcpu: processors,
    mem: bytes(node.memory.at(t) * node.memoryBytes),
    maxmem: node.memoryBytes,
    disk: bytes((root?.used(t) ?? 0) * (root?.sizeBytes ?? 0)),
    maxdisk: root?.sizeBytes ?? 0,
    uptime: Math.round(t - node.bootedAt(t)),
  };
}

function guestRow(guest: PveLabGuest, call: PveCall): Record<string, unknown> {
  const { kind, vmid, name, node, template, processors } = guest;
  const base = { id: `${kind}/${vmid}`, type: kind, vmid, node };
  const properties = {
    tags: guest.tags.length > 0 ? guest.tags.join(';') : undefined,
    lock: atLeast(call.version, '8.4') ? guest.lock : undefined,
  };
  // Without a word from pvestatd there is no name, no status and no number, only what stands in the configuration.
  if (guest.status === 'unknown' || !call.isOnline(node)) {
    return present({ ...base, status: 'unknown', ...properties });
  }
  const { netin, netout, diskread, diskwrite, ...figures } = guestFigures(guest, call);
  const managed = call.cluster.protection.managed.includes(vmid);
  return present({
    ...base,
    name,
    status: guest.status,
    template: template ? 1 : 0,
    maxcpu: processors,
    ...figures,
    netin,
    netout,
    diskread,
    diskwrite,
    ...properties,
    hastate: managed ? (guest.status === 'running' ? 'started' : 'stopped') : undefined,
    pool: guest.tags.includes('shop') ? 'shop' : undefined,
  });
}

function nodeRow(host: PveHost, { caller, isOnline, t, version }: PveCall): Record<string, unknown> {
  const { name } = host.node;
  const row = { id: `node/${name}`, type: 'node', node: name, status: isOnline(name) ? 'online' : 'offline' };
  if (!isOnline(name) || !caller.permissions.has(`/nodes/${name}`, 'Sys.Audit')) {
    return row;
  }
  return present({
    ...row,
    ...nodeFigures(host, t),
    level: '',
    'cgroup-mode': atLeast(version, '8.4') ? 2 : undefined,
  });
}

/** A shared storage has a row for each node. */
function storageRows({ cluster, caller, isOnline, t }: PveCall): Array<Record<string, unknown>> {
  return cluster.storages
    .filter(({ name }) => caller.permissions.has(`/storage/${name}`, 'Datastore.Audit'))
    .flatMap((storage) =>
      storage.nodes.map((node) => {
        const { name, type, shared, content, sizeBytes, used, inactiveOn } = storage;
        const row = { id: `storage/${node}/${name}`, type: 'storage', storage: name, node };
        const more = { plugintype: type, shared: shared ? 1 : 0, content: content.join(',') };
        return inactiveOn.includes(node) || !isOnline(node)
          ? { ...row, ...more, status: 'unknown' }
          : { ...row, ...more, status: 'available', disk: bytes(used(node, t) * sizeBytes), maxdisk: sizeBytes };
      })
    );
}

function networkRows({ cluster, caller, isOnline, version }: PveCall): Array<Record<string, unknown>> {
  if (version === '7.4' || !caller.permissions.has('/sdn/zones/localnetwork', 'SDN.Audit')) {
    return [];
  }
  return cluster.hosts.map(({ node: { name } }) => {
    const status = isOnline(name) ? 'ok' : 'unknown';
    return version === '9.1'
      ? {
          id: `network/${name}/zone/localnetwork`,
          type: 'network',
          network: 'localnetwork',
          node: name,
          status,
          'network-type': 'zone',
          'zone-type': 'localnetwork',
        }
      : { id: `sdn/${name}/localnetwork`, type: 'sdn', sdn: 'localnetwork', node: name, status };
  });
}

function resources(call: PveCall): Array<Record<string, unknown>> {
  const { cluster, caller, query } = call;
  const { permissions } = caller;
  const wanted = query.get('type');
  const guests = cluster.guests.filter(({ vmid }) => permissions.has(`/vms/${vmid}`, 'VM.Audit'));
  const pools = permissions.has('/pool/shop', 'Pool.Audit') ? [{ id: '/pool/shop', type: 'pool', pool: 'shop' }] : [];
  return [
    ...(wanted === null ? pools : []),
    ...(wanted === null || wanted === 'vm' ? guests.map((guest) => guestRow(guest, call)) : []),
    ...(wanted === null || wanted === 'node' ? cluster.hosts.map((host) => nodeRow(host, call)) : []),
    ...(wanted === null || wanted === 'storage' ? storageRows(call) : []),
    ...(wanted === null || wanted === 'sdn' ? networkRows(call) : []),
  ];
}

function clusterStatus({ cluster, isOnline }: PveCall): unknown[] {
  const online = cluster.hosts.filter(({ node }) => isOnline(node.name)).length;
  const nodes = cluster.hosts.length;
  return [
    { id: 'cluster', type: 'cluster', name: cluster.name, nodes, quorate: online * 2 > nodes ? 1 : 0, version: 7 },
    ...cluster.hosts.map(({ node: { name }, id, address }, i) => ({
      id: `node/${name}`,
      type: 'node',
      name,
      nodeid: id,
      ip: address,
      level: '',
      online: isOnline(name) ? 1 : 0,
      local: i === 0 ? 1 : 0,
    })),
  ];
}

function nodeList({ cluster, caller, isOnline, t }: PveCall): unknown[] {
  return cluster.hosts.map((host) => {
    const { name } = host.node;
    const row = { id: `node/${name}`, type: 'node', node: name, status: isOnline(name) ? 'online' : 'offline' };
    const seen = isOnline(name) && caller.permissions.has(`/nodes/${name}`, 'Sys.Audit');
    return {
      ...row,
      ...(seen && { ...nodeFigures(host, t), level: '' }),
      ssl_fingerprint: Array.from({ length: 32 }, (_, i) =>
        ((host.id * 37 + i * 11) % 256).toString(16).padStart(2, '0')
      )
        .join(':')
        .toUpperCase(),
    };
  });
}

/** Version of the packages of a host, as far as it differs: `9.1.4`. */
export function hostVersion({ patch }: PveHost, version: string): string {
  return `${version}.${patch.installed}`;
}

export function kernelOf(version: string, patch: number): string {
  return { '7.4': `5.15.${100 + patch}-1-pve`, '8.4': `6.8.12-${4 + patch}-pve` }[version] ?? `6.14.${4 + patch}-2-pve`;
}

function nodeStatus(call: PveCall): unknown {
  const host = hostOf(call);
  const { t, version } = call;
  const { node, sockets, coresPerSocket, processors, model } = host;
  const used = bytes(node.memory.at(t) * node.memoryBytes);
  const root = node.filesystems[0];
  const rootUsed = bytes((root?.used(t) ?? 0) * (root?.sizeBytes ?? 0));
  const rootTotal = root?.sizeBytes ?? 0;
  const load = node.processor.at(t) * processors;
  const kernel = kernelOf(version, host.rebootDue ? 1 : 4);
  const current = {
    sysname: 'Linux',
    release: kernel,
    machine: 'x86_64',
    version: `#1 SMP PREEMPT_DYNAMIC PMX ${kernel}`,
  };
  return present({
    cpu: round(node.processor.at(t), 6),
    wait: round(host.ioWait(t), 6),
    idle: 0,
    uptime: Math.round(t - node.bootedAt(t)),
    // Three strings, where a Backup Server says numbers.
    loadavg: [load, load * 0.97, load * 0.95].map((value) => value.toFixed(2)),
    cpuinfo: {
      sockets,
      cores: sockets * coresPerSocket,
      cpus: processors,
      model,
      mhz: '3000.000',
      user_hz: 100,
      hvm: '1',
      flags: 'fpu vme de pse tsc',
    },
    memory: present({
      total: node.memoryBytes,
      used,
      free: node.memoryBytes - used,
      available: atLeast(version, '9.1') ? node.memoryBytes - used : undefined,
    }),
    swap: { total: 8 * GIB, used: bytes(8 * GIB * 0.02), free: bytes(8 * GIB * 0.98) },
    rootfs: { total: rootTotal, used: rootUsed, avail: rootTotal - rootUsed, free: rootTotal - rootUsed },
    ksm: { shared: 0 },
    kversion: `Linux ${kernel} #1 SMP PREEMPT_DYNAMIC PMX`,
    pveversion: `pve-manager/${hostVersion(host, version)}/a1b2c3d4e5f60718`,
    'current-kernel': atLeast(version, '8.4') ? current : undefined,
    'boot-info': atLeast(version, '8.4') ? { mode: 'efi', secureboot: 0 } : undefined,
  });
}

/** `GET /nodes/{node}/qemu` and `/lxc`. */
function guestList(kind: PveLabGuest['kind']): Endpoint['answer'] {
  return (call) => {
    const { node } = hostOf(call);
    return call.cluster.guests
      .filter((guest) => guest.kind === kind && guest.node === node.name)
      .filter(({ vmid }) => call.caller.permissions.has(`/vms/${vmid}`, 'VM.Audit'))
      .map((guest) =>
        present({
          vmid: guest.vmid,
          name: guest.name,
          cpus: guest.processors,
          ...guestFigures(guest, call),
          status: guest.status === 'stopped' ? 'stopped' : 'running',
          tags: guest.tags.length > 0 ? guest.tags.join(';') : undefined,
          lock: guest.lock,
          template: flag(guest.template),
          ...(kind === 'lxc' && { type: 'lxc', maxswap: 512 * 2 ** 20 }),
        })
      );
  };
}

const onNode = { path: '/nodes/{node}', any: ['Sys.Audit'] };

export const inventoryEndpoints: readonly Endpoint[] = [
  {
    path: '/version',
    answer: ({ version }) => ({ version: `${version}.4`, release: version, repoid: 'a1b2c3d4e5f60718' }),
  },
  { path: '/cluster/status', needs: { path: '/', any: ['Sys.Audit'] }, answer: clusterStatus },
  { path: '/cluster/resources', parameters: ['type'], answer: resources },
  { path: '/nodes', answer: nodeList },
  { path: '/nodes/{node}/status', needs: onNode, answer: nodeStatus },
  { path: '/nodes/{node}/qemu', parameters: ['full'], answer: guestList('qemu') },
  { path: '/nodes/{node}/lxc', answer: guestList('lxc') },
];
