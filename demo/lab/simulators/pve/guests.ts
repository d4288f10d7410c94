import type { PveLabGuest } from '../../model/proxmox/guests';
import { flag, guestOf, present, Refused, type Endpoint, type PveCall } from './endpoint';
import { guestFigures } from './inventory';

const GIB = 2 ** 30;
const audited = { path: '/vms/{vmid}', any: ['VM.Audit'] };
/** The agent's privilege until 8. */
export const monitored = { path: '/vms/{vmid}', any: ['VM.Monitor'] };

function snapshots(call: PveCall, kind: PveLabGuest['kind']): unknown[] {
  const guest = guestOf(call, kind);
  const own = call.cluster.protection.snapshots.filter(({ vmid, takenAt }) => vmid === guest.vmid && takenAt <= call.t);
  const taken = own.map(({ name, parent, takenAt, withMemory, description }) =>
    present({
      name,
      parent,
      snaptime: takenAt,
      description,
      vmstate: kind === 'qemu' ? (withMemory ? 1 : 0) : undefined,
    })
  );
  const parent = own.at(-1)?.name;
  const runs = guest.status === 'running' ? 1 : 0;
  // The present is an entry, too: it has no time.
  return [
    ...taken,
    present({ name: 'current', parent, running: runs, digest: digestOf(guest), description: 'You are here!' }),
  ];
}

const digestOf = ({ vmid }: PveLabGuest): string => vmid.toString(16).padStart(40, 'c0ffee');

function config(call: PveCall, kind: PveLabGuest['kind']): unknown {
  const guest = guestOf(call, kind);
  const { vmid, name, processors, memoryBytes, tags, onBoot, lock, disks, mac } = guest;
  const mebibytes = memoryBytes / 2 ** 20;
  const tag = 20 + (vmid % 3);
  const common = {
    digest: digestOf(guest),
    cores: processors,
    onboot: flag(onBoot),
    lock,
    tags: tags.length > 0 ? tags.join(';') : undefined,
    template: flag(guest.template),
  };
  const volumes = disks.map(({ slot, storage, sizeBytes, backup }, i) => {
    const volume = `${storage}:${kind === 'lxc' && storage === 'local-zfs' ? 'subvol' : 'vm'}-${vmid}-disk-${i}`;
    const options = [backup ? '' : ',backup=0', kind === 'lxc' && slot !== 'rootfs' ? ',mp=/srv,backup=1' : ''].join(
      ''
    );
    return [slot, `${volume}${options},size=${sizeBytes / GIB}G`] as const;
  });
  if (kind === 'lxc') {
    return present({
      ...common,
      hostname: name,
      arch: 'amd64',
      ostype: 'debian',
      memory: mebibytes,
      swap: 512,
      unprivileged: 1,
      net0: `name=eth0,bridge=vmbr0,firewall=1,hwaddr=${mac},ip=dhcp,tag=${tag},type=veth`,
      features: 'nesting=1',
      ...Object.fromEntries(volumes),
    });
  }
  return present({
    ...common,
    name,
    sockets: 1,
    ostype: 'l26',
    scsihw: 'virtio-scsi-single',
    boot: 'order=scsi0',
    cpu: 'x86-64-v2-AES',
    memory: call.version === '7.4' ? mebibytes : String(mebibytes),
    net0: `virtio=${mac},bridge=vmbr0,firewall=1,tag=${tag}`,
    agent: guest.agent ? '1' : undefined,
    ide2: 'none,media=cdrom',
    ciuser: 'debian',
    cipassword: '**********',
    sshkeys: 'ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIexample%20ops',
    ...Object.fromEntries(volumes),
  });
}

function current(call: PveCall, kind: PveLabGuest['kind']): unknown {
  const guest = guestOf(call, kind);
  const managed = call.cluster.protection.managed.includes(guest.vmid);
  const runs = guest.status !== 'stopped';
  return present({
    vmid: guest.vmid,
    name: guest.name,
    cpus: guest.processors,
    ...guestFigures(guest, call),
    status: runs ? 'running' : 'stopped',
    ha: managed ? { managed: 1, state: 'started' } : { managed: 0 },
    tags: guest.tags.join(';') || undefined,
    lock: guest.lock,
    template: flag(guest.template),
    ...(kind === 'qemu' && { qmpstatus: runs ? 'running' : 'stopped', agent: flag(guest.agent) }),
  });
}

/** What a container says of its interfaces. */
function interfaces(call: PveCall): unknown {
  const guest = guestOf(call, 'lxc');
  if (guest.status !== 'running') {
    throw new Refused(500, `container ${guest.vmid} is not running\n`);
  }
  const row = (name: string, mac: string, address: string, prefix: number) => ({
    name,
    hwaddr: mac,
    inet: `${address}/${prefix}`,
    'hardware-address': mac,
    'ip-addresses': [{ 'ip-address': address, 'ip-address-type': 'inet', prefix }],
  });
  return [row('lo', '00:00:00:00:00:00', '127.0.0.1', 8), row('eth0', guest.mac.toLowerCase(), guest.address, 24)];
}

/** What the agent in a virtual machine says of its interfaces. */
function agentInterfaces(call: PveCall): unknown {
  const guest = guestOf(call, 'qemu');
  if (!guest.agent) {
    throw new Refused(500, 'No QEMU guest agent configured\n');
  }
  if (guest.status !== 'running') {
    throw new Refused(500, `VM ${guest.vmid} is not running\n`);
  }
  const row = (name: string, mac: string, addresses: ReadonlyArray<readonly [string, string, number]>) => ({
    name,
    'hardware-address': mac,
    'ip-addresses': addresses.map(([address, type, prefix]) => ({
      'ip-address': address,
      'ip-address-type': type,
      prefix,
    })),
    statistics: { 'rx-bytes': 1, 'tx-bytes': 1, 'rx-errs': 0, 'tx-errs': 0, 'rx-packets': 1, 'tx-packets': 1 },
  });
  const loopback = [
    ['127.0.0.1', 'ipv4', 8],
    ['::1', 'ipv6', 128],
  ] as const;
  return {
    result: [
      row('lo', '00:00:00:00:00:00', loopback),
      row('eth0', guest.mac.toLowerCase(), [[guest.address, 'ipv4', 24]]),
    ],
  };
}

function firewallOptions(call: PveCall, kind: PveLabGuest['kind']): unknown {
  const guest = guestOf(call, kind);
  return guest.tags.includes('edge') ? { enable: 1, policy_in: 'DROP', policy_out: 'ACCEPT' } : {};
}

const both = (path: string, answer: (call: PveCall, kind: PveLabGuest['kind']) => unknown): Endpoint[] =>
  (['qemu', 'lxc'] as const).map((kind) => ({
    path: `/nodes/{node}/${kind}/{vmid}/${path}`,
    needs: audited,
    answer: (call) => answer(call, kind),
    ...(path === 'config' && { parameters: ['current', 'snapshot'] }),
  }));

export const guestEndpoints: readonly Endpoint[] = [
  ...both('snapshot', snapshots),
  ...both('config', config),
  ...both('status/current', current),
  ...both('firewall/options', firewallOptions),
  { path: '/nodes/{node}/lxc/{vmid}/interfaces', needs: audited, versions: ['8.4', '9.1'], answer: interfaces },
  {
    path: '/nodes/{node}/qemu/{vmid}/agent/network-get-interfaces',
    needs: { path: '/vms/{vmid}', any: ['VM.GuestAgent.Audit', 'VM.GuestAgent.Unrestricted'] },
    needsIn: { '7.4': monitored, '8.4': monitored },
    answer: agentInterfaces,
  },
];
