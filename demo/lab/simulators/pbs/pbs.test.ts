/** @jest-environment node */
import { createFleet } from '../../fleet';
import { startPbs, type PbsSimulator } from './start';
import type { ApiToken } from '../pve/tokens';

const NOW = Date.parse('2026-11-20T08:30:00+01:00');
const fleet = createFleet(7, '2026-11-20');
let server: PbsSimulator;

beforeAll(async () => {
  server = await startPbs({ fleet, now: () => NOW });
});
afterAll(() => server.close());

async function ask(path: string, token: ApiToken = server, separator = ':', method = 'GET') {
  const headers = { authorization: `PBSAPIToken=${token.user}!${token.tokenId}${separator}${token.tokenSecret}` };
  const response = await fetch(`${server.url}/api2/json${path}`, { headers, method });
  const text = await response.text();
  const isJson = text.startsWith('{');
  return { status: response.status, text, data: isJson ? (JSON.parse(text) as { data: unknown }).data : undefined };
}

const rows = async (path: string, token?: ApiToken) => (await ask(path, token)).data as Array<Record<string, unknown>>;

describe('privileges', () => {
  it('answers a token without any with empty lists, and with its reason where one datastore is asked', async () => {
    const { nothing } = server.tokens;
    expect(await rows('/status/datastore-usage', nothing)).toEqual([]);
    expect(await rows('/admin/datastore', nothing)).toEqual([]);
    expect(await rows('/admin/verify', nothing)).toEqual([]);
    expect(await rows('/nodes/localhost/tasks', nothing)).toEqual([]);
    expect(await ask('/admin/datastore/main/groups', nothing)).toMatchObject({
      status: 403,
      text: "missing permissions 'Datastore.Audit|Datastore.Backup' on '/datastore/main'",
    });
    expect((await ask('/nodes/localhost/status', nothing)).status).toBe(403);
    expect((await ask('/access/permissions', nothing)).data).toEqual({});
  });

  it('shows DatastoreAudit the datastores and not the host', async () => {
    const { datastore } = server.tokens;
    expect(await rows('/status/datastore-usage', datastore)).toHaveLength(2);
    expect((await ask('/nodes/localhost/status', datastore)).status).toBe(403);
    expect(await rows('/access/users', datastore)).toHaveLength(1);
  });

  it('hides sync jobs with a remote from Audit, which does not audit remotes', async () => {
    expect(await rows('/admin/sync')).toEqual([expect.objectContaining({ id: 's-offsite', 'remote-store': 'main' })]);
    expect(await rows('/admin/sync', server.tokens.remote)).toHaveLength(2);
  });

  it('keeps certificates from an auditor: they need Sys.Modify here', async () => {
    expect((await ask('/nodes/localhost/certificates/info')).status).toBe(403);
    expect((await ask('/nodes/localhost/certificates/info', server.tokens.admin)).status).toBe(200);
  });
});

describe('what it says', () => {
  it('keeps both clusters apart by namespace, though both have a guest 341', async () => {
    const idsIn = async (ns: string) =>
      (await rows(`/admin/datastore/main/groups?ns=${ns}`)).map((group) => group['backup-id']);
    const [root, b] = [await idsIn(''), await idsIn('pve-b')];
    expect(root).not.toContain('341');
    expect(b).toContain('341');
    expect(root).toContain('101');
    expect(b).toContain('101');
    expect((await ask('/admin/datastore/main/groups?ns=other')).status).toBe(400);
  });

  it('has each guest as a task of its own, the one that failed last night, too', async () => {
    const since = NOW / 1000 - 86_400;
    const tasks = await rows(`/nodes/localhost/tasks?typefilter=backup&since=${since}&limit=1000`);
    expect(tasks.length).toBeGreaterThan(150);
    const failed = tasks.filter(({ status }) => status !== 'OK');
    expect(failed.map((task) => task['worker_id']).sort()).toEqual(['main:vm/133', 'main:vm/214']);
    const errors = await rows(`/nodes/localhost/tasks?typefilter=backup&since=${since}&errors=1`);
    expect(errors).toHaveLength(2);
  });

  it('guesses an end for the datastore that fills, and gives the factor of deduplication', async () => {
    const [main, offsite] = await rows('/status/datastore-usage');
    expect(offsite?.['estimated-full-date']).toBeGreaterThan(NOW / 1000 + 60 * 86_400);
    expect(offsite?.['estimated-full-date']).toBeLessThan(NOW / 1000 + 200 * 86_400);
    const status = main?.['gc-status'] as Record<string, number>;
    expect((status['index-data-bytes'] ?? 0) / (status['disk-bytes'] ?? 1)).toBeCloseTo(11.4, 1);
  });
});

describe('refusals', () => {
  it('knows the header of a Backup Server only', async () => {
    expect(await ask('/version', server, '=')).toMatchObject({
      status: 401,
      text: 'authentication failed - no authentication credentials provided.',
    });
    const wrong = { ...server.tokens.audit, tokenSecret: 'x' };
    expect((await ask('/version', wrong)).status).toBe(401);
    expect((await ask('/version', server.tokens.expired)).text).toContain('disabled or expired');
  });

  it('answers unknown paths, parameters, formats and methods as the server does, in plain text', async () => {
    expect(await ask('/nope')).toMatchObject({ status: 404, text: "Path '/api2/json/nope' not found." });
    expect((await ask('/version?x=1')).status).toBe(400);
    expect((await ask('/version', server, ':', 'DELETE')).status).toBe(404);
    expect((await fetch(`${server.url}/api2/xml/version`)).status).toBe(400);
  });
});
