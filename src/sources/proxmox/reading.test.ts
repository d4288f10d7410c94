/** @jest-environment node */
import { PBS_MEASURES } from '../../core/products/proxmox-ve/measures';
import { parseDatastoreUsage, parseJobs } from '../proxmox-backup/datastores';
import { proxmoxBackupServer } from '../proxmox-backup/proxmoxBackup';
import { proxmoxVe } from '../proxmox-ve/proxmoxVe';
import type { Transport, TransportResponse } from '../transport/port';
import { parseStorageBackups } from './backups';

const NOW_MS = 1_795_200_000_000;
const ROOT = '/api/datasources/proxy/uid/x/api2/json';
const REF = { uid: 'x', name: 'x' };
const clock = () => NOW_MS;
const idle = () => new AbortController().signal;

type Answers = Readonly<Record<string, unknown>>;

/** A server that answers these paths; what is a number is the status of a refusal, and so is 500 what is not listed. */
function serving(answers: Answers) {
  const asked: Array<{ path: string; query: Readonly<Record<string, unknown>> }> = [];
  const transport: Transport = {
    send({ path, query = {} }): Promise<TransportResponse> {
      const below = path.slice(ROOT.length);
      asked.push({ path: below, query });
      const answer = below in answers ? answers[below] : 500;
      return Promise.resolve(
        typeof answer === 'number' ? { status: answer, body: undefined } : { status: 200, body: { data: answer } }
      );
    },
  };
  return { transport, asked };
}

const AUDIT = { 'Sys.Audit': true, 'Datastore.Audit': true };
const PBS = {
  '/access/permissions': { '/': AUDIT, '/datastore': AUDIT, '/system': AUDIT, '/nodes': AUDIT },
  '/status/datastore-usage': [{ store: 'main', total: 10, used: 4, avail: 6 }],
  '/admin/datastore': [{ store: 'main' }],
};

async function datastoresOf(answers: Answers) {
  const { transport } = serving({ ...PBS, ...answers });
  return (await proxmoxBackupServer(transport, REF, { clock }).read(['datastores'], { signal: idle() })).datastores;
}

describe('datastores', () => {
  it('are whole when both of their lists are', async () => {
    expect(await datastoresOf({})).toEqual({
      ok: true,
      atMs: NOW_MS,
      value: [expect.objectContaining({ name: 'main', usedBytes: 4, maintenance: null })],
    });
  });

  it('are not known to be out of maintenance when that list was not read, or not in full', async () => {
    expect(await datastoresOf({ '/admin/datastore': 500 })).toMatchObject({
      ok: true,
      partial: { code: 'bad-response', detail: 'GET /admin/datastore failed with HTTP 500' },
    });
    expect(await datastoresOf({ '/admin/datastore': [{ maintenance: 'offline' }] })).toMatchObject({
      partial: { detail: '1 of 1 entries cannot be read' },
    });
  });
});

it('takes the guess of a datastore that does not grow for one that is past, and none for none', () => {
  const guess = (seconds: unknown) =>
    parseDatastoreUsage([{ store: 'a', total: 9, 'estimated-full-date': seconds }])?.value[0]?.estimatedFullMs;
  expect([0, -86_400, '1700000000', 1e16].map(guess)).toEqual([0, 0, 1.7e12, 8.64e15]);
  expect([undefined, null, '', 'never', NaN].map(guess)).toEqual([null, null, null, null, null]);
});

describe('a backup on a storage', () => {
  const sizes = (volid: string) => {
    const listed = [1, 4096].map((size) => ({ volid, ctime: 1_700_000_000, format: 'pbs-vm', vmid: 101, size }));
    return parseStorageBackups(listed, 'place')?.value.map(({ sizeBytes }) => sizeBytes);
  };

  it('of type PBS is none as long as it is being made: it has no size, and is listed with one byte', () => {
    expect(sizes('pbs-1:backup/vm/101/2026-11-20T02:00:00Z')).toEqual([4096]);
  });

  it('of another type has the size of its file', () => {
    expect(sizes('local:backup/vzdump-qemu-101-2026_11_20-02_00_00.vma.zst')).toEqual([1, 4096]);
  });
});

describe('tasks', () => {
  const HOUR = 3600;
  const nowSeconds = NOW_MS / 1000;
  const began = (hoursAgo: number, fields: object) => ({
    upid: `UPID:${hoursAgo}`,
    starttime: nowSeconds - hoursAgo * HOUR,
    type: 'vzdump',
    worker_type: 'verify',
    ...fields,
  });
  const failed = { endtime: nowSeconds - HOUR, status: 'job errors' };
  const list = [began(30, failed), began(40, {}), began(47, { ...failed, endtime: nowSeconds - 25 * HOUR })];
  const answers = {
    ...PBS,
    '/cluster/status': [{ type: 'node', name: 'n1', online: 1 }],
    '/nodes/n1/tasks': list,
    '/nodes/localhost/tasks': list,
  };

  /** As both products do: by the time at which a task began. */
  function listing() {
    const { transport } = serving(answers);
    const send: Transport['send'] = async (request) => {
      const answer = await transport.send(request);
      const since = Number(request.query?.['since'] ?? 0);
      const listed = list.filter(({ starttime }) => starttime >= since);
      return request.path.endsWith('/tasks') ? { ...answer, body: { data: listed } } : answer;
    };
    return { send };
  }

  it('that ended badly within a day are seen also when they ran for longer than that', async () => {
    const { tasks: ofPbs } = await proxmoxBackupServer(listing(), REF, { clock }).read(['tasks'], { signal: idle() });
    const { tasks } = await proxmoxVe(listing(), REF, { clock }).read(['tasks'], { signal: idle() });
    const ofNode = tasks?.ok ? tasks.value.get('n1') : undefined;
    for (const read of [ofPbs, ofNode]) {
      expect(read?.ok && read.value.map(({ upid, status }) => [upid, status])).toEqual([
        ['UPID:30', 'job errors'],
        ['UPID:40', null],
      ]);
    }
  });
});

it('does not take a list for whole by permissions from before they were taken away', async () => {
  let nowMs = NOW_MS;
  const answers: Record<string, unknown> = { ...PBS };
  const { transport } = serving(answers);
  const server = proxmoxBackupServer(transport, REF, { clock: () => nowMs });
  await server.read(['datastores'], { signal: idle() });
  answers['/access/permissions'] = {};
  answers['/status/datastore-usage'] = [];
  nowMs += 60_000;
  expect((await server.read(['datastores'], { signal: idle() })).datastores).toMatchObject({
    value: [],
    partial: { detail: 'Datastore.Audit on /datastore is missing' },
  });
});

it('does not say of a job that runs for the first time, or of which only the end is not known, that it never ran', () => {
  const job = (id: string, fields: object) => ({ id, store: 'main', schedule: 'daily', ...fields });
  const jobs = parseJobs(
    [
      job('never', {}),
      job('runs', { 'last-run-upid': 'UPID:pbs-1:1' }),
      job('over', { 'last-run-upid': 'UPID:pbs-1:2', 'last-run-state': 'OK', 'last-run-endtime': 1_700_000_000 }),
    ],
    'verify'
  );
  const given = <T>(value: T) => ({ ok: true as const, value, atMs: NOW_MS });
  const permissions = given(new Map([['/datastore', new Map([['Datastore.Audit', true]])]]));
  const parts = { jobs: given(jobs?.value ?? []), permissions, datastores: given([]) };
  const seen = PBS_MEASURES['pbs/job-never-ran']?.observe(parts, { nowMs: NOW_MS, windowSeconds: 86_400 });
  expect(seen?.entities.map(({ labels, value }) => [labels['job'], value])).toEqual([
    ['never', 1],
    ['runs', 0],
    ['over', 0],
  ]);
});
