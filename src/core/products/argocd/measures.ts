import type { Labels, TrendPoint } from '../../check/series';
import type { Reason } from '../../check/verdict';
import { noData, secondsSince, strangeWord } from '../../inventory/measure';
import type { Measured, MeasureContext, MeasureTable, Read, Snapshot } from '../../inventory/read';
import { neverEnds } from '../never';
import {
  hasFailed,
  healthSinceMs,
  isOnItsWay,
  isRunning,
  lastInSyncMs,
  operationSinceMs,
  shortRevision,
} from './drift';
import type { ArgoApplication, ArgoCluster, ArgoHydration, ArgoParts } from './parts';
import { permission } from './syncWindow';

type Entity = Measured['entities'][number];

/** What one application, cluster ... is: a number with the time since when it is so, or why there is none. */
type Seen = { value: number; sinceMs?: number | null; says?: Labels } | { reason: Reason };

const DAY_MS = 86_400_000;
const APPLICATION = ['project', 'namespace', 'name'] as const;
/** What of Argo CD's words is fine and what is not; what is neither is on its way, or not understood and never green. */
const GOOD_HEALTH: readonly string[] = ['Healthy'];
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

  /** 1: degraded, or resources are missing. One on its way is not; how long it may be is another measure's business. */
  'argocd/unhealthy': ofApplications(({ health, healthMessage, healthSinceMs: sinceMs }) => {
    const isBad = BAD_HEALTH.includes(health);
    return isBad || GOOD_HEALTH.includes(health) || isOnItsWay({ health })
      ? { value: Number(isBad), sinceMs }
      : { reason: noData(unknownHealth(health), healthMessage) };
  }),

  /** Seconds for which it has not been healthy, 0 for one that is; `health` says what it is instead. */
  'argocd/health-age': ofApplications(
    (application, { nowMs }) => {
      const { health, healthMessage } = application;
      if (GOOD_HEALTH.includes(health)) {
        return { value: 0 };
      }
      const sinceMs = healthSinceMs(application);
      if (BAD_HEALTH.includes(health)) {
        // Bad at once, also where nobody knows since when.
        return lasting(sinceMs === null ? nowMs : Math.min(sinceMs, nowMs), nowMs, { health });
      }
      return isOnItsWay(application)
        ? lasting(sinceMs, nowMs, { health })
        : { reason: noData(unknownHealth(health), healthMessage) };
    },
    ['health']
  ),

  /** 1: the last operation failed. */
  'argocd/operation-failed': ofApplications((application) => {
    const phase = application.operation?.phase ?? 'Succeeded';
    return phase === 'Succeeded' || hasFailed(application) || isRunning(application)
      ? { value: Number(hasFailed(application)), sinceMs: operationSinceMs(application) }
      : { reason: noData(`Its last operation is "${phase}", which is not understood.`) };
  }),

  /** Seconds for which an operation has been running, 0 without one. */
  'argocd/operation-running': ofApplications((application, { nowMs }) => {
    const { operation } = application;
    if (isRunning(application)) {
      return lasting(operation?.startedMs ?? null, nowMs);
    }
    return operation === null || operation.phase === 'Succeeded' || hasFailed(application)
      ? { value: 0 }
      : { reason: noData(`Its last operation is "${operation.phase}", which is not understood.`) };
  }),

  /** 1: what people wrote could not be rendered, so that nothing newer is deployed. Only of applications with a hydrator. */
  'argocd/hydration-failed': ofHydrations(
    ({ phase, message, finishedMs, startedMs }) => {
      const isFailed = phase === 'Failed';
      return {
        value: Number(isFailed),
        sinceMs: isFailed ? (finishedMs ?? startedMs) : null,
        ...(isFailed && { says: { message: oneLine(message ?? 'Argo CD does not say why') } }),
      };
    },
    ['message']
  ),

  /** Seconds for which it has been rendered, 0 for one that is done. */
  'argocd/hydrating': ofHydrations(({ phase, startedMs }, nowMs) =>
    phase === 'Hydrating' ? lasting(startedMs, nowMs) : { value: 0 }
  ),

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
              entity({ ...labelsOf(application), type }, conditionOf(type, sinceMs), atMs, nowMs)
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
          entity(
            { account: name },
            { value: tokens.filter(({ expiresMs }) => neverEnds(expiresMs, nowMs)).length },
            atMs,
            nowMs
          )
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

/** `says` are labels that the look gives beside those that name the application; one of which nothing is to be seen is left out. */
function ofApplications(
  look: (application: ArgoApplication, context: MeasureContext) => Seen | null,
  says: readonly string[] = []
): (typeof ARGO_MEASURES)[string] {
  return {
    needs: ['applications'],
    labels: [...APPLICATION, ...says],
    paths: APPLICATIONS,
    observe: (snapshot: Snapshot<ArgoParts>, context) => {
      const { value, atMs, problem } = readable(snapshot.applications);
      const entities = value.flatMap((application) => {
        const seen = look(application, context);
        const said = seen !== null && 'says' in seen ? seen.says : {};
        return seen === null ? [] : [entity({ ...labelsOf(application), ...said }, seen, atMs, context.nowMs)];
      });
      return { entities, ...problem };
    },
  };
}

/** What is seen of the hydration of the applications that have one; as long as it has done nothing, or in a strange phase, nothing. */
function ofHydrations(
  look: (hydration: ArgoHydration, nowMs: number) => Seen,
  says: readonly string[] = []
): (typeof ARGO_MEASURES)[string] {
  return ofApplications(({ hydration }, { nowMs }) => {
    if (hydration === null) {
      return null;
    }
    const { phase } = hydration;
    if (phase === null) {
      return { reason: noData('It has not been hydrated yet.') };
    }
    return HYDRATION_PHASES.includes(phase) ? look(hydration, nowMs) : { reason: strangeWord(phase) };
  }, says);
}

const HYDRATION_PHASES: readonly string[] = ['Hydrated', 'Hydrating', 'Failed'];

/** A stretch of time that has not ended: how long it lasts, or that nobody knows since when. */
function lasting(sinceMs: number | null, nowMs: number, says: Labels = {}): Seen {
  if (sinceMs === null) {
    return { reason: noData('Argo CD does not say since when.') };
  }
  const seconds = secondsSince(sinceMs, nowMs);
  return typeof seconds === 'number' ? { value: seconds, sinceMs, says } : { reason: seconds };
}

/** An error or a warning, by the end of its name as Argo CD builds them. */
function conditionOf(type: string, sinceMs: number | null): Seen {
  if (type.endsWith('Error')) {
    return { value: 2, sinceMs };
  }
  return type.endsWith('Warning') ? { value: 1, sinceMs } : { reason: strangeWord(type) };
}

const MOST_CHARACTERS = 200;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
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
      return { reason: noData(NOT_COMPARED, comparisonError(application)?.message) };
  }
}

const NOT_COMPARED = 'Argo CD could not compare it with Git.';

/** Why Argo CD could not compare the application with Git, in its own words where it has some. */
export function whyNotCompared(application: ArgoApplication): string {
  return comparisonError(application)?.message || NOT_COMPARED;
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
  const seconds =
    lastMs === null ? noData('It is out of sync; since when, Argo CD does not say.') : secondsSince(lastMs, nowMs);
  return typeof seconds === 'number' ? { value: seconds } : { reason: seconds };
}

function isIdle({ connection, applications }: ArgoCluster): boolean {
  return connection === 'Unknown' && applications === 0;
}

function connectionOf({ connection, message }: ArgoCluster): Seen {
  return connection === 'Successful' || connection === 'Failed'
    ? { value: Number(connection === 'Successful') }
    : { reason: noData('Argo CD does not know whether it reaches the cluster.', message) };
}
