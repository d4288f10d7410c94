import type { Labels, TrendPoint } from '../../check/series';
import type { Reason } from '../../check/verdict';
import type { Measured, MeasureContext, MeasureTable, Read, Snapshot } from '../../inventory/read';
import { hasFailed, isRunning, lastInSyncMs, operationSinceMs, shortRevision } from './drift';
import type { ArgoApplication, ArgoCluster, ArgoParts } from './parts';
import { permission } from './syncWindow';

type Entity = Measured['entities'][number];

/** What one application, cluster ... is: a number with the time since when it is so, or why there is none. */
type Seen = { value: number; sinceMs?: number | null } | { reason: Reason };

const DAY_MS = 86_400_000;
const APPLICATION = ['project', 'namespace', 'name'] as const;
/** What of Argo CD's words is fine and what is not; any other is not understood, and never green. */
const GOOD_HEALTH: readonly string[] = ['Healthy', 'Progressing', 'Suspended'];
const BAD_HEALTH: readonly string[] = ['Degraded', 'Missing'];
const APPLICATIONS = ['GET /api/v1/applications'];

/** Everything that checks of kind `argocd` can ask. */
export const ARGO_MEASURES: MeasureTable<ArgoParts> = {
  /** 1: differs from Git. Unknown where Argo CD could not compare. */
  'argocd/out-of-sync': ofApplications((application) => bySync(application, () => ({ value: 1 }), { value: 0 })),

  /** Seconds since it was last known to match Git, 0 while it does: the drift is not older than this. */
  'argocd/drift-age': ofApplications((application, { nowMs }) =>
    bySync(application, () => driftAge(application, nowMs), { value: 0 })
  ),

  /** 1: degraded, or resources are missing. */
  'argocd/unhealthy': ofApplications(({ health, healthMessage, healthSinceMs }) => {
    const isBad = BAD_HEALTH.includes(health);
    return isBad || GOOD_HEALTH.includes(health)
      ? { value: Number(isBad), sinceMs: healthSinceMs }
      : { reason: noData(healthMessage ?? unknownHealth(health)) };
  }),

  /** 1: the last operation failed. */
  'argocd/operation-failed': ofApplications((application) => {
    const phase = application.operation?.phase ?? 'Succeeded';
    return phase === 'Succeeded' || hasFailed(application) || isRunning(application)
      ? { value: Number(hasFailed(application)), sinceMs: operationSinceMs(application) }
      : { reason: noData(`Its last operation is "${phase}", which is not understood.`) };
  }),

  /** Seconds for which an operation has been running, 0 without one. */
  'argocd/operation-running': ofApplications((application, { nowMs }) => {
    const startedMs = application.operation?.startedMs ?? null;
    if (!isRunning(application)) {
      return { value: 0 };
    }
    return startedMs === null
      ? { reason: noData('An operation runs, and Argo CD does not say since when.') }
      : { value: secondsBetween(startedMs, nowMs), sinceMs: startedMs };
  }),

  /** 1: Git is followed by itself; 0: somebody has to sync by hand. */
  'argocd/auto-sync': ofApplications(({ autoSync }) => ({ value: Number(autoSync) })),

  /** Successful syncs that are kept, the present one included. */
  'argocd/rollback-ready': ofApplications(({ history }) => ({ value: history.length })),

  /** 2: an error such as ComparisonError, 1: a warning, 0: no condition. */
  'argocd/conditions': {
    needs: ['applications'],
    labels: [...APPLICATION, 'type'],
    paths: APPLICATIONS,
    observe: (snapshot, { nowMs }) => {
      const { value, atMs, problem } = readable(snapshot.applications);
      const entities = value.flatMap((application) =>
        application.conditions.length === 0
          ? [entity(labelsOf(application), { value: 0 }, atMs, nowMs)]
          : application.conditions.map(({ type, sinceMs }) =>
              entity(
                { ...labelsOf(application), type },
                { value: type.endsWith('Warning') ? 1 : 2, sinceMs },
                atMs,
                nowMs
              )
            )
      );
      return { entities, ...problem };
    },
  },

  /** How often each revision was deployed within the window. */
  'argocd/syncs': {
    needs: ['applications'],
    labels: [...APPLICATION, 'revision'],
    paths: APPLICATIONS,
    observe: (snapshot, { nowMs, windowSeconds }) => {
      const { value, atMs, problem } = readable(snapshot.applications);
      const fromMs = nowMs - windowSeconds * 1000;
      const entities = value.flatMap((application) => {
        const recent = application.history.filter(({ deployedMs }) => deployedMs >= fromMs && deployedMs <= nowMs);
        const revisions = recent.map(({ revision }) => shortRevision(revision));
        return [...new Set(revisions)].map((revision) => {
          const times = revisions.filter((one) => one === revision).length;
          return entity({ ...labelsOf(application), revision }, { value: times }, atMs, nowMs);
        });
      });
      return { entities, ...problem };
    },
  },

  /** 1: Argo CD reaches the cluster. One without applications is not watched, and left out. */
  'argocd/cluster-reachable': {
    needs: ['clusters'],
    labels: ['destination'],
    paths: ['GET /api/v1/clusters'],
    observe: (snapshot, { nowMs }) => {
      const { value, atMs, problem } = readable(snapshot.clusters);
      const entities = value
        .filter((cluster) => !isIdle(cluster))
        .map((cluster) => entity({ destination: cluster.name }, connectionOf(cluster), atMs, nowMs));
      return { entities, ...problem };
    },
  },

  /** Tokens of an enabled local account that never expire. */
  'argocd/lasting-tokens': {
    needs: ['accounts'],
    labels: ['account'],
    paths: ['GET /api/v1/account', 'GET /api/v1/account/can-i/accounts/get/*'],
    observe: (snapshot, { nowMs }) => {
      const { value, atMs, problem } = readable(snapshot.accounts);
      const entities = value
        .filter(({ enabled }) => enabled)
        .map(({ name, tokens }) =>
          entity({ account: name }, { value: tokens.filter(({ expiresMs }) => expiresMs === null).length }, atMs, nowMs)
        );
      return { entities, ...problem };
    },
  },

  /** 1: the windows of the project deny a sync now, at least to some of its applications. */
  'argocd/sync-denied': {
    needs: ['projects'],
    labels: ['project'],
    paths: ['GET /api/v1/projects'],
    observe: (snapshot, { nowMs }) => {
      const { value, atMs, problem } = readable(snapshot.projects);
      const entities = value
        .filter(({ syncWindows }) => syncWindows.length > 0)
        .map(({ name, syncWindows }) => {
          const state = permission(syncWindows, nowMs);
          const seen: Seen =
            state === 'unknown'
              ? { reason: noData('A sync window has a schedule that cannot be read.') }
              : { value: Number(state === 'denied') };
          return entity({ project: name }, seen, atMs, nowMs);
        });
      return { entities, ...problem };
    },
  },
};

function ofApplications(
  look: (application: ArgoApplication, context: MeasureContext) => Seen
): (typeof ARGO_MEASURES)[string] {
  return {
    needs: ['applications'],
    labels: APPLICATION,
    paths: APPLICATIONS,
    observe: (snapshot: Snapshot<ArgoParts>, context) => {
      const { value, atMs, problem } = readable(snapshot.applications);
      const entities = value.map((application) =>
        entity(labelsOf(application), look(application, context), atMs, context.nowMs)
      );
      return { entities, ...problem };
    },
  };
}

/** The evaluator has seen to it that a needed part is readable. */
function readable<T>(read: Read<T> | undefined): { value: T; atMs: number; problem: { problem?: Reason } } {
  if (read?.ok !== true) {
    throw new Error('a part that the measure needs was not read');
  }
  const { value, atMs, partial } = read;
  return { value, atMs, problem: partial === undefined ? {} : { problem: partial } };
}

/** Labels that name an application among all of its Argo CD. */
export function labelsOf({ project, namespace, name }: ArgoApplication): Labels {
  return { project, namespace, name };
}

function entity(labels: Labels, seen: Seen, atMs: number, nowMs: number): Entity {
  if ('reason' in seen) {
    return { labels, value: null, sampleMs: null, trend: [], reason: seen.reason };
  }
  return {
    labels,
    value: seen.value,
    sampleMs: atMs,
    trend: trendSince(seen.value, seen.sinceMs ?? null, atMs, nowMs),
  };
}

/** What is known of the last 24 h: nothing before the time of the change, the value from then on. */
function trendSince(value: number, sinceMs: number | null, atMs: number, nowMs: number): readonly TrendPoint[] {
  if (sinceMs === null || sinceMs >= atMs || nowMs - sinceMs > DAY_MS) {
    return [];
  }
  return [
    { timeMs: sinceMs, value: null },
    { timeMs: sinceMs, value },
    { timeMs: atMs, value },
  ];
}

function bySync(application: ArgoApplication, differs: () => Seen, same: Seen): Seen {
  switch (application.sync) {
    case 'OutOfSync':
      return differs();
    case 'Synced':
      return same;
    default:
      return { reason: noData(whyNotCompared(application)) };
  }
}

/** Why Argo CD could not compare the application with Git, in its own words where it has some. */
export function whyNotCompared(application: ArgoApplication): string {
  return comparisonError(application)?.message || 'Argo CD could not compare it with Git.';
}

export function comparisonError({ conditions }: ArgoApplication): ArgoApplication['conditions'][number] | undefined {
  return (
    conditions.find(({ type }) => type === 'ComparisonError') ?? conditions.find(({ type }) => type.endsWith('Error'))
  );
}

function unknownHealth(health: string): string {
  return health === 'Unknown'
    ? 'Argo CD does not know its health.'
    : `Its health is "${health}", which is not understood.`;
}

function driftAge(application: ArgoApplication, nowMs: number): Seen {
  const lastMs = lastInSyncMs(application);
  return lastMs === null
    ? { reason: noData('It is out of sync; since when, Argo CD does not say.') }
    : { value: secondsBetween(lastMs, nowMs) };
}

function isIdle({ connection, applications }: ArgoCluster): boolean {
  return connection === 'Unknown' && applications === 0;
}

function connectionOf({ connection, message }: ArgoCluster): Seen {
  return connection === 'Successful' || connection === 'Failed'
    ? { value: Number(connection === 'Successful') }
    : { reason: noData(message ?? 'Argo CD does not know whether it reaches the cluster.') };
}

function secondsBetween(fromMs: number, toMs: number): number {
  return Math.max(0, (toMs - fromMs) / 1000);
}

function noData(detail: string): Reason {
  return { code: 'no-data', detail };
}
