import type { GuestRow } from '../../../core/products/proxmox-ve/view';
import { initTexts } from '../../../ui/t';
import { guestCsv } from './guestCsv';
import { filterGuests, type GuestFilter } from './guestFilter';
import { hintText } from './hintText';

function guest(vmid: number, changes: Partial<GuestRow> = {}): GuestRow {
  return {
    key: `qemu/${vmid}`,
    vmid,
    kind: 'qemu',
    name: `vm-${vmid}`,
    node: 'pve-a1',
    status: 'running',
    template: false,
    verdict: 'pass',
    hints: [],
    cpuRatio: 0.5,
    vcpus: 4,
    memoryUsedRatio: 0.25,
    memoryBytes: 8,
    diskBytes: 16,
    lastBackup: { state: 'never', verdict: 'fail' },
    tags: [],
    ...changes,
  };
}

const ALL: GuestFilter = { verdicts: new Set(), search: '', node: null, tag: null, stopped: true };
const ids = (guests: readonly GuestRow[], filter: Partial<GuestFilter>) =>
  filterGuests(guests, { ...ALL, ...filter }).map(({ vmid }) => vmid);

const GUESTS = [
  guest(101, { name: 'orders-db', tags: ['core', 'db'], verdict: 'fail' }),
  guest(102, { name: 'wiki', status: 'stopped', node: 'pve-a2' }),
  guest(133, { name: '133', status: 'unknown', verdict: 'unknown' }),
];

test('every part of the filter narrows, and an empty one shows all', () => {
  expect(ids(GUESTS, {})).toEqual([101, 102, 133]);
  expect(ids(GUESTS, { search: ' DB core ' })).toEqual([101]);
  expect(ids(GUESTS, { search: '13' })).toEqual([133]);
  expect(ids(GUESTS, { node: 'pve-a2' })).toEqual([102]);
  expect(ids(GUESTS, { tag: 'core' })).toEqual([101]);
  expect(ids(GUESTS, { tag: 'cor' })).toEqual([]);
  expect(ids(GUESTS, { verdicts: new Set(['fail', 'unknown']) })).toEqual([101, 133]);
});

test('leaving out what is stopped keeps what is of unknown state', () => {
  expect(ids(GUESTS, { stopped: false })).toEqual([101, 133]);
});

test('what is not known is said in the CSV, and never 0 or empty', () => {
  const unknown = guest(133, {
    cpuRatio: null,
    vcpus: null,
    memoryUsedRatio: null,
    memoryBytes: null,
    diskBytes: null,
    lastBackup: { state: 'unknown', reason: { code: 'not-permitted' } },
  });
  const [, row = ''] = guestCsv({ name: 'pve-a', pending: [] }, [unknown]).split('\r\n');
  expect(row.split(',').slice(7, 13)).toEqual(Array(6).fill('unknown'));
});

test('the CSV says the cluster on each line and keeps a formula from being one', () => {
  const [head = '', row = ''] = guestCsv({ name: 'pve-a', pending: [] }, [
    guest(1, { name: '=cmd|x', tags: ['a', 'b'] }),
  ]).split('\r\n');
  expect(row.split(',')).toHaveLength(head.split(',').length);
  expect(row).toContain('pass,pve-a,1,qemu,');
  expect(row).toContain(`"'=cmd|x"`);
  expect(row).toContain('"a b"');
});

test('beside a name stand the short words of the pack, else the finding, and unknown is never taken for wrong', async () => {
  await initTexts();
  const hint = { checkId: 'my.own', finding: 'vm has no backup at all' };
  expect(hintText({ ...hint, verdict: 'fail', short: 'never backed up' })).toBe('never backed up');
  expect(hintText({ ...hint, verdict: 'unknown', short: 'backups unknown' })).toBe('backups unknown');
  expect(hintText({ ...hint, verdict: 'warn', short: null })).toBe('vm has no backup at all');
  expect(hintText({ ...hint, verdict: 'unknown', short: null })).toBe('not known');
});
