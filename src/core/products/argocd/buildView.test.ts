import type { CheckDefinition } from '../../check/definition';
import { runChecks } from '../../check/run';
import { checkDefinition } from '../../check/testData';
import type { Reason } from '../../check/verdict';
import { inventoryEvaluator, inventoryGroup } from '../../inventory/inventoryEvaluator';
import type { Inventory } from '../../inventory/port';
import type { Read, Snapshot } from '../../inventory/read';
import { deliveryView } from './buildView';
import { ARGO_MEASURES } from './measures';
import type { ArgoApplication, ArgoOperation, ArgoParts } from './parts';
import { argoSystem } from './system';
import { application, HOUR_MS, NOW_MS, project, window } from './testData';

const APPLICATION = ['cluster', 'project', 'namespace', 'name'];

function check(query: string, limits: Partial<CheckDefinition>): CheckDefinition {
  return checkDefinition({
    id: `t.${query.replace('/', '-')}`,
    kind: 'argocd',
    query,
    by: APPLICATION,
    finding: '{cluster} {value}',
    ...limits,
  });
}

const CHECKS = [
  check('argocd/out-of-sync', { figures: ['out-of-sync'], op: 'gte', warn: 1, fail: undefined }),
  check('argocd/drift-age', { figures: ['drift-age'], op: 'gt', warn: 86_400, fail: undefined }),
  check('argocd/unhealthy', { figures: ['unhealthy'], op: 'gte', fail: 1 }),
  check('argocd/operation-failed', { figures: ['sync-failed'], op: 'gte', fail: 1 }),
  check('argocd/conditions', {
    figures: ['conditions'],
    op: 'gte',
    warn: 1,
    fail: undefined,
    by: [...APPLICATION, 'type'],
  }),
  check('argocd/cluster-reachable', { figures: ['clusters'], op: 'lt', fail: 1, by: ['cluster', 'destination'] }),
  check('argocd/lasting-tokens', { op: 'gt', fail: 0, by: ['cluster', 'account'] }),
];

type Reads = { [P in keyof ArgoParts]?: ArgoParts[P] | Reason };

async function view(
  reads: Reads,
  definitions: readonly CheckDefinition[] = CHECKS,
  partial: { [P in keyof ArgoParts]?: Reason } = {}
) {
  const all = { applications: [], projects: [], clusters: [], accounts: [], version: { version: 'v3.1.0' }, ...reads };
  const snapshot = Object.fromEntries(
    Object.entries(all).map(([part, value]): [string, Read<unknown>] => [
      part,
      'code' in value
        ? { ok: false, reason: value }
        : { ok: true, value, atMs: NOW_MS, ...(part in partial && { partial: partial[part as keyof ArgoParts] }) },
    ])
  ) as Snapshot<ArgoParts>;
  const source: Inventory<ArgoParts> = {
    uid: 'argo',
    name: 'argo-prod',
    read: (parts) => Promise.resolve(Object.fromEntries(parts.map((part) => [part, snapshot[part]])) as never),
    forget: () => undefined,
  };
  const run = await runChecks(definitions, {
    registry: { argocd: inventoryEvaluator([inventoryGroup([source], ARGO_MEASURES)]) },
    clock: () => NOW_MS,
    windowSeconds: 57_600,
    signal: new AbortController().signal,
  });
  const checks = [...run.checks.values()];
  return deliveryView({ source, snapshot, checks, nowMs: NOW_MS, zone: 'UTC', address: 'https://argo.example.net/' });
}

const operation = (phase: string, message: string | null = null): ArgoOperation => ({
  phase,
  isWhole: true,
  startedMs: NOW_MS - 2 * HOUR_MS,
  finishedMs: NOW_MS - HOUR_MS,
  revision: null,
  message,
  by: null,
});

async function row(changes: Partial<ArgoApplication>, reads: Reads = {}) {
  const { applications } = await view({ applications: [application(changes)], ...reads });
  return applications[0];
}

describe('the rows of applications', () => {
  it('stand worst first', async () => {
    const found = await view({
      applications: [
        application({ name: 'fine' }),
        application({ name: 'starting', health: 'Progressing' }),
        application({ name: 'drifted', sync: 'OutOfSync' }),
        application({ name: 'blind', sync: 'Unknown' }),
        application({ name: 'broken', health: 'Degraded', sync: 'OutOfSync' }),
        application({ name: 'failed', operation: operation('Failed') }),
        application({ name: 'noisy', conditions: [{ type: 'OrphanedResourceWarning', message: 'm', sinceMs: null }] }),
      ],
    });
    expect(found.applications.map(({ name, verdict, state }) => [name, verdict, state])).toEqual([
      ['failed', 'fail', 'sync-failed'],
      ['broken', 'fail', 'degraded'],
      ['blind', 'unknown', 'unknown'],
      ['drifted', 'warn', 'out-of-sync'],
      ['noisy', 'warn', 'attention'],
      ['fine', 'pass', 'healthy'],
      ['starting', 'pass', 'passing'],
    ]);
    expect(found.verdict).toBe('fail');
  });

  it('keep two of one name in different namespaces apart', async () => {
    const { applications } = await view({
      applications: [application({ namespace: 'a', health: 'Degraded' }), application({ namespace: 'b' })],
    });
    expect(applications.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['a/checkout', 'fail'],
      ['b/checkout', 'pass'],
    ]);
  });

  it('are unknown when no check speaks of them, never green', async () => {
    const found = await view({ applications: [application()] }, []);
    expect(found.applications[0]).toMatchObject({ verdict: 'unknown', state: 'unknown' });
    expect(found.verdict).toBe('unknown');
  });

  it('lead to their page in Argo CD', async () => {
    expect(await row({ namespace: 'team a', name: 'x' })).toMatchObject({
      href: 'https://argo.example.net/applications/team%20a/x',
    });
  });
});

describe('why an application is out of sync', () => {
  const differs = { sync: 'OutOfSync' } as const;

  it.each<[string, Partial<ArgoApplication>, object]>([
    [
      'a sync is under way',
      { operation: { ...operation('Running', 'wave 2'), finishedMs: null } },
      { code: 'sync-running', text: 'wave 2' },
    ],
    ['nobody syncs it', { autoSync: false }, { code: 'auto-sync-off' }],
    [
      'Git has moved on',
      { revision: 'cccccccccccccccccccccccccccccccccccccccc' },
      { code: 'new-revision', revision: 'ccccccc' },
    ],
    [
      'somebody changed the cluster',
      { outOfSync: ['Deployment shop/web'] },
      { code: 'changed-in-cluster', resources: ['Deployment shop/web'] },
    ],
  ])('%s', async (_title, changes, why) => {
    expect((await row({ ...differs, ...changes }))?.why).toEqual(why);
  });

  it('a window denies it', async () => {
    const projects = [project('shop', [window({ kind: 'deny', schedule: '* * * * *' })])];
    expect((await row(differs, { projects }))?.why).toEqual({ code: 'sync-denied' });
  });

  it('dates from its last sync at most', async () => {
    expect((await row(differs))?.since).toEqual({ ms: NOW_MS - 30 * HOUR_MS, atMost: true });
    expect((await row({ health: 'Missing', healthSinceMs: 5 }))?.since).toEqual({ ms: 5, atMost: false });
    expect((await row({ sync: 'Unknown' }))?.since).toBeNull();
  });

  it('is in the words of Argo CD where it could not compare', async () => {
    const conditions = [{ type: 'ComparisonError', message: 'no access to Git', sinceMs: NOW_MS - HOUR_MS }];
    expect(await row({ sync: 'Unknown', conditions })).toMatchObject({
      verdict: 'unknown',
      why: { code: 'not-compared', text: 'no access to Git' },
      since: { ms: NOW_MS - HOUR_MS, atMost: false },
    });
  });
});

it('gives all that does not pass to the page, the failed sync of an application among it', async () => {
  const found = await view({
    applications: [application({ operation: operation('Failed') }), application({ name: 'fine' })],
    clusters: [{ name: 'down', server: 's', message: null, version: null, connection: 'Failed', applications: 1 }],
  });
  const queries = (checks: typeof found.attention) => checks.map(({ definition }) => definition.query);
  const others = ['argocd/cluster-reachable', 'argocd/lasting-tokens'];
  expect(queries(found.attention)).toEqual(['argocd/operation-failed', ...others]);
  expect(queries(found.beside)).toEqual(others);
});

describe('what cannot be read', () => {
  it('makes the whole unknown when it is the applications', async () => {
    const found = await view({ applications: { code: 'unauthorized', detail: 'expired' } });
    expect(found).toMatchObject({ verdict: 'unknown', silent: { code: 'unauthorized' }, syncs: null });
  });

  it('is said of its part alone otherwise', async () => {
    const found = await view({
      applications: [application()],
      clusters: { code: 'not-permitted' },
      accounts: { code: 'not-permitted' },
    });
    expect(found.clusters).toEqual({ ok: false, reason: { code: 'not-permitted' } });
    expect(found.applications[0]?.verdict).toBe('pass');
    expect(found.attention.map(({ definition }) => definition.query)).toEqual([
      'argocd/cluster-reachable',
      'argocd/lasting-tokens',
    ]);
  });
});

it('says of a list that is not all of it why, with what there is', async () => {
  const reason: Reason = { code: 'bad-response', detail: '1 of 2 applications could not be understood' };
  const found = await view({ applications: [application()] }, CHECKS, { applications: reason, projects: reason });
  expect(found).toMatchObject({ verdict: 'unknown', silent: null, partial: reason });
  expect(found.projects).toEqual({ ok: true, rows: [], partial: reason });
  expect(found.clusters).toMatchObject({ ok: true, partial: null });
});

it.each([[CHECKS], [[]]])('counts nothing green from a list that is not all of it', async (definitions) => {
  const reason: Reason = { code: 'bad-response', detail: '1 of 2 applications could not be understood' };
  const figures = async (partial: { applications?: Reason }) =>
    argoSystem(await view({ applications: [application()] }, definitions, partial)).figures;
  const cut = await figures({ applications: reason });
  expect(cut.map(({ value, verdict }) => [value, verdict])).toEqual([
    [1, 'unknown'],
    [0, 'unknown'],
    [0, 'unknown'],
    [0, 'unknown'],
  ]);
  const [whole] = await figures({});
  expect(whole).toMatchObject({ value: 1, verdict: 'pass' });
});

it('judges clusters by their check, and none that is not watched', async () => {
  const cluster = { server: 's', message: null, version: null };
  const { clusters } = await view({
    clusters: [
      { ...cluster, name: 'idle', connection: 'Unknown', applications: 0 },
      { ...cluster, name: 'up', connection: 'Successful', applications: 1 },
      { ...cluster, name: 'down', connection: 'Failed', applications: 1 },
    ],
  });
  expect(clusters.ok && clusters.rows.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['down', 'fail'],
    ['up', 'pass'],
    ['idle', 'na'],
  ]);
});

describe('syncs per day', () => {
  const sync = (hours: number) => ({ revision: 'r', deployedMs: NOW_MS - hours * HOUR_MS, by: null });

  it('are the last 28 local days, with the last operation where it failed', async () => {
    const { syncs } = await view({
      applications: [
        application({ history: [sync(1), sync(2), sync(24), sync(28 * 24)] }),
        application({ name: 'b', history: [], operation: operation('Failed') }),
      ],
    });
    expect(syncs?.days).toHaveLength(28);
    expect(syncs?.days.at(-1)).toEqual({ date: '2026-11-20', succeeded: 2, failed: 1 });
    expect(syncs?.days.at(-2)).toEqual({ date: '2026-11-19', succeeded: 1, failed: 0 });
    expect(syncs?.days.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(3);
    expect(syncs?.completeFromMs).toBeNull();
  });

  it('says from when on they are complete, once a history was cut', async () => {
    const history = Array.from({ length: 10 }, (_unused, index) => sync(index + 1));
    const { syncs } = await view({ applications: [application({ history }), application({ name: 'b' })] });
    expect(syncs?.completeFromMs).toBe(NOW_MS - 10 * HOUR_MS);
  });

  it.each([
    [3, [1, 2, 30], NOW_MS - 30 * HOUR_MS],
    [5, [1, 2, 30], null],
    [0, [], NOW_MS],
  ])('knows an application that keeps no more than %i', async (historyLimit, hours, from) => {
    const { syncs } = await view({ applications: [application({ historyLimit, history: hours.map(sync) })] });
    expect(syncs?.completeFromMs).toBe(from);
  });
});
