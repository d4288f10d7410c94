import type { CheckDefinition } from '../../check/definition';
import { findingAbout, findingOf as findingOfVerdict } from '../../check/finding';
import { limitsFor } from '../../check/limits';
import { askedAt, type CheckResult, type Entity } from '../../check/result';
import { verdictRank, worstVerdict, type Reason, type Verdict } from '../../check/verdict';
import type { Judged } from '../judged';
import { settled, type Standing } from '../pending';
import { feeds } from '../shows';
import { SHARED } from './storage';
import type { ClusterFigure } from './view';

/** What a check says of one thing. */
interface Said {
  definition: CheckDefinition;
  entity: Entity;
  /** When it was asked. */
  nowMs: number | null;
}

/** What checks say of one thing: the worst, but for what is optional, and every word. */
export interface Words {
  verdict: Standing;
  said: readonly Said[];
  /** Checks of such things that have said nothing yet. */
  pending: readonly CheckDefinition[];
}

/** What one check says of one server alone. */
export interface OwnResult {
  result: CheckResult;
  verdict: Verdict;
  reason?: Reason;
  /** Worst first. */
  entities: readonly Entity[];
}

/** What the checks say of one server, found by what it is about; made once per view, so that rows cost one look each. */
export interface Joined {
  results: readonly OwnResult[];
  /** The worst of all, but for what is optional; unknown when nothing has a verdict. */
  verdict: Standing;
  /** The worst of the checks that feed these figures; na when none was asked. */
  of(...figures: ClusterFigure[]): Standing;
  node(name: string): Words;
  /** Of guests, which are many, only what is not well is kept word by word. */
  guest(vmid: number): Words;
  storage(node: string | null, name: string): Words;
}

/**
 * Joins results with rows by labels and the source's uid: two clusters that reuse VM ids are never mixed.
 * @param pending Checks without a result yet: what they may still make worse is pending.
 */
export function joinChecks(
  sourceUid: string,
  checks: readonly CheckResult[],
  pending: readonly CheckDefinition[]
): Joined {
  const results = checks.map((result) => ownResult(sourceUid, result));
  const guests = new Map<string, Collected>();
  const others = new Map<string, Collected>();
  const passing: Array<readonly Entity[]> = [];
  for (const { result, entities } of results) {
    const { definition } = result;
    const nowMs = askedAt(result.evidence);
    const isOfGuests = definition.by.includes('vmid');
    for (const [index, entity] of entities.entries()) {
      if (isOfGuests && entity.verdict === 'pass') {
        // They come worst first: all that follow pass, too. With thousands of guests that is nearly everything.
        passing.push(entities.slice(index));
        break;
      }
      const { labels } = entity;
      const vmid = labels['vmid'] ?? /^(?:vm|ct):(\d+)$/.exec(labels['sid'] ?? '')?.[1];
      if (vmid !== undefined) {
        collect(guests, vmid, { definition, entity, nowMs });
      } else if (labels['storage'] !== undefined) {
        const where = labels['where'] ?? labels['node'] ?? '';
        collect(others, storageWord(where, labels['storage']), { definition, entity, nowMs });
      } else if (labels['node'] !== undefined) {
        collect(others, nodeWord(labels['node']), { definition, entity, nowMs });
      }
    }
  }
  const passes = passingGuests(passing);
  const summed = results.filter(({ result }) => result.definition.optional !== true);
  const worst = worstVerdict(summed.map(({ verdict }) => verdict));
  const open = {
    guest: pendingOf(pending, 'guest'),
    storage: pendingOf(pending, 'storage'),
    node: pendingOf(pending, 'node'),
  };
  return {
    results,
    verdict: settled(worst === 'na' ? 'unknown' : worst, pending.some(counts)),
    of: (...figures) =>
      settled(
        worstVerdict(
          results.flatMap(({ result, verdict }) => (feeds<ClusterFigure>(result.definition, ...figures) ? verdict : []))
        ),
        pending.some((check) => feeds<ClusterFigure>(check, ...figures))
      ),
    node: (name) => wordsOf(others.get(nodeWord(name)) ?? NOTHING, open.node),
    guest: (vmid) => wordsOf(guests.get(String(vmid)) ?? (passes(String(vmid)) ? WELL : NOTHING), open.guest),
    storage: (node, name) => wordsOf(others.get(storageWord(node ?? SHARED, name)) ?? NOTHING, open.storage),
  };
}

/** What an entity is about, by the labels that it can have. */
function isAbout({ by }: CheckDefinition): 'guest' | 'storage' | 'node' | 'cluster' {
  if (by.includes('vmid') || by.includes('sid')) {
    return 'guest';
  }
  return by.includes('storage') ? 'storage' : by.includes('node') ? 'node' : 'cluster';
}

function pendingOf(
  pending: readonly CheckDefinition[],
  what: 'guest' | 'storage' | 'node'
): readonly CheckDefinition[] {
  return pending.filter((check) => isAbout(check) === what);
}

/** Whether it counts where checks are summed up. */
function counts({ optional }: CheckDefinition): boolean {
  return optional !== true;
}

function wordsOf({ verdict, said }: Collected, pending: readonly CheckDefinition[]): Words {
  return { verdict: settled(verdict, pending.some(counts)), said, pending };
}

const NOTHING: Collected = { verdict: 'na', said: [] };
const WELL: Collected = { verdict: 'pass', said: [] };
const nodeWord = (name: string) => `node ${name}`;
const storageWord = (where: string, name: string) => `storage ${where} ${name}`;

interface Collected {
  verdict: Verdict;
  said: Said[];
}

function collect(into: Map<string, Collected>, key: string, one: Said): void {
  const { definition, entity } = one;
  let found = into.get(key);
  if (found === undefined) {
    found = { verdict: 'na', said: [] };
    into.set(key, found);
  }
  if (verdictRank(entity.verdict) < verdictRank(found.verdict) && definition.optional !== true) {
    found.verdict = entity.verdict;
  }
  found.said.push(one);
}

/** Whether a guest passes any check. One list usually names all guests, so that the others need not be read. */
function passingGuests(lists: ReadonlyArray<readonly Entity[]>): (vmid: string) => boolean {
  const unread = [...lists].sort((a, b) => a.length - b.length);
  const known = new Set<string>();
  return (vmid) => {
    while (!known.has(vmid)) {
      const next = unread.pop();
      if (next === undefined) {
        return false;
      }
      next.forEach(({ labels }) => known.add(labels['vmid'] ?? ''));
    }
    return true;
  };
}

function ownResult(sourceUid: string, result: CheckResult): OwnResult {
  const isAlone = result.evidence.every((evidence) => evidence.sourceUid === sourceUid);
  const entities = isAlone ? result.entities : result.entities.filter((entity) => entity.sourceUid === sourceUid);
  const problem = result.evidence.find((evidence) => evidence.sourceUid === sourceUid)?.problem;
  const worst = entities[0];
  const own = worst?.verdict ?? 'na';
  if (problem !== undefined && verdictRank('unknown') < verdictRank(own)) {
    return { result, verdict: 'unknown', reason: problem, entities };
  }
  const reason = worst?.reason ?? (own === 'unknown' ? problem : undefined);
  return { result, verdict: own, ...(reason && { reason }), entities };
}

/** The finding about this server alone, in one line. */
export function findingOf({ result, verdict, reason, entities }: OwnResult): string {
  const { definition, evidence } = result;
  const own = entities.filter((entity) => entity.verdict === verdict);
  const sourceName = evidence.find(({ problem }) => problem !== undefined && problem === reason)?.sourceName;
  const found = { verdict, reason, sourceName, entities: own, count: own.length, nowMs: askedAt(evidence) };
  return findingOfVerdict(definition, found);
}

/** What a check says of one thing, in one line. */
export function saidOf({ definition, entity, nowMs }: Said): string {
  return findingAbout(definition, entity, nowMs);
}

/**
 * A number with what the checks that feed it say: unknown when it is not there, na when nobody judges it, pending as long as one
 * of them has said nothing. A number that was not read is undefined.
 */
export function judgedBy(value: number | null | undefined, { said, pending }: Words, figure: ClusterFigure): Judged {
  const own = said.filter(({ definition }) => feeds<ClusterFigure>(definition, figure));
  const verdict = worstVerdict(own.map(({ entity }) => entity.verdict));
  const isOpen = value === undefined || pending.some((check) => feeds<ClusterFigure>(check, figure));
  return { value: value ?? null, verdict: settled(verdict === 'na' && value === null ? 'unknown' : verdict, isOpen) };
}

/** The limit that the check of a figure would warn at. */
export function warnLimit({ said }: Words, figure: ClusterFigure): number | null {
  const own = said.find(({ definition }) => feeds<ClusterFigure>(definition, figure));
  const limit = own && limitsFor(own.definition, own.entity.labels).warn;
  return typeof limit === 'number' ? limit : null;
}
