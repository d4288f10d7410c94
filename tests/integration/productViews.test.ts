import { createFleet, type Fleet } from '../../demo/lab/fleet';
import { morningOf } from '../../demo/lab/model/story';
import { startPbs } from '../../demo/lab/simulators/pbs/start';
import { startPve } from '../../demo/lab/simulators/pve/start';
import type { CheckResult } from '../../src/core/check/result';
import { isStandingBad } from '../../src/core/products/pending';
import { readChecked } from '../../src/core/inventory/readChecked';
import { PROXMOX_BACKUP } from '../../src/core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../../src/core/products/proxmox-ve/product';
import { builtin } from '../../src/library/builtin.gen';
import { proxmoxBackupServer } from '../../src/sources/proxmox-backup/proxmoxBackup';
import { proxmoxVe } from '../../src/sources/proxmox-ve/proxmoxVe';
import { pbsUpstream, proxyShim, pveUpstream } from './proxyShim';

/** What the screens of a product count is what its rows say, over the whole fleet of the lab. */

const signal = new AbortController().signal;
const clock = () => Date.UTC(2026, 10, 20, 8, 30);
const definitions = builtin.checks.filter(({ kind }) => kind === 'proxmox');
const at = { nowMs: clock(), zone: 'UTC' };

let fleet: Fleet;
const running: Array<{ close: () => Promise<void> }> = [];
beforeAll(() => {
  fleet = createFleet(7, morningOf(clock()));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const exceptions = (checks: readonly CheckResult[]) =>
  checks.flatMap(({ definition, verdict }) => (isStandingBad(verdict) ? definition.id : [])).sort();

it.each(['backups', 'few'] as const)('of a cluster seen with the token %s', async (token) => {
  const server = await startPve({ fleet, now: clock, offlineDelayMs: 10 });
  running.push(server);
  const source = proxmoxVe(
    proxyShim({ a: pveUpstream(server.url, server.tokens[token]) }),
    { uid: 'a', name: 'a' },
    { clock }
  );
  const reading = await readChecked(source, PROXMOX_VE.parts, definitions, PROXMOX_VE.measures, { clock, signal });
  const view = PROXMOX_VE.view(source, reading, at);
  expect(view.attention.map(({ checkId }) => checkId).sort()).toEqual(exceptions(reading.checks));

  const { guests, memory, nodeFails, online } = view.figures;
  const states = view.guests.filter(({ template }) => !template).map(({ status }) => status);
  const count = (status: string) => states.filter((one) => one === status).length;
  if (guests.running !== null) {
    expect([guests.running, guests.stopped, guests.unknown]).toEqual(['running', 'stopped', 'unknown'].map(count));
  }
  if (online.online !== null) {
    expect(online.online).toBe(view.nodes.filter(({ status }) => status === 'online').length);
  }
  for (const [figure, column] of [
    [memory.used, 'memory'],
    [memory.allocated, 'allocated'],
    [nodeFails, 'ifItFails'],
  ] as const) {
    const row = view.nodes.find(({ name }) => name === figure.of);
    if (row !== undefined) {
      expect([figure.value, figure.verdict]).toEqual([row[column].value, row[column].verdict]);
    }
  }
  for (const { name, used, fullIn, verdict } of view.storages) {
    // A verdict of a cell is one of its row, and a forecast of hours is no pass.
    expect({
      name,
      verdict: isStandingBad(verdict) || ![used, fullIn].some((cell) => isStandingBad(cell.verdict)),
    }).toEqual({
      name,
      verdict: true,
    });
    expect(fullIn.verdict === 'pass' && fullIn.value !== null && fullIn.value < 14).toBe(false);
  }
});

it('of a backup server', async () => {
  const server = await startPbs({ fleet, now: clock });
  running.push(server);
  const source = proxmoxBackupServer(
    proxyShim({ b: pbsUpstream(server.url, server) }),
    { uid: 'b', name: 'b' },
    { clock }
  );
  const reading = await readChecked(source, PROXMOX_BACKUP.parts, definitions, PROXMOX_BACKUP.measures, {
    clock,
    signal,
  });
  const view = PROXMOX_BACKUP.view(source, reading, at);
  expect(exceptions(view.attention)).toEqual(exceptions(reading.checks));
  const rows = view.datastores.ok ? view.datastores.value : [];
  expect(rows.length).toBeGreaterThan(1);
  for (const [figure, column] of [
    [view.figures.fullest, 'used'],
    [view.figures.fullIn, 'fullIn'],
  ] as const) {
    expect([figure.value, figure.verdict]).toEqual(
      rows.flatMap((row) => (row.name === figure.of ? [row[column].value, row[column].verdict] : []))
    );
  }
  expect(view.figures.failedTasks.value).toBe(view.failedTasks.ok ? view.failedTasks.value.length : null);
});
