import { createHash } from 'node:crypto';
import type { Fleet } from '../../fleet';
import { appState, type LabApp } from '../../model/delivery';
import { countUntil, lastUntil } from '../../model/wave';

const REPOSITORY = 'https://gitlab.example.net/platform/deploy.git';
export const SERVER = 'https://kubernetes.default.svc';

/** RFC 3339 without fractions, as Kubernetes writes times. */
export const timeText = (seconds: number): string =>
  `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`;

const revisionAt = (app: LabApp, t: number): string => createHash('sha1').update(`${app.name} ${t}`).digest('hex');

/** What an application runs, by its name: kind, namespace and name of each resource. */
const WORKLOADS: Readonly<Record<string, ReadonlyArray<readonly [kind: string, name: string]>>> = {
  storefront: [
    ['Deployment', 'storefront'],
    ['Service', 'storefront'],
    ['Ingress', 'storefront'],
  ],
  checkout: [
    ['Deployment', 'checkout-worker'],
    ['StatefulSet', 'orders-cache'],
    ['Service', 'checkout'],
  ],
  registry: [
    ['Deployment', 'registry'],
    ['PersistentVolumeClaim', 'registry'],
    ['Ingress', 'registry'],
  ],
  monitoring: [
    ['Deployment', 'grafana'],
    ['StatefulSet', 'loki'],
    ['ConfigMap', 'grafana-config'],
  ],
  'cert-manager': [
    ['Deployment', 'cert-manager'],
    ['ClusterIssuer', 'internal-ca'],
  ],
  velero: [
    ['Deployment', 'velero'],
    ['Schedule', 'shop-daily'],
  ],
};

/** `monitoring` has two sources, a chart and the values; the others a folder each. */
function sources(app: LabApp): Record<string, unknown> {
  const folder = { repoURL: REPOSITORY, path: `apps/${app.name}`, targetRevision: 'main' };
  if (app.name !== 'monitoring') {
    return { source: folder };
  }
  const chart = { repoURL: 'https://charts.example.net', chart: 'monitoring', targetRevision: '4.2.0' };
  return {
    sources: [
      { ...chart, helm: { valueFiles: ['$values/monitoring/values.yaml'] } },
      { ...folder, ref: 'values' },
    ],
  };
}

const revision = (app: LabApp, t: number): Record<string, unknown> =>
  app.name === 'monitoring' ? { revisions: ['4.2.0', revisionAt(app, t)] } : { revision: revisionAt(app, t) };

function history(app: LabApp, t: number): unknown[] {
  const count = countUntil(app.succeeded, t);
  return app.succeeded.slice(Math.max(0, count - 10), count).map((deployed, i) => ({
    id: Math.max(0, count - 10) + i,
    ...revision(app, deployed),
    deployStartedAt: timeText(deployed - 40),
    deployedAt: timeText(deployed),
    initiatedBy: initiator(app, deployed),
    ...sources(app),
  }));
}

/** Argo CD itself, or who synced by hand: what is off, and what was done in the night. */
function initiator(app: LabApp, at: number): Record<string, unknown> {
  const byHand =
    !app.autoSync || (app.differsSince < Infinity && at > app.differsSince - 3600 && at < app.differsSince);
  return byHand ? { username: 'alice' } : { automated: true };
}

function operationState(app: LabApp, t: number): Record<string, unknown> | undefined {
  const [good = 0, bad = 0] = [lastUntil(app.succeeded, t), lastUntil(app.failed, t)];
  const finished = Math.max(good, bad);
  if (finished === 0) {
    return undefined;
  }
  const failed = bad > good;
  const wholeApp = failed && app.degraded(bad);
  const message = failed
    ? wholeApp
      ? 'one or more objects failed to apply, reason: admission webhook "validate.example.net" denied the request'
      : 'one or more synchronization tasks completed unsuccessfully, reason: hook Job/checkout-smoke-test failed: BackoffLimitExceeded'
    : 'successfully synced (all tasks run)';
  return {
    operation: { initiatedBy: initiator(app, finished), retry: { limit: 5 }, sync: revision(app, finished) },
    phase: failed ? 'Failed' : 'Succeeded',
    message,
    startedAt: timeText(finished - 40),
    finishedAt: timeText(finished),
    syncResult: { ...revision(app, finished), ...sources(app), resources: [] },
  };
}

function resources(app: LabApp, sync: string, health: string): unknown[] {
  const all = WORKLOADS[app.name] ?? [];
  return all.map(([kind, name], i) => {
    const hasHealth = !['ConfigMap', 'ClusterIssuer', 'Schedule'].includes(kind);
    return {
      version: 'v1',
      kind,
      name,
      ...(kind !== 'ClusterIssuer' && { namespace: app.namespace }),
      ...(['Deployment', 'StatefulSet'].includes(kind) && { group: 'apps' }),
      status: sync === 'OutOfSync' && i === (app.name === 'monitoring' ? 2 : 0) ? 'OutOfSync' : 'Synced',
      ...(hasHealth && { health: { status: i === 0 ? health : 'Healthy' } }),
    };
  });
}

/** An application as `GET /api/v1/applications` lists it at `t`. */
export function application(app: LabApp, { cluster, story }: Fleet, t: number): Record<string, unknown> {
  const { sync, health } = appState(app, t);
  const deployed = lastUntil(app.succeeded, t) ?? 0;
  const images = cluster.workloads
    .filter(({ name }) => (WORKLOADS[app.name] ?? []).some(([, workload]) => workload === name))
    .flatMap(({ name }) => cluster.pods.filter(({ workload }) => workload === name).map(({ image }) => image));
  const created = story.rootFilledSince - 400 * 86_400;
  const operation = operationState(app, t);
  const orphaned = { type: 'OrphanedResourceWarning', message: 'Application has 2 orphaned resources' };
  return {
    metadata: {
      name: app.name,
      namespace: 'argocd',
      uid: revisionAt(app, 0).slice(0, 32),
      resourceVersion: String(Math.floor(t / 180)),
      creationTimestamp: timeText(created),
      generation: 4211,
      labels: { team: app.namespace },
    },
    spec: {
      ...sources(app),
      destination: { server: SERVER, namespace: app.namespace },
      project: 'default',
      syncPolicy: {
        ...(app.autoSync && { automated: { prune: true, ...(app.name === 'storefront' && { selfHeal: true }) } }),
        syncOptions: ['CreateNamespace=true'],
      },
    },
    status: {
      sync: {
        status: sync,
        ...revision(app, deployed),
        comparedTo: { ...sources(app), destination: { server: SERVER } },
      },
      health: {
        status: health,
        lastTransitionTime: timeText(health === 'Degraded' ? story.lastMonth.appDegraded.from : created),
        ...(health === 'Degraded' && { message: 'Deployment "checkout-worker" exceeded its progress deadline' }),
      },
      history: history(app, t),
      ...(operation && { operationState: operation }),
      ...(app.name === 'registry' && { conditions: [{ ...orphaned, lastTransitionTime: timeText(created) }] }),
      resources: resources(app, sync, health),
      summary: { ...(images.length > 0 && { images: [...new Set(images)] }) },
      sourceType: app.name === 'monitoring' ? 'Helm' : 'Kustomize',
      reconciledAt: timeText(Math.floor(t / 180) * 180),
    },
  };
}
