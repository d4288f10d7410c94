/**
 * What can be read of an Argo CD, part by part; times in ms since the epoch, null where the server said nothing.
 * Facts: Argo CD's swagger, `GET /api/v1/applications`.
 */

export interface ArgoApplication {
  name: string;
  namespace: string;
  project: string;
  /** Where it is deployed: server or name of the cluster, and namespace. */
  destination: { cluster: string; namespace: string };
  repository: string | null;
  targetRevision: string | null;
  /** `Synced`, `OutOfSync`, `Unknown`. */
  sync: string;
  revision: string | null;
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing`, `Unknown`. */
  health: string;
  healthMessage: string | null;
  /** When the health last changed, where Argo CD says it. */
  healthSinceMs: number | null;
  autoSync: boolean;
  selfHeal: boolean;
  /** Newest first. */
  history: ReadonlyArray<{ revision: string | null; deployedMs: number; by: string | null }>;
  operation: ArgoOperation | null;
  conditions: ReadonlyArray<{ type: string; message: string; sinceMs: number | null }>;
  /** Resources that differ, as `Deployment shop/checkout`. */
  outOfSync: readonly string[];
  images: readonly string[];
  labels: Readonly<Record<string, string>>;
  /** When the comparison was last made. */
  reconciledMs: number | null;
}

/** The last operation on an application. */
export interface ArgoOperation {
  /** `Running`, `Succeeded`, `Failed`, `Error`, `Terminating`. */
  phase: string;
  startedMs: number | null;
  finishedMs: number | null;
  message: string | null;
  by: string | null;
}

export interface ArgoProject {
  name: string;
  description: string | null;
  /** Allowed or denied times; a schedule is a cron line. */
  syncWindows: ReadonlyArray<{ kind: string; schedule: string; duration: string; applications: readonly string[] }>;
}

export interface ArgoCluster {
  name: string;
  server: string;
  /** `Successful`, `Failed`, `Unknown`. */
  connection: string;
  message: string | null;
  version: string | null;
  applications: number | null;
}

export interface ArgoAccount {
  name: string;
  enabled: boolean;
  tokens: ReadonlyArray<{ id: string; issuedMs: number | null; expiresMs: number | null }>;
}

export interface ArgoParts {
  version: { version: string };
  /** Who the token is: null when Argo CD takes it for nobody. */
  user: { name: string | null; loggedIn: boolean };
  applications: readonly ArgoApplication[];
  projects: readonly ArgoProject[];
  clusters: readonly ArgoCluster[];
  accounts: readonly ArgoAccount[];
}
