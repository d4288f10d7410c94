import { isException, verdictRank } from '../check/verdict';
import type { CheckResult, Entity } from '../check/result';
import { acceptedDraft, withdrawnDraft } from './draft';
import type { AcceptedDraft, JsonValue, WithdrawnDraft } from './event';
import { inForce, isInDoubt, type Acceptances, type Standing } from './fold';

/**
 * That one thing of a check may stay as bad as it is until a day. It never changes a verdict: it says that nobody has to decide
 * about this thing again while it is no worse.
 */
export interface AcceptedRisk {
  id: string;
  subject: string;
  /** As it was when it was accepted. */
  verdict: RiskVerdict;
  value: number | null;
  who: string;
  why: string;
  atMs: number;
  untilMs: number;
}

type RiskVerdict = 'fail' | 'warn';

/** Those that are in force, by their subjects. */
export type AcceptedRisks = ReadonlyMap<string, AcceptedRisk>;

/** Nothing is accepted, or nobody knows. */
export const NO_RISKS: AcceptedRisks = new Map();

/** The longest that a thing's risk is accepted for, in days. */
export const ENTITY_RISK_MAX_DAYS = 90;

/** Its last day is whole in every zone, and the clocks of browser and server differ. */
const MAX_MS = (ENTITY_RISK_MAX_DAYS + 2) * 86_400_000;

const KIND = 'risk/';

/** `risk/<check id>/<source uid>|instance=node-7`: of this check alone. */
export function riskSubject(checkId: string, { key }: Pick<Entity, 'key'>): string {
  return `${KIND}${checkId}/${key}`;
}

interface RiskInput {
  /** New and unique. */
  id: string;
  checkId: string;
  entity: Pick<Entity, 'key' | 'verdict' | 'value'>;
  /** What the check calls it, for the sentence. */
  name: string;
  why: string;
  untilMs: number;
}

/** Throws RangeError for what neither fails nor warns, without a reason, and for an end that is not ahead or too far. */
export function riskDraft({ id, checkId, entity, name, why, untilMs }: RiskInput, nowMs: number): AcceptedDraft {
  const { verdict, value } = entity;
  const reason = why.trim();
  if (verdict !== 'fail' && verdict !== 'warn') {
    throw new RangeError('only what fails or warns is a risk that can be accepted');
  }
  if (reason === '' || !isWithin(nowMs, untilMs)) {
    throw new RangeError(`a risk is accepted for a reason, and for at most ${ENTITY_RISK_MAX_DAYS} days`);
  }
  return acceptedDraft(
    { id, subject: riskSubject(checkId, entity), why: reason, untilMs },
    `Risk accepted: ${name}, ${checkId}, ${reason}`,
    { verdict, value }
  );
}

/** Ends it before its time; `key` is that of the event. */
export function riskWithdrawn({ id, subject }: Pick<AcceptedRisk, 'id' | 'subject'>, key: string): WithdrawnDraft {
  return withdrawnDraft({ id, subject }, { key, why: '', sentence: `Withdrawn: ${subject.slice(KIND.length)}` });
}

/** The risks that are in force; none of which it is open whether it was withdrawn. */
export function acceptedRisks(acceptances: Acceptances): AcceptedRisks {
  const risks = inForce(acceptances)
    .filter((standing) => !isInDoubt(acceptances, standing))
    .flatMap((standing) => readRisk(standing) ?? []);
  return new Map(risks.map((risk) => [risk.subject, risk]));
}

/** Null when it is about something else, or is not what this module writes: anybody who may annotate can write anything. */
function readRisk({ id, subject, state, why, author: who, atMs, untilMs }: Standing): AcceptedRisk | null {
  const { verdict, value } = readState(state);
  return subject.startsWith(KIND) &&
    verdict !== null &&
    why.trim() !== '' &&
    untilMs !== null &&
    isWithin(atMs, untilMs)
    ? { id, subject, verdict, value, who, why, atMs, untilMs }
    : null;
}

function readState(state: JsonValue | null): { verdict: RiskVerdict | null; value: number | null } {
  const { verdict = null, value = null } =
    typeof state === 'object' && state !== null && 'verdict' in state && 'value' in state ? state : {};
  return {
    verdict: verdict === 'fail' || verdict === 'warn' ? verdict : null,
    value: typeof value === 'number' ? value : null,
  };
}

function isWithin(fromMs: number, untilMs: number): boolean {
  return untilMs > fromMs && untilMs <= fromMs + MAX_MS;
}

/** What is accepted of a thing, whether or not that speaks about it as it is now; null when nothing is. */
export function saidRisk(risks: AcceptedRisks, checkId: string, entity: Pick<Entity, 'key'>): AcceptedRisk | null {
  return risks.get(riskSubject(checkId, entity)) ?? null;
}

/** The risk that holds for a thing as it is now: it fails or warns, and is no worse than what was accepted. Else null. */
export function riskOf(
  risks: AcceptedRisks,
  checkId: string,
  entity: Pick<Entity, 'key' | 'verdict'>
): AcceptedRisk | null {
  const said = saidRisk(risks, checkId, entity);
  const isBad = entity.verdict === 'fail' || entity.verdict === 'warn';
  return said !== null && isBad && verdictRank(entity.verdict) >= verdictRank(said.verdict) ? said : null;
}

/** The risks that hold for things of a check. */
export function risksOf(risks: AcceptedRisks, { definition, entities }: CheckResult): readonly AcceptedRisk[] {
  return entities.flatMap((entity) => riskOf(risks, definition.id, entity) ?? []);
}

/**
 * Whether all that is wrong with a check is accepted, thing by thing. Never what nobody could see: an unknown thing, a source that
 * did not answer in full, a failure of the check as a whole, or things that are counted and not listed.
 */
export function isAllAccepted(risks: AcceptedRisks, check: CheckResult): boolean {
  const { fail, warn, unknown } = check.counts;
  return (
    !isException(check.verdict) ||
    (fail + warn > 0 &&
      unknown === 0 &&
      check.evidence.every(({ problem }) => problem === undefined) &&
      risksOf(risks, check).length === fail + warn)
  );
}

/** What one person said at once of several things: for the same reason, until the same time. */
export interface RiskStatement extends Pick<AcceptedRisk, 'who' | 'why' | 'untilMs'> {
  /** When it was said last, ms. */
  atMs: number;
  count: number;
}

/** The one that ends first stands first. */
export function riskStatements(risks: readonly AcceptedRisk[]): readonly RiskStatement[] {
  const statements = new Map<string, RiskStatement>();
  for (const { who, why, untilMs, atMs } of risks) {
    const key = JSON.stringify([who, why, untilMs]);
    const said = statements.get(key);
    statements.set(key, { who, why, untilMs, atMs: Math.max(atMs, said?.atMs ?? 0), count: (said?.count ?? 0) + 1 });
  }
  return [...statements.values()].sort((a, b) => a.untilMs - b.untilMs || b.atMs - a.atMs);
}
