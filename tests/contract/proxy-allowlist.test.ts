import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';

import { startServer, type RunningServer } from '../../demo/lab/simulators/server';
import { admin, administer, anonymous, Scratch, url, type Client } from './grafana';
import { oddRequests, type OddRequest } from './proxy/oddRequests';
import { argocd, proxmox, type Paths } from './proxy/productPaths';
import { sendRaw, type RawAnswer } from './proxy/rawRequest';

/** What reaches a server through the proxy of its data source: GET only, below the prefixes of `plugin.json`, and nothing else. */

const root = path.resolve(__dirname, '../..');
const scratch = new Scratch();
const roles: Record<string, Client> = { admin, anonymous };
let isHost = false;

interface Product {
  folder: string;
  paths: Paths;
  /** What the server has to be told. */
  authorization: string;
  jsonData: Record<string, unknown>;
  secureJsonData: Record<string, string>;
}

const SECRET = 'ec8f1c2e-7f3a-4f0b-9d55-0c4f9b6a31d7';
/** No certificate, but as secret as one. */
const AUTHORITY = `-----BEGIN CERTIFICATE-----\n${'QUJD'.repeat(16)}\n${'Y29udHJhY3Q'.repeat(5)}\n-----END CERTIFICATE-----\n`;
const products: Record<string, Product> = {
  proxmox: {
    folder: 'proxmox',
    paths: proxmox,
    authorization: `PVEAPIToken=opsrounds@pve!auditor=${SECRET}`,
    jsonData: { product: 'pve', user: 'opsrounds@pve', tokenId: 'auditor' },
    secureJsonData: { tokenSecret: SECRET, tlsCACert: AUTHORITY },
  },
  argocd: {
    folder: 'argocd',
    paths: argocd,
    authorization: `Bearer ${SECRET}`,
    jsonData: {},
    secureJsonData: { token: SECRET, tlsCACert: AUTHORITY },
  },
};

beforeAll(async () => {
  isHost = (await admin.send('GET', '/demo-host/unhandled')).contentType?.startsWith('application/json') ?? false;
  roles['editor'] = await scratch.user('editor', 'Editor');
  roles['viewer'] = await scratch.user('viewer', 'Viewer');
  roles['service account'] = await scratch.serviceAccount('viewer', 'Viewer');
  roles['nobody'] = await scratch.serviceAccount('none', 'None');
});

afterAll(() => scratch.clear());

/** What each role gets for an allowed path and for everything else. */
const refusals: Record<string, { read: number; rest: number }> = {
  admin: { read: 200, rest: 403 },
  editor: { read: 200, rest: 403 },
  viewer: { read: 200, rest: 403 },
  'service account': { read: 200, rest: 403 },
  nobody: { read: 403, rest: 403 },
  anonymous: { read: 401, rest: 401 },
};

/** The same text again and again is written once, with its number. */
const line = (method: string, address: string): string =>
  `${method} ${address.replace(/(.{1,4}?)\1{19,}/g, (all, one: string) => `(${one}){${all.length / one.length}}`)}`;

/** The lines of docs/proxy.md that say what arrives at a server of this kind. */
function documented(kind: string): string[] {
  const text = readFileSync(path.join(root, 'docs/proxy.md'), 'utf8');
  return new RegExp('```' + kind + '\\n([\\s\\S]*?)```').exec(text)?.[1]?.trim().split('\n') ?? [];
}

function prefixes(folder: string): string[] {
  const plugin = readFileSync(path.join(root, 'src/datasources', folder, 'plugin.json'), 'utf8');
  const { routes } = JSON.parse(plugin) as { routes: Array<{ path: string }> };
  return routes.map((route) => route.path).filter((one) => one !== '/');
}

/** Sent as raw bytes above 127: Grafana escapes them, the HTTP parser under the host refuses the request. */
const hasRawBytes = (line: string): boolean => /%(E4|C3%A4)/.test(line);

/** As the proxy compares: dots and doubled slashes resolved, escapes kept. */
function cleaned(address: string): string {
  const parts: string[] = [];
  for (const part of address.split('?')[0]!.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

describe.each(Object.entries(products))('%s', (kind, { folder, paths, authorization, jsonData, secureJsonData }) => {
  let server: RunningServer;
  let uid: string;
  let id: number;
  let lastHeaders: IncomingHttpHeaders = {};
  const secrets = [SECRET, AUTHORITY.split('\n')[2]!];

  beforeAll(async () => {
    server = await startServer({}, ({ headers }) => {
      lastHeaders = headers;
      return { status: 200, body: { data: [] }, headers: { 'Set-Cookie': 'a=b', Server: 'mine' } };
    });
    uid = await scratch.dataSource(kind, `opsrounds-${kind}-datasource`, server.url, jsonData, secureJsonData);
    id = (await administer('GET', `/api/datasources/uid/${uid}`))['id'] as number;
    expect(await roles['viewer']!.send('GET', `/api/datasources/proxy/uid/${uid}/${paths.allowed}`)).toMatchObject({
      status: 200,
      body: { data: [] },
    });
    server.requests.length = 0;
  });

  afterAll(() => server.close());

  async function send(request: OddRequest, as: Client): Promise<RawAnswer> {
    const base = new URL(url);
    const below = base.pathname.replace(/\/$/, '');
    const address = request.isComplete ? request.path : `${below}/api/datasources/proxy/uid/${uid}/${request.path}`;
    const authorization = as.authorization ? [['Authorization', as.authorization] as const] : [];
    return sendRaw(base, { ...request, address, headers: [...authorization, ...(request.headers ?? [])] });
  }

  test.each(['admin', 'viewer'])('nothing but what docs/proxy.md lists reaches the server, as %s', async (role) => {
    const requests = oddRequests(uid, id, paths);
    server.requests.length = 0;
    for (const request of requests) {
      const answer = await send(request, roles[role]!);
      expect(answer.text).not.toContain(SECRET);
    }
    const arrived = server.requests.filter(({ method, rawUrl }) => `${method} ${rawUrl}` !== `GET /${paths.allowed}`);
    const allowed = prefixes(folder);
    expect(arrived.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(arrived.filter(({ rawUrl }) => !allowed.some((prefix) => cleaned(rawUrl).startsWith(prefix)))).toEqual([]);
    const lines = [...new Set(arrived.map(({ method, rawUrl }) => line(method, rawUrl)))].sort();
    if (role === 'admin') {
      process.stdout.write(`${kind}: ${requests.length} odd requests, ${lines.length} different ones arrived:\n`);
      process.stdout.write(lines.map((one) => `  ${one}\n`).join(''));
    }
    const listed = documented(kind);
    expect(lines.filter((one) => !listed.includes(one))).toEqual([]);
    const missing = listed.filter((one) => !lines.includes(one));
    if (isHost) {
      expect(missing.filter((one) => !hasRawBytes(one))).toEqual([]);
    } else if (missing.length > 0) {
      process.stdout.write(`${kind}: listed, but this Grafana let nothing of it pass:\n  ${missing.join('\n  ')}\n`);
    }
  });

  test.each(Object.keys(refusals))('%s', async (role) => {
    const status = async (method: string, path: string) => (await send({ method, path }, roles[role]!)).status;
    server.requests.length = 0;
    const { read, rest } = refusals[role]!;
    expect(await status('GET', paths.allowed)).toBe(read);
    expect(server.requests).toHaveLength(read === 200 ? 1 : 0);
    server.requests.length = 0;
    expect(await status('GET', `${paths.root}/${paths.forbidden}`)).toBe(rest);
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) {
      expect(await status(method, paths.allowed)).toBe(rest);
    }
    expect(server.requests).toEqual([]);
  });

  test('the server is told the token, and nothing of the sender that would count more', async () => {
    const headers = [
      ['X-DS-Authorization', 'Bearer mine'],
      ['Cookie', 'PVEAuthCookie=mine; argocd.token=mine'],
      ['Proxy-Authorization', 'Basic bWluZQ=='],
      ['X-HTTP-Method-Override', 'POST'],
    ] as const;
    const { text } = await send({ method: 'GET', path: paths.allowed, headers }, roles['viewer']!);
    expect(lastHeaders).toMatchObject({ authorization });
    expect(lastHeaders['cookie'] ?? '').not.toContain('mine');
    expect(lastHeaders).not.toHaveProperty('x-ds-authorization');
    expect(lastHeaders).not.toHaveProperty('proxy-authorization');
    // Passed on: neither server does anything else because of it.
    expect(lastHeaders).toHaveProperty('x-http-method-override', 'POST');
    expect(text).toMatch(/^content-security-policy: sandbox/im);
    expect(text).not.toMatch(/^(set-cookie: a=b|server: mine)/im);
  });

  test('secrets appear in no answer, for no role', async () => {
    const pages = [
      `/api/datasources`,
      `/api/datasources/uid/${uid}`,
      `/api/datasources/name/${scratch.run}-${kind}`,
      `/api/datasources/uid/${uid}/health`,
      `/api/datasources/uid/${uid}/resources/x`,
      `/api/frontend/settings`,
      `/api/plugins/opsrounds-${kind}-datasource/settings`,
      `/api/plugins/opsrounds-ops-app/settings`,
      `/`,
      `/connections/datasources/edit/${uid}`,
      `/a/opsrounds-ops-app/today`,
    ];
    for (const as of [...Object.values(roles), anonymous]) {
      for (const page of pages) {
        const { text } = await sendRaw(new URL(url), {
          method: 'GET',
          address: `${new URL(url).pathname.replace(/\/$/, '')}${page}`,
          headers: as.authorization ? [['Authorization', as.authorization]] : [],
        });
        secrets.forEach((secret) => expect(text).not.toContain(secret));
      }
    }
    const saved = await administer('GET', `/api/datasources/uid/${uid}`);
    const changed = await admin.send('PUT', `/api/datasources/uid/${uid}`, { body: { ...saved, secureJsonData } });
    expect(changed.status).toBe(200);
    secrets.forEach((secret) => expect(JSON.stringify(changed.body)).not.toContain(secret));
    expect(saved['secureJsonFields']).toEqual(
      Object.fromEntries(Object.keys(secureJsonData).map((name) => [name, true]))
    );
  });
});
