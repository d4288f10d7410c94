import fc from 'fast-check';

import type { PveGuest } from '../products/proxmox-ve/parts';
import { difference, isSame, rowsToAccept } from './difference';
import type { HardwareMap } from './map';
import type { KeptRow } from './row';
import { fakeCard, fakeConfig, fakeDisk, fakeGuest, fakeMap, fakeNode, fakeStatus, read, unread } from './testData';

const accepted = rowsToAccept([], fakeMap());

function withGuests(guests: readonly PveGuest[]) {
  return { resources: read({ nodes: [fakeNode('pve-a1'), fakeNode('pve-a10')], guests, storages: [] }) };
}

const guests = [
  fakeGuest(341, 'billing-db'),
  fakeGuest(101, 'dns', { kind: 'lxc' }),
  fakeGuest(9, 'old', { status: 'stopped' }),
];

describe('the difference to what was accepted', () => {
  it('is none right after it was accepted', () => {
    expect(isSame(difference(accepted, fakeMap()))).toBe(true);
  });

  it('is everything when nothing was accepted yet', () => {
    const { added, changed, gone } = difference([], fakeMap());
    expect([added.length, changed.length, gone.length]).toEqual([5, 0, 0]);
  });

  it('names machines that came and went', () => {
    const { added, gone } = difference(accepted, fakeMap(withGuests([...guests.slice(0, 2), fakeGuest(500, 'new')])));
    expect(added.map(({ key }) => key)).toEqual(['qemu/500']);
    expect(gone.map(({ key }) => key)).toEqual(['qemu/9']);
  });

  it('tells a guest with a reused id field by field', () => {
    const renamed = guests.map((guest) => (guest.vmid === 341 ? { ...guest, name: 'wiki' } : guest));
    const configs = read(new Map([['qemu/341', read(fakeConfig([fakeCard('BC:24:11:00:03:41', { vlan: 13 })]))]]));
    expect(difference(accepted, fakeMap({ ...withGuests(renamed), configs })).changed).toMatchObject([
      {
        row: { key: 'qemu/341' },
        fields: [
          { field: 'name', gone: ['billing-db'], added: ['wiki'] },
          {
            field: 'networks',
            gone: ['net0 BC:24:11:00:03:41 vmbr0 vlan 12'],
            added: ['net0 BC:24:11:00:03:41 vmbr0 vlan 13'],
          },
        ],
      },
    ]);
  });

  it('is none when a guest moves to another node or is switched off', () => {
    const moved = guests.map((guest) => ({ ...guest, node: 'pve-a10', status: 'stopped' }));
    const result = difference(accepted, fakeMap(withGuests(moved)));
    expect(isSame(result)).toBe(true);
    expect(result.uncompared.map(({ key }) => key)).toEqual(['lxc/101', 'qemu/341']);
  });

  it('shows a disk that was swapped, and memory only by whole modules', () => {
    const disks = read(new Map([['pve-a1', read([fakeDisk('S9', { lifeLeftRatio: 1 })])]]));
    expect(difference(accepted, fakeMap({ disks })).changed).toMatchObject([
      { row: { key: 'node/pve-a1' }, fields: [{ field: 'disks', gone: [expect.stringContaining('S1')] }] },
    ]);
    const worn = read(new Map([['pve-a1', read([fakeDisk('S1', { lifeLeftRatio: 0.5, device: '/dev/sdz' })])]]));
    expect(isSame(difference(accepted, fakeMap({ disks: worn })))).toBe(true);
    const withMemory = (memoryBytes: number) =>
      fakeMap({ nodeStatus: read(new Map([['pve-a1', read(fakeStatus({ memoryBytes }))]])) });
    expect(isSame(difference(accepted, withMemory(512 * 1024 ** 3 - 2e8)))).toBe(true);
    expect(difference(accepted, withMemory(480 * 1024 ** 3)).changed).toMatchObject([
      { fields: [{ field: 'memory' }] },
    ]);
  });
});

describe('what cannot be read', () => {
  it('is no change, and is told as not compared', () => {
    const result = difference(accepted, fakeMap({ addresses: unread('not-permitted'), networks: unread('timeout') }));
    expect(isSame(result)).toBe(true);
    expect(result.uncompared.map(({ key }) => key)).toEqual(['node/pve-a1', 'node/pve-a10', 'lxc/101', 'qemu/341']);
  });

  it('keeps the accepted word, so that it is compared when it can be read again', () => {
    const silent = fakeMap({ addresses: unread('not-permitted') });
    const again = rowsToAccept(accepted, silent);
    expect(again).toEqual(accepted);
    const addresses = read(
      new Map([['lxc/101', read([{ name: 'eth0', mac: 'BC:24:11:00:01:01', addresses: ['10.7.7.7'] }])]])
    );
    expect(difference(again, fakeMap({ addresses })).changed).toMatchObject([
      { row: { key: 'lxc/101' }, fields: [{ field: 'addresses', gone: ['10.1.1.1'], added: ['10.7.7.7'] }] },
    ]);
  });

  it('is told once it is known', () => {
    const first = rowsToAccept([], fakeMap({ addresses: unread('not-permitted') }));
    expect(difference(first, fakeMap()).changed.map(({ row }) => row.key)).toEqual(['lxc/101', 'qemu/341']);
  });

  it('does not make guests go that the token does not see any more, and keeps them', () => {
    const hidden = fakeMap({ ...withGuests([]), permissions: read(new Map()) });
    const result = difference(accepted, hidden);
    expect(result.gone).toEqual([]);
    expect(result.unseen.map(({ key }) => key)).toEqual(['qemu/9', 'lxc/101', 'qemu/341']);
    expect(isSame(difference(rowsToAccept(accepted, hidden), fakeMap()))).toBe(true);
  });
});

describe('any two maps', () => {
  const field = fc.oneof(fc.constant(null), fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 3 }));
  const rows = fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('node/a', 'node/b', 'qemu/1', 'lxc/2', '__proto__', 'constructor'),
      fields: fc.record({ name: field, addresses: field, memory: field }, { requiredKeys: [] }),
    }),
    { selector: ({ key }) => key }
  );
  const mapOf = (kept: readonly KeptRow[], isComplete: boolean): HardwareMap => ({
    rows: kept.map((row) => {
      return { ...row, kind: 'qemu' as const, node: null, status: 'running', lifeLeft: [], innerAddresses: 0 };
    }),
    duplicates: [],
    gaps: [],
    isComplete,
    asOfMs: 0,
  });

  it('are the same after the second was accepted', () => {
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (before, after, isComplete) => {
        const map = mapOf(after, isComplete);
        const kept = rowsToAccept(before, map);
        const left = difference(kept, map);
        expect(isSame(left)).toBe(true);
        expect(rowsToAccept(kept, map)).toEqual(kept);
      })
    );
  });
});
