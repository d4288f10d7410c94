/** @jest-environment node */
import { request } from 'node:http';
import { createFleet } from '../../fleet';
import { appState } from '../../model/delivery';
import { lastUntil } from '../../model/wave';
import { everySeries } from '../../targets';
import { startArgocd, type ArgocdSimulator } from './start';

const NOW = Date.parse('2026-11-20T08:30:00+01:00');
const fleet = createFleet(7, '2026-11-20');
let now = NOW;
let server: ArgocdSimulator;

beforeAll(async () => {
  server = await startArgocd({ fleet, now: () => now });
});
beforeEach(() => {
  now = NOW;
});
afterAll(() => server.close());

interface Application {
  metadata: { name: string };
  spec: { syncPolicy: { automated?: object }; source?: object; sources?: object[] };
  status: {
    sync: { status: string; revision?: string; revisions?: string[] };
    health: { status: string };
    history: Array<{ deployedAt: string; revision?: string }>;
    operationState: { phase: string; finishedAt: string; message: string };
    resources: Array<{ kind: string; status: string }>;
  };
}

async function ask(path: string, token = server.token, method = 'GET'): Promise<{ status: number; body: unknown }> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, method, headers: { authorization: `Bearer ${token}` } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        const body: unknown = text.startsWith('{') ? JSON.parse(text) : (response.headers.location ?? text);
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function applications(query = ''): Promise<Application[]> {
  const { body } = await ask(`/api/v1/applications${query}`);
  return (body as { items: Application[] | null }).items ?? [];
}

describe('the applications', () => {
  it('are the story: one differs by hand, one is not synced by itself, the last sync of one failed', async () => {
    const all = await applications();
    expect(all.map(({ metadata }) => metadata.name)).toEqual(fleet.delivery.apps.map(({ name }) => name));
    const named = (pick: (one: Application) => boolean) => all.filter(pick).map(({ metadata }) => metadata.name);
    expect(named(({ status }) => status.sync.status === 'OutOfSync')).toEqual(['monitoring']);
    expect(named(({ spec }) => spec.syncPolicy.automated === undefined)).toEqual(['registry']);
    expect(named(({ status }) => status.operationState.phase === 'Failed')).toEqual(['checkout']);
    expect(named(({ status }) => status.health.status !== 'Healthy')).toEqual([]);
    const monitoring = all.find(({ metadata }) => metadata.name === 'monitoring');
    const lastSync = Date.parse(monitoring?.status.history.at(-1)?.deployedAt ?? '');
    expect(Math.round((NOW - lastSync) / 3_600_000)).toBe(31);
    expect(monitoring?.status.resources.filter(({ status }) => status === 'OutOfSync')).toHaveLength(1);
  });

  it('have the history of the model, ten entries at most', async () => {
    for (const { metadata, status } of await applications()) {
      const app = fleet.delivery.apps.find(({ name }) => name === metadata.name);
      expect(status.history.length).toBeLessThanOrEqual(10);
      expect(Date.parse(status.history.at(-1)?.deployedAt ?? '') / 1000).toBe(
        Math.floor(lastUntil(app?.succeeded ?? [], NOW / 1000) ?? NaN)
      );
    }
  });

  it('say what the exporter says, now and while one was degraded', async () => {
    const { from } = fleet.story.lastMonth.appDegraded;
    for (const t of [NOW / 1000, from + 600]) {
      now = t * 1000;
      const shown = everySeries(fleet)
        .filter(({ name, exposed }) => name === 'argocd_app_info' && exposed(t))
        .map(({ labels }) => [
          labels['name'],
          labels['sync_status'],
          labels['health_status'],
          labels['autosync_enabled'],
        ]);
      const said = (await applications()).map(({ metadata, status, spec }) => [
        metadata.name,
        status.sync.status,
        status.health.status,
        String(spec.syncPolicy.automated !== undefined),
      ]);
      expect(said).toEqual(shown);
    }
    expect(fleet.delivery.apps.filter((app) => appState(app, from + 600).health === 'Degraded')).toHaveLength(1);
  });

  it('can be filtered and shortened; what cannot be selected is left out', async () => {
    expect(await applications('?name=velero')).toHaveLength(1);
    expect(await applications('?projects=other')).toEqual([]);
    const [first] = await applications('?fields=items.metadata.name,items.status.sync.status,items.status.history');
    expect(first).toEqual({ metadata: { name: 'storefront' }, status: { sync: { status: 'Synced' } } });
  });
});

describe('rights', () => {
  it('leave out what may not be seen, as null', async () => {
    const { nothing } = server.tokens;
    for (const path of ['applications', 'projects', 'clusters']) {
      expect((await ask(`/api/v1/${path}`, nothing)).body).toMatchObject({ items: null });
    }
    const { body } = await ask('/api/v1/account', nothing);
    expect((body as { items: unknown[] }).items).toHaveLength(1);
    expect((await ask('/api/v1/applications/velero', nothing)).status).toBe(403);
  });

  it('are told by can-i, the slash in the object kept', async () => {
    const can = async (what: string, token?: string) => (await ask(`/api/v1/account/can-i/${what}`, token)).body;
    expect(await can('applications/get/*/*')).toEqual({ value: 'yes' });
    expect(await can('applications/get/%2A/%2A')).toEqual({ value: 'yes' });
    expect(await can('applications/sync/*/*')).toEqual({ value: 'no' });
    expect(await can('applications/sync/*/*', server.tokens.deployer)).toEqual({ value: 'yes' });
    expect(await can('applications/get/*/*', server.tokens.nothing)).toEqual({ value: 'no' });
  });

  it('refuse what changes something, with code and words', async () => {
    const sync = '/api/v1/applications/checkout/sync';
    expect(await ask(sync, server.token, 'POST')).toMatchObject({
      status: 403,
      body: {
        code: 7,
        error: expect.stringContaining('permission denied: applications, sync, default/checkout') as string,
      },
    });
    expect((await ask(sync, server.tokens.deployer, 'POST')).status).toBe(200);
    expect((await ask('/api/v1/applications/checkout', server.token, 'DELETE')).status).toBe(403);
    expect((await ask('/api/v1/applications', server.token, 'HEAD')).status).toBe(405);
  });

  it('take an expired token for nobody: userinfo says so, the rest is refused', async () => {
    const { expired } = server.tokens;
    expect(await ask('/api/v1/session/userinfo', expired)).toEqual({ status: 200, body: {} });
    expect(await ask('/api/v1/applications', expired)).toMatchObject({ status: 401, body: { code: 16 } });
    expect((await ask('/api/version', 'nonsense')).status).toBe(200);
  });
});

describe('odd requests', () => {
  it.each([
    ['/api/v1/applications/../settings', 301, '/api/v1/settings'],
    ['/api/v1/applications/%2e%2e/settings', 301, '/api/v1/settings'],
    ['/api/v1//applications', 301, '/api/v1/applications'],
    ['/api/v1/nope', 404, 'Not Found\n'],
    ['/api/V1/applications', 404, 'Not Found\n'],
  ])('%s is answered with %i', async (path, status, body) => {
    expect(await ask(path)).toEqual({ status, body });
  });

  it('are logged as they came, a refresh among them', async () => {
    await ask('/api/v1/applications?refresh=hard');
    expect(server.requests.at(-1)).toEqual({ method: 'GET', rawUrl: '/api/v1/applications?refresh=hard', status: 200 });
  });
});
