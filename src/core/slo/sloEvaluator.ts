import type { EvaluationContext, Evaluator, Observation, ObservedEntity } from '../check/evaluator';
import type { Evidence } from '../check/result';
import type { Reason } from '../check/verdict';
import type { AlertKind, Burn } from './burn';
import type { ObjectivesDesk } from './desk';
import type { ObjectiveResult } from './judge';
import type { ScorecardRow } from './scorecard';

/** What a check of kind `slo` may ask, by the name in its `query`. */
export const OBJECTIVE_MEASURES = {
  /** Share of the error budget that is left over the objective's own window; negative when it is overspent. */
  'slo/budget-left': ({ budget }: ObjectiveResult) => budget && budget.left,
  /** How many times as fast as a page alert allows the budget burns: the slower window of the worst pair. */
  'slo/page-burn': ({ burns }: ObjectiveResult) => worstBurn(burns, 'page'),
  /** The same of a ticket alert. */
  'slo/ticket-burn': ({ burns }: ObjectiveResult) => worstBurn(burns, 'ticket'),
} as const satisfies Readonly<Record<string, (result: ObjectiveResult) => number | null>>;

/** Labels of an objective as an entity. */
export const OBJECTIVE_LABELS = ['objective', 'group', 'title', 'service', 'owner'] as const;

function worstBurn(burns: readonly Burn[], kind: AlertKind): number | null {
  const own = burns.filter(({ alert, state }) => alert === kind && state !== 'never');
  const times = own.map(({ long, short, factor }) =>
    long === null || short === null ? null : Math.min(long, short) / factor
  );
  // One pair that is not known may be the one that would speak.
  return times.length === 0 || times.includes(null) ? null : Math.max(...times.map((value) => value ?? 0));
}

/** All of them together are one source: each names its data source itself. */
const SOURCE = { uid: 'objectives', name: 'Objectives' };

/** Checks whose entities are the objectives of the organisation, each over its own window. Without one, nothing is asked. */
export function sloEvaluator(desk: ObjectivesDesk, isDefined: boolean): Evaluator {
  return {
    sources: isDefined ? [SOURCE] : [],
    async evaluate(checks, context) {
      const startedMs = context.clock();
      const { rows, problem } = await read(desk, context);
      const durationMs = context.clock() - startedMs;
      const trouble = problem === undefined ? {} : { problem };
      context.onSource({ ...SOURCE, answered: problem === undefined, ...trouble, durationMs });
      return new Map(
        checks.map((check): [string, Observation] => {
          const entities = rows.flatMap((row) => entityOf(row, check.query));
          const evidence: Evidence = {
            sourceUid: SOURCE.uid,
            sourceName: SOURCE.name,
            query: check.query,
            presence: '',
            askedMs: context.nowMs,
            durationMs,
            answered: entities.filter(({ reason }) => reason === undefined).length,
            expected: entities.length,
            oldestSampleAgeMs: null,
            ...trouble,
          };
          return [check.id, { entities, evidence: [evidence] }];
        })
      );
    },
  };
}

interface Rows {
  rows: readonly ScorecardRow[];
  /** Definitions are missing, so that what is there is not all. */
  problem?: Reason;
}

async function read(desk: ObjectivesDesk, { nowMs, signal }: EvaluationContext): Promise<Rows> {
  const promised = await desk.promised(nowMs, signal);
  const { rows } = await desk.measure({ ...promised, periods: [{ kind: 'own' }], nowMs }, signal);
  const [unread] = promised.problems;
  const problem =
    promised.journalFailed ??
    promised.unsearched[0]?.reason ??
    (unread && { code: 'bad-response', detail: `${unread.id || unread.at}: ${unread.field} ${unread.message}` });
  return { rows, ...(problem && { problem }) };
}

/** One with less traffic than its own guard asks for has no budget to burn, and is not looked at. No traffic at all is unknown. */
function entityOf({ objective, group, results: [result] }: ScorecardRow, query: string): ObservedEntity[] {
  const measure = Object.entries(OBJECTIVE_MEASURES).find(([name]) => name === query)?.[1];
  if (!result || !measure || (result.because?.code === 'low-traffic' && result.sum.total > 0)) {
    return [];
  }
  const { id, title, service, owner } = objective;
  const value = result.verdict === 'unknown' ? null : measure(result);
  const seen = {
    sourceUid: SOURCE.uid,
    labels: { objective: id, group: Object.values(group).join(', '), title, service, owner },
    value,
    sampleMs: value === null ? null : result.span.readToMs,
    trend: [],
  };
  return [value === null ? { ...seen, reason: reasonOf(result) } : seen];
}

function reasonOf({ because }: ObjectiveResult): Reason {
  return because?.code === 'source' ? because.reason : { code: 'no-data' };
}
