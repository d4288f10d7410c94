import type { ArgoApplication, ArgoProject, ArgoSyncWindow } from './parts';

export const HOUR_MS = 3_600_000;
/** Friday 20 November 2026, 08:31 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 20, 8, 31);

/** An application that is in sync and healthy, with what a test says otherwise. */
export function application(changes: Partial<ArgoApplication> = {}): ArgoApplication {
  return {
    name: 'checkout',
    namespace: 'argocd',
    project: 'shop',
    destination: { cluster: 'in-cluster', namespace: 'shop' },
    repository: 'https://git.example.net/shop',
    targetRevision: 'main',
    createdMs: NOW_MS - 1000 * HOUR_MS,
    sync: 'Synced',
    revision: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    health: 'Healthy',
    healthMessage: null,
    healthSinceMs: null,
    autoSync: true,
    selfHeal: false,
    history: [
      { revision: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', deployedMs: NOW_MS - 30 * HOUR_MS, by: 'auto-sync' },
      { revision: 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', deployedMs: NOW_MS - 90 * HOUR_MS, by: 'auto-sync' },
    ],
    historyLimit: null,
    operation: null,
    hydration: null,
    conditions: [],
    outOfSync: [],
    images: [],
    labels: {},
    reconciledMs: NOW_MS - 60_000,
    ...changes,
  };
}

export function project(name: string, syncWindows: readonly ArgoSyncWindow[] = []): ArgoProject {
  return { name, description: null, syncWindows };
}

/** A window for all applications, an hour from every full hour on, in UTC. */
export function window(changes: Partial<ArgoSyncWindow> = {}): ArgoSyncWindow {
  return {
    kind: 'allow',
    schedule: '0 * * * *',
    duration: '1h',
    timeZone: 'UTC',
    applications: ['*'],
    namespaces: [],
    clusters: [],
    manualSync: false,
    andOperator: false,
    ...changes,
  };
}
