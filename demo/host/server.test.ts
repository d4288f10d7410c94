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
