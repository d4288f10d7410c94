import type { DataFrame } from '@grafana/data';

import type { Transport } from '../../sources/transport/port';
import { inOrder } from '../../ui/datasource/answer';
import { annotationEvents } from './annotationEvents';
import { accessTo, answer } from './answer';
import { KINDS, kindsOf, type Kind, type ProxmoxQuery } from './query';
import { variableValues } from './variableValues';

const NOW_MS = Date.UTC(2026, 10, 20, 8);
const HOUR_MS = 3_600_000;
const seconds = (hoursAgo: number): number => (NOW_MS - hoursAgo * HOUR_MS) / 1000;
const signal = new AbortController().signal;
const ref = { uid: 'pve-x', name: 'pve-x' };

const ROLE = { 'VM.Audit': 1, 'Sys.Audit': 1, 'Datastore.Audit': 1 };
const AUDITOR = { '/': ROLE, '/access': ROLE, '/access/groups': ROLE, '/nodes': ROLE, '/storage': ROLE, '/vms': ROLE };

/** A small cluster: one node answers, one is off, numbers arrive as strings, and rows are of kinds that nobody knows. */
const CLUSTER: Record<string, unknown> = {
  '/version': { version: '8.4.1', release: '8.4', repoid: 'x' },
  '/access/permissions': AUDITOR,
  '/cluster/status': [
    { type: 'cluster', name: 'x', quorate: 1, nodes: 2, version: 3 },
    { type: 'node', name: 'a1', online: 1, ip: '10.0.0.1', local: 1 },
    { type: 'node', name: 'a2', online: 0, ip: '10.0.0.2' },
  ],
  '/cluster/resources': [
    { type: 'node', node: 'a1', status: 'online', cpu: 0.25, maxcpu: 8, mem: '4', maxmem: 16, uptime: 60 },
    { type: 'node', node: 'a2', status: 'offline' },
    {
      type: 'qemu',
      id: 'qemu/101',
      vmid: 101,
      name: 'web-1',
      node: 'a1',
      status: 'running',
      cpu: '0.5',
      mem: 1,
      maxmem: 4,
      disk: 0,
    },
    { type: 'lxc', id: 'lxc/102', vmid: '102', name: 'db', node: 'a2', status: 'unknown', tags: 'prod;db' },
    { type: 'storage', storage: 'ceph', node: 'a1', shared: 1, status: 'available', disk: 30, maxdisk: 40 },
    { type: 'storage', storage: 'ceph', node: 'a2', shared: 1, status: 'unknown' },
    { type: 'storage', storage: 'local', node: 'a1', status: 'available', disk: 1, maxdisk: 4 },
    { type: 'hologram', id: 'hologram/1' },
  ],
  '/nodes/a1/tasks': [
    {
      upid: 'UPID:1',
      node: 'a1',
      type: 'vzdump',
      id: '',
      user: 'root@pam',
      starttime: seconds(2),
      endtime: seconds(1),
      status: 'job errors',
    },
    {
      upid: 'UPID:2',
      node: 'a1',
      type: 'qmstart',
      id: '101',
      user: 'root@pam',
      starttime: seconds(1),
      endtime: seconds(1),
      status: 'OK',
    },
    {
      upid: 'UPID:3',
      node: 'a1',
      type: 'vzdump',
      id: '101',
      user: 'root@pam',
      starttime: seconds(9),
      endtime: seconds(8),
      status: 'OK',
    },
  ],
  '/nodes/a1/rrddata': [
    { time: seconds(0.2), cpu: 0.3, netin: 5 },
    { time: seconds(0.3) },
    { time: seconds(9), cpu: 1 },
  ],
};

/** Answers the paths below `/api2/json` with their `data`; what it does not have is a 403, as a missing privilege is. */
function serving(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const transport: Transport = {
    send: ({ path, query }) => {
      const below = path.replace(/^.*\/api2\/json/, '');
      asked.push(`${below}?${new URLSearchParams(query as Record<string, string>).toString()}`);
      return Promise.resolve(
        below in answers ? { status: 200, body: { data: answers[below] } } : { status: 403, body: undefined }
      );
    },
  };
  return { asked, access: accessTo('pve', ref, transport, () => NOW_MS) };
}

const ask = (served: ReturnType<typeof serving>, query: Partial<ProxmoxQuery>) =>
  answer(
    served.access,
    { refId: 'A', kind: 'guests', ...query },
    { fromMs: NOW_MS - 6 * HOUR_MS, toMs: NOW_MS, nowMs: NOW_MS },
    signal
  );

async function frames(query: Partial<ProxmoxQuery>, answers = CLUSTER): Promise<readonly DataFrame[]> {
  const found = await ask(serving(answers), query);
  if (!found.ok) {
    throw new Error(JSON.stringify(found.reason));
  }
  return found.frames;
}

const column = (frame: DataFrame | undefined, name: string) =>
  frame?.fields.find((field) => field.name === name)?.values;
const noticesOf = (frame: DataFrame | undefined) => (frame?.meta?.notices ?? []).map(({ text }) => text).join('\n');

describe('tables', () => {
  it('types and names the units of what is read, and leaves unknown numbers empty', async () => {
    const [frame] = await frames({ kind: 'guests' });
    expect(column(frame, 'ID')).toEqual(['101', '102']);
    expect(column(frame, 'CPU')).toEqual([0.5, null]);
    expect(column(frame, 'Disk used')).toEqual([null, null]);
    const units = Object.fromEntries(frame?.fields.map(({ name, config }) => [name, config.unit]) ?? []);
    expect(units).toMatchObject({ CPU: 'percentunit', Memory: 'bytes', Uptime: 's', 'Memory use': 'percentunit' });
    expect(frame?.refId).toBe('A');
  });

  it('lists a shared storage once, and not as available while a node does not have it', async () => {
    const [frame] = await frames({ kind: 'storages' });
    expect([column(frame, 'Storage'), column(frame, 'Node'), column(frame, 'Available')]).toEqual([
      ['ceph', 'local'],
      [null, 'a1'],
      [false, true],
    ]);
    const [onNode] = await frames({ kind: 'storages', node: 'a2' });
    expect(column(onNode, 'Available')).toEqual([false]);
  });

  it.each([
    [{ guest: 'web-*' }, ['101']],
    [{ guest: '102' }, ['102']],
    [{ node: 'a1,a2' }, ['101', '102']],
    [{ node: 'a9' }, []],
  ])('filters by %p', async (filter, ids) => {
    const [frame] = await frames({ kind: 'guests', ...filter });
    expect(column(frame, 'ID')).toEqual(ids);
  });
});

describe('what may not be read', () => {
  it('is a refusal that names the privilege, not an empty table', async () => {
    const noGuests = (CLUSTER['/cluster/resources'] as Array<{ type: string }>).filter(({ type }) => type === 'node');
    const found = await ask(
      serving({ ...CLUSTER, '/cluster/resources': noGuests, '/access/permissions': { '/nodes': { 'Sys.Audit': 1 } } }),
      { kind: 'guests' }
    );
    expect(found).toEqual({ ok: false, reason: { code: 'not-permitted', detail: 'VM.Audit on /vms is missing' } });
  });

  it('is a notice beside the rows that may be seen', async () => {
    const [frame] = await frames(
      { kind: 'guests' },
      { ...CLUSTER, '/access/permissions': { '/vms/101': { 'VM.Audit': 1 } } }
    );
    expect(frame?.length).toBe(2);
    expect(noticesOf(frame)).toContain('VM.Audit on /vms is missing');
  });

  it('is a notice for the node that is off while the other one answers', async () => {
    const [frame] = await frames({ kind: 'node-status' }, { ...CLUSTER, '/nodes/a1/status': { cpu: 0.2, memory: {} } });
    expect(column(frame, 'Node')).toEqual(['a1']);
    expect(noticesOf(frame)).toContain('a2');
  });

  it('is a refusal when no node answers', async () => {
    expect(await ask(serving(CLUSTER), { kind: 'node-status', node: 'a2' })).toMatchObject({
      ok: false,
      reason: { code: 'source-down' },
    });
    expect(await ask(serving(CLUSTER), { kind: 'disks', node: 'a1' })).toMatchObject({
      ok: false,
      reason: { code: 'not-permitted' },
    });
  });

  // As the real server does it: nodes are listed for everybody, filtered lists are empty with status 200, the rest is a 403.
  const NOTHING = {
    '/version': CLUSTER['/version'],
    '/access/permissions': {},
    '/cluster/resources': [{ type: 'node', node: 'a1', status: 'online' }],
    '/nodes/a1/tasks': [],
    '/nodes/a1/replication': [],
    '/nodes/a1/storage': [],
    '/nodes/a1/qemu': [],
    '/nodes/a1/lxc': [],
    '/storage': [],
  };

  it.each(kindsOf('pve').filter((kind) => kind !== 'nodes'))('refuses %s to a token without any role', async (kind) => {
    const found = await ask(serving(NOTHING), { kind });
    expect(found).toMatchObject({ ok: false, reason: { code: 'not-permitted' } });
  });

  it('says of a node without numbers which privilege gives them', async () => {
    const [frame] = await frames({ kind: 'nodes' }, NOTHING);
    expect(noticesOf(frame)).toContain('Sys.Audit on /nodes is missing');
  });

  it('names the kind that a product does not have', async () => {
    const unknown = (Object.keys(KINDS) as Kind[]).filter((kind) => !kindsOf('pve').includes(kind));
    for (const kind of unknown) {
      expect(await ask(serving(CLUSTER), { kind })).toMatchObject({ ok: false, reason: { code: 'query-error' } });
    }
  });
});

describe('tasks', () => {
  it('lists what ran in the time range, the newest first, also what began before it', async () => {
    const [frame] = await frames({ kind: 'tasks' });
    expect(column(frame, 'UPID')).toEqual(['UPID:2', 'UPID:1']);
    expect(noticesOf(frame)).toContain('a2 is offline');
  });

  it('narrows to the failed ones and to a guest', async () => {
    const [failed] = await frames({ kind: 'tasks', failedOnly: true });
    const [guest] = await frames({ kind: 'tasks', guest: '101' });
    expect([column(failed, 'UPID'), column(guest, 'UPID')]).toEqual([['UPID:1'], ['UPID:2']]);
  });

  it('is refused without Sys.Audit: the node would list the token’s own tasks only', async () => {
    const found = await ask(serving({ ...CLUSTER, '/access/permissions': { '/vms': { 'VM.Audit': 1 } } }), {
      kind: 'tasks',
      node: 'a1',
    });
    expect(found).toMatchObject({ ok: false, reason: { detail: 'Sys.Audit on /nodes/a1 is missing' } });
  });

  it('become annotations with start, end and result', async () => {
    const events = annotationEvents(await frames({ kind: 'tasks', failedOnly: true }));
    expect(events).toMatchObject([
      {
        id: 'UPID:1',
        time: NOW_MS - 2 * HOUR_MS,
        timeEnd: NOW_MS - HOUR_MS,
        title: 'vzdump',
        text: 'job errors',
        tags: ['vzdump', 'a1'],
      },
    ]);
  });
});

describe('history', () => {
  it('draws the points of the range with labels and unit, a gap as a gap', async () => {
    const served = serving(CLUSTER);
    const found = await ask(served, { kind: 'node-history', points: 'maximum' });
    const [frame] = found.ok ? found.frames : [];
    expect(frame?.fields.map(({ name, labels, config }) => [name, labels, config.unit])).toEqual([
      ['Time', undefined, undefined],
      ['CPU', { node: 'a1' }, 'percentunit'],
    ]);
    expect(column(frame, 'CPU')).toEqual([null, 0.3]);
    expect(noticesOf(frame)).toContain('a2 is offline');
    expect(served.asked).toContain('/nodes/a1/rrddata?timeframe=day&cf=MAX');
  });
});

describe('dashboard variables', () => {
  it.each([
    [{ list: 'nodes' as const }, ['a1', 'a2']],
    [{ list: 'guests' as const }, ['102', '101']],
    [{ list: 'guests' as const, node: 'a1' }, ['101']],
    [{ list: 'storages' as const }, ['ceph', 'local']],
    [{ list: 'tags' as const }, ['db', 'prod']],
  ])('lists %p, each once', async (query, values) => {
    const found = await variableValues(serving(CLUSTER).access, { refId: 'v', ...query }, signal);
    expect(found.ok && inOrder(found.values).map(({ value }) => value)).toEqual(values);
  });

  it('says why a list is empty that the server filters', async () => {
    const found = await variableValues(
      serving({ ...CLUSTER, '/cluster/resources': [], '/access/permissions': {} }).access,
      { refId: 'v', list: 'guests' },
      signal
    );
    expect(found).toMatchObject({ ok: false, reason: { code: 'not-permitted' } });
  });
});
