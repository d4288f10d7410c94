import { tooMany } from '../check/answers';
import type { CheckDefinition } from '../check/definition';
import type { EvaluationContext, Evaluator, Observation, ObservedEntity } from '../check/evaluator';
import type { Evidence } from '../check/result';
import { bugOf, type Reason } from '../check/verdict';
import type { Inventory } from './port';
import type { Measure, MeasureContext, MeasureTable, Measured, Read, Snapshot } from './read';

/** Sources of one product with the measures that its checks can name. */
export interface InventoryGroup {
  readonly sources: ReadonlyArray<{ uid: string; name: string }>;
  /** The sources that these checks have asked. */
  asks(checks: readonly CheckDefinition[]): InventoryGroup['sources'];
  /** What each source says to those of the checks that name a measure of this group; nothing is said of the others. */
  observe(checks: readonly CheckDefinition[], context: EvaluationContext): Promise<readonly Observed[]>;
}

interface Observed {
  checkId: string;
  entities: readonly ObservedEntity[];
  evidence: Evidence;
}

/** Pairs the servers of one product with its measures, so that products with different parts go into one evaluator. */
export function inventoryGroup<Parts>(
  sources: ReadonlyArray<Inventory<Parts>>,
  measures: MeasureTable<Parts>
): InventoryGroup {
  const named = sources.map(({ uid, name }) => ({ uid, name }));
  return {
    sources: named,
    asks: (checks) => (planChecks(checks, measures).length > 0 ? named : []),
    async observe(checks, context) {
      const planned = planChecks(checks, measures);
      const seen = await Promise.all(sources.map((source) => observeSource(source, planned, context)));
      return seen.flat();
    },
  };
}

/** Those of the checks that name one of these measures. */
export function planChecks<Parts>(
  checks: readonly CheckDefinition[],
  measures: MeasureTable<Parts>
): ReadonlyArray<Planned<Parts>> {
  return checks.flatMap((check) => {
    const measure = measures[check.query];
    return measure === undefined ? [] : [{ check, measure }];
  });
}

/** Everything that a measure looks at. */
export function partsOf<Parts>({ needs, wants = [] }: Measure<Parts>): ReadonlyArray<keyof Parts & string> {
  return [...needs, ...wants];
}

/**
 * Evaluates checks whose `query` names a measure: one read per server with all the parts that its checks need. A check whose
 * product has no server sees nothing, so that its `absent` decides.
 */
export function inventoryEvaluator(groups: readonly InventoryGroup[]): Evaluator {
  return {
    sources: groups.flatMap(({ sources }) => sources),
    asks: (checks) => groups.flatMap((group) => group.asks(checks)),
    async evaluate(checks, context) {
      const observed = (await Promise.all(groups.map((group) => group.observe(checks, context)))).flat();
      const observations = new Map<string, { entities: ObservedEntity[]; evidence: Evidence[] }>(
        checks.map(({ id }) => [id, { entities: [], evidence: [] }])
      );
      for (const { checkId, entities, evidence } of observed) {
        const observation = observations.get(checkId);
        observation?.evidence.push(evidence);
        for (const entity of entities) {
          observation?.entities.push(entity);
        }
      }
      return observations satisfies ReadonlyMap<string, Observation>;
    },
  };
}

/** A check with the measure that it names. */
export interface Planned<Parts> {
  check: CheckDefinition;
  measure: Measure<Parts>;
}

type Reading<Parts> = { ok: true; snapshot: Snapshot<Parts> } | { ok: false; reason: Reason };

async function observeSource<Parts>(
  source: Inventory<Parts>,
  planned: ReadonlyArray<Planned<Parts>>,
  context: EvaluationContext
): Promise<Observed[]> {
  const parts = [...new Set(planned.flatMap(({ measure }) => partsOf(measure)))];
  if (parts.length === 0) {
    return [];
  }
  const startedMs = context.clock();
  const reading = await read(source, parts, context);
  const durationMs = context.clock() - startedMs;
  const { uid, name } = source;
  const problem = reading.ok ? allFailed(parts.map((part) => reading.snapshot[part])) : reading.reason;
  context.onSource({ uid, name, answered: problem === undefined, ...(problem ? { problem } : {}), durationMs });
  return planned.map((one) => ({
    checkId: one.check.id,
    ...observeSnapshot(source, one.measure, reading, { ...context, durationMs }),
  }));
}

/** What a measure sees in what was read of a server, with the evidence for it. `durationMs` is how long reading took. */
export function observeSnapshot<Parts>(
  { uid, name }: { uid: string; name: string },
  measure: Measure<Parts>,
  reading: Reading<Parts>,
  { durationMs, ...context }: MeasureContext & { durationMs: number }
): Omit<Observed, 'checkId'> {
  const measured = reading.ok ? observe(measure, reading.snapshot, context) : { entities: [], problem: reading.reason };
  const entities = measured.entities.map((entity) => ({
    ...entity,
    sourceUid: uid,
    labels: { ...entity.labels, cluster: name },
  }));
  const answers = reading.ok ? measure.needs.map((part) => reading.snapshot[part]) : [];
  const evidence = {
    sourceUid: uid,
    sourceName: name,
    query: measure.paths.join('\n'),
    presence: '',
    askedMs: context.nowMs,
    durationMs,
    ...coverage(entities, answers, context.nowMs),
    ...(measured.problem === undefined ? {} : { problem: measured.problem }),
  };
  return { entities, evidence };
}

async function read<Parts>(
  source: Inventory<Parts>,
  parts: ReadonlyArray<keyof Parts & string>,
  context: EvaluationContext
): Promise<Reading<Parts>> {
  try {
    return { ok: true, snapshot: await source.read(parts, { signal: context.signal }) };
  } catch (error) {
    context.signal.throwIfAborted();
    return { ok: false, reason: bugOf(error) };
  }
}

/** A part that cannot be read is the whole answer, one read in part may lack something; what a measure throws is its own trouble. */
function observe<Parts>(measure: Measure<Parts>, snapshot: Snapshot<Parts>, context: MeasureContext): Measured {
  for (const part of measure.needs) {
    const answer = snapshot[part];
    if (answer === undefined || !answer.ok) {
      return {
        entities: [],
        problem: answer?.reason ?? { code: 'bad-response', detail: `"${part}" was not answered.` },
      };
    }
  }
  try {
    const measured = measure.observe(snapshot, context);
    const problem = tooMany(measured.entities.length, 'things');
    if (problem) {
      return { entities: [], problem };
    }
    const partial = measure.needs.map((part) => snapshot[part]).find((answer) => answer?.ok && answer.partial);
    return partial?.ok && partial.partial ? { problem: partial.partial, ...measured } : measured;
  } catch (error) {
    return { entities: [], problem: bugOf(error) };
  }
}

/** The first reason when not one part was read: the server itself is the trouble. */
function allFailed(answers: ReadonlyArray<Read<unknown> | undefined>): Reason | undefined {
  let reason: Reason | undefined;
  for (const answer of answers) {
    if (answer === undefined || answer.ok) {
      return undefined;
    }
    reason ??= answer.reason;
  }
  return reason;
}

function coverage(
  entities: readonly ObservedEntity[],
  read: ReadonlyArray<Read<unknown> | undefined>,
  nowMs: number
): Pick<Evidence, 'answered' | 'expected' | 'oldestSampleAgeMs'> {
  const answered = entities.filter(({ reason, value }) => reason === undefined && value !== null);
  let oldestMs = Infinity;
  for (const { sampleMs } of answered) {
    oldestMs = Math.min(oldestMs, sampleMs ?? Infinity);
  }
  for (const answer of read) {
    oldestMs = Math.min(oldestMs, answer?.ok ? answer.atMs : Infinity);
  }
  return {
    answered: answered.length,
    expected: entities.length,
    oldestSampleAgeMs: oldestMs === Infinity ? null : Math.max(0, nowMs - oldestMs),
  };
}
