/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Transport } from '../transport/port';
import { parseCephStatus } from './ceph';
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
