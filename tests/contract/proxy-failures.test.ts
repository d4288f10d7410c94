import { serverIdentity, type ServerIdentity } from '../../demo/lab/simulators/authority';
import { startServer, type RunningServer } from '../../demo/lab/simulators/server';
import { freePort } from '../freePort';
import { administer, admin, Scratch, type Answer, type Client, type Json } from './grafana';

/** What the data source proxy answers when the server behind it is in trouble: pages and Save & test tell these apart. */

const TYPE = 'opsrounds-proxmox-datasource';
const NODES = 'api2/json/nodes';
const scratch = new Scratch();
const servers: RunningServer[] = [];
let viewer: Client;
let identity: ServerIdentity;

beforeAll(async () => {
  viewer = await scratch.user('viewer', 'Viewer');
  identity = await serverIdentity(['pve.example', 'localhost']);
});

afterAll(async () => {
  await scratch.clear();
  for (const server of servers) {
    await server.close();
  }
});

async function start(tls?: ServerIdentity, status = 200): Promise<RunningServer> {
  const server = await startServer({ tls }, () => ({
    status,
    reason: status === 403 ? 'Permission check failed (/nodes, Sys.Audit)' : undefined,
    body: { data: status === 200 ? [{ node: 'pve1' }] : null },
    ...(status === 302 && { headers: { Location: '/elsewhere' } }),
  }));
  servers.push(server);
  return server;
}

let made = 0;
async function dataSource(address: string, jsonData: Json = {}, secureJsonData: Json = {}): Promise<string> {
  return scratch.dataSource(`failures-${made++}`, TYPE, address, { timeout: 2, ...jsonData }, secureJsonData);
}

const ask = (uid: string): Promise<Answer> => viewer.send('GET', `/api/datasources/proxy/uid/${uid}/${NODES}`);
const nodes = { status: 200, body: { data: [{ node: 'pve1' }] } };
const nothing = { status: 502, body: '', contentType: null };

describe('the server', () => {
  test('that is stopped is an empty 502', async () => {
    const server = await start();
    const uid = await dataSource(server.url);
    expect(await ask(uid)).toMatchObject(nodes);
    await server.turn('down');
    expect(await ask(uid)).toMatchObject(nothing);
    await server.turn('up');
    expect(await ask(uid)).toMatchObject(nodes);
  });

  test('that was never there is an empty 502', async () => {
    expect(await ask(await dataSource(`http://127.0.0.1:${await freePort()}`))).toMatchObject(nothing);
  });

  test('that hangs is cut by jsonData.timeout: an empty 502', async () => {
    const server = await start();
    await server.turn('hang');
    expect(await ask(await dataSource(server.url, { timeout: 1 }))).toMatchObject(nothing);
    expect(server.requests).toMatchObject([{ method: 'GET', status: 0 }]);
  });

  test('that refuses the token with 401 is a 400 in words', async () => {
    expect(await ask(await dataSource((await start(undefined, 401)).url))).toMatchObject({
      status: 400,
      contentType: 'text/plain; charset=utf-8',
      body: 'Authentication to data source failed',
    });
  });

  test.each([403, 404, 500, 503])('that answers %d is passed on with its body', async (status) => {
    const answer = await ask(await dataSource((await start(undefined, status)).url));
    expect(answer).toMatchObject({ status, body: { data: null } });
  });

  test('that answers 302 is passed on and not followed', async () => {
    const server = await start(undefined, 302);
    const answer = await ask(await dataSource(server.url));
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/elsewhere']);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a certificate', () => {
  const trusting = { tlsAuthWithCACert: true };

  async function secured(jsonData: Json, tlsCACert?: string): Promise<Answer> {
    const server = await start(identity);
    return ask(await dataSource(server.url.replace('127.0.0.1', 'localhost'), jsonData, { tlsCACert }));
  }

  test('of its own authority is refused without that authority', async () => {
    expect(await secured({})).toMatchObject(nothing);
  });

  test('is taken with its authority', async () => {
    expect(await secured(trusting, identity.caCert)).toMatchObject(nodes);
  });

  test('is refused with another authority', async () => {
    const other = await serverIdentity(['localhost']);
    expect(await secured(trusting, other.caCert)).toMatchObject(nothing);
  });

  test('is refused when the authority is given and not switched on', async () => {
    expect(await secured({}, identity.caCert)).toMatchObject(nothing);
  });

  test('is taken unseen with tlsSkipVerify', async () => {
    expect(await secured({ tlsSkipVerify: true })).toMatchObject(nodes);
  });

  test('that is none is a 400 in words', async () => {
    expect(await secured(trusting, 'no certificate')).toMatchObject({
      status: 400,
      body: { message: 'Unable to load TLS certificate' },
    });
  });

  test('for another name is taken with serverName only', async () => {
    const elsewhere = await serverIdentity(['pve.example']);
    const server = await start(elsewhere);
    const secure = { tlsCACert: elsewhere.caCert };
    expect(await ask(await dataSource(server.url, trusting, secure))).toMatchObject(nothing);
    const named = await dataSource(server.url, { ...trusting, serverName: 'pve.example' }, secure);
    expect(await ask(named)).toMatchObject(nodes);
    const misnamed = await dataSource(server.url, { ...trusting, serverName: 'pbs.example' }, secure);
    expect(await ask(misnamed)).toMatchObject(nothing);
  });

  test('that is replaced counts after seconds', async () => {
    const server = await start(identity);
    const uid = await dataSource(server.url.replace('127.0.0.1', 'localhost'), trusting, {
      tlsCACert: identity.caCert,
    });
    expect(await ask(uid)).toMatchObject(nodes);
    const other = await serverIdentity(['localhost']);
    await nextSecond();
    const before = await administer('GET', `/api/datasources/uid/${uid}`);
    await administer('PUT', `/api/datasources/uid/${uid}`, { ...before, secureJsonData: { tlsCACert: other.caCert } });
    expect(await untilChanged(() => ask(uid), 200)).toMatchObject(nothing);
  });
});

/** A change within the second in which the data source was made or changed leaves Grafana's proxy with the old TLS settings. */
async function nextSecond(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)));
}

/** Grafana keeps what it knows of a data source for five seconds. */
async function untilChanged(look: () => Promise<Answer>, before: number): Promise<Answer> {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await look();
    if (answer.status !== before || Date.now() > end) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

describe('an address', () => {
  test('without a scheme is called over http', async () => {
    const server = await start();
    expect(await ask(await dataSource(server.url.replace('http://', '')))).toMatchObject(nodes);
  });

  test.each(['https://pve example:8006', 'https://pve:port', 'https://pve/%zz'])(
    '%s is refused when saved',
    async (bad) => {
      const body = { name: `${scratch.run}-bad`, type: TYPE, access: 'proxy', url: bad };
      expect((await admin.send('POST', '/api/datasources', { body })).status).toBe(400);
      const uid = await dataSource('http://127.0.0.1:1');
      const before = await administer('GET', `/api/datasources/uid/${uid}`);
      expect((await admin.send('PUT', `/api/datasources/uid/${uid}`, { body: { ...before, url: bad } })).status).toBe(
        400
      );
      expect((await administer('GET', `/api/datasources/uid/${uid}`))['url']).toBe('http://127.0.0.1:1');
    }
  );

  test('with a path of its own has it before every request', async () => {
    const server = await start();
    expect(await ask(await dataSource(`${server.url}/base/`))).toMatchObject(nodes);
    expect(server.requests).toMatchObject([{ rawUrl: `/base/${NODES}` }]);
  });
});
