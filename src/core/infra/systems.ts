import type { Unit } from '../check/definition';
import type { CheckResult } from '../check/result';
import { verdictRank, worstVerdict, type Reason, type Verdict } from '../check/verdict';
import { hasFailed } from './argocd/drift';
import type { ArgoParts } from './argocd/parts';
import type { BackupServerView } from './proxmox/backupServerView';
import type { ClusterView } from './proxmox/view';
import type { Snapshot } from './read';
import { notPassing, sinceOf, standingOf } from './standing';

/** Everything the team runs, one line per system. Verdicts are those of the systems' checks. */

export type SystemKind =
  'proxmox' | 'pbs' | 'argocd' | 'flux' | 'kubernetes' | 'ceph' | 'backups' | 'certificates' | 'metrics';

/** One number of a system's line; screens have the words for `id`. */
export interface SystemFigure {
  id: string;
  /** Null is unknown. */
  value: number | null;
  /** "5 of 6": how many there should be; null is unknown. */
  of?: number | null;
  unit: Unit;
  /** What its own check says: a number that broke its limit takes the colour. */
  verdict: Verdict;
}

export interface System {
  /** Unique among all systems. */
  key: string;
  kind: SystemKind;
  name: string;
  /** Data source that told it. */
  sourceUid: string;
  verdict: Verdict;
  sinceMs: number | null;
  /** The worst thing about it in one sentence; null when nothing is wrong. */
  finding: string | null;
  /** How many other checks do not pass; 0 where all are unknown for one cause. */
  more: number;
  /** Set when the source gave nothing at all. */
  silent: Reason | null;
  figures: readonly SystemFigure[];
  asOfMs: number | null;
}

export function clusterSystem(view: ClusterView): System {
  const { quorum, online, memory, nodeFails } = view.figures;
  const [worst] = view.attention;
  return {
    key: `proxmox ${view.sourceUid}`,
    kind: 'proxmox',
    name: view.name,
    sourceUid: view.sourceUid,
    verdict: view.verdict,
    sinceMs: worst?.sinceMs ?? null,
    finding: worst?.finding ?? null,
    more: view.silent === null ? Math.max(0, view.attention.length - 1) : 0,
    silent: view.silent,
    figures: [
      quorum.standalone
        ? { id: 'quorum', value: 1, of: 1, unit: 'count', verdict: 'na' }
        : { id: 'quorum', value: quorum.votes, of: quorum.nodes, unit: 'count', verdict: quorum.verdict },
      { id: 'nodes', value: online.online, of: online.nodes, unit: 'count', verdict: online.verdict },
      { id: 'memory', value: memory.usedRatio, unit: 'ratio', verdict: memory.verdict },
      { id: 'node-fails', value: nodeFails.ratio, unit: 'ratio', verdict: nodeFails.verdict },
    ],
    asOfMs: view.asOfMs,
  };
}

export function backupServerSystem(view: BackupServerView): System {
  const [worst] = view.attention;
  const { fullest, soonestFullDays, deduplicationFactor, failedTasks } = view.figures;
  return {
    key: `pbs ${view.sourceUid}`,
    kind: 'pbs',
    name: view.name,
    sourceUid: view.sourceUid,
    verdict: view.verdict,
    sinceMs: worst === undefined ? null : sinceOf(worst),
    finding: worst?.finding ?? null,
    more: view.silent === null ? Math.max(0, view.attention.length - 1) : 0,
    silent: view.silent,
    figures: [
      { id: 'datastore', value: fullest.value, unit: 'ratio', verdict: fullest.verdict },
      { id: 'full-in', value: soonestFullDays.value, unit: 'days', verdict: soonestFullDays.verdict },
      { id: 'dedup', value: deduplicationFactor, unit: 'none', verdict: 'pass' },
      { id: 'failed-tasks', value: failedTasks.value, unit: 'count', verdict: failedTasks.verdict },
    ],
    asOfMs: view.asOfMs,
  };
}

/** An Argo CD from its applications and what the checks of kind `argocd` say about this source alone. */
export function argoSystem(
  source: { uid: string; name: string },
  snapshot: Snapshot<ArgoParts>,
  checks: readonly CheckResult[]
): System {
  const { applications } = snapshot;
  const list = applications?.ok ? applications.value : null;
  const count = (is: (application: ArgoParts['applications'][number]) => boolean) => list?.filter(is).length ?? null;
  const wrong = notPassing(checks);
  const [worst] = wrong;
  const silent = applications?.ok === false ? applications.reason : null;
  const figure = (id: string, value: number | null, measure: string): SystemFigure => {
    const own = checks.filter(({ definition }) => definition.query === measure);
    return {
      id,
      value,
      unit: 'count',
      verdict: value === null ? 'unknown' : worstVerdict(own.map(({ verdict }) => verdict)),
    };
  };
  return {
    key: `argocd ${source.uid}`,
    kind: 'argocd',
    name: source.name,
    sourceUid: source.uid,
    verdict: silent === null ? standingOf(checks) : 'unknown',
    sinceMs: worst === undefined ? null : sinceOf(worst),
    finding: worst?.finding ?? null,
    more: silent === null ? Math.max(0, wrong.length - 1) : 0,
    silent,
    figures: [
      { id: 'applications', value: list?.length ?? null, unit: 'count', verdict: list === null ? 'unknown' : 'pass' },
      figure(
        'out-of-sync',
        count(({ sync }) => sync === 'OutOfSync'),
        'argocd.out-of-sync'
      ),
      figure(
        'degraded',
        count(({ health }) => health === 'Degraded' || health === 'Missing'),
        'argocd.unhealthy'
      ),
      figure('failed-syncs', count(hasFailed), 'argocd.operation-failed'),
    ],
    asOfMs: applications?.ok ? applications.atMs : null,
  };
}

/** Worst first; equal ones by kind and name, so that the order does not depend on who answered first. */
export function worstSystemsFirst(systems: readonly System[]): readonly System[] {
  return [...systems].sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict) || byKindAndName(a, b));
}

/** By kind, worst first within each. */
export function systemsByKind(systems: readonly System[]): readonly System[] {
  return [...systems].sort(
    (a, b) =>
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      verdictRank(a.verdict) - verdictRank(b.verdict) ||
      byKindAndName(a, b)
  );
}

const KINDS: readonly SystemKind[] = [
  'proxmox',
  'pbs',
  'kubernetes',
  'ceph',
  'argocd',
  'flux',
  'backups',
  'certificates',
  'metrics',
];

function byKindAndName(a: System, b: System): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : Number(a.name > b.name));
}
