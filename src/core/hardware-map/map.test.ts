import fc from 'fast-check';

import {
  fakeCard,
  fakeConfig,
  fakeDisk,
  fakeGuest,
  fakeMap,
  fakeNode,
  fakeSnapshot,
  read,
  READ_MS,
  unread,
} from './testData';
import { hardwareMap, MAP_PARTS } from './map';
import { rowName } from './row';

const rowOf = (map = fakeMap(), key = 'qemu/341') => map.rows.find((row) => row.key === key);

describe('the map of a cluster', () => {
  it('has the nodes as people count them, then the guests by id', () => {
    expect(fakeMap().rows.map(({ key }) => key)).toEqual([
      'node/pve-a1',
      'node/pve-a10',
      'qemu/9',
      'lxc/101',
      'qemu/341',
    ]);
  });

  it('says of a node its addresses, its machine and its disks with their wear', () => {
    expect(rowOf(fakeMap(), 'node/pve-a1')).toEqual({
      key: 'node/pve-a1',
      kind: 'node',
      node: null,
      status: 'online',
      fields: {
        addresses: ['10.0.0.1'],
        cpu: ['AMD EPYC 7543 32-Core Processor'],
        sockets: ['2'],
        cores: ['64'],
        memory: ['549755813888'],
        disks: ['SAMSUNG MZQL23T8HCLS S1 3841 GB'],
      },
      lifeLeft: [{ device: '/dev/nvme0n1', ratio: 0.97 }],
      innerAddresses: 0,
    });
  });

  it('says of a guest what its network cards are and which addresses they have; its own bridges are counted', () => {
    expect(rowOf()).toMatchObject({
      kind: 'qemu',
      node: 'pve-a1',
      fields: { name: ['billing-db'], addresses: ['10.1.3.41'], networks: ['net0 BC:24:11:00:03:41 vmbr0 vlan 12'] },
      innerAddresses: 1,
    });
  });

  it('takes every address of a guest whose configuration cannot be read', () => {
    const map = fakeMap({ configs: unread('timeout') });
    expect(rowOf(map)?.fields).toMatchObject({ addresses: ['10.1.3.41', '172.17.0.1'], networks: null });
  });

  it('is told apart by serial, not by a device name that another boot changes', () => {
    const disks = (first: string, second: string) =>
      fakeMap({
        disks: read(
          new Map([['pve-a1', read([fakeDisk('S8', { device: first }), fakeDisk('S7', { device: second })])]])
        ),
      });
    expect(rowOf(disks('sda', 'sdb'), 'node/pve-a1')?.fields).toEqual(
      rowOf(disks('sdb', 'sda'), 'node/pve-a1')?.fields
    );
  });

  it('is as old as its oldest part', () => {
    const configs = read(new Map([['qemu/341', read(fakeConfig([]), READ_MS - 5000)]]));
    expect(fakeMap({ configs }).asOfMs).toBe(READ_MS - 5000);
  });

  it('is none without the list of machines', () => {
    const reason = { code: 'source-down' as const, detail: 'connection refused' };
    expect(hardwareMap(fakeSnapshot({ resources: { ok: false, reason } }))).toEqual({ ok: false, reason });
  });

  it('names machines without a name by their id', () => {
    const map = fakeMap({ resources: read({ nodes: [], guests: [fakeGuest(7, '')], storages: [] }) });
    expect(map.rows.map(rowName)).toEqual(['7']);
  });
});

describe('what the token may not read', () => {
  it('is told once, with the guests that it is missing of', () => {
    const missing = (id: number) => unread('not-permitted', `VM.GuestAgent.Audit on /vms/${id} is missing`);
    const addresses = read(
      new Map([
        ['qemu/341', missing(341)],
        ['lxc/101', missing(101)],
      ])
    );
    const map = fakeMap({ addresses });
    expect(map.gaps).toEqual([
      {
        part: 'addresses',
        reason: { code: 'not-permitted', detail: 'VM.GuestAgent.Audit on /vms is missing' },
        rows: ['lxc/101', 'qemu/341'],
      },
    ]);
    expect(rowOf(map)?.fields.addresses).toBeNull();
  });

  it('is told of one guest as it is, and of many without their names', () => {
    const silent = (name: string) => unread('no-data', `the guest agent of ${name} gives no addresses`);
    const said = (addresses: ReadonlyMap<string, ReturnType<typeof unread>>) =>
      fakeMap({ addresses: read(new Map([...addresses])) }).gaps.map(({ reason }) => reason.detail);
    expect(
      said(
        new Map([
          ['qemu/341', silent('billing-db')],
          ['lxc/101', silent('dns')],
        ])
      )
    ).toEqual(['the guest agent of … gives no addresses']);
    expect(
      said(
        new Map([
          ['qemu/341', silent('billing-db')],
          ['lxc/101', unread('timeout')],
        ])
      )
    ).toContain('the guest agent of billing-db gives no addresses');
  });

  it('is no hole in a guest that does not run: nobody can say its addresses', () => {
    expect(fakeMap().gaps).toEqual([]);
    expect(rowOf(fakeMap(), 'qemu/9')?.fields.addresses).toBeNull();
  });

  it('is said of machines that nobody answered for', () => {
    const map = fakeMap({ addresses: read(new Map()), networks: unread('unauthorized') });
    expect(map.gaps.map(({ part, reason, rows }) => [part, reason.code, rows])).toEqual([
      ['networks', 'unauthorized', ['node/pve-a1', 'node/pve-a10']],
      ['addresses', 'no-data', ['lxc/101', 'qemu/341']],
    ]);
  });

  it('makes the list itself incomplete where guests may be hidden', () => {
    const some = read(
      new Map([
        ['/vms/101', new Map([['VM.Audit', true]])],
        ['/', new Map([['Sys.Audit', true]])],
      ])
    );
    const map = fakeMap({ permissions: some });
    expect(map.isComplete).toBe(false);
    expect(map.gaps[0]).toMatchObject({
      part: 'resources',
      reason: { code: 'not-permitted', detail: 'VM.Audit on /vms is missing' },
    });
    expect(fakeMap({ permissions: unread('timeout') }).isComplete).toBe(false);
    const cut = { ...read({ nodes: [], guests: [], storages: [] }), partial: { code: 'bad-response' as const } };
    expect(fakeMap({ resources: cut }).isComplete).toBe(false);
    expect(fakeMap().isComplete).toBe(true);
  });

  it('never breaks the map', () => {
    const nothing = Object.fromEntries(MAP_PARTS.map((part) => [part, unread('not-permitted')]));
    expect(hardwareMap(nothing)).toMatchObject({ ok: false });
    expect(hardwareMap({})).toEqual({ ok: false, reason: { code: 'no-data' } });
    const map = fakeMap({ ...nothing, resources: fakeSnapshot().resources });
    expect(map.rows).toHaveLength(5);
    expect(map.gaps.flatMap(({ rows }) => rows).length).toBeGreaterThan(5);
  });
});

describe('an address or a MAC that stands twice', () => {
  const two = (first: string, second: string) =>
    read(
      new Map([
        ['qemu/341', read([{ name: 'eth0', mac: 'BC:24:11:00:03:41', addresses: [first] }])],
        ['lxc/101', read([{ name: 'eth0', mac: 'BC:24:11:00:01:01', addresses: [second] }])],
      ])
    );

  it('is found however it is written', () => {
    expect(fakeMap({ addresses: two('2001:DB8::5/64', '2001:db8:0:0::5/128') }).duplicates).toEqual([
      { kind: 'address', value: '2001:db8::5', rows: ['lxc/101', 'qemu/341'] },
    ]);
    expect(fakeMap({ addresses: two('10.0.0.10', '10.1.1.1') }).duplicates).toEqual([
      { kind: 'address', value: '10.0.0.10', rows: ['node/pve-a10', 'qemu/341'] },
    ]);
  });

  it('is none where every machine has it, or one machine on two cards', () => {
    expect(fakeMap({ addresses: two('fe80::1', 'fe80::1%eth0') }).duplicates).toEqual([]);
    const twoCards = [
      { name: 'eth0', mac: 'BC:24:11:00:03:41', addresses: ['10.9.9.9/24'] },
      { name: 'eth0.12', mac: 'BC:24:11:00:03:41', addresses: ['10.9.9.9/32'] },
    ];
    expect(fakeMap({ addresses: read(new Map([['qemu/341', read(twoCards)]])) }).duplicates).toEqual([]);
  });

  it('is found for MACs of guests that do not run, and of one guest on two cards', () => {
    const configs = (second: string, third: string) =>
      read(
        new Map([
          ['qemu/9', read(fakeConfig([fakeCard('bc:24:11:00:00:09'), fakeCard(second, { slot: 'net1' })]))],
          ['qemu/341', read(fakeConfig([fakeCard(third)]))],
        ])
      );
    expect(fakeMap({ configs: configs('BC:24:11:00:00:09', 'BC:24:11:00:03:41') }).duplicates).toEqual([
      { kind: 'mac', value: 'BC:24:11:00:00:09', rows: ['qemu/9', 'qemu/9'] },
    ]);
    expect(fakeMap({ configs: configs('BC:24:11:00:00:0A', 'BC:24:11:00:00:0a') }).duplicates).toMatchObject([
      { kind: 'mac', value: 'BC:24:11:00:00:0A', rows: ['qemu/9', 'qemu/341'] },
    ]);
  });
});

it('is the same map in whatever order the server lists machines', () => {
  const nodes = Array.from({ length: 12 }, (_, n) => fakeNode(`pve-${n}`));
  const guests = Array.from({ length: 12 }, (_, n) => fakeGuest(100 + n, `g${n}`, { kind: n % 2 ? 'lxc' : 'qemu' }));
  const mapOf = (one: typeof nodes, other: typeof guests) =>
    fakeMap({ resources: read({ nodes: one, guests: other, storages: [] }) }).rows;
  fc.assert(
    fc.property(
      fc.shuffledSubarray(nodes, { minLength: 12 }),
      fc.shuffledSubarray(guests, { minLength: 12 }),
      (a, b) => {
        expect(mapOf(a, b)).toEqual(mapOf(nodes, guests));
      }
    )
  );
});
