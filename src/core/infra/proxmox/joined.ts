import type { CheckDefinition } from '../../check/definition';
import { fillFinding, unknownFinding } from '../../check/finding';
import { limitsFor } from '../../check/limits';
import type { CheckResult, Entity } from '../../check/result';
import { verdictRank, worstVerdict, type Reason, type Verdict } from '../../check/verdict';
import { SHARED } from './storage';
import type { Judged } from './view';

/**
 * Only who may change a node is shown this list. Nobody has to give that right, so that its absence is one line in the list of
 * what is unknown and does not turn every node and cluster unknown.
 */
const OPTIONAL: ReadonlySet<string> = new Set(['pve.pending-updates']);

/** What a check says of one thing. */
interface Said {
  definition: CheckDefinition;
  entity: Entity;
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
  verdict: Verdict;
  /** The worst of the checks of these measures; na when none was asked. */
  of(...measures: string[]): Verdict;
  node(name: string): readonly Said[];
  guest(vmid: number): readonly Said[];
  storage(node: string | null, name: string): readonly Said[];
}

/** Joins results with rows by labels and the source's uid: two clusters that reuse VM ids are never mixed. */
export function joinChecks(sourceUid: string, checks: readonly CheckResult[]): Joined {
  const results = checks.map((result) => ownResult(sourceUid, result));
  const byKey = new Map<string, Said[]>();
  for (const { result, entities } of results) {
    for (const entity of entities) {
      const key = keyOf(entity.labels);
      if (key !== null) {
        const said = byKey.get(key);
        const one = { definition: result.definition, entity };
        if (said === undefined) {
          byKey.set(key, [one]);
        } else {
          said.push(one);
        }
      }
    }
  }
  const about = (key: string) => byKey.get(key) ?? [];
  const summed = results.filter(({ result }) => !OPTIONAL.has(result.definition.query));
  const worst = worstVerdict(summed.map(({ verdict }) => verdict));
  return {
    results,
    verdict: worst === 'na' ? 'unknown' : worst,
    of: (...measures) =>
      worstVerdict(
        results.flatMap(({ result, verdict }) => (measures.includes(result.definition.query) ? verdict : []))
      ),
    node: (name) => about(`node ${name}`),
    guest: (vmid) => about(`guest ${vmid}`),
    storage: (node, name) => about(`storage ${node ?? SHARED} ${name}`),
  };
}

/** The row that an entity belongs to; null for one that is about the whole cluster. */
function keyOf({ vmid, sid, storage, where, node }: Entity['labels']): string | null {
  const guest = vmid ?? /^(?:vm|ct):(\d+)$/.exec(sid ?? '')?.[1];
  if (guest !== undefined) {
    return `guest ${guest}`;
  }
  if (storage !== undefined) {
    return `storage ${where ?? node ?? ''} ${storage}`;
  }
  return node === undefined ? null : `node ${node}`;
}

function ownResult(sourceUid: string, result: CheckResult): OwnResult {
  const entities = result.entities.filter((entity) => entity.sourceUid === sourceUid);
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
  const { definition } = result;
  const alike = entities.filter((entity) => entity.verdict === verdict);
  const worst = alike[0] ?? null;
  return verdict === 'unknown' || worst === null
    ? unknownFinding(definition.title, reason ?? { code: 'no-data' }, worst, alike.length)
    : fillFinding(definition, worst, alike.length);
}

/** What a check says of one thing, in one line. */
export function saidOf({ definition, entity }: Said): string {
  return entity.verdict === 'unknown'
    ? unknownFinding(definition.title, entity.reason ?? { code: 'no-data' }, null, 0)
    : fillFinding(definition, entity, 1);
}

/** The worst that is said of a thing; na when nothing is. */
export function worstOf(said: readonly Said[]): Verdict {
  return worstVerdict(said.flatMap(({ definition, entity }) => (OPTIONAL.has(definition.query) ? [] : entity.verdict)));
}

/** A number with what its checks say: unknown when it is not there, na when nobody judges it. */
export function judgedBy(value: number | null, said: readonly Said[], measure: string): Judged {
  const own = said.filter(({ definition }) => definition.query === measure);
  const verdict = worstVerdict(own.map(({ entity }) => entity.verdict));
  return { value, verdict: verdict === 'na' && value === null ? 'unknown' : verdict };
}

/** The limit that a measure's check would warn at. */
export function warnLimit(said: readonly Said[], measure: string): number | null {
  const own = said.find(({ definition }) => definition.query === measure);
  const limit = own && limitsFor(own.definition, own.entity.labels).warn;
  return typeof limit === 'number' ? limit : null;
}
