import { startArgocd, type ArgocdSimulator } from '../../demo/lab/simulators/argocd/start';
import { isException } from '../../src/core/check/verdict';
import { checksOfMeasures, readChecked } from '../../src/core/inventory/readChecked';
import { deliveryView } from '../../src/core/products/argocd/buildView';
import { applicationCounts } from '../../src/core/products/argocd/figures';
import { ARGO_MEASURES } from '../../src/core/products/argocd/measures';
import type { ArgoParts } from '../../src/core/products/argocd/parts';
import { ARGOCD } from '../../src/core/products/argocd/product';
import { readServer } from '../../src/datasources/argocd/selfTest/readServer';
import { builtin } from '../../src/library/builtin.gen';
import { argocdInventory } from '../../src/sources/argocd/inventory';
import type { Transport, TransportResponse } from '../../src/sources/transport/port';

const ROOT = '/api/datasources/proxy/uid/argo-prod';
const SOURCE = { uid: 'argo-prod', name: 'argo-prod' };
const PARTS = ['version', 'user', 'applications', 'projects', 'clusters', 'accounts'] as const;
const signal = () => new AbortController().signal;

let simulator: ArgocdSimulator;
beforeAll(async () => {
  simulator = await startArgocd();
});
afterAll(() => simulator.close());

/** Sends what is for the proxy to the simulator, with the token, and does to its answers what Grafana's proxy does. */
function proxyTo(url: string, token: string, asked: string[] = []): Transport {
  return {
    async send({ path, query }) {
      if (!path.startsWith(ROOT)) {
        return { status: 404, body: { message: 'not found' } };
      }
      expect(query ?? {}).not.toHaveProperty('refresh');
      asked.push(path.slice(ROOT.length));
      let response: Response;
      try {
        response = await fetch(`${url}${path.slice(ROOT.length)}`, { headers: { authorization: `Bearer ${token}` } });
      } catch {
        return { status: 502, body: undefined };
      }
      return asGrafana(response.status, await response.text());
    },
  };
}

function asGrafana(status: number, text: string): TransportResponse {
  if (status === 401) {
    return { status: 400, body: 'Authentication to data source failed' };
  }
  return { status, body: status === 403 || text === '' ? undefined : (JSON.parse(text) as unknown) };
}

function read(token: string) {
  const inventory = argocdInventory(proxyTo(simulator.url, token), SOURCE, { clock: Date.now });
  return inventory.read(PARTS, { signal: signal() });
}

function reasons(snapshot: Awaited<ReturnType<typeof read>>) {
  return PARTS.map((part) => {
    const one = snapshot[part];
    return [part, one.ok ? 'ok' : one.reason.code];
  });
}

const ALL_OK = PARTS.map((part) => [part, 'ok']);

it('reads every part with the rights that docs/argocd.md gives', async () => {
  const snapshot = await read(simulator.tokens.rounds);
  expect(reasons(snapshot)).toEqual(ALL_OK);
  const { applications } = snapshot;
  const list: ArgoParts['applications'] = applications.ok ? applications.value : [];
  expect(list.length).toBeGreaterThan(3);
  // What the parser needs and Argo CD cannot select: all of it has to come.
  expect(list.some(({ history }) => history.length > 1)).toBe(true);
  expect(list.every(({ reconciledMs }) => reconciledMs !== null)).toBe(true);
});

it('knows nothing where the token may see nothing, and never an empty list', async () => {
  const snapshot = await read(simulator.tokens.nothing);
  expect(reasons(snapshot)).toEqual([
    ['version', 'ok'],
    ['user', 'ok'],
    ...['applications', 'projects', 'clusters', 'accounts'].map((part) => [part, 'not-permitted']),
  ]);
});

it('says that a token has expired, on the part and in the test of the data source', async () => {
  const snapshot = await read(simulator.tokens.expired);
  expect(snapshot.applications).toMatchObject({ ok: false, reason: { code: 'unauthorized' } });
  const found = await foundWith(simulator.tokens.expired);
  expect(found).toMatchObject({ ok: false, diagnosis: { happened: 'token-refused' } });
});

it('judges the fleet by the built-in checks, one request for all applications', async () => {
  const asked: string[] = [];
  const inventory = argocdInventory(proxyTo(simulator.url, simulator.tokens.rounds, asked), SOURCE, {
    clock: Date.now,
  });
  const definitions = checksOfMeasures(builtin.checks, ARGOCD);
  expect(definitions.length).toBeGreaterThan(8);
  const reading = await readChecked(
    inventory,
    ['version', 'applications', 'projects', 'clusters'],
    definitions,
    ARGO_MEASURES,
    {
      clock: Date.now,
      signal: signal(),
    }
  );
  expect(asked.filter((path) => path === '/api/v1/applications')).toHaveLength(1);
  const view = deliveryView({ source: SOURCE, ...reading, nowMs: Date.now(), zone: 'Europe/Berlin' });
  expect(view.silent).toBeNull();
  for (const row of view.applications) {
    // Out of sync or unhealthy is never green, in sync and healthy is not failed for that.
    if (row.sync !== 'Synced' || row.health === 'Degraded') {
      expect([row.name, row.verdict]).not.toEqual([row.name, 'pass']);
    }
  }
  const rows = (verdict: string) => view.applications.filter((row) => row.verdict === verdict).length;
  const counts = applicationCounts(view);
  expect(counts.passing).toBe(rows('pass'));
  expect(counts.outOfSync.value).toBe(view.applications.filter(({ sync }) => sync === 'OutOfSync').length);
  expect(counts.syncFailed.value).toBe(view.applications.filter(({ failed }) => failed).length);
  expect(view.attention).toHaveLength(view.checks.filter(({ verdict }) => isException(verdict)).length);
  expect(view.attention.map(({ definition }) => definition.query)).toContain('argocd/operation-failed');
  const tokens = view.checks.find(({ definition }) => definition.query === 'argocd/lasting-tokens');
  expect(tokens?.entities[0]).toMatchObject({ verdict: 'warn', labels: { account: 'ci' } });
});

function foundWith(token: string) {
  return readServer({ ...SOURCE, settings: {} }, proxyTo(simulator.url, token), Date.now, signal());
}

describe('Save & test', () => {
  it('finds nothing too much about a token with the rights that docs/argocd.md gives', async () => {
    const found = await foundWith(simulator.tokens.rounds);
    expect(found).toMatchObject({ ok: true, user: 'opsrounds', excess: [] });
    expect(found.ok && found.capabilities.map(({ state }) => state)).toEqual(['has', 'has', 'has', 'has']);
  });

  it('names what a token may do beyond that, Argo CD’s own read-only role included', async () => {
    const excess = async (token: string) => {
      const found = await foundWith(token);
      return found.ok ? found.excess.map(({ resource, action }) => `${resource} ${action}`) : [];
    };
    expect(await excess(simulator.tokens.readonly)).toEqual(['logs get']);
    expect(await excess(simulator.tokens.deployer)).toEqual(['applications sync', 'logs get']);
  });

  it('does not take an account without any right for an empty Argo CD', async () => {
    const found = await foundWith(simulator.tokens.nothing);
    expect(found.ok && found.capabilities.map(({ state }) => state)).toEqual(['lacks', 'lacks', 'lacks', 'lacks']);
  });

  it('tells a server that is stopped', async () => {
    const stopped = await startArgocd();
    await stopped.close();
    const transport = proxyTo(stopped.url, stopped.token);
    const found = await readServer({ ...SOURCE, settings: {} }, transport, Date.now, signal());
    expect(found).toMatchObject({ ok: false, diagnosis: { happened: 'unreachable' } });
  });
});
