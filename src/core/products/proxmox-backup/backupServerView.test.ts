import { judge } from '../../check/judge';
import type { CheckResult } from '../../check/result';
import { checkDefinition } from '../../check/testData';
import type { Snapshot } from '../../inventory/read';
import { PBS_MEASURES } from '../proxmox-ve/measures';
import type { ProxmoxTask } from '../proxmox/parts';
import { BACKUP_SERVER_PARTS, backupServerView } from './backupServerView';
import type { Datastore, PbsParts } from './parts';
import { backupServerSystem } from './system';

const NOW_MS = Date.UTC(2026, 10, 20, 7, 31);
const DAY_MS = 86_400_000;
const SOURCE = { uid: 'pbs', name: 'pbs-1' };

function datastore(name: string, changes: Partial<Datastore> = {}): Datastore {
  return {
    name,
    usedBytes: 40,
    sizeBytes: 100,
    availableBytes: 60,
    error: null,
    mount: 'nonremovable',
    backend: 'filesystem',
    sized: true,
    estimatedFullMs: NOW_MS + 30 * DAY_MS,
    deduplicationFactor: 12,
    maintenance: null,
    ...changes,
  };
}

function task(upid: string, status: string | null, endedMs: number | null = NOW_MS - 1000): ProxmoxTask {
  return {
    upid,
    node: 'pbs',
    type: 'verify',
    subject: '',
    user: 'root@pam',
    startedMs: NOW_MS - 2000,
    endedMs,
    status,
  };
}

function usage(values: Record<string, number>): CheckResult {
  const limits = {
    id: 'pbs.datastore',
    query: 'pbs/datastore-usage',
    figures: ['datastore-used'],
    by: ['datastore'],
    unit: 'ratio' as const,
    op: 'gt' as const,
    warn: 0.8,
    fail: 0.9,
  };
  return judge(checkDefinition(limits), {
    entities: Object.entries(values).map(([name, value]) => ({
      sourceUid: 'pbs',
      labels: { datastore: name },
      value,
      sampleMs: NOW_MS,
      trend: [],
    })),
    evidence: [],
  });
}

function given<T>(value: T, atMs = NOW_MS): { ok: true; value: T; atMs: number } {
  return { ok: true, value, atMs };
}

function snapshot(changes: Partial<Snapshot<PbsParts>> = {}): Snapshot<PbsParts> {
  return {
    version: given({ version: '4.1.0', release: '4.1' }),
    datastores: given([datastore('main')]),
    jobs: given([]),
    tasks: given([], NOW_MS - 5000),
    ...changes,
  };
}

test('a server that gave nothing is silent and unknown, whatever was judged before', () => {
  const reason = { code: 'source-down' as const, detail: 'connection refused' };
  const nothing = Object.fromEntries(BACKUP_SERVER_PARTS.map((part) => [part, { ok: false, reason }]));
  const view = backupServerView(SOURCE, nothing, [usage({ main: 0.1 })], NOW_MS);
  expect(view).toMatchObject({ verdict: 'unknown', silent: reason, asOfMs: null, version: null });
  expect(view.figures).toMatchObject({ fullest: { value: null, verdict: 'unknown' }, failedTasks: { value: null } });
});

test('one part that may not be read leaves the others, and is no empty list', () => {
  const reason = { code: 'not-permitted' as const, detail: 'Datastore.Audit on /datastore is missing' };
  const view = backupServerView(SOURCE, snapshot({ datastores: { ok: false, reason } }), [], NOW_MS);
  expect(view.silent).toBeNull();
  expect(view.datastores).toEqual({ ok: false, reason });
  expect(view.figures.fullest).toEqual({ value: null, verdict: 'unknown', of: null });
  expect(view.asOfMs).toBe(NOW_MS - 5000);
});

test('datastores stand worst first by their checks, the fullest one is the figure', () => {
  const list = [datastore('a'), datastore('b', { usedBytes: 95 }), datastore('c', { usedBytes: null })];
  const view = backupServerView(SOURCE, snapshot({ datastores: given(list) }), [usage({ a: 0.4, b: 0.95 })], NOW_MS);
  expect(view.datastores.ok && view.datastores.value.map(({ name, used }) => [name, used.value])).toEqual([
    ['b', 0.95],
    ['a', 0.4],
    ['c', null],
  ]);
  expect(view.figures.fullest).toEqual({ value: 0.95, verdict: 'fail', of: 'b' });
});

test('a day of being full that is past means that it does not grow; none is not known', () => {
  const days = (estimatedFullMs: number | null) => {
    const datastores = given([datastore('a', { estimatedFullMs })]);
    return backupServerView(SOURCE, snapshot({ datastores }), [], NOW_MS).figures.fullIn.value;
  };
  expect([days(NOW_MS + 10 * DAY_MS), days(NOW_MS - DAY_MS), days(null)]).toEqual([10, Infinity, null]);
});

test('when a datastore is full is not told by another one: what is not known is worse than a far day', () => {
  const list = [datastore('a', { estimatedFullMs: null }), datastore('b', { estimatedFullMs: NOW_MS + 130 * DAY_MS })];
  const definition = checkDefinition({
    id: 'pbs.full-in',
    figures: ['full-in'],
    by: ['datastore'],
    op: 'lt',
    warn: 30,
    fail: 7,
  });
  const check = judge(definition, {
    entities: [null, 130].map((value, at) => ({
      sourceUid: 'pbs',
      labels: { datastore: 'ab'.charAt(at) },
      value,
      sampleMs: NOW_MS,
      trend: [],
    })),
    evidence: [],
  });
  const view = backupServerView(SOURCE, snapshot({ datastores: given(list) }), [check], NOW_MS);
  expect(view.figures.fullIn).toEqual({ value: null, verdict: 'unknown', of: 'a' });
  const [, line] = backupServerSystem(view).figures;
  expect(line).toMatchObject({ value: null, verdict: 'unknown', thing: 'a' });
});

test('failed tasks are those that ended badly within a day', () => {
  const tasks = given([
    task('good', 'OK'),
    task('warned', 'WARNINGS: 1'),
    task('bad', 'verification failed'),
    task('runs', null, null),
    task('old', 'error', NOW_MS - 2 * DAY_MS),
  ]);
  const view = backupServerView(SOURCE, snapshot({ tasks }), [], NOW_MS);
  expect(view.failedTasks.ok && view.failedTasks.value.map(({ upid }) => upid)).toEqual(['bad']);
  expect(view.figures.failedTasks).toMatchObject({ value: 1, total: 4 });
});

test('a datastore that does not grow is as good as never full, one without a guess is unknown', () => {
  const stores = [
    datastore('soon', { estimatedFullMs: NOW_MS + 5 * DAY_MS }),
    datastore('late', { estimatedFullMs: NOW_MS + 9000 * DAY_MS }),
    datastore('shrinks', { estimatedFullMs: 0 }),
    datastore('new', { estimatedFullMs: null }),
  ];
  const parts = {
    datastores: given(stores),
    permissions: given(new Map([['/datastore', new Map([['Datastore.Audit', true]])]])),
  };
  const seen = PBS_MEASURES['pbs/datastore-days-to-full']?.observe(parts, { nowMs: NOW_MS, windowSeconds: 86_400 });
  expect(seen?.problem).toBeUndefined();
  expect(seen?.entities.map(({ labels, value }) => [labels['datastore'], value])).toEqual([
    ['soon', 5],
    ['late', 3650],
    ['shrinks', 3650],
    ['new', null],
  ]);
});
