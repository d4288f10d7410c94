/** @jest-environment node */
import { startPbs, type PbsSimulator } from '../../demo/lab/simulators/pbs/start';
import { startPve, type PveSimulator } from '../../demo/lab/simulators/pve/start';
import type { Read } from '../../src/core/inventory/read';
import type { PbsParts } from '../../src/core/products/proxmox-backup/parts';
import type { PveParts } from '../../src/core/products/proxmox-ve/parts';
import { proxmoxBackupServer } from '../../src/sources/proxmox-backup/proxmoxBackup';
import { proxmoxVe } from '../../src/sources/proxmox-ve/proxmoxVe';
import { pbsUpstream, proxyShim, pveUpstream } from './proxyShim';

const VERSIONS = ['7.4', '8.4', '9.1'] as const;
/** All but the ones that ask every guest by itself. */
const PARTS = [
  ...(['version', 'permissions', 'status', 'resources', 'nodeStatus', 'ha', 'replication', 'backupJobs'] as const),
  ...(['backups', 'tasks', 'certificates', 'subscriptions', 'packages', 'updates', 'disks', 'networks'] as const),
  ...(['firewall', 'nodeFirewalls', 'access', 'nodeWeek', 'storageMonth'] as const),
] satisfies ReadonlyArray<keyof PveParts>;
const PBS_PARTS = [
  ...(['version', 'permissions', 'datastores', 'groups', 'snapshots', 'jobs', 'tasks', 'nodeStatus'] as const),
  ...(['updates', 'disks', 'access'] as const),
] satisfies ReadonlyArray<keyof PbsParts>;

const signal = () => new AbortController().signal;
const servers: Array<PveSimulator | PbsSimulator> = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function pve(options: Parameters<typeof startPve>[0], token: keyof PveSimulator['tokens'] = 'auditor') {
  const server = await startPve({ offlineDelayMs: 0, ...options });
  servers.push(server);
  const transport = proxyShim({ pve: pveUpstream(server.url, server.tokens[token]) });
  let nowMs = Date.now();
  const inventory = proxmoxVe(transport, { uid: 'pve', name: server.cluster.name }, { clock: () => nowMs });
  return { server, transport, inventory, later: (ms: number) => (nowMs += ms) };
}

async function pbs(token: keyof PbsSimulator['tokens']) {
  const server = await startPbs();
  servers.push(server);
  const transport = proxyShim({ pbs: pbsUpstream(server.url, server.tokens[token]) });
  return {
    server,
    transport,
    inventory: proxmoxBackupServer(transport, { uid: 'pbs', name: 'pbs-1' }, { clock: Date.now }),
  };
}

function valueOf<T>(read: Read<T>): T {
  if (!read.ok) {
    throw new Error(`${read.reason.code}: ${read.reason.detail}`);
  }
  return read.value;
}

/** Reasons of all entries of a part that is read entry by entry. */
function reasons(read: Read<ReadonlyMap<string, Read<unknown>>>): string[] {
  return [...valueOf(read)].map(([key, one]) =>
    one.ok ? `${key} ok` : `${key} ${one.reason.code} ${one.reason.detail}`
  );
}

/** What a token lacks to list the backups of a place: `pbs-1`, or `pve-a1/local` where every node has its own. */
function lacking(reason: string): string {
  const storage = (reason.split(' ')[0] ?? '').split('/').at(-1) ?? '';
  return `not-permitted Datastore.AllocateSpace on /storage/${storage} is missing`;
}

describe.each(VERSIONS)('a Proxmox VE that answers as %s', (version) => {
  it('is read whole with the token for backups, at most four requests at a time', async () => {
    const { inventory, transport, server } = await pve({ version }, 'backups');
    const progress: Array<[number, number]> = [];
    const read = await inventory.read(PARTS, {
      signal: signal(),
      onProgress: (done, total) => progress.push([done, total]),
    });
    const failed = PARTS.filter((part) => !read[part].ok);
    const partial = PARTS.filter((part) => read[part].ok && read[part].partial !== undefined);
    expect({ failed, partial }).toEqual({ failed: [], partial: [] });
    expect(valueOf(read.version).release).toBe(version);
    expect(valueOf(read.status).nodes.map(({ name }) => name)).toEqual(
      server.cluster.hosts.map(({ node }) => node.name)
    );
    expect(valueOf(read.resources).guests.length).toBeGreaterThan(100);
    expect(reasons(read.nodeStatus).every((one) => one.endsWith(' ok'))).toBe(true);
    const backups = [...valueOf(read.backups).values()].flatMap((one) => (one.ok ? one.value : []));
    expect(backups.length).toBeGreaterThan(100);
    expect(transport.most()).toBeLessThanOrEqual(4);
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
  });

  it("shows an auditor's token no backups with the privilege that is missing, and does not even ask", async () => {
    const { inventory, transport } = await pve({ version });
    const { backups, updates, backupJobs } = await inventory.read(['backups', 'updates', 'backupJobs'], {
      signal: signal(),
    });
    const listed = reasons(backups);
    expect(listed.length).toBeGreaterThan(1);
    expect(listed).toEqual(listed.map((one) => expect.stringContaining(lacking(one))));
    expect(reasons(updates)[0]).toMatch(/not-permitted Sys\.Modify on \/nodes\/pve-a1 is missing$/);
    expect(backupJobs.ok).toBe(true);
    expect(transport.asked.filter((path) => /content|apt\/update/.test(path))).toEqual([]);
  });

  it('reads addresses of virtual machines where the privilege of its version is held', async () => {
    const { inventory, transport } = await pve({ version });
    const { addresses } = await inventory.read(['addresses'], { signal: signal() });
    const seen = [...valueOf(addresses)].filter(([, one]) => one.ok).map(([key]) => key.split('/')[0]);
    // Containers say theirs themselves, from 8 on.
    const expected = { '7.4': [], '8.4': ['lxc'], '9.1': ['lxc', 'qemu'] }[version];
    expect([...new Set(seen)].sort()).toEqual(expected);
    expect(transport.asked.some((path) => path.includes('/agent/'))).toBe(version === '9.1');
  });
});

describe('what was read', () => {
  it('is one request for the inventory, kept for half a minute and shared by what asks at once', async () => {
    const { inventory, transport, later } = await pve({});
    const read = () => inventory.read(['resources'], { signal: signal() });
    await Promise.all([read(), read()]);
    expect(transport.asked).toEqual(['/api2/json/cluster/resources']);
    later(20_000);
    await read();
    expect(transport.asked).toHaveLength(1);
    later(20_000);
    await read();
    expect(transport.asked).toHaveLength(2);
    inventory.forget();
    await read();
    expect(transport.asked).toHaveLength(3);
  });

  it('of a token that may nothing has a reason everywhere, each asked once an hour', async () => {
    const { inventory, transport, later } = await pve({}, 'nothing');
    const parts = ['status', 'ha', 'firewall', 'backupJobs', 'snapshots', 'access'] as const;
    const { status, ha, snapshots, access } = await inventory.read(parts, { signal: signal() });
    const missing = { ok: false, reason: { code: 'not-permitted', detail: 'Sys.Audit on / is missing' } };
    expect([status, ha]).toEqual([missing, missing]);
    expect(snapshots).toMatchObject({ partial: { detail: 'VM.Audit on /vms is missing' } });
    expect(valueOf(access)).toMatchObject({ complete: false, secondFactors: { ok: false }, acl: { ok: false } });
    const refused = () => transport.asked.filter((path) => path.endsWith('/cluster/status')).length;
    later(1_800_000);
    await inventory.read(parts, { signal: signal() });
    expect(refused()).toBe(1);
    inventory.forget();
    await inventory.read(parts, { signal: signal() });
    expect(refused()).toBe(2);
  });

  it('of a token for one guest says that there may be more', async () => {
    const { inventory } = await pve({}, 'few');
    const { resources, configs } = await inventory.read(['resources', 'configs'], { signal: signal() });
    expect(valueOf(resources).guests.map(({ vmid }) => vmid)).toEqual([101]);
    expect(configs).toMatchObject({
      ok: true,
      partial: { code: 'not-permitted', detail: 'VM.Audit on /vms is missing' },
    });
  });

  it('with the token for updates has them', async () => {
    const { inventory } = await pve({}, 'updates');
    const { updates, packages } = await inventory.read(['updates', 'packages'], { signal: signal() });
    expect(reasons(updates).every((one) => one.endsWith(' ok'))).toBe(true);
    expect(reasons(packages).every((one) => one.endsWith(' ok'))).toBe(true);
  });
});

describe('a node that is off the net', () => {
  it('is not asked, and leaves the others alone', async () => {
    const { inventory, transport, server } = await pve({});
    server.turnNode('pve-a4', 'down');
    const read = await inventory.read(['nodeStatus', 'tasks', 'configs', 'backups'], { signal: signal() });
    expect(reasons(read.nodeStatus)).toEqual([
      'pve-a1 ok',
      'pve-a2 ok',
      'pve-a3 ok',
      'pve-a4 source-down pve-a4 is offline',
    ]);
    expect(reasons(read.configs).filter((one) => one.includes('pve-a4 is offline')).length).toBeGreaterThan(10);
    expect(transport.asked.filter((path) => path.includes('/nodes/pve-a4/'))).toEqual([]);
  });

  it('is known by the inventory where the state of the cluster may not be read', async () => {
    const { inventory, transport, server } = await pve({}, 'nothing');
    server.turnNode('pve-a4', 'down');
    const { certificates } = await inventory.read(['certificates'], { signal: signal() });
    expect(reasons(certificates)).toContain('pve-a4 source-down pve-a4 is offline');
    expect(transport.asked.filter((path) => path.includes('/nodes/pve-a4/'))).toEqual([]);
  });
});

describe('a server that fails', () => {
  it('is said to refuse the token, whatever is asked', async () => {
    const { inventory, server } = await pve({});
    await server.turn('expire');
    const { resources, nodeStatus } = await inventory.read(['resources', 'nodeStatus'], { signal: signal() });
    const refused = { ok: false, reason: { code: 'unauthorized', detail: expect.stringContaining('token') } };
    expect([resources, nodeStatus]).toEqual([refused, refused]);
  });

  it('is said to be down, and is there again after a moment', async () => {
    const { inventory, server, later } = await pve({});
    await server.turn('down');
    const down = await inventory.read(['resources', 'version'], { signal: signal() });
    expect(down).toMatchObject({
      resources: { reason: { code: 'source-down', detail: expect.stringContaining('CA certificate') } },
      version: { reason: { code: 'source-down' } },
    });
    await server.turn('up');
    later(11_000);
    expect(await inventory.read(['resources'], { signal: signal() })).toMatchObject({ resources: { ok: true } });
  });

  it('lets go of who leaves while it hangs', async () => {
    const { inventory, server } = await pve({});
    await server.turn('hang');
    const controller = new AbortController();
    const reading = inventory.read(PARTS, { signal: controller.signal });
    controller.abort(new Error('left'));
    await expect(reading).rejects.toThrow('left');
  });
});

it('never mixes two clusters that use the same VM ids', async () => {
  const [a, b] = [await startPve({ cluster: 'pve-a' }), await startPve({ cluster: 'pve-b', version: '8.4' })];
  servers.push(a, b);
  const transport = proxyShim({ a: pveUpstream(a.url, a), b: pveUpstream(b.url, b) });
  const [one, two] = await Promise.all(
    ['a', 'b'].map((uid) =>
      proxmoxVe(transport, { uid, name: uid }, { clock: Date.now }).read(['resources'], { signal: signal() })
    )
  );
  const guests = (read: typeof one) =>
    new Map(read ? valueOf(read.resources).guests.map((guest) => [guest.vmid, guest]) : []);
  const shared = [...guests(one).keys()].filter((vmid) => guests(two).has(vmid));
  expect(shared.length).toBeGreaterThan(0);
  for (const vmid of shared) {
    expect([guests(one).get(vmid)?.node.slice(0, 5), guests(two).get(vmid)?.node.slice(0, 5)]).toEqual([
      'pve-a',
      'pve-b',
    ]);
  }
});

describe('a Proxmox Backup Server', () => {
  it('is read whole with role Audit', async () => {
    const { inventory } = await pbs('audit');
    const read = await inventory.read(PBS_PARTS, { signal: signal() });
    expect(PBS_PARTS.filter((part) => !read[part].ok || read[part].partial !== undefined)).toEqual([]);
    expect(valueOf(read.version)).toEqual({ version: expect.stringMatching(/^4\.1\.\d+/), release: '4.1' });
    const places = new Set(valueOf(read.snapshots).map(({ place }) => place));
    // Namespaces are read one by one.
    expect([...places].some((place) => place.includes('/'))).toBe(true);
    expect(new Set(valueOf(read.groups).map(({ place }) => place))).toEqual(places);
    expect(valueOf(read.jobs).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['verify', 'prune', 'gc']));
    expect(valueOf(read.access).complete).toBe(true);
  });

  it('names what is missing with less', async () => {
    const { inventory } = await pbs('datastore');
    const read = await inventory.read(PBS_PARTS, { signal: signal() });
    expect(valueOf(read.datastores).length).toBeGreaterThan(0);
    expect(read).toMatchObject({
      tasks: { reason: { detail: 'Sys.Audit on /system/tasks is missing' } },
      nodeStatus: { reason: { detail: 'Sys.Audit on /system/status is missing' } },
      updates: { reason: { detail: 'Sys.Audit on / is missing' } },
      access: { value: { complete: false } },
    });
    const none = await pbs('nothing');
    const seen = await none.inventory.read(['datastores', 'groups', 'jobs'], { signal: signal() });
    const missing = { partial: { code: 'not-permitted', detail: 'Datastore.Audit on /datastore is missing' } };
    expect(seen).toMatchObject({ datastores: missing, groups: missing, jobs: missing });
  });

  it('is said to refuse an expired token', async () => {
    const { inventory } = await pbs('expired');
    const { datastores, version } = await inventory.read(['datastores', 'version'], { signal: signal() });
    expect([datastores, version]).toMatchObject([
      { reason: { code: 'unauthorized' } },
      { reason: { code: 'unauthorized' } },
    ]);
  });
});
