import type { CheckResult } from '../../check/result';
import { verdictRank, type Reason } from '../../check/verdict';
import type { Read, Snapshot } from '../../inventory/read';
import { notPassing, standingOf } from '../standing';
import { applicationRows } from './applicationRows';
import type { ArgoParts, ArgoProject } from './parts';
import { syncDays } from './syncDays';
import { isOpen, permission } from './syncWindow';
import type { ClusterRow, DeliveryView, Part, ProjectRow } from './view';

/** What `deliveryView` reads. */
export const DELIVERY_PARTS = ['version', 'applications', 'projects', 'clusters'] as const;

export interface DeliveryInput {
  source: { uid: string; name: string };
  snapshot: Snapshot<ArgoParts>;
  /** What the checks of kind `argocd` say about this source alone. */
  checks: readonly CheckResult[];
  nowMs: number;
  /** IANA zone of the days. */
  zone: string;
  /** Where people reach Argo CD, for links. */
  address?: string | undefined;
}

export function deliveryView({ source, snapshot, checks, nowMs, zone, address }: DeliveryInput): DeliveryView {
  const { applications, clusters, projects, version } = snapshot;
  const silent = reasonOf(applications);
  const list = applications?.ok ? applications.value : [];
  const windowsOf = new Map(projects?.ok ? projects.value.map((project) => [project.name, project]) : []);
  const attention = notPassing(checks);
  const rows = applicationRows({ applications: list, projects: windowsOf, checks, nowMs, address });
  return {
    sourceUid: source.uid,
    name: source.name,
    version: version?.ok ? version.value.version : null,
    verdict: silent === null ? standingOf(checks) : 'unknown',
    silent,
    asOfMs: oldest([applications, clusters, projects]),
    applications: rows,
    partial: partialOf(applications),
    syncs: silent === null ? syncDays(list, nowMs, zone) : null,
    clusters: partOf(clusters, (all) => clusterRows(all, checks)),
    projects: partOf(projects, (all) => projectRows(all, applications?.ok ? list : null, nowMs)),
    checks,
    attention,
    beside: attention.filter((check) => !isAboutApplications(check)),
  };
}

/** A part that was not asked for is as unknown as one that was refused. */
function reasonOf(read: Read<unknown> | undefined): Reason | null {
  return read === undefined ? { code: 'no-data' } : read.ok ? null : read.reason;
}

function partOf<T, Row>(read: Read<T> | undefined, rows: (value: T) => readonly Row[]): Part<Row> {
  return read?.ok
    ? { ok: true, rows: rows(read.value), partial: partialOf(read) }
    : { ok: false, reason: reasonOf(read) ?? { code: 'no-data' } };
}

function partialOf(read: Read<unknown> | undefined): Reason | null {
  return (read?.ok ? read.partial : undefined) ?? null;
}

function oldest(reads: ReadonlyArray<Read<unknown> | undefined>): number | null {
  const times = reads.flatMap((read) => (read?.ok ? read.atMs : []));
  return times.length === 0 ? null : Math.min(...times);
}

function isAboutApplications({ verdict, entities }: CheckResult): boolean {
  return entities.some((entity) => entity.verdict === verdict && entity.labels['name'] !== undefined);
}

function clusterRows(clusters: ArgoParts['clusters'], checks: readonly CheckResult[]): readonly ClusterRow[] {
  const entities = checks.flatMap((check) =>
    check.entities.filter(({ labels }) => labels['destination'] !== undefined)
  );
  return clusters
    .map((cluster) => {
      const entity = entities.find(({ labels }) => labels['destination'] === cluster.name);
      // One without applications is not watched by Argo CD, and no check speaks of it.
      return { ...cluster, verdict: entity?.verdict ?? ('na' as const), reason: entity?.reason ?? null };
    })
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict) || byText(a.name, b.name));
}

function projectRows(
  projects: readonly ArgoProject[],
  applications: ArgoParts['applications'] | null,
  nowMs: number
): readonly ProjectRow[] {
  return projects
    .map(({ name, description, syncWindows }) => ({
      name,
      description,
      applications: applications?.filter(({ project }) => project === name).length ?? null,
      windows: syncWindows.map((window) => ({ window, open: isOpen(window, nowMs) })),
      syncs: permission(syncWindows, nowMs),
    }))
    .sort((a, b) => b.windows.length - a.windows.length || byText(a.name, b.name));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
