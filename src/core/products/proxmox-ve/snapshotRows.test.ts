import type { Read } from '../../inventory/read';
import type { GuestSnapshot, PveGuest } from './parts';
import { snapshotRows, unreadGuests } from './snapshotRows';

const NOW_MS = Date.UTC(2026, 10, 20, 7, 31);

function guest(vmid: number): PveGuest {
  return {
    kind: 'qemu',
    vmid,
    name: `vm-${vmid}`,
    node: 'pve-a1',
    status: 'running',
    template: false,
    tags: [],
    cpuRatio: null,
    vcpus: null,
    memoryUsedBytes: null,
    memoryBytes: null,
    hostMemoryBytes: null,
    diskUsedBytes: null,
    diskBytes: null,
    uptimeSeconds: null,
    lock: null,
    haState: null,
  };
}

function snapshot(name: string, takenMs: number | null, withMemory = false): GuestSnapshot {
  return { name, takenMs, withMemory, description: null };
}

const given = (value: readonly GuestSnapshot[]) => ({ ok: true as const, value, atMs: NOW_MS });
const refused = {
  ok: false as const,
  reason: { code: 'not-permitted' as const, detail: 'VM.Audit on /vms/3 is missing' },
};

test('only guests with snapshots have a row, with the oldest that says when it was taken', () => {
  const rows = snapshotRows(
    [guest(1), guest(2)],
    new Map([
      ['qemu/1', given([snapshot('new', 20), snapshot('undated', null), snapshot('old', 10, true)])],
      ['qemu/2', given([])],
    ]),
    []
  );
  expect(rows).toMatchObject([{ vmid: 1, count: 3, withMemory: 1, oldest: { name: 'old', takenMs: 10 } }]);
});

test('a guest that may not be read, and one that was not asked, are counted with the reason', () => {
  const unread = unreadGuests(
    [guest(1), guest(2), guest(3), guest(4)],
    new Map<string, Read<readonly GuestSnapshot[]>>([
      ['qemu/1', given([])],
      ['qemu/2', refused],
      ['qemu/3', refused],
    ])
  );
  expect(unread).toEqual([
    { reason: refused.reason, count: 2 },
    { reason: { code: 'no-data', detail: 'It was not asked.' }, count: 1 },
  ]);
});
