import { findingOf } from '../check/finding';
import type { Labels } from '../check/series';
import { askedAt, type CheckResult, type Entity, type RunResult, type SourceStatus } from '../check/result';
import { verdictRank, worstVerdict, type Reason, type Verdict } from '../check/verdict';
import type { ProductId } from './ids';
import { METRICS, type System, type SystemFigure } from './system';

/** What a figure shows of the things that its checks look at. */
export const FIGURE_SHOWS = ['passing', 'bad', 'all', 'worst', 'soonest'] as const;
type FigureShow = (typeof FIGURE_SHOWS)[number];

/** One number of a system that a pack describes. */
export interface PackFigure {
  id: string;
  title: string;
  show: FigureShow;
  /** Ids of the pack's checks; one alone for `worst`. */
  of: readonly string[];
}

/** The line that a pack has in the overview. */
export interface PackSystem {
  pack: string;
  product: ProductId;
  /** Label with one system per value, or several of which the first that is there counts; without it each source has one. */
  by?: string | readonly string[];
  figures: readonly PackFigure[];
}

/**
 * The systems that the checks of a run speak of, each with what is said of it alone. Where a pack found nothing there is no
 * such system; a source that does not answer is a line of its own, for nobody can say what stands behind it.
 */
export function metricSystems(run: RunResult, packs: readonly PackSystem[]): System[] {
  const checks = [...run.checks.values()];
  const silent = run.sources.flatMap((source) => (source.answered ? [] : [silentSource(source)]));
  return [...silent, ...run.sources.flatMap((source) => systemsOf(source, checks, packs, run.askedMs))];
}

/** What each check of a run says of one of its systems alone, worst first; of no system with this key nothing. */
export function checksOfSystem(run: RunResult, packs: readonly PackSystem[], key: string): CheckResult[] {
  const checks = [...run.checks.values()];
  const found = run.sources.flatMap((source) => {
    const group = groupsWithUnanswered(source, checks, packs).get(key);
    return group === undefined ? [] : [...group.parts.values()].map((part) => resultOf(part, source.uid));
  });
  return found.sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
}

function resultOf(part: Part, sourceUid: string): CheckResult {
  const { check, entities, verdict, problem } = part;
  const counts = { fail: 0, unknown: 0, warn: 0, pass: 0, na: 0 };
  entities.forEach((entity) => (counts[entity.verdict] += 1));
  const reason = verdict === 'unknown' ? (entities[0]?.reason ?? problem) : undefined;
  return {
    definition: check.definition,
    verdict,
    ...(reason && { reason }),
    entities,
    counts,
    finding: isWrong(part) ? saidOf(part) : null,
    evidence: check.evidence.filter((evidence) => evidence.sourceUid === sourceUid),
    gone: check.gone.filter((one) => one.sourceUid === sourceUid),
  };
}

function isWrong({ verdict }: Part): boolean {
  return verdict !== 'pass' && verdict !== 'na';
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
  pack: PackSystem;
  /** Value of the label that it is split by; empty where it is not. */
  name: string;
  parts: Map<string, Part>;
}

function systemsOf(
  source: SourceStatus,
  checks: readonly CheckResult[],
  packs: readonly PackSystem[],
  askedMs: number
): System[] {
  return [...groupsWithUnanswered(source, checks, packs)].map(([key, { pack, name, parts }]) => {
    const wrong = [...parts.values()].filter(isWrong).sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
    const [worst] = wrong;
    return {
      key,
      product: pack.product,
      name: name === '' ? source.name : name,
      sourceUid: source.uid,
      verdict: worstVerdict([...parts.values()].map(({ verdict }) => verdict)),
      sinceMs: worst?.entities[0]?.sinceMs ?? null,
      finding: worst === undefined ? null : saidOf(worst),
      more: Math.max(0, wrong.length - 1),
      silent: null,
      figures: pack.figures.map((figure) => figureOf(figure, parts)),
      asOfMs: askedMs,
    };
  });
}

function groupsWithUnanswered(
  source: SourceStatus,
  checks: readonly CheckResult[],
  packs: readonly PackSystem[]
): Map<string, Group> {
  const groups = groupsOf(source, checks, packs);
  if (source.answered) {
    noteUnanswered(groups, source, checks, packs);
  }
  return groups;
}

function groupsOf(
  { uid }: SourceStatus,
  checks: readonly CheckResult[],
  packs: readonly PackSystem[]
): Map<string, Group> {
  const packOf = new Map(packs.map((pack) => [pack.pack, pack]));
  const groups = new Map<string, Group>();
  for (const check of checks) {
    const pack = packOf.get(check.definition.pack);
    for (const entity of pack === undefined ? [] : check.entities) {
      if (pack === undefined || entity.sourceUid !== uid) {
        continue;
      }
      const name = systemNameOf(pack, entity.labels);
      const key = keyOf(pack, uid, name);
      const group: Group = groups.get(key) ?? { pack, name, parts: new Map() };
      const part: Part = group.parts.get(check.definition.id) ?? { check, entities: [], verdict: 'na' };
      part.entities.push(entity);
      part.verdict = worstVerdict([part.verdict, entity.verdict]);
      group.parts.set(check.definition.id, part);
      groups.set(key, group);
    }
  }
  return groups;
}

/** What its source calls the system that has these labels; empty where it is the only one, or has none of the labels. */
export function systemNameOf({ by = [] }: Pick<PackSystem, 'by'>, labels: Labels): string {
  const name = [by].flat().find((label) => (labels[label] ?? '') !== '');
  return name === undefined ? '' : (labels[name] ?? '');
}

function keyOf({ product }: PackSystem, uid: string, name: string): string {
  return `${product} ${uid} ${name}`;
}

/** A check that was not answered found nothing: each system of its pack may lack something. All of a pack, and it is unknown itself. */
function noteUnanswered(
  groups: Map<string, Group>,
  { uid }: SourceStatus,
  checks: readonly CheckResult[],
  packs: readonly PackSystem[]
): void {
  for (const pack of packs) {
    const parts = checks
      .filter(({ definition }) => definition.pack === pack.pack)
      .map((check) => {
        const problem = check.evidence.find(({ sourceUid }) => sourceUid === uid)?.problem;
        return problem && ({ check, entities: [], verdict: 'unknown', problem } satisfies Part);
      });
    const isDark = parts.length > 0 && parts.every((part) => part !== undefined);
    const own = [...groups.values()].filter((group) => group.pack === pack);
    if (isDark && own.length === 0) {
      const group: Group = { pack, name: '', parts: new Map() };
      groups.set(keyOf(pack, uid, ''), group);
      own.push(group);
    }
    for (const part of parts) {
      own.forEach((group) => part && group.parts.set(part.check.definition.id, part));
    }
  }
}

/** The check's finding about the worst things of this system, and not of another one. */
function saidOf({ check: { definition, evidence }, entities, verdict, problem }: Part): string {
  const own = entities.filter((entity) => entity.verdict === verdict);
  const sourceName = evidence.find((one) => one.problem !== undefined && one.problem === problem)?.sourceName;
  const found = { verdict, reason: problem, sourceName, entities: own, count: own.length, nowMs: askedAt(evidence) };
  return findingOf(definition, found);
}

function silentSource({ uid, name, problem }: SourceStatus): System {
  return {
    key: `${METRICS} ${uid}`,
    product: METRICS,
    name,
    sourceUid: uid,
    verdict: 'unknown',
    sinceMs: null,
    finding: null,
    more: 0,
    figures: [],
    asOfMs: null,
    silent: problem ?? { code: 'no-data' },
  };
}

type Shown = Pick<SystemFigure, 'value' | 'of' | 'unit' | 'verdict'>;

const SHOW: Readonly<Record<FigureShow, (chosen: readonly Part[]) => Shown>> = { passing, bad, all, worst, soonest };

function figureOf({ id, title, show, of }: PackFigure, parts: Parts): SystemFigure {
  return { id, title, ...SHOW[show](of.flatMap((checkId) => parts.get(checkId) ?? [])) };
}

function verdictOfParts(chosen: readonly Part[]): Verdict {
  return chosen.length === 0 ? 'unknown' : worstVerdict(chosen.map(({ verdict }) => verdict));
}

/** "17 of 18" pass; when none of them can be judged nobody knows how many. */
function passing(chosen: readonly Part[]): Shown {
  const entities = chosen.flatMap((part) => part.entities);
  const none = entities.length === 0;
  const known = entities.some(({ verdict }) => verdict !== 'unknown');
  return {
    value: known ? entities.filter(({ verdict }) => verdict === 'pass').length : null,
    of: none ? null : entities.length,
    unit: 'count',
    verdict: verdictOfParts(chosen),
  };
}

/** How many things warn or fail; none is not known where a check was not answered. */
function bad(chosen: readonly Part[]): Shown {
  const entities = chosen.flatMap((part) => part.entities);
  const count = entities.filter(({ verdict }) => verdict === 'warn' || verdict === 'fail').length;
  const isOpen = chosen.length === 0 || (count === 0 && hasUnanswered(chosen));
  return { value: isOpen ? null : count, unit: 'count', verdict: verdictOfParts(chosen) };
}

function all(chosen: readonly Part[]): Shown {
  const count = chosen.flatMap(({ entities }) => entities).length;
  const value = count === 0 ? null : count;
  return { value, unit: 'count', verdict: value === null || hasUnanswered(chosen) ? 'unknown' : 'pass' };
}

function hasUnanswered(chosen: readonly Part[]): boolean {
  return chosen.some(({ problem }) => problem !== undefined);
}

/** The value of the worst entity. */
function worst(chosen: readonly Part[]): Shown {
  const [part] = chosen;
  return {
    value: part?.entities[0]?.value ?? null,
    unit: part?.check.definition.unit ?? 'none',
    verdict: verdictOfParts(chosen),
  };
}

/** The smallest value. */
function soonest(chosen: readonly Part[]): Shown {
  const values = chosen.flatMap(({ entities }) => entities.flatMap(({ value }) => value ?? []));
  return { value: values.length === 0 ? null : Math.min(...values), unit: 'days', verdict: verdictOfParts(chosen) };
}
