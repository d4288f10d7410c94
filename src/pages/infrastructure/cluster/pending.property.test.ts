/** @jest-environment node */
import fc from 'fast-check';

import type { CheckResult } from '../../../core/check/result';
import { judge } from '../../../core/check/judge';
import { observeSnapshot, partsOf, planChecks } from '../../../core/inventory/inventoryEvaluator';
import { checksOfMeasures } from '../../../core/inventory/readChecked';
import type { Snapshot } from '../../../core/inventory/read';
import { byName, CONTEXT, GIB, given, HOUR, NOW, onN1, refused } from '../../../core/inventory/testData';
import { notJudged } from '../../../core/products/pending';
import { clusterView } from '../../../core/products/proxmox-ve/clusterView';
import type { GuestConfig, MonthOfUse, PveParts } from '../../../core/products/proxmox-ve/parts';
import { PROXMOX_VE } from '../../../core/products/proxmox-ve/product';
import { monthOfUse } from '../../../core/products/proxmox-ve/rightSize';
import {
  backup,
  config,
  guest,
  job,
  node,
  nodeStatus,
  resources,
  rrd,
  snapshotOf,
  storage,
} from '../../../core/products/proxmox-ve/testData';
import type { ClusterView } from '../../../core/products/proxmox-ve/view';
import { SEES_BACKUPS } from '../../../core/products/proxmox/testData';
import { builtin } from '../../../library/builtin.gen';
import { guestCsv } from './guestCsv';

const SOURCE = { uid: 'uid-a', name: 'a' };
const DEFINITIONS = checksOfMeasures(builtin.checks, PROXMOX_VE);
const PLANNED = planChecks(DEFINITIONS, PROXMOX_VE.measures);

const month = (share: number) =>
  Array.from({ length: 30 }, (_unused, day) =>
    rrd(29 - day, {
      cpuRatio: share,
      memoryUsedBytes: share * 8 * GIB,
      memoryBytes: 8 * GIB,
      diskUsedBytes: (4 + day) * 1e10,
      diskBytes: 1e12,
    })
  );
const used = (share: number) => given(monthOfUse(month(share)));
const disk = (bytes: number) => config({ disks: [{ slot: 'scsi0', storage: 'ceph', sizeBytes: bytes, backup: true }] });

/** A cluster with something of everything: well, tight, broken, and not readable. */
const WHOLE: Snapshot<PveParts> = snapshotOf({
  permissions: SEES_BACKUPS,
  version: { version: '9.1.4', release: '9.1' },
  status: {
    cluster: { name: 'prod', quorate: true, nodes: 2 },
    nodes: [{ name: 'n1', online: true, address: null, local: true }],
  },
  resources: resources({
    nodes: [node('n1'), node('n2', { cpuRatio: 0.9 })],
    guests: [
      guest(1),
      guest(2, { node: 'n2', status: 'io-error' }),
      guest(3, { template: true }),
      guest(4, { kind: 'lxc', memoryUsedBytes: 7.9 * GIB }),
      guest(5, { status: 'stopped', lock: 'backup' }),
    ],
    storages: [
      storage('ceph', { shared: true }),
      storage('ceph', { shared: true, node: 'n2', available: false }),
      storage('local', { usedBytes: 9.7e11 }),
    ],
  }),
  nodeStatus: byName(
    ['n1', given(nodeStatus({ rootUsedBytes: 9.9e10, memoryAvailableBytes: 20 * GIB }))],
    ['n2', refused('source-down')]
  ),
  nodeWeek: onN1([rrd(1, { cpuRatio: 0.7, memoryUsedBytes: 1, memoryBytes: 2 })]),
  ha: { quorate: true, managers: [], services: [{ sid: 'vm:1', node: 'n1', state: 'error', requested: 'started' }] },
  tasks: byName(['n1', given([])], ['n2', given([])]),
  backupJobs: [job('nightly', [1, 2])],
  backups: new Map([['backup', given([backup(1, HOUR), backup(2, 400 * HOUR)])]]),
  storageMonth: new Map([['ceph', given(month(0.5))]]),
  configs: byName<GuestConfig>(
    ['qemu/1', given(disk(1000 * GIB))],
    ['qemu/2', given(disk(2 * GIB))],
    ['qemu/3', refused('not-permitted')],
    ['lxc/4', given(disk(8e12))],
    ['qemu/5', given(disk(1))]
  ),
  guestMonth: byName<MonthOfUse>(
    ['qemu/1', used(0.01)],
    ['qemu/2', used(0.5)],
    ['qemu/3', refused('no-data')],
    ['lxc/4', used(0.99)],
    ['qemu/5', refused('no-data')]
  ),
  snapshots: new Map([
    ['qemu/1', given([{ name: 'old', takenMs: NOW - 4000 * HOUR, withMemory: true, description: null }])],
  ]),
  replication: byName(['n1', given([])], ['n2', refused('source-down')]),
  certificates: onN1([]),
  firewall: { enabled: false, policyIn: null, policyOut: null },
});
const PARTS = Object.keys(WHOLE) as Array<keyof PveParts>;

/** What a page shows once these parts were read: each check is judged as soon as all that it looks at is there. */
function shownOf(parts: ReadonlyArray<keyof PveParts>) {
  const isRead = new Set<string>(parts);
  // What this server is never asked for is as unreadable in the end as on the way.
  const answered = (part: keyof PveParts) => isRead.has(part) || WHOLE[part] === undefined;
  const read = Object.fromEntries(parts.map((part) => [part, WHOLE[part]])) as Snapshot<PveParts>;
  const checks: CheckResult[] = PLANNED.flatMap(({ check, measure }) => {
    if (!partsOf(measure).every(answered)) {
      return [];
    }
    const unread = partsOf(measure).flatMap((part) => (part in read ? [] : [[part, refused('no-data')]]));
    const snapshot = { ...(Object.fromEntries(unread) as Snapshot<PveParts>), ...read };
    const { entities, evidence } = observeSnapshot(
      SOURCE,
      measure,
      { ok: true, snapshot },
      { ...CONTEXT, durationMs: 1 }
    );
    return [judge(check, { entities, evidence: [evidence] })];
  });
  return clusterView(SOURCE, read, checks, NOW, notJudged(DEFINITIONS, checks));
}

const SETTLED = shownOf(PARTS);

/** What is no claim: it only says how old or how far the reading is, or qualifies a number that is not there. */
const NO_CLAIM = new Set(['asOfMs', 'pending', 'result', 'cpuIsWeek', 'standalone', 'clusterName', 'unseenGuests']);

/** Whatever the first says that the second does not say as well: null, pending and a shorter list say nothing. */
function contradictions(part: unknown, whole: unknown, where = ''): string[] {
  if (part === null || part === undefined || part === 'pending' || Object.is(part, whole)) {
    return [];
  }
  if (Array.isArray(part) && Array.isArray(whole)) {
    const nameOf = (one: unknown) => JSON.stringify(pick(one, ['key', 'checkId', 'name', 'node', 'id']) ?? one);
    const known = new Map(whole.map((one) => [nameOf(one), one]));
    return part.flatMap((one) => contradictions(one, known.get(nameOf(one)), `${where}[${nameOf(one)}]`));
  }
  if (typeof part === 'object' && typeof whole === 'object' && whole !== null) {
    if ('state' in part && part.state === 'pending') {
      return [];
    }
    return Object.entries(part).flatMap(([name, value]) =>
      NO_CLAIM.has(name) ? [] : contradictions(value, (whole as Record<string, unknown>)[name], `${where}.${name}`)
    );
  }
  return [`${where} is ${JSON.stringify(part)}, and in the end ${JSON.stringify(whole)}`];
}

function pick(one: unknown, names: readonly string[]): unknown {
  return typeof one === 'object' && one !== null
    ? names.filter((name) => name in one).map((name) => (one as Record<string, unknown>)[name])
    : undefined;
}

/** The lines of the export by guest, and each cell that claims something. */
function csvClaims(view: ClusterView): Map<string, readonly string[]> {
  const [, ...lines] = guestCsv(view, view.guests).trim().split('\r\n');
  return new Map(lines.map((line) => [line.split(',')[2] ?? '', line.split(',').slice(0, 14)]));
}

const subsets = fc.subarray(PARTS);

test('the cluster of this test has every verdict, so that each could be claimed too early', () => {
  const verdicts = new Set(SETTLED.guests.map(({ verdict }) => verdict));
  expect(SETTLED.pending).toEqual([]);
  expect([...verdicts].sort()).toEqual(expect.arrayContaining(['fail', 'unknown']));
  expect(SETTLED.guests.find(({ vmid }) => vmid === 1)?.diskBytes).toBe(1000 * GIB);
});

test('no cell, count or verdict claims what needs a part that was not read, and nothing settled changes as parts arrive', () => {
  fc.assert(
    fc.property(subsets, (parts) => {
      expect(contradictions(shownOf(parts), SETTLED)).toEqual([]);
    }),
    { numRuns: 150 }
  );
});

test('from one part to the next nothing that was settled changes', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(PARTS, { minLength: PARTS.length }), fc.nat(PARTS.length - 1), (order, at) => {
      expect(contradictions(shownOf(order.slice(0, at)), shownOf(order.slice(0, at + 1)))).toEqual([]);
    }),
    { numRuns: 80 }
  );
});

test('the export says the same: what is not read is pending or unknown, and the last column names the checks', () => {
  const settled = csvClaims(SETTLED);
  fc.assert(
    fc.property(subsets, (parts) => {
      const view = shownOf(parts);
      for (const [vmid, cells] of csvClaims(view)) {
        const inTheEnd = settled.get(vmid) ?? [];
        const early = cells.filter((cell, at) => cell !== inTheEnd[at] && cell !== 'pending' && cell !== 'unknown');
        expect(early).toEqual([]);
      }
      const lines = guestCsv(view, view.guests);
      expect(view.pending.every(({ id }) => view.guests.length === 0 || lines.includes(id))).toBe(true);
    }),
    { numRuns: 80 }
  );
});
