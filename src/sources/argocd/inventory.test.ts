/** @jest-environment node */
import * as fc from 'fast-check';
import type { ArgoParts } from '../../core/products/argocd/parts';
import type { Transport, TransportRequest, TransportResponse } from '../transport/port';
import { argocdInventory } from './inventory';

const ROOT = '/api/datasources/proxy/uid/argo-prod/';
const ALL = ['version', 'user', 'applications', 'projects', 'clusters', 'accounts'] as const;

type Answers = Readonly<Record<string, unknown>>;

/** Answers by path below the proxy; a number is a status with the body that Grafana gives for it. */
function server(answers: Answers) {
  const asked: TransportRequest[] = [];
  const transport: Transport = {
    send(request) {
      asked.push(request);
      const path = request.path.slice(ROOT.length);
      const answer = answers[path] ?? (path.startsWith('api/v1/account/can-i/') ? { value: 'no' } : { items: null });
      return Promise.resolve(typeof answer === 'number' ? failed(answer) : { status: 200, body: answer });
    },
  };
  return { transport, asked };
}

function failed(status: number): TransportResponse {
  return { status, body: status === 400 ? 'Authentication to data source failed' : undefined };
}

function inventory(transport: Transport, clock = () => 1_000_000) {
  return argocdInventory(transport, { uid: 'argo-prod', name: 'Argo' }, { clock });
}

async function one<P extends keyof ArgoParts>(answers: Answers, part: P) {
  const { transport } = server(answers);
  return (await inventory(transport).read([part], { signal: new AbortController().signal }))[part];
}

const never = () => new AbortController().signal;

describe('what is read of an Argo CD', () => {
  it('is an application with one source or several, in any namespace', async () => {
    const read = await one(
      {
        'api/v1/applications': {
          items: [
            {
              metadata: {
                name: 'shop',
                namespace: 'team-a',
                creationTimestamp: '2026-01-02T03:04:05Z',
                labels: { env: 'prod', n: 1 },
              },
              spec: {
                project: 'shop',
                revisionHistoryLimit: 3,
                sources: [{ repoURL: 'https://git/one', targetRevision: 'main' }, { repoURL: 'https://git/two' }],
                destination: { server: 'https://k8s', namespace: 'shop' },
                syncPolicy: { automated: {} },
              },
              status: {
                sync: { status: 'OutOfSync', revisions: ['aaa', 'bbb'] },
                health: { status: 'Degraded', lastTransitionTime: '2026-11-20T07:00:00Z' },
                history: [
                  { deployedAt: '2026-11-01T00:00:00Z', revision: 'old', initiatedBy: { automated: true } },
                  { deployedAt: '2026-11-02T00:00:00Z', revision: 'new', initiatedBy: { username: 'ada' } },
                  { revision: 'without a time' },
                ],
                resources: [
                  { kind: 'Deployment', namespace: 'shop', name: 'web', status: 'OutOfSync' },
                  { kind: 'ClusterRole', name: 'web', status: 'OutOfSync' },
                  { kind: 'Service', namespace: 'shop', name: 'web', status: 'Synced' },
                ],
              },
            },
            { metadata: { name: 'fresh' } },
            { metadata: {} },
            null,
          ],
        },
      },
      'applications'
    );
    expect(read.ok && read.partial).toMatchObject({ detail: '2 of 4 applications could not be understood' });
    const [shop, fresh, ...rest] = read.ok ? read.value : [];
    expect(rest).toEqual([]);
    expect(shop).toMatchObject({
      namespace: 'team-a',
      repository: 'https://git/one',
      targetRevision: 'main',
      revision: 'aaa,bbb',
      autoSync: true,
      selfHeal: false,
      historyLimit: 3,
      destination: { cluster: 'https://k8s' },
      labels: { env: 'prod' },
      healthSinceMs: Date.UTC(2026, 10, 20, 7),
      outOfSync: ['Deployment shop/web', 'ClusterRole web'],
    });
    expect(shop?.history.map(({ revision, by }) => [revision, by])).toEqual([
      ['new', 'ada'],
      ['old', 'auto-sync'],
    ]);
    expect(fresh).toMatchObject({ sync: 'Unknown', health: 'Unknown', operation: null, autoSync: false, history: [] });
  });

  it.each([
    ['a sync', { revision: 'aaa' }, true],
    ['a dry run', { revision: 'aaa', dryRun: true }, false],
    ['a sync of one resource', { revision: 'aaa', resources: [{ kind: 'ConfigMap', name: 'web' }] }, false],
  ])('says of %s whether it was of everything', async (_what, sync, isWhole) => {
    const operationState = { phase: 'Succeeded', operation: { sync }, finishedAt: '2026-11-20T07:00:00Z' };
    const read = await one(
      { 'api/v1/applications': { items: [{ metadata: { name: 'a' }, status: { operationState } }] } },
      'applications'
    );
    expect(read.ok && read.value[0]?.operation?.isWhole).toBe(isWhole);
  });

  it('takes automation for off where Argo CD 3 says that it is not enabled', async () => {
    const read = await one(
      {
        'api/v1/applications': {
          items: [{ metadata: { name: 'a' }, spec: { syncPolicy: { automated: { enabled: false, selfHeal: true } } } }],
        },
      },
      'applications'
    );
    expect(read.ok && read.value[0]).toMatchObject({ autoSync: false, selfHeal: false });
  });

  it('is a cluster of an old and of a new version, and an account with tokens', async () => {
    const clusters = await one(
      {
        'api/v1/clusters': {
          items: [
            {
              name: 'new',
              server: 'https://1',
              info: {
                connectionState: { status: 'Failed', message: 'x' },
                serverVersion: '1.31',
                applicationsCount: '7',
              },
            },
            { name: 'old', server: 'https://2', connectionState: { status: 'Successful' }, serverVersion: '1.20' },
            {
              name: 'forgotten by a controller that stopped',
              server: 'https://3',
              connectionState: { status: '' },
              info: { connectionState: { status: '' }, applicationsCount: 0 },
            },
          ],
        },
      },
      'clusters'
    );
    expect(clusters.ok && clusters.value).toMatchObject([
      { connection: 'Failed', message: 'x', version: '1.31', applications: 7 },
      { connection: 'Successful', version: '1.20', applications: null },
      { connection: 'Unknown', applications: null },
    ]);
    const accounts = await one(
      {
        'api/v1/account/can-i/accounts/get/*': { value: 'yes' },
        'api/v1/account': { items: [{ name: 'ci', enabled: true, tokens: [{ id: 't', issuedAt: '1700000000' }] }] },
      },
      'accounts'
    );
    expect(accounts.ok && accounts.value[0]?.tokens).toEqual([
      { id: 't', issuedMs: 1_700_000_000_000, expiresMs: null },
    ]);
  });
});

describe('an empty list', () => {
  it.each(['applications', 'projects', 'clusters'] as const)(
    'of %s is only believed with the right to see all',
    async (part) => {
      const object = part === 'applications' ? '*/*' : '*';
      const refused = await one({ [`api/v1/${part}`]: { items: null } }, part);
      expect(refused).toMatchObject({ ok: false, reason: { code: 'not-permitted' } });
      expect(!refused.ok && refused.reason.detail).toContain(`"${part}, get, ${object}"`);
      const permitted = await one(
        { [`api/v1/${part}`]: { items: null }, [`api/v1/account/can-i/${part}/get/${object}`]: { value: 'yes' } },
        part
      );
      expect(permitted).toMatchObject({ ok: true, value: [] });
    }
  );

  it('is not made of the one account that a token always sees', async () => {
    const read = await one({ 'api/v1/account': { items: [{ name: 'self', enabled: true }] } }, 'accounts');
    expect(read).toMatchObject({ ok: false, reason: { code: 'not-permitted' } });
  });
});

it('says why it cannot be read, in the words of the proxy', async () => {
  expect(await one({ 'api/v1/applications': 400 }, 'applications')).toMatchObject({
    ok: false,
    reason: { code: 'unauthorized', detail: expect.stringMatching(/token/) },
  });
  expect(await one({ 'api/v1/clusters': 502 }, 'clusters')).toMatchObject({ reason: { code: 'source-down' } });
  expect(await one({ 'api/version': '<!doctype html>' }, 'version')).toMatchObject({
    reason: { code: 'bad-response' },
  });
  expect(await one({ 'api/v1/projects': { items: 'three' } }, 'projects')).toMatchObject({
    reason: { code: 'bad-response' },
  });
});

describe('what is sent', () => {
  it('is GET below the listed prefixes, and never a refresh', async () => {
    const { transport, asked } = server({});
    await inventory(transport).read(ALL, { signal: never() });
    expect(asked.length).toBeGreaterThanOrEqual(ALL.length);
    for (const request of asked) {
      expect(request.method).toBe('GET');
      expect(request.path.slice(ROOT.length)).toMatch(
        /^api\/(version|v1\/(applications|projects|clusters|account|session\/userinfo))/
      );
      expect(JSON.stringify(request.query ?? {})).not.toContain('refresh');
    }
  });

  it('is one request for all who ask at the same time and in the next 30 s', async () => {
    let now = 0;
    const { transport, asked } = server({ 'api/version': { Version: 'v3.1.0' } });
    const source = inventory(transport, () => now);
    const read = () => source.read(['version'], { signal: never() });
    await Promise.all([read(), read()]);
    now = 29_999;
    await read();
    expect(asked).toHaveLength(1);
    now = 30_000;
    await read();
    expect(asked).toHaveLength(2);
    source.forget();
    await read();
    expect(asked).toHaveLength(3);
  });

  it('is aborted when the last who waits has gone, and not before', async () => {
    const signals: AbortSignal[] = [];
    const transport: Transport = {
      send: ({ signal }) =>
        new Promise((_resolve, reject) => {
          signals.push(signal);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    };
    const source = inventory(transport);
    const [first, second] = [new AbortController(), new AbortController()];
    const one = source.read(['version'], { signal: first.signal });
    const two = source.read(['version'], { signal: second.signal });
    first.abort();
    await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    expect(signals[0]?.aborted).toBe(false);
    second.abort();
    await expect(two).rejects.toMatchObject({ name: 'AbortError' });
    expect(signals).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
  });
});

it('never throws and never makes up a green list, whatever comes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...ALL), async (body, part) => {
      const transport: Transport = { send: () => Promise.resolve({ status: 200, body: body ?? undefined }) };
      const read = (await inventory(transport).read([part], { signal: never() }))[part];
      if (read.ok && Array.isArray(read.value) && !read.partial) {
        // Without a "yes" to the question of the rights there is no empty list.
        expect(read.value.length).toBeGreaterThan(0);
      }
      expect(JSON.stringify(read)).not.toContain('NaN');
    })
  );
});

it('reads applications of any shape', async () => {
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue(),
      fc.constantFrom('2026-11-20T07:00:00Z', 'Synced', '', null),
      fc.dictionary(
        fc.constantFrom(
          'name',
          'status',
          'revision',
          'revisions',
          'automated',
          'deployedAt',
          'initiatedBy',
          'message',
          'kind'
        ),
        tie('value')
      ),
      fc.array(tie('value'), { maxLength: 3 })
    ),
  })).value;
  const item = fc.record({
    metadata: fc.record({ name: fc.string({ minLength: 1 }), labels: anything, creationTimestamp: anything }),
    spec: fc.record({ source: anything, sources: anything, destination: anything, syncPolicy: anything }),
    status: fc.record({
      sync: anything,
      health: anything,
      history: anything,
      operationState: anything,
      conditions: anything,
      resources: anything,
      summary: anything,
      reconciledAt: anything,
    }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 3 }), async (items) => {
      const read = await one({ 'api/v1/applications': { items } }, 'applications');
      expect(read.ok && read.value.map(({ name }) => name)).toEqual(items.map(({ metadata }) => metadata.name));
    }),
    { numRuns: 200 }
  );
});
