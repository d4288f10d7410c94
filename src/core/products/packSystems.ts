import { fillFinding, unknownFinding } from '../check/finding';
import type { CheckResult, Entity, RunResult, SourceStatus } from '../check/result';
import { verdictRank, worstVerdict, type Reason, type Verdict } from '../check/verdict';
import type { ProductId } from './ids';
import { METRICS, type System, type SystemFigure } from './system';

/** Packs that describe a system; with `cluster` there is one system per value of that label. */
const SYSTEM_PACKS: Readonly<Record<string, { product: ProductId; byCluster: boolean }>> = {
  kubernetes: { product: 'kubernetes', byCluster: true },
  ceph: { product: 'ceph', byCluster: true },
  backups: { product: 'backups', byCluster: false },
  certificates: { product: 'certificates', byCluster: false },
  flux: { product: 'flux', byCluster: false },
};

/** Ids of the packs whose checks tell of systems that are seen through metrics. */
export const METRIC_SYSTEM_PACKS: readonly string[] = Object.keys(SYSTEM_PACKS);

/**
 * The systems that the checks of a run speak of, each with what is said of it alone. Where a pack found nothing there is no
 * such system; a source that does not answer is a line of its own, for nobody can say what stands behind it.
 */
export function metricSystems(run: RunResult): System[] {
  const checks = [...run.checks.values()];
  const silent = run.sources.flatMap((source) => (source.answered ? [] : [silentSource(source)]));
  return [...silent, ...run.sources.flatMap((source) => systemsOf(source, checks, run.askedMs))];
}

/** One check, seen from one system. */
interface Part {
  check: CheckResult;
  /** Worst first. */
  entities: Entity[];
  verdict: Verdict;
  /** Set when the source could not tell. */
  problem?: Reason;
}

type Parts = ReadonlyMap<string, Part>;

interface Group {
  product: ProductId;
  cluster: string;
  parts: Map<string, Part>;
}

function systemsOf(source: SourceStatus, checks: readonly CheckResult[], askedMs: number): System[] {
  const groups = groupsOf(source, checks);
  if (source.answered) {
    noteUnanswered(groups, source, checks);
  }
  return [...groups].map(([key, { product, cluster, parts }]) => {
    const wrong = [...parts.values()]
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'na')
      .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
    const [worst] = wrong;
    return {
      ...{ key, product, name: cluster === '' ? source.name : cluster, sourceUid: source.uid },
      verdict: worstVerdict([...parts.values()].map(({ verdict }) => verdict)),
      sinceMs: worst?.entities[0]?.sinceMs ?? null,
      finding: worst === undefined ? null : findingOf(worst),
      more: Math.max(0, wrong.length - 1),
      silent: null,
      figures: FIGURES[product]?.(parts) ?? [],
      asOfMs: askedMs,
    };
  });
}

function groupsOf({ uid }: SourceStatus, checks: readonly CheckResult[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const check of checks) {
    const pack = SYSTEM_PACKS[check.definition.pack];
    for (const entity of pack === undefined ? [] : check.entities) {
      if (pack === undefined || entity.sourceUid !== uid) {
        continue;
      }
      const cluster = pack.byCluster ? (entity.labels['cluster'] ?? '') : '';
      const key = `${pack.product} ${uid} ${cluster}`;
      const group: Group = groups.get(key) ?? { product: pack.product, cluster, parts: new Map() };
      const part: Part = group.parts.get(check.definition.id) ?? { check, entities: [], verdict: 'na' };
      part.entities.push(entity);
      part.verdict = worstVerdict([part.verdict, entity.verdict]);
      group.parts.set(check.definition.id, part);
      groups.set(key, group);
    }
  }
  return groups;
}

/** A check that was not answered found nothing: each system of its kind may lack something. All of a pack, and it is unknown itself. */
function noteUnanswered(groups: Map<string, Group>, { uid }: SourceStatus, checks: readonly CheckResult[]): void {
  for (const [pack, { product }] of Object.entries(SYSTEM_PACKS)) {
    const parts = checks
      .filter(({ definition }) => definition.pack === pack)
      .map((check) => {
        const problem = check.evidence.find(({ sourceUid }) => sourceUid === uid)?.problem;
        return problem && ({ check, entities: [], verdict: 'unknown', problem } satisfies Part);
      });
    const isDark = parts.length > 0 && parts.every((part) => part !== undefined);
    const own = [...groups.values()].filter((group) => group.product === product);
    if (isDark && own.length === 0) {
      const group: Group = { product, cluster: '', parts: new Map() };
      groups.set(`${product} ${uid} `, group);
      own.push(group);
    }
    for (const part of parts) {
      own.forEach((group) => part && group.parts.set(part.check.definition.id, part));
    }
  }
}

/** The check's finding about the worst thing of this system, and not of another one. */
function findingOf({ check: { definition }, entities, verdict, problem }: Part): string {
  const [worst] = entities;
  const count = entities.filter((entity) => entity.verdict === verdict).length;
  if (worst === undefined || verdict === 'unknown') {
    const reason = worst?.reason ?? problem ?? { code: 'no-data' };
    return unknownFinding(definition.title, reason, worst ?? null, count);
  }
  return fillFinding(definition, worst, count);
}

function silentSource({ uid, name, problem }: SourceStatus): System {
  return {
    ...{ key: `${METRICS} ${uid}`, product: METRICS, name, sourceUid: uid, verdict: 'unknown' },
    ...{ sinceMs: null, finding: null, more: 0, figures: [], asOfMs: null },
    silent: problem ?? { code: 'no-data' },
  };
}

type FiguresOf = (parts: Parts) => SystemFigure[];

const FIGURES: Readonly<Partial<Record<ProductId, FiguresOf>>> = {
  kubernetes: (parts) => [
    passing('nodes', parts, ['k8s.node-ready']),
    bad('pods-stuck', parts, ['k8s.pods-not-ready']),
    worstValue('memory-asked', parts, 'k8s.memory-commit'),
    bad('restarting', parts, ['k8s.restarts', 'k8s.crashloop']),
  ],
  ceph: (parts) => [
    passing('osds', parts, ['ceph.osd-down']),
    worstValue('raw-used', parts, 'ceph.capacity'),
    worstValue('full-in', parts, 'ceph.days-to-full'),
    worstValue('pgs-unclean', parts, 'ceph.pg-unclean'),
  ],
  backups: (parts) => [
    bad('too-old', parts, ['backup.pbs-age', 'backup.velero-age', 'backup.db-age']),
    bad('failed', parts, ['backup.velero-last-status', 'backup.velero-errors']),
    bad('unverified', parts, ['backup.pbs-verify']),
    bad('uncovered', parts, ['backup.guests-not-covered']),
  ],
  certificates: (parts) => [
    all('watched', parts, ['cert.expiry', 'cert.manager-expiry', 'cert.ingress-expiry']),
    bad('expiring', parts, ['cert.expiry', 'cert.manager-expiry', 'cert.ingress-expiry']),
    bad('not-ready', parts, ['cert.manager-ready']),
    soonest('next-expiry', parts, ['cert.expiry', 'cert.manager-expiry', 'cert.ingress-expiry']),
  ],
  flux: (parts) => [
    bad('resources-failing', parts, ['flux.ready']),
    bad('controllers-failing', parts, ['flux.reconcile-failures']),
  ],
};

function found(parts: Parts, ids: readonly string[]): Part[] {
  return ids.flatMap((id) => parts.get(id) ?? []);
}

function verdictOfParts(chosen: readonly Part[]): Verdict {
  return chosen.length === 0 ? 'unknown' : worstVerdict(chosen.map(({ verdict }) => verdict));
}

/** "17 of 18" pass; when none of them can be judged nobody knows how many. */
function passing(id: string, parts: Parts, ids: readonly string[]): SystemFigure {
  const chosen = found(parts, ids);
  const entities = chosen.flatMap((part) => part.entities);
  const none = entities.length === 0;
  const known = entities.some(({ verdict }) => verdict !== 'unknown');
  return {
    id,
    value: known ? entities.filter(({ verdict }) => verdict === 'pass').length : null,
    of: none ? null : entities.length,
    unit: 'count',
    verdict: verdictOfParts(chosen),
  };
}

/** How many things warn or fail; none is not known where a check was not answered. */
function bad(id: string, parts: Parts, ids: readonly string[]): SystemFigure {
  const chosen = found(parts, ids);
  const entities = chosen.flatMap((part) => part.entities);
  const count = entities.filter(({ verdict }) => verdict === 'warn' || verdict === 'fail').length;
  const isOpen = chosen.length === 0 || (count === 0 && hasUnanswered(chosen));
  return {
    id,
    value: isOpen ? null : count,
    unit: 'count',
    verdict: verdictOfParts(chosen),
  };
}

function all(id: string, parts: Parts, ids: readonly string[]): SystemFigure {
  const chosen = found(parts, ids);
  const count = chosen.flatMap(({ entities }) => entities).length;
  const value = count === 0 ? null : count;
  return { id, value, unit: 'count', verdict: value === null || hasUnanswered(chosen) ? 'unknown' : 'pass' };
}

function hasUnanswered(chosen: readonly Part[]): boolean {
  return chosen.some(({ problem }) => problem !== undefined);
}

/** The value of the worst entity. */
function worstValue(id: string, parts: Parts, checkId: string): SystemFigure {
  const part = parts.get(checkId);
  return {
    id,
    value: part?.entities[0]?.value ?? null,
    unit: part?.check.definition.unit ?? 'none',
    verdict: part?.verdict ?? 'unknown',
  };
}

/** The smallest value. */
function soonest(id: string, parts: Parts, ids: readonly string[]): SystemFigure {
  const chosen = found(parts, ids);
  const values = chosen.flatMap(({ entities }) => entities.flatMap(({ value }) => value ?? []));
  return {
    id,
    value: values.length === 0 ? null : Math.min(...values),
    unit: 'days',
    verdict: verdictOfParts(chosen),
  };
}
