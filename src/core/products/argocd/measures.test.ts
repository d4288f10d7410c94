import * as fc from 'fast-check';
import type { Snapshot } from '../../inventory/read';
import { ARGO_MEASURES } from './measures';
import type { ArgoApplication, ArgoParts } from './parts';
import { application, HOUR_MS, NOW_MS, project, window } from './testData';

const WINDOW_SECONDS = 16 * 3600;

function observe(measure: string, parts: Partial<ArgoParts>) {
  const snapshot = Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, { ok: true, value, atMs: NOW_MS }])
  ) as Snapshot<ArgoParts>;
  const found = ARGO_MEASURES[measure]?.observe(snapshot, { nowMs: NOW_MS, windowSeconds: WINDOW_SECONDS });
  return (
    found?.entities.map(({ labels, value, reason }) => ({
      ...labels,
      value,
      ...(reason && { why: [reason.detail, reason.quote].filter(Boolean).join(' ') }),
    })) ?? []
  );
}

/** Value, or why there is none, of one application. */
function of(measure: string, changes: Partial<ArgoApplication>) {
  const [entity, ...others] = observe(measure, { applications: [application(changes)] });
  expect(others).toEqual([]);
  return entity && 'why' in entity ? entity.why : entity?.value;
}

describe('sync', () => {
  it('is out of sync, in sync, or not known with the words of Argo CD', () => {
    expect(of('argocd/out-of-sync', { sync: 'OutOfSync' })).toBe(1);
    expect(of('argocd/out-of-sync', { sync: 'Synced' })).toBe(0);
    expect(of('argocd/out-of-sync', { sync: 'Unknown' })).toBe('Argo CD could not compare it with Git.');
    const conditions = [{ type: 'ComparisonError', message: 'repository not found', sinceMs: null }];
    expect(of('argocd/out-of-sync', { sync: 'Unknown', conditions })).toBe(
      'Argo CD could not compare it with Git. repository not found'
    );
  });

  it('differs at most since the last sync that succeeded', () => {
    const history = [{ revision: 'a', deployedMs: NOW_MS - 31 * HOUR_MS, by: null }];
    expect(of('argocd/drift-age', { sync: 'OutOfSync', history })).toBe(31 * 3600);
    expect(of('argocd/drift-age', { sync: 'Synced', history })).toBe(0);
  });

  it('differs since it was made when it was never synced, and for a time that nobody knows without that', () => {
    const never = { sync: 'OutOfSync', history: [], operation: null };
    expect(of('argocd/drift-age', { ...never, createdMs: NOW_MS - HOUR_MS })).toBe(3600);
    expect(of('argocd/drift-age', { ...never, createdMs: null })).toMatch(/does not say/);
    expect(of('argocd/drift-age', { sync: 'Unknown' })).toMatch(/could not compare/);
  });

  it('does not count a failed sync as one that made it match', () => {
    const operation = {
      phase: 'Failed',
      isWhole: true,
      startedMs: NOW_MS,
      finishedMs: NOW_MS,
      revision: null,
      message: null,
      by: null,
    };
    const history = [{ revision: 'a', deployedMs: NOW_MS - 2 * HOUR_MS, by: null }];
    expect(of('argocd/drift-age', { sync: 'OutOfSync', history, operation })).toBe(7200);
    expect(
      of('argocd/drift-age', { sync: 'OutOfSync', history, operation: { ...operation, phase: 'Succeeded' } })
    ).toBe(0);
  });
});

describe('drift after a sync that was not of everything', () => {
  const part = { phase: 'Succeeded', isWhole: false, startedMs: NOW_MS, finishedMs: NOW_MS };
  const operation = { ...part, revision: null, message: null, by: null };

  it('goes on: a dry run or a sync of some resources does not say that the application matched', () => {
    const history = [{ revision: 'a', deployedMs: NOW_MS - 31 * HOUR_MS, by: null }];
    expect(of('argocd/drift-age', { sync: 'OutOfSync', history, operation })).toBe(31 * 3600);
    const never = { sync: 'OutOfSync', history: [], createdMs: NOW_MS - 40 * HOUR_MS };
    expect(of('argocd/drift-age', { ...never, operation })).toBe(40 * 3600);
  });
});

describe('health', () => {
  it.each([
    ['Healthy', 0],
    ['Progressing', 0],
    ['Suspended', 0],
    ['Degraded', 1],
    ['Missing', 1],
    ['Unknown', 'Argo CD does not know its health.'],
    ['Quarantined', 'Its health is "Quarantined", which is not understood.'],
  ])('%s is %s', (health, expected) => {
    expect(of('argocd/unhealthy', { health, healthMessage: null })).toBe(expected);
  });

  it('carries the time of the change, as far back as a day', () => {
    const entities = (sinceMs: number) =>
      ARGO_MEASURES['argocd/unhealthy']?.observe(
        {
          applications: {
            ok: true,
            value: [application({ health: 'Degraded', healthSinceMs: sinceMs })],
            atMs: NOW_MS,
          },
        },
        { nowMs: NOW_MS, windowSeconds: WINDOW_SECONDS }
      ).entities;
    expect(entities(NOW_MS - HOUR_MS)?.[0]?.trend.map(({ value }) => value)).toEqual([null, 1, 1]);
    expect(entities(NOW_MS - 25 * HOUR_MS)?.[0]?.trend).toEqual([]);
  });
});

describe('health that is on its way', () => {
  const passage = (changes: Partial<ArgoApplication>) => of('argocd/health-age', changes);
  const [hours, operation] = [(n: number) => NOW_MS - n * HOUR_MS, { phase: 'Succeeded', isWhole: true, by: null }];
  const over = { ...operation, startedMs: hours(3), finishedMs: hours(2), revision: null, message: null };

  it.each(['Progressing', 'Suspended'])('has a clock while it is %s', (health) => {
    expect(passage({ health, healthSinceMs: hours(6), operation: over })).toBe(6 * 3600);
    expect(passage({ health, operation: over })).toBe(2 * 3600);
    const nothing = { health, history: [], operation: null };
    expect(passage({ ...nothing, createdMs: hours(1) })).toBe(3600);
    expect(passage({ ...nothing, createdMs: null })).toBe('Argo CD does not say since when.');
    expect(passage({ health, healthSinceMs: hours(-2) })).toMatch(/future/);
  });

  it('is bad at once when it is bad, and a strange word is not taken for anything', () => {
    expect(passage({ health: 'Healthy', healthSinceMs: hours(9) })).toBe(0);
    expect(passage({ health: 'Degraded', healthSinceMs: hours(9) })).toBe(9 * 3600);
    const nothing = { history: [], operation: null, createdMs: null };
    expect(['Degraded', 'Missing'].map((health) => passage({ ...nothing, health }))).toEqual([0, 0]);
    expect(passage({ health: 'Missing', healthSinceMs: hours(-9) })).toBe(0);
    expect(passage({ health: 'Napping', healthMessage: null })).toBe(
      'Its health is "Napping", which is not understood.'
    );
  });

  it('is said with its name', () => {
    const [seen] = observe('argocd/health-age', {
      applications: [application({ health: 'Suspended', healthSinceMs: hours(30) })],
    });
    expect(seen).toMatchObject({ name: 'checkout', health: 'Suspended', value: 30 * 3600 });
  });
});

describe('hydration', () => {
  const hydration = { phase: 'Failed', startedMs: NOW_MS - HOUR_MS, finishedMs: NOW_MS, message: 'no\n such  chart' };

  it('fails with the words of Argo CD, and takes no strange phase for success', () => {
    const applications = [
      application({ name: 'plain' }),
      application({ name: 'a', hydration }),
      application({ name: 'b', hydration: { ...hydration, phase: 'Hydrated' } }),
      application({ name: 'c', hydration: { ...hydration, phase: 'Hydrating' } }),
      application({ name: 'd', hydration: { ...hydration, phase: 'Evaporated' } }),
      application({ name: 'e', hydration: { ...hydration, phase: null } }),
    ];
    expect(observe('argocd/hydration-failed', { applications })).toMatchObject([
      { name: 'a', value: 1, message: 'no such chart' },
      { name: 'b', value: 0 },
      { name: 'c', value: 0 },
      { name: 'd', value: null, why: '"Evaporated" is no state that is known.' },
      { name: 'e', value: null, why: 'It has not been hydrated yet.' },
    ]);
    expect(observe('argocd/hydrating', { applications }).map(({ value }) => value)).toEqual([0, 0, 3600, null, null]);
  });
});

describe('operations', () => {
  const operation = {
    phase: 'Running',
    isWhole: true,
    startedMs: NOW_MS - HOUR_MS,
    finishedMs: null,
    revision: null,
    message: null,
    by: null,
  };

  it('fail, or run for a time', () => {
    expect(of('argocd/operation-failed', { operation: { ...operation, phase: 'Error' } })).toBe(1);
    expect(of('argocd/operation-failed', { operation: null })).toBe(0);
    expect(of('argocd/operation-failed', { operation })).toBe(0);
    expect(of('argocd/operation-failed', { operation: { ...operation, phase: 'Paused' } })).toMatch(/not understood/);
    expect(of('argocd/operation-running', { operation })).toBe(3600);
    expect(of('argocd/operation-running', { operation: { ...operation, phase: 'Succeeded' } })).toBe(0);
    expect(of('argocd/operation-running', { operation: { ...operation, startedMs: null } })).toMatch(/since when/);
    expect(of('argocd/operation-running', { operation: { ...operation, phase: 'Paused' } })).toMatch(/not understood/);
  });

  it('are listed by revision within the window, each revision once', () => {
    const sync = (revision: string, hours: number) => ({ revision, deployedMs: NOW_MS - hours * HOUR_MS, by: null });
    const history = [sync('aaa', 1), sync('bbb', 2), sync('aaa', 3), sync('old', 17)];
    expect(observe('argocd/syncs', { applications: [application({ history })] })).toMatchObject([
      { revision: 'aaa', value: 2 },
      { revision: 'bbb', value: 1 },
    ]);
  });
});

it('tells errors from warnings among the conditions, and keeps applications without one', () => {
  const conditions = [
    { type: 'SyncError', message: '', sinceMs: null },
    { type: 'OrphanedResourceWarning', message: '', sinceMs: null },
  ];
  conditions.push({ type: 'Mood', message: '', sinceMs: null });
  const applications = [application({ name: 'a', conditions }), application({ name: 'b', conditions: [] })];
  expect(observe('argocd/conditions', { applications })).toMatchObject([
    { name: 'a', type: 'SyncError', value: 2 },
    { name: 'a', type: 'OrphanedResourceWarning', value: 1 },
    { name: 'a', type: 'Mood', value: null, why: '"Mood" is no state that is known.' },
    { name: 'b', value: 0 },
  ]);
});

it('leaves out a cluster that is not watched, and does not know one that should be', () => {
  const cluster = { server: '', message: null, version: null };
  const clusters = [
    { ...cluster, name: 'idle', connection: 'Unknown', applications: 0 },
    { ...cluster, name: 'lost', connection: 'Unknown', applications: 3 },
    { ...cluster, name: 'forgotten', connection: 'Unknown', applications: null },
    { ...cluster, name: 'down', connection: 'Failed', applications: 3 },
    { ...cluster, name: 'up', connection: 'Successful', applications: 3 },
  ];
  expect(observe('argocd/cluster-reachable', { clusters })).toMatchObject([
    { destination: 'lost', value: null },
    { destination: 'forgotten', value: null },
    { destination: 'down', value: 0 },
    { destination: 'up', value: 1 },
  ]);
});

it('counts tokens without an end, of enabled accounts only', () => {
  const token = (expiresMs: number | null) => ({ id: '', issuedMs: null, expiresMs });
  const accounts = [
    { name: 'ci', enabled: true, tokens: [token(null), token(NOW_MS), token(null)] },
    { name: 'old', enabled: false, tokens: [token(null)] },
    { name: 'far', enabled: true, tokens: [token(Date.UTC(9999, 0))] },
  ];
  expect(observe('argocd/lasting-tokens', { accounts })).toEqual([
    { account: 'ci', value: 2 },
    { account: 'far', value: 1 },
  ]);
});

it('lists projects with windows, and knows nothing of a schedule that it cannot read', () => {
  const projects = [
    project('none', []),
    project('closed', [window({ kind: 'deny', schedule: '* * * * *' })]),
    project('odd', [window({ kind: 'deny', schedule: '@sometimes' })]),
    project('strange', [window({ kind: 'postpone' })]),
  ];
  expect(observe('argocd/sync-denied', { projects })).toMatchObject([
    { project: 'closed', value: 1 },
    { project: 'odd', value: null },
    { project: 'strange', value: null },
  ]);
});

it('gives a finite value or a reason for whatever an application says', () => {
  const when = fc.option(fc.integer({ min: 1, max: NOW_MS * 2 }), { nil: null });
  const changes = fc.record({
    sync: fc.constantFrom('Synced', 'OutOfSync', 'Unknown', 'New'),
    health: fc.constantFrom('Healthy', 'Degraded', 'Unknown', ''),
    createdMs: when,
    healthSinceMs: when,
    history: fc.array(
      fc.record({ revision: fc.option(fc.string(), { nil: null }), deployedMs: fc.nat(), by: fc.constant(null) })
    ),
    operation: fc.option(
      fc.record({
        phase: fc.constantFrom('Running', 'Failed', 'Succeeded', ''),
        isWhole: fc.boolean(),
        startedMs: when,
        finishedMs: when,
        revision: fc.constant(null),
        message: fc.constant(null),
        by: fc.constant(null),
      }),
      { nil: null }
    ),
  });
  const ofApplications = Object.keys(ARGO_MEASURES).filter((id) => ARGO_MEASURES[id]?.needs.includes('applications'));
  fc.assert(
    fc.property(fc.constantFrom(...ofApplications), changes, (measure, change) => {
      for (const entity of observe(measure, { applications: [application(change)] })) {
        expect('why' in entity || (typeof entity.value === 'number' && Number.isFinite(entity.value))).toBe(true);
      }
    })
  );
});
