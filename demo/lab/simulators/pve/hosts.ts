import type { PveHost } from '../../model/proxmox/hosts';
import { atLeast, hostOf, present, type Endpoint, type PveCall } from './endpoint';
import { hostVersion, kernelOf } from './inventory';

const DAY = 86400;

function certificates(call: PveCall): unknown[] {
  const host = hostOf(call);
  const { name } = host.node;
  const row = (filename: string, subject: string, issuer: string, notafter: number) => ({
    filename,
    subject,
    issuer,
    notafter,
    notbefore: notafter - 730 * DAY,
    san: [name, `${name}.lab`, host.address],
    'public-key-type': 'rsaEncryption',
    'public-key-bits': 2048,
    fingerprint: Array.from({ length: 32 }, (_, i) => (filename.length * 29 + i * 7 + host.id) % 256)
      .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
      .join(':'),
    pem: '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n',
  });
  const authority = '/CN=Proxmox Virtual Environment/OU=5d1f/O=PVE Cluster Manager CA';
  const own = `/OU=PVE Cluster Node/O=Proxmox Virtual Environment/CN=${name}.lab`;
  const rows = [
    row('pve-root-ca.pem', authority, authority, host.certificateExpires + 2900 * DAY),
    row('pve-ssl.pem', own, authority, host.certificateExpires),
  ];
  // The first node serves a certificate of the company.
  const served = row(
    'pveproxy-ssl.pem',
    `/CN=${name}.lab`,
    '/O=Example/CN=Example Issuing CA 2',
    host.certificateExpires
  );
  return name.endsWith('a1') ? [...rows, served] : rows;
}

function subscription(call: PveCall): unknown {
  const host = hostOf(call);
  const { story, name } = call.cluster;
  if (name !== 'pve-b') {
    const message = 'There is no subscription key';
    return { status: 'notfound', message, url: 'https://www.proxmox.com/en/proxmox-virtual-environment/pricing' };
  }
  return {
    status: 'active',
    level: 'c',
    productname: 'Proxmox VE Community Subscription 2 CPUs/year',
    sockets: host.sockets,
    regdate: '2025-01-15 00:00:00',
    checktime: Math.floor(call.t / DAY) * DAY + 12_000,
    nextduedate: new Date((story.certificateExpires + 8 * DAY) * 1000).toISOString().slice(0, 10),
  };
}

interface Package {
  name: string;
  installed: string;
  candidate: string;
  origin: 'Proxmox' | 'Debian';
}

/** What dpkg and apt know on a host. Pending are as many as the metrics say. */
function packagesOf(host: PveHost, version: string): Package[] {
  const { installed, candidate } = host.patch;
  const proxmox = (name: string): Package => ({
    name,
    installed: `${version}.${installed}`,
    candidate: `${version}.${candidate}`,
    origin: 'Proxmox',
  });
  const same = (name: string, one: string): Package => ({ name, installed: one, candidate: one, origin: 'Proxmox' });
  const debian = (name: string): Package => ({
    name,
    installed: '3.5.1-1',
    candidate: installed === candidate ? '3.5.1-1' : '3.5.1-1+deb13u1',
    origin: 'Debian',
  });
  return [
    same('proxmox-ve', `${version}.0`),
    proxmox('pve-manager'),
    ...['qemu-server', 'pve-container', 'libpve-storage-perl', 'pve-ha-manager'].map((name) =>
      same(name, `${version}.2`)
    ),
    same('pve-qemu-kvm', '10.1.2-3'),
    same('corosync', '3.1.9-pve2'),
    ...['openssl', 'libssl3t64', 'curl'].map(debian),
  ];
}

function describe({ name, installed, candidate, origin }: Package): Record<string, unknown> {
  return {
    Package: name,
    Version: candidate,
    OldVersion: installed,
    Origin: origin,
    Arch: 'amd64',
    Priority: 'optional',
    Section: 'admin',
    Title: name,
    Description: ` ${name}`,
  };
}

/** Proxmox' own packages and every installed kernel; Debian's are not in it. */
function packageVersions(call: PveCall): unknown[] {
  const host = hostOf(call);
  const { version } = call;
  const running = kernelOf(version, host.rebootDue ? 1 : 4);
  const newest = kernelOf(version, 4);
  const kernels = [...new Set([newest, running])].map((kernel): Package => {
    const one = kernel.replace(/-pve$/, '');
    const name = atLeast(version, '8.4') ? `proxmox-kernel-${kernel}-signed` : `pve-kernel-${kernel}`;
    return { name, installed: one, candidate: one, origin: 'Proxmox' };
  });
  return [...packagesOf(host, version).filter(({ origin }) => origin === 'Proxmox'), ...kernels].map((one) =>
    present({
      ...describe(one),
      CurrentState: 'Installed',
      RunningKernel: one.name === 'proxmox-ve' ? running : undefined,
      ManagerVersion: one.name === 'pve-manager' ? hostVersion(host, version) : undefined,
    })
  );
}

function pendingUpdates(call: PveCall): unknown[] {
  return packagesOf(hostOf(call), call.version)
    .filter(({ installed, candidate }) => installed !== candidate)
    .map(describe);
}

function disks(call: PveCall): unknown[] {
  return hostOf(call).disks.map(({ device, model, serial, sizeBytes, kind, health, wearout, used, osd }) => ({
    devpath: device,
    model,
    serial,
    size: sizeBytes,
    type: kind,
    health,
    wearout,
    used,
    gpt: 1,
    mounted: 0,
    rpm: kind === 'hdd' ? 7200 : 0,
    vendor: 'unknown',
    wwn: 'unknown',
    by_id_link: `/dev/disk/by-id/${serial}`,
    osdid: osd ?? -1,
    'osdid-list': osd === undefined ? [] : [osd],
  }));
}

function network(call: PveCall): unknown[] {
  const { address, id } = hostOf(call);
  const port = (iface: string) => ({
    iface,
    type: 'eth',
    exists: 1,
    active: 1,
    method: 'manual',
    method6: 'manual',
    families: ['inet'],
    priority: 3,
  });
  const bridge = (iface: string, cidr: string, ports: string, gateway?: string) =>
    present({
      iface,
      type: 'bridge',
      active: 1,
      autostart: 1,
      method: 'static',
      method6: 'manual',
      families: ['inet'],
      cidr,
      address: cidr.split('/')[0],
      netmask: cidr.split('/')[1],
      bridge_ports: ports,
      bridge_stp: 'off',
      bridge_fd: '0',
      bridge_vlan_aware: 1,
      priority: 4,
      gateway,
    });
  return [
    port('eno1'),
    port('eno2'),
    bridge('vmbr0', `${address}/24`, 'eno1', address.replace(/\d+$/, '1')),
    bridge('vmbr1', `10.30.0.${10 + id}/24`, 'eno2'),
  ];
}

function replications(call: PveCall): unknown[] {
  const { node } = hostOf(call);
  const { cluster, caller, t } = call;
  return cluster.protection.replications.flatMap((job) => {
    const guest = cluster.guests.find(({ vmid }) => vmid === job.guest);
    if (guest?.node !== node.name || !caller.permissions.has(`/vms/${job.guest}`, 'VM.Audit')) {
      return [];
    }
    const { everySeconds, failCount } = job;
    const target = job.targets.find((one) => one !== node.name);
    const lastTry = Math.floor(t / everySeconds) * everySeconds + 3;
    const lastSync = lastTry - failCount * everySeconds;
    return [
      present({
        id: `${job.guest}-${job.number}`,
        type: 'local',
        jobnum: job.number,
        guest: job.guest,
        source: node.name,
        target,
        schedule: job.schedule,
        vmtype: guest.kind,
        last_try: lastTry,
        last_sync: lastSync,
        next_sync: lastTry + everySeconds,
        duration: 4.213785,
        fail_count: failCount,
        error: job.error,
      }),
    ];
  });
}

const audited = { path: '/nodes/{node}', any: ['Sys.Audit'] };

export const hostEndpoints: readonly Endpoint[] = [
  { path: '/nodes/{node}/certificates/info', answer: certificates },
  { path: '/nodes/{node}/subscription', answer: subscription },
  { path: '/nodes/{node}/apt/versions', needs: audited, answer: packageVersions },
  { path: '/nodes/{node}/apt/update', needs: { path: '/nodes/{node}', any: ['Sys.Modify'] }, answer: pendingUpdates },
  {
    path: '/nodes/{node}/disks/list',
    needs: { ...audited, unnamed: true },
    needsIn: { '7.4': { path: '/nodes/{node}', any: ['Sys.Audit', 'Datastore.Audit'], unnamed: true } },
    parameters: ['include-partitions', 'skipsmart', 'type'],
    answer: disks,
  },
  { path: '/nodes/{node}/network', parameters: ['type'], answer: network },
  {
    path: '/nodes/{node}/firewall/options',
    needs: audited,
    answer: (call) => (hostOf(call).node.name === 'pve-a4' ? { enable: 0 } : {}),
  },
  { path: '/nodes/{node}/replication', parameters: ['guest'], answer: replications },
];
