/** @jest-environment node */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startHost, type HostOptions, type RunningHost } from './server';

const admin = { authorization: `Basic ${btoa('admin:admin')}`, 'content-type': 'application/json' };
let folder: string;
let host: RunningHost | undefined;

async function start(options: Partial<HostOptions> = {}): Promise<RunningHost> {
  host = await startHost({
    port: 0,
    dataDir: path.join(folder, 'data'),
    prometheusUrl: 'http://127.0.0.1:1',
    distDir: path.join(folder, 'dist'),
    dashboardsDir: path.join(folder, 'dashboards'),
    ...options,
  });
  return host;
}

const get = (url: string, headers: Record<string, string> = admin) => fetch(url, { headers, redirect: 'manual' });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-host-'));
  mkdirSync(path.join(folder, 'dist'));
  const app = { type: 'app', id: 'opsrounds-ops-app', name: 'Ops Rounds', info: { version: '1' }, includes: [] };
  writeFileSync(path.join(folder, 'dist/plugin.json'), JSON.stringify(app));
});

afterEach(async () => {
  await host?.close();
  host = undefined;
  rmSync(folder, { recursive: true });
});

test('a restart loses nothing, even after an end that left its lock behind', async () => {
  const first = await start();
  const body = JSON.stringify({ text: 'signed', tags: ['opsrounds:run'] });
  const { id } = (await (
    await fetch(`${first.url}/api/annotations`, { method: 'POST', headers: admin, body })
  ).json()) as { id: number };
  await first.close();
  mkdirSync(path.join(folder, 'data/host.db.lock'));
  const second = await start();
  const answer = await get(`${second.url}/api/annotations/${id}`);
  expect(await answer.json()).toMatchObject({ text: 'signed', login: 'admin', tags: ['opsrounds:run'] });
});

test('what provisioning set at first is not set again over what was saved', async () => {
  const first = await start({ appSettings: { version: 1, timezone: 'Europe/Berlin' } });
  const settings = '/api/plugins/opsrounds-ops-app/settings';
  const body = JSON.stringify({ enabled: true, pinned: true, jsonData: { version: 1, timezone: 'UTC' } });
  await fetch(`${first.url}${settings}`, { method: 'POST', headers: admin, body });
  await first.close();
  const second = await start({ appSettings: { version: 1, timezone: 'Europe/Berlin' } });
  expect(await (await get(`${second.url}${settings}`)).json()).toMatchObject({ jsonData: { timezone: 'UTC' } });
});

test('below a sub path everything else is sent there', async () => {
  const { url } = await start({ subPath: '/grafana' });
  expect(url).toMatch(/\/grafana$/);
  expect((await get(`${url}/api/user`)).status).toBe(200);
  const outside = await get(`${new URL(url).origin}/a/opsrounds-ops-app/today`);
  expect([outside.status, outside.headers.get('location')]).toEqual([302, '/grafana/a/opsrounds-ops-app/today']);
});

test('pages carry the policy with the nonce of their scripts', async () => {
  const { url } = await start({ csp: true, visitor: 'admin' });
  const page = await get(`${url}/a/opsrounds-ops-app/today`, {});
  const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1];
  const scripts = (await page.text()).match(/<script[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
});

test('a visitor is signed in by a page only, and only where the demo says so', async () => {
  const open = await start({ visitor: 'admin' });
  expect((await get(`${open.url}/`, {})).headers.get('set-cookie')).toContain('grafana_session=');
  expect((await get(`${open.url}/api/user`, {})).status).toBe(401);
  await open.close();
  const closed = await start();
  expect((await get(`${closed.url}/`, {})).headers.get('location')).toBe('/login');
});

test('an address of the API that nobody answers is 404 and put down', async () => {
  const { url } = await start();
  expect((await get(`${url}/api/teams/search`)).status).toBe(404);
  expect(await (await get(`${url}/demo-host/unhandled`)).json()).toEqual(['GET /api/teams/search']);
});

test('files outside the plugin are not served', async () => {
  const { url } = await start();
  expect((await get(`${url}/public/plugins/opsrounds-ops-app/plugin.json`)).status).toBe(200);
  expect((await get(`${url}/public/plugins/opsrounds-ops-app/%2e%2e%2fdata%2fhost.db`)).status).toBe(404);
});

test('a stray per cent sign in a path is a bad request, bytes that are no text are not', async () => {
  const { url } = await start();
  for (const address of ['/public/%zz', '/api/plugins/%/settings', '/d/%f']) {
    expect((await get(`${url}${address}`)).status).toBe(400);
  }
  expect((await get(`${url}/public/%ff`)).status).toBe(404);
  expect((await get(`${url}/api/plugins/%ff/settings`)).status).toBe(404);
});

describe('a session', () => {
  const MINUTE = 60_000;
  let nowMs: number;
  const cookieOf = (answer: Response) => ({ cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' });

  async function signedIn(): Promise<{ url: string; cookie: { cookie: string } }> {
    nowMs = Date.now();
    const { url } = await start({ now: () => nowMs });
    const body = JSON.stringify({ user: 'editor', password: 'editor' });
    const headers = { 'content-type': 'application/json' };
    return { url, cookie: cookieOf(await fetch(`${url}/login`, { method: 'POST', headers, body })) };
  }

  test('has to have its token changed after ten minutes, and what was asked meanwhile was not done', async () => {
    const { url, cookie } = await signedIn();
    expect((await get(`${url}/api/user`, cookie)).status).toBe(200);
    nowMs += 11 * MINUTE;
    const body = JSON.stringify({ text: 'signed', tags: [] });
    const headers = { ...cookie, 'content-type': 'application/json' };
    const refused = await fetch(`${url}/api/annotations`, { method: 'POST', headers, body });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ messageId: 'session.token.rotate' });
    expect(await (await get(`${url}/api/annotations`)).json()).toEqual([]);
    const rotated = await fetch(`${url}/api/user/auth-tokens/rotate`, { method: 'POST', headers: cookie });
    expect((await get(`${url}/api/user`, cookieOf(rotated))).status).toBe(200);
  });

  test('keeps its old token for a minute, for what was on its way', async () => {
    const { url, cookie } = await signedIn();
    nowMs += 11 * MINUTE;
    await fetch(`${url}/api/user/auth-tokens/rotate`, { method: 'POST', headers: cookie });
    expect((await get(`${url}/api/user`, cookie)).status).toBe(200);
    nowMs += 2 * MINUTE;
    expect((await get(`${url}/api/user`, cookie)).status).toBe(401);
    expect((await fetch(`${url}/api/user/auth-tokens/rotate`, { method: 'POST', headers: cookie })).status).toBe(401);
  });

  test('that is old sends a page to the change of its token and back, never elsewhere', async () => {
    const { url, cookie } = await signedIn();
    nowMs += 11 * MINUTE;
    const page = await get(`${url}/a/opsrounds-ops-app/today?list=morning`, cookie);
    const way = page.headers.get('location') ?? '';
    expect(way).toBe('/user/auth-tokens/rotate?redirectTo=%2Fa%2Fopsrounds-ops-app%2Ftoday%3Flist%3Dmorning');
    const back = await get(`${url}${way}`, cookie);
    expect(back.headers.get('location')).toBe('/a/opsrounds-ops-app/today?list=morning');
    const away = await get(`${url}/user/auth-tokens/rotate?redirectTo=//elsewhere.example`, cookieOf(back));
    expect(away.headers.get('location')).toBe('/');
  });
});

test('the name of a token is unique in the organisation', async () => {
  const { url } = await start();
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers: admin, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const one = await post('/api/serviceaccounts', { name: 'one', role: 'Viewer' });
  const two = await post('/api/serviceaccounts', { name: 'two', role: 'Viewer' });
  expect((await post(`/api/serviceaccounts/${String(one.body['id'])}/tokens`, { name: 'ci' })).status).toBe(200);
  expect(await post(`/api/serviceaccounts/${String(two.body['id'])}/tokens`, { name: 'ci' })).toMatchObject({
    status: 400,
    body: { messageId: 'serviceaccounts.ErrTokenAlreadyExists' },
  });
});
