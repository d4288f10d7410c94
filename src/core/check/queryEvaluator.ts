import { reasonOfThrown, tooMany } from './answers';
import type { CheckDefinition, RawQuestion } from './definition';
import type { EvaluationContext, Evaluator } from './evaluator';
import { promDuration } from './macros';
import { seenTogether } from './observations';
import type { TableAnswer, TableSource } from './ports';
import { coverage, type Seen } from './promReading';
import { rowsOf } from './tableRows';
import type { Reason } from './verdict';

/** Evaluates checks of kind `query`: any data source in its own terms, with one request per source and length of time. */
export function queryEvaluator(sources: readonly TableSource[]): Evaluator {
  const isAsked = (checks: readonly CheckDefinition[]) => {
    const types = new Set(checks.map(({ ask }) => ask?.datasource));
    return sources.filter(({ type }) => types.has(type));
  };
  return {
    sources: sources.map(({ uid, name }) => ({ uid, name })),
    asks: (checks) => isAsked(checks).map(({ uid, name }) => ({ uid, name })),
    takes: (check) => isAsked([check]).length > 0,
    async evaluate(checks, context) {
      const seen = await Promise.all(isAsked(checks).map((source) => observeSource(source, checks, context)));
      return new Map(checks.map(({ id }) => [id, seenTogether(seen.map((bySource) => bySource.get(id)))]));
    },
  };
}

interface Asked {
  check: CheckDefinition;
  ask: RawQuestion;
}

async function observeSource(
  source: TableSource,
  checks: readonly CheckDefinition[],
  context: EvaluationContext
): Promise<ReadonlyMap<string, Seen>> {
  const startedMs = context.clock();
  const groups = new Map<number, Asked[]>();
  for (const check of checks) {
    if (check.ask?.datasource === source.type) {
      const seconds = check.ask.rangeSeconds ?? context.windowSeconds;
      groups.set(seconds, [...(groups.get(seconds) ?? []), { check, ask: check.ask }]);
    }
  }
  const answered = await Promise.all([...groups].map(([seconds, asked]) => askRange(source, seconds, asked, context)));
  const answers = new Map(answered.flatMap((some) => [...some]));
  const durationMs = context.clock() - startedMs;
  const all = [...answers.values()];
  const failed = all.find((answer) => !answer.ok);
  const isSilent = all.every((answer) => !answer.ok && answer.reason.code !== 'query-error');
  const partial = all.find((answer) => answer.ok && answer.partial !== undefined);
  const problem = isSilent && failed?.ok === false ? failed.reason : partial?.ok === true ? partial.partial : undefined;
  const { uid, name } = source;
  context.onSource({ uid, name, answered: !isSilent, ...(problem && { problem }), durationMs });
  return new Map(
    [...groups.values()].flat().map((asked) => {
      const answer = answers.get(asked.check.id) ?? { ok: false as const, reason: { code: 'bad-response' as const } };
      return [asked.check.id, seeing(asked, source, answer, { nowMs: context.nowMs, durationMs })];
    })
  );
}

/** Answers by check id. Rejects only when the signal aborts. */
async function askRange(
  source: TableSource,
  seconds: number,
  asked: readonly Asked[],
  { nowMs: toMs, windowSeconds, signal }: EvaluationContext
): Promise<ReadonlyMap<string, TableAnswer>> {
  const fromMs = toMs - seconds * 1000;
  const words = { from: String(fromMs), to: String(toMs), window: promDuration(windowSeconds) };
  const models = new Map(asked.map(({ ask }, index) => [`q${index}`, filled(ask.model, words)]));
  const missing: Reason = { code: 'bad-response', detail: 'The answer lacks this query.' };
  let answers: ReadonlyMap<string, TableAnswer>;
  let problem = missing;
  try {
    answers = await source.query({ fromMs, toMs, models }, signal);
  } catch (error) {
    signal.throwIfAborted();
    answers = new Map();
    problem = reasonOfThrown(error);
  }
  return new Map(
    asked.map(({ check }, index) => [check.id, answers.get(`q${index}`) ?? { ok: false, reason: problem }])
  );
}

type Words = Readonly<Record<'from' | 'to' | 'window', string>>;

/** The model with `$from`, `$to` and `$window` in its texts replaced; what else begins with a dollar is the data source's own. */
function filled(model: RawQuestion['model'], words: Words): Record<string, unknown> {
  return Object.fromEntries(Object.entries(model).map(([key, value]) => [key, filledValue(value, words)]));
}

function filledValue(value: unknown, words: Words): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$(from|to|window)(?![A-Za-z0-9_])/g, (_all, name: keyof Words) => words[name]);
  }
  if (Array.isArray(value)) {
    return value.map((one) => filledValue(one, words));
  }
  return typeof value === 'object' && value !== null ? filled(value as RawQuestion['model'], words) : value;
}

function seeing(
  { check, ask }: Asked,
  { uid, name }: TableSource,
  answer: TableAnswer,
  { nowMs, durationMs }: { nowMs: number; durationMs: number }
): Seen {
  const about = { sourceUid: uid, sourceName: name, askedMs: nowMs, durationMs, query: check.query, presence: '' };
  const rows = answer.ok ? rowsOf(check, ask, answer.tables, nowMs) : answer.reason;
  const read = 'code' in rows ? rows : (tooMany(rows.length, 'rows') ?? rows);
  if ('code' in read) {
    const nothing = { answered: 0, expected: 0, oldestSampleAgeMs: null };
    return { entities: [], evidence: { ...about, ...nothing, problem: read } };
  }
  const entities = read.map((row) => ({ sourceUid: uid, ...row }));
  const evidence = { ...about, ...coverage(check, entities, nowMs) };
  const partial = answer.ok ? answer.partial : undefined;
  return { entities, evidence: partial ? { ...evidence, problem: partial } : evidence };
}
