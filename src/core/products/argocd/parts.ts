/**
 * What can be read of an Argo CD, part by part; times in ms since the epoch, null where the server said nothing.
 * Facts: Argo CD's swagger, `GET /api/v1/applications`.
 */

export interface ArgoApplication {
  name: string;
  namespace: string;
  project: string;
  /** Where it is deployed: name of the cluster, else its server; and namespace. */
  destination: { cluster: string; namespace: string };
  /** Of several sources the first; where manifests are hydrated, the source that people write to. */
  repository: string | null;
  targetRevision: string | null;
  createdMs: number | null;
  /** `Synced`, `OutOfSync`, `Unknown`. */
  sync: string;
  /** What Git says now, compared with the cluster; of several sources all, joined with a comma. */
  revision: string | null;
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing`, `Unknown`. */
  health: string;
  healthMessage: string | null;
  /** When the health last changed, where Argo CD says it. */
  healthSinceMs: number | null;
  autoSync: boolean;
  selfHeal: boolean;
  /** Successful syncs that Argo CD still keeps (`revisionHistoryLimit`, 10 unless set), newest first. */
  history: ReadonlyArray<{ revision: string | null; deployedMs: number; by: string | null }>;
  /** How many syncs are kept at most; null for Argo CD's own 10. */
  historyLimit: number | null;
  operation: ArgoOperation | null;
  /** The step in front of a sync that renders what people write into what is deployed; null for an application without one. */
  hydration: ArgoHydration | null;
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
  /** It was to bring all of the application out: not a dry run, and not some of its resources only. */
  isWhole: boolean;
  startedMs: number | null;
  finishedMs: number | null;
  revision: string | null;
  message: string | null;
  by: string | null;
}

/** What the source hydrator last did, or does. Sync and health speak of the last commit that it brought out. */
export interface ArgoHydration {
  /** `Hydrating`, `Failed`, `Hydrated`; null as long as it has done nothing. */
  phase: string | null;
  startedMs: number | null;
  finishedMs: number | null;
  message: string | null;
}

export interface ArgoProject {
  name: string;
  description: string | null;
  syncWindows: readonly ArgoSyncWindow[];
}

/** Times at which syncs are allowed or denied; it applies to an application that one of the three lists matches. */
export interface ArgoSyncWindow {
  /** `allow` or `deny`. */
  kind: string;
  /** Cron line of five fields. */
  schedule: string;
  /** `30m`, `1h30m` */
  duration: string;
  /** IANA zone; UTC when the window names none. */
  timeZone: string;
  /** Patterns with `*`. */
  applications: readonly string[];
  namespaces: readonly string[];
  clusters: readonly string[];
  /** A person may sync all the same. */
  manualSync: boolean;
  /** All three lists have to match. */
  andOperator: boolean;
}

export interface ArgoCluster {
  name: string;
  server: string;
  /** `Successful`, `Failed`, `Unknown`; a cluster without applications is not watched and `Unknown`. */
  connection: string;
  message: string | null;
  version: string | null;
  applications: number | null;
}

/** A local account, the ones of single sign-on are not listed. */
export interface ArgoAccount {
  name: string;
  enabled: boolean;
  /** `expiresMs` is null for a token that never expires. */
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
