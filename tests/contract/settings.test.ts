import { admin, administer, anonymous, Scratch, withToken, type Client, type Json } from './grafana';

/** What connects the plugin: its settings, data sources, who one is and what one may. */

const APP = '/api/plugins/opsrounds-ops-app/settings';
const scratch = new Scratch();
let viewer: Client;
let editor: Client;
let before: Json;

const saved = async (): Promise<Json> => (await admin.send('GET', APP)).body as Json;

beforeAll(async () => {
  viewer = await scratch.user('viewer', 'Viewer');
  editor = await scratch.user('editor', 'Editor');
  before = await saved();
});

afterAll(async () => {
  const { enabled, pinned, jsonData } = before;
  await administer('POST', APP, { enabled, pinned, jsonData });
  await scratch.clear();
});

describe('the app', () => {
  test('is described to every member', async () => {
    await administer('POST', APP, {
      enabled: true,
      pinned: true,
      jsonData: { version: 1 },
    });
    for (const one of [viewer, editor, admin]) {
      const { status, body } = await one.send('GET', APP);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id: 'opsrounds-ops-app',
        enabled: true,
        jsonData: { version: 1 },
      });
    }
  });

  test('is not described to somebody without a role', async () => {
    const none = await scratch.serviceAccount('none', 'None');
    expect((await none.send('GET', APP)).status).toBe(403);
    expect((await anonymous.send('GET', APP)).status).toBe(401);
  });

  test('is set by administrators only', async () => {
    for (const one of [viewer, editor]) {
      expect((await one.send('POST', APP, { body: { enabled: true, pinned: true, jsonData: {} } })).status).toBe(403);
    }
  });

  test('is switched off by a write without `enabled`; jsonData is replaced whole', async () => {
    await administer('POST', APP, {
      enabled: true,
      pinned: true,
      jsonData: { version: 1, a: 1 },
    });
    await administer('POST', APP, { jsonData: { b: 2 } });
    const after = await saved();
    await administer('POST', APP, { enabled: true, pinned: true, jsonData: { version: 1 } });
    expect(after).toMatchObject({
      enabled: false,
      pinned: false,
      jsonData: { b: 2 },
    });
    expect(after['jsonData']).toEqual({ b: 2 });
  });

  test('has its panel, which is enabled by nobody', async () => {
    const { status, body } = await viewer.send('GET', '/api/plugins/opsrounds-checklist-panel/settings');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      type: 'panel',
      enabled: false,
      module: 'public/plugins/opsrounds-checklist-panel/module.js',
    });
  });

  test('that is not installed is 404', async () => {
    expect((await viewer.send('GET', '/api/plugins/nope-x-app/settings')).status).toBe(404);
  });
});

describe('data sources', () => {
  test('are listed to a Viewer with uid, type and default, without secrets', async () => {
    const uid = await scratch.dataSource(
      'listed',
      'prometheus',
      'http://127.0.0.1:1',
      { httpHeaderName1: 'X-Contract' },
      { httpHeaderValue1: 'a-secret' }
    );
    const { status, body } = await viewer.send('GET', '/api/datasources');
    expect(status).toBe(200);
    expect((body as Json[]).find((one) => one['uid'] === uid)).toMatchObject({
      type: 'prometheus',
      isDefault: false,
      readOnly: false,
    });
    const single = await viewer.send('GET', `/api/datasources/uid/${uid}`);
    expect(single.body).toMatchObject({ uid, secureJsonFields: { httpHeaderValue1: true } });
    expect(JSON.stringify([body, single.body])).not.toContain('a-secret');
  });

  test('are not listed to somebody without a role', async () => {
    const none = await scratch.serviceAccount('nobody', 'None');
    expect((await none.send('GET', '/api/datasources')).status).toBe(403);
  });

  test('are made and removed by administrators only', async () => {
    const body = { name: `${scratch.run}-x`, type: 'prometheus', url: 'http://127.0.0.1:1', access: 'proxy' };
    expect((await editor.send('POST', '/api/datasources', { body })).status).toBe(403);
  });

  test('a Prometheus that is down fails its health check and its resources', async () => {
    const uid = await scratch.dataSource('down', 'prometheus', 'http://127.0.0.1:1');
    expect(await viewer.send('GET', `/api/datasources/uid/${uid}/health`)).toMatchObject({
      status: 400,
      body: { status: 'ERROR' },
    });
    expect((await viewer.send('GET', `/api/datasources/uid/${uid}/resources/api/v1/labels`)).status).toBe(500);
    expect((await viewer.send('GET', `/api/datasources/proxy/uid/${uid}/api/v1/labels`)).status).toBe(502);
  });

  test('an unknown one is 404, through the proxy as well', async () => {
    expect((await viewer.send('GET', `/api/datasources/uid/${scratch.run}`)).status).toBe(404);
    expect((await viewer.send('GET', `/api/datasources/proxy/uid/${scratch.run}/api/v1/labels`)).status).toBe(404);
  });
});

describe('people', () => {
  test('own permissions name the scope of every action', async () => {
    const permissions = async (one: Client) =>
      (await one.send('GET', '/api/access-control/user/permissions')).body as Record<string, string[] | undefined>;
    expect((await permissions(viewer))['annotations:create']).toBeUndefined();
    expect((await permissions(viewer))['annotations:read']).toContain('annotations:*');
    expect((await permissions(editor))['annotations:create']).toContain('annotations:*');
  });

  test('a wrong token and no login are two answers', async () => {
    expect(await withToken('glsa_invalid').send('GET', '/api/user')).toMatchObject({
      status: 401,
      body: { messageId: 'api-key.invalid' },
    });
    expect(await anonymous.send('GET', '/api/user')).toMatchObject({
      status: 401,
      body: { messageId: 'auth.unauthorized' },
    });
  });

  test('a login with a wrong password is refused', async () => {
    const answer = await anonymous.send('POST', '/login', {
      body: { user: `${scratch.run}-viewer`, password: 'wrong' },
    });
    expect(answer).toMatchObject({ status: 401, body: { messageId: 'password-auth.failed' } });
  });

  test('members are listed to administrators only', async () => {
    expect((await viewer.send('GET', '/api/org/users')).status).toBe(403);
    expect((await admin.send('GET', '/api/org/users')).status).toBe(200);
  });

  test('an unknown address of the API is 404 with a message', async () => {
    expect(await viewer.send('GET', '/api/nope')).toMatchObject({ status: 404, body: { message: 'Not found' } });
  });
});
