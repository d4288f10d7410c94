/** @jest-environment node */
import fc from 'fast-check';
import { createFleet } from '../../fleet';
import { Permissions } from './permissions';
import { startPve, type PveSimulator } from './start';
import type { ApiToken } from './tokens';

const NOW = Date.parse('2026-11-20T08:30:00+01:00');
const fleet = createFleet(7, '2026-11-20');
let server: PveSimulator;

beforeEach(async () => {
  server = await startPve({ fleet, now: () => NOW, offlineDelayMs: 1, slowDelayMs: 30 });
});
afterEach(() => server.close());

interface Answer {
  status: number;
  reason: string;
  body: { data?: unknown; message?: string; errors?: Record<string, string> };
}

/** Sends the path as it stands: `fetch` would tidy it. */
async function ask(path: string, token: ApiToken = server, method = 'GET'): Promise<Answer> {
  const { request } = await import('node:http');
  const authorization = `PVEAPIToken=${token.user}!${token.tokenId}=${token.tokenSecret}`;
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, method, headers: { authorization } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          reason: response.statusMessage ?? '',
          body: text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {},
        })
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

const rows = async (path: string, token?: ApiToken) =>
  (await ask(`/api2/json${path}`, token)).body.data as Array<Record<string, unknown>>;

describe('privileges', () => {
  it('lists no backup for an auditor and does not say so; with the extra role it does', async () => {
    const path = '/nodes/pve-a1/storage/pbs-1/content?content=backup';
    expect(await rows(path)).toEqual([]);
    expect((await rows(path, server.tokens.backups)).length).toBeGreaterThan(1000);
    expect((await ask(`/api2/json${path}`, server.tokens.nothing)).status).toBe(403);
  });

  it('gives who may list backups the files in them, too', async () => {
    const [backup] = await rows('/nodes/pve-a1/storage/pbs-1/content?content=backup', server.tokens.backups);
    const query = `volume=${encodeURIComponent(String(backup?.['volid']))}&filepath=L2V0Yy9wYXNzd2Q`;
    const path = `/api2/json/nodes/pve-a1/storage/pbs-1/file-restore/download?${query}`;
    expect((await ask(path, server.tokens.backups)).status).toBe(200);
    expect((await ask(path)).reason).toBe('Permission check failed (/storage/pbs-1, Datastore.AllocateSpace)');
  });

  it('filters rows by what the token may see, and drops the load of nodes', async () => {
    const of = async (token: ApiToken) => {
      const all = await rows('/cluster/resources', token);
      return {
        guests: all.filter(({ vmid }) => vmid !== undefined).map(({ vmid }) => vmid),
        loads: all.filter(({ type, cpu }) => type === 'node' && cpu !== undefined).length,
        storages: all.filter(({ type }) => type === 'storage').length,
        nodes: all.filter(({ type }) => type === 'node').length,
      };
    };
    expect(await of(server.tokens.few)).toEqual({ guests: [101], loads: 0, storages: 0, nodes: 4 });
    expect(await of(server.tokens.nothing)).toEqual({ guests: [], loads: 0, storages: 0, nodes: 4 });
    expect(await of(server)).toMatchObject({ loads: 4, storages: 24, nodes: 4 });
    expect((await of(server)).guests).toHaveLength(142);
  });

  it('shows a token without privileges only itself', async () => {
    expect((await rows('/access/users', server.tokens.nothing)).map(({ userid }) => userid)).toEqual(['opsrounds@pve']);
    expect(await rows('/access/acl', server.tokens.nothing)).toEqual([]);
    expect(await rows('/nodes/pve-a1/tasks', server.tokens.nothing)).toEqual([]);
    expect((await ask('/api2/json/access/permissions', server.tokens.nothing)).body.data).toEqual({});
    expect((await rows('/access/users')).length).toBeGreaterThan(5);
  });

  it('names path and privilege in a refusal: until 7 in the reason phrase only', async () => {
    const words = 'Permission check failed (/nodes/pve-a1, Sys.Modify)';
    const path = '/api2/json/nodes/pve-a1/apt/update';
    expect(await ask(path)).toEqual({ status: 403, reason: words, body: { data: null, message: `${words}\n` } });
    expect((await ask(path, server.tokens.updates)).status).toBe(200);
    await server.close();
    server = await startPve({ fleet, version: '7.4', now: () => NOW });
    expect(await ask(path)).toEqual({ status: 403, reason: words, body: { data: null } });
  });

  it('lets roles on a path replace those of the paths above', () => {
    const acl = [
      { path: '/', role: 'PVEAuditor', propagate: true },
      { path: '/nodes', role: 'OpsRoundsUpdates', propagate: true },
      { path: '/vms', role: 'OpsRoundsBackups', propagate: false },
    ];
    const permissions = new Permissions(acl, '9.1');
    expect([...permissions.at('/nodes/pve-a1').keys()]).toEqual(['Sys.Modify']);
    expect(permissions.has('/vms/101', 'VM.Audit')).toBe(true);
    expect(permissions.has('/vms', 'VM.Audit')).toBe(false);
    expect(permissions.dump()['/vms']).toEqual({ 'Datastore.AllocateSpace': 0, 'VM.Backup': 0 });
  });

  it('has the guest agent behind another privilege until 8', async () => {
    const guest = fleet.pve['pve-a'].guests.find(({ agent, status }) => agent && status === 'running');
    const path = `/api2/json/nodes/${guest?.node}/qemu/${guest?.vmid}/agent/network-get-interfaces`;
    expect((await ask(path)).status).toBe(200);
    await server.close();
    server = await startPve({ fleet, version: '8.4', now: () => NOW });
    expect((await ask(path)).reason).toContain('VM.Monitor');
  });
});

describe('what slips through', () => {
  it.each([
    ['/api2/json/nodesX', 501],
    ['/api2/json/nodes/../access/users', 501],
    ['/api2/json/nodes/%2e%2e/status', 500],
    ['/api2/json//nodes//pve-a1//status', 200],
    ['/api2/json/nodes%2Fpve-a1%2Fstatus', 200],
    ['/api2/json/nodes/pve-a1/status/', 200],
    ['/api2/json/NODES', 501],
    ['/api2/JSON/nodes', 501],
    ['/api2/json/nodes/pve-a1/qemu/%31%30%31/config', 200],
    ['/api2/json/nodes/pve-a1/qemu/x/config', 400],
    ['/api2/json/nodes/pve-a1/status?x=1', 400],
    ['/api2/json/nodes/pve-a1/status?node=pve-a2', 400],
    ['/api2/json/nodes/%', 501],
    ['/api2/json/nodes/pve-a1/vncwebsocket?port=5900&vncticket=x', 403],
    ['/api2/json/nodes/pve-a1/qemu/101/agent/file-read?file=/etc/shadow', 403],
    ['/api2/json/nodes/pve-a1/syslog', 403],
    ['/api2/json/nodes/pve-a1/termproxy', 501],
    ['/etc/passwd', 501],
  ])('%s is answered with %i', async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });

  it('refuses every other method to an auditor, and knows only four', async () => {
    const expected: ReadonlyArray<readonly [string, string, number]> = [
      ['POST', '/nodes/pve-a1/qemu/101/status/stop', 403],
      ['DELETE', '/nodes/pve-a1/qemu/101', 403],
      ['PUT', '/nodes/pve-a1/qemu/101/config', 403],
      ['POST', '/nodes/pve-a1/termproxy', 403],
      ['POST', '/nodes', 501],
      ['HEAD', '/nodes', 501],
      ['PATCH', '/nodes', 501],
      ['OPTIONS', '/nodes', 501],
    ];
    for (const [method, path, status] of expected) {
      expect([method, path, (await ask(`/api2/json${path}`, server, method)).status]).toEqual([method, path, status]);
    }
    expect(server.requests.map(({ method, rawUrl }) => [method, rawUrl])).toEqual(
      expected.map(([method, path]) => [method, `/api2/json${path}`])
    );
  });

  it('answers whatever path comes, and only GETs of known paths with 200', async () => {
    const piece = fc.constantFrom(
      'nodes',
      'pve-a1',
      '..',
      '%2e%2e',
      '',
      'qemu',
      '101',
      'config',
      '%00',
      'ä',
      '%',
      '{node}'
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        const { status } = await ask(encodeURI(`/api2/json/${pieces.join('/')}`));
        expect([200, 400, 403, 500, 501]).toContain(status);
      }),
      { numRuns: 60 }
    );
  });
});

describe('tokens', () => {
  it('says what is wrong with one, as the real server does', async () => {
    const { auditor, expired } = server.tokens;
    const reasonOf = async (token: ApiToken) => (await ask('/api2/json/version', token)).reason;
    expect(await reasonOf(expired)).toBe("token 'expired' access expired");
    expect(await reasonOf({ ...auditor, tokenSecret: 'wrong' })).toBe('invalid token value!');
    expect(await reasonOf({ ...auditor, tokenId: 'other' })).toBe("no such token 'other' for user 'opsrounds@pve'");
    expect(await reasonOf({ ...auditor, user: 'x@pve' })).toBe("no such user ('x@pve')");
    expect((await fetch(`${server.url}/api2/json/version`)).statusText).toBe('No ticket');
    await server.turn('expire');
    expect(await reasonOf(auditor)).toBe("token 'auditor' access expired");
  });

  it('keeps no secret in the log of requests', async () => {
    await ask('/api2/json/version');
    expect(JSON.stringify(server.requests)).not.toContain(server.tokenSecret);
  });
});

describe('nodes', () => {
  it('answers 595 for a dead one, and the cluster goes on', async () => {
    server.turnNode('pve-a4', 'down');
    expect(await ask('/api2/json/nodes/pve-a4/status')).toMatchObject({ status: 595, reason: 'No route to host' });
    const all = await rows('/cluster/resources');
    const dead = all.filter(({ node, vmid }) => node === 'pve-a4' && vmid !== undefined);
    expect(dead.length).toBeGreaterThan(20);
    expect(dead.filter(({ status, cpu }) => status !== 'unknown' || cpu !== undefined)).toEqual([]);
    const status = await rows('/cluster/status');
    expect(status.find(({ type }) => type === 'cluster')).toMatchObject({ quorate: 1 });
    expect(status.find(({ name }) => name === 'pve-a4')).toMatchObject({ online: 0 });
    const ha = await rows('/cluster/ha/status/current');
    expect(ha.filter(({ state }) => state === 'fence').length).toBeGreaterThan(0);
    server.turnNode('pve-a3', 'down');
    expect((await rows('/cluster/status'))[0]).toMatchObject({ quorate: 0 });
    server.turnNode('pve-a4', 'up');
    expect((await ask('/api2/json/nodes/pve-a4/status')).status).toBe(200);
  });

  it('refuses a permission before it reaches for the node', async () => {
    server.turnNode('pve-a4', 'down');
    expect((await ask('/api2/json/nodes/pve-a4/status', server.tokens.nothing)).status).toBe(403);
  });

  it('replicate a guest from where it runs to another one', async () => {
    const jobs = await Promise.all(
      ['pve-a1', 'pve-a2', 'pve-a3', 'pve-a4'].map((node) => rows(`/nodes/${node}/replication`))
    );
    expect(jobs.flat()).toHaveLength(4);
    expect(jobs.flat().filter(({ source, target }) => source === target)).toEqual([]);
  });

  it('keep the history of a guest over its restarts', async () => {
    const running = (await rows('/cluster/resources')).filter(
      ({ type, status }) => type === 'qemu' && status === 'running'
    );
    const daysOf = async (name: string) => {
      const guest = running.find((one) => one['name'] === name);
      const points = await rows(`/nodes/${guest?.['node']}/qemu/${guest?.['vmid']}/rrddata?timeframe=month&cf=MAX`);
      return points.filter(({ cpu }) => cpu !== undefined).length / 48;
    };
    expect(await daysOf('kw-01')).toBeGreaterThan(29);
    expect(await daysOf('web-12')).toBeLessThan(14);
  });

  it('knows only its own', () => {
    expect(() => server.turnNode('pve-b1', 'down')).toThrow('pve-a has no node pve-b1');
  });
});

describe('switches', () => {
  it('refuses connections while down, takes requests and says nothing while hanging, and comes back on its port', async () => {
    const { url } = server;
    await server.turn('down');
    await expect(ask('/api2/json/version')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await server.turn('up');
    expect((await ask('/api2/json/version')).status).toBe(200);
    await server.turn('hang');
    const waiting = ask('/api2/json/version');
    const first = await Promise.race([
      waiting.catch(() => 'ended'),
      (async () => {
        // The request has arrived, and nothing came back.
        while (server.requests.at(-1)?.status !== 0) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        return 'hangs';
      })(),
    ]);
    expect(first).toBe('hangs');
    await server.turn('up');
    await expect(waiting).rejects.toThrow();
    expect(server.url).toBe(url);
    expect((await ask('/api2/json/version')).status).toBe(200);
  });
});
