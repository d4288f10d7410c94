/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Transport } from '../transport/port';
import { parseCephOsds, parseCephPools, parseCephStatus } from './ceph';
import { proxmoxVe } from './proxmoxVe';

const NOW_MS = 1_795_200_000_000;
const ROOT = '/api/datasources/proxy/uid/x/api2/json';

const captured = (state: string): unknown =>
  JSON.parse(readFileSync(path.resolve(__dirname, `../../../tests/fixtures/ceph/status-${state}.json`), 'utf8'));

/** What the server answers to the question about Ceph, while a storage of this type is there. */
async function cephOf(answer: { status: number; body?: unknown }, storage: string) {
  const storages = [{ type: 'storage', storage: 'one', node: 'n1', plugintype: storage, status: 'available' }];
  const transport: Transport = {
    send: ({ path: asked }) =>
      Promise.resolve(
        asked === `${ROOT}/cluster/ceph/status`
          ? { body: undefined, ...answer }
          : { status: 200, body: { data: asked === `${ROOT}/cluster/resources` ? storages : {} } }
      ),
  };
  const source = proxmoxVe(transport, { uid: 'x', name: 'x' }, { clock: () => NOW_MS });
  return (await source.read(['ceph'], { signal: new AbortController().signal })).ceph;
}

describe('what a real Ceph 16 says of itself', () => {
  const facts = { osds: { total: 3, up: 3, in: 3 }, totalBytes: 6442450944, monitors: { total: 1, inQuorum: 1 } };

  it.each([
    ['ok', { ...facts, health: 'HEALTH_OK', placementGroups: { total: 29, clean: 29 } }, []],
    [
      'osd-down',
      { ...facts, health: 'HEALTH_WARN', osds: { total: 3, up: 2, in: 3 }, placementGroups: { total: 29, clean: 9 } },
      ['OSD_DOWN', 'OSD_HOST_DOWN', 'PG_DEGRADED'],
    ],
    ['nearfull-noout', { ...facts, health: 'HEALTH_WARN' }, ['OSDMAP_FLAGS', 'OSD_NEARFULL', 'POOL_NEARFULL']],
  ])('is read: %s', (state, expected, reported) => {
    const value = parseCephStatus(captured(state))?.value;
    expect(value).toMatchObject({ fsid: '92817e81-4f4c-4972-b9f9-1cc2ff54457d', ...expected });
    expect(value?.checks.map(({ name }) => name)).toEqual(reported);
    expect(value?.checks.every(({ muted }) => !muted)).toBe(true);
  });
});

it('counts what recovers, and names the monitors', () => {
  const { objects, monitorNames } = parseCephStatus(captured('osd-down'))?.value ?? {};
  expect(objects).toEqual({ total: 238, degraded: 218, misplaced: 0, unfound: 0 });
  expect(monitorNames).toEqual([{ name: 'mon.a', inQuorum: true }]);
});

describe('the tree of OSDs', () => {
  const osd = (id: number, more: object) => ({ id, name: `osd.${id}`, type: 'osd', ...more });

  it.each([
    [
      'of 8 and 9, with what each holds and its host',
      [
        {
          type: 'root',
          children: [
            {
              type: 'host',
              name: 'n1',
              children: [
                osd(3, {
                  status: 'up',
                  in: 1,
                  host: 'n1',
                  total_space: 4096,
                  bytes_used: 1024,
                  ceph_version_short: '19.2.1',
                }),
              ],
            },
          ],
        },
      ],
      { id: 'osd.3', host: 'n1', up: true, in: true, usedBytes: 1024, totalBytes: 4096, version: '19.2.1' },
    ],
    [
      'of 7.4, below racks, with the version in a sentence and words for numbers',
      [
        {
          type: 'root',
          children: [
            {
              type: 'rack',
              name: 'r',
              children: [
                {
                  type: 'host',
                  name: 'n2',
                  children: [
                    osd(1, { status: 'up', reweight: '1', ceph_version: 'ceph version 16.2.15 (618f) pacific' }),
                  ],
                },
              ],
            },
          ],
        },
      ],
      { id: 'osd.1', host: 'n2', up: true, in: true, usedBytes: null, totalBytes: null, version: '16.2.15' },
    ],
    [
      'with one that is down and out, whose size is made up',
      [
        {
          type: 'host',
          name: 'n2',
          children: [osd(2, { status: 'down', reweight: 0, total_space: 1024, bytes_used: 0 })],
        },
      ],
      { id: 'osd.2', host: 'n2', up: false, in: false, usedBytes: null, totalBytes: null, version: null },
    ],
    [
      'with one that says nothing of itself and stands below no host',
      [osd(4, {})],
      { id: 'osd.4', host: null, up: null, in: null, usedBytes: null, totalBytes: null, version: null },
    ],
  ])('is read: %s', (_, children, expected) => {
    expect(parseCephOsds({ root: { leaf: 0, children } })?.value).toEqual({ osds: [expected], flags: null });
  });

  it('says which flags somebody set, and not what the daemons can do', () => {
    const { flags } =
      parseCephOsds({ root: { children: [] }, flags: 'noout,nodeep-scrub,sortbitwise,pglog_hardlimit' })?.value ?? {};
    expect(flags).toEqual(['noout', 'nodeep-scrub']);
  });

  it.each([[{}], [{ root: {} }], [[]], ['x']])('is none: %j', (data) => {
    expect(parseCephOsds(data)).toBeNull();
  });
});

test('pools with their share as a ratio, and those whose share nobody told', () => {
  expect(
    parseCephPools([
      { pool: 1, pool_name: 'vm', type: 'replicated', size: 3, percent_used: 0.41, bytes_used: 300 },
      { pool: 2, pool_name: 'old', size: 2 },
      { pool: 3 },
    ])
  ).toEqual({
    value: [
      { name: 'vm', type: 'replicated', copies: 3, usedRatio: 0.41, rawBytes: 300 },
      { name: 'old', type: null, copies: 2, usedRatio: null, rawBytes: null },
    ],
    partial: { code: 'bad-response', detail: '1 of 3 entries cannot be read' },
  });
});

describe('what is asked of a host', () => {
  const status = captured('ok');
  const tree = {
    root: { children: [{ type: 'host', name: 'n2', children: [{ type: 'osd', name: 'osd.0', status: 'up' }] }] },
  };

  async function osdsOf(answers: Readonly<Record<string, { status: number; body?: unknown }>>) {
    const asked: string[] = [];
    const nodes = ['n1', 'n2', 'n3'].map((name) => ({ type: 'node', name, online: name === 'n3' ? 0 : 1 }));
    const known: typeof answers = {
      '/cluster/status': { status: 200, body: { data: nodes } },
      '/cluster/ceph/status': { status: 200, body: { data: status } },
      ...answers,
    };
    const transport: Transport = {
      send: ({ path: wanted }) => {
        const below = wanted.slice(ROOT.length);
        asked.push(below);
        return Promise.resolve({ body: undefined, ...(known[below] ?? { status: 200, body: { data: {} } }) });
      },
    };
    const source = proxmoxVe(transport, { uid: 'x', name: 'x' }, { clock: () => NOW_MS });
    const { cephOsds } = await source.read(['cephOsds'], { signal: new AbortController().signal });
    return { cephOsds, hosts: asked.filter((one) => one.endsWith('/ceph/osd')) };
  }

  it('is asked of the next one where the first has no Ceph, and of none that is offline', async () => {
    const { cephOsds, hosts } = await osdsOf({
      '/nodes/n1/ceph/osd': { status: 500, body: { message: 'binary not installed' } },
      '/nodes/n2/ceph/osd': { status: 200, body: { data: tree } },
    });
    expect(cephOsds).toMatchObject({ ok: true, value: { osds: [{ id: 'osd.0', host: 'n2' }] } });
    expect(hosts).toEqual(['/nodes/n1/ceph/osd', '/nodes/n2/ceph/osd']);
  });

  it('is asked once of whoever may not know', async () => {
    const { cephOsds, hosts } = await osdsOf({ '/nodes/n1/ceph/osd': { status: 403 } });
    expect(cephOsds).toMatchObject({ ok: false, reason: { code: 'not-permitted' } });
    expect(hosts).toHaveLength(1);
  });

  it('is not asked where there is no Ceph', async () => {
    const { cephOsds, hosts } = await osdsOf({
      '/cluster/ceph/status': { status: 500, body: { message: 'binary not installed: /usr/bin/ceph-mon' } },
      '/cluster/resources': { status: 200, body: { data: [] } },
    });
    expect(cephOsds).toMatchObject({ ok: true, value: null });
    expect(hosts).toEqual([]);
  });
});

describe('an error', () => {
  const notInstalled = { status: 500, body: { message: 'binary not installed: /usr/bin/ceph-mon\n', data: null } };

  it.each([
    ['of hosts without Ceph is no error', notInstalled, 'dir', true],
    ['of hosts without Ceph that use one elsewhere, neither', notInstalled, 'rbd', true],
    ['whose words were lost is none where nothing needs Ceph', { status: 500 }, 'dir', true],
    ['whose words were lost is one where something does', { status: 500 }, 'cephfs', false],
    ['of a Ceph that does not answer is one', { status: 500, body: { message: 'got timeout\n' } }, 'dir', false],
  ])('%s', async (_, answer, storage, isNone) => {
    expect(await cephOf(answer, storage)).toMatchObject(isNone ? { ok: true, value: null } : { ok: false });
  });

  it('of a token that may not ask names the privilege', async () => {
    expect(await cephOf({ status: 403 }, 'rbd')).toMatchObject({
      ok: false,
      reason: { code: 'not-permitted', detail: expect.stringContaining('Sys.Audit or Datastore.Audit') },
    });
  });
});
