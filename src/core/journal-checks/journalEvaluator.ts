import { reasonOfThrown } from '../check/answers';
import type { CheckDefinition, JournalAct } from '../check/definition';
import type { EvaluationContext, Evaluator, Observation, ObservedEntity } from '../check/evaluator';
import type { Evidence } from '../check/result';
import type { Reason } from '../check/verdict';
import type { Journal } from '../journal/journal';
import type { Settings } from '../settings/settings';
import { CLOCK_TOLERANCE_MS } from '../time/clockTolerance';
import { JOURNAL_LABELS } from './labels';
import type { Last } from './last';
import { listOf, type JournalContent } from './content';

const JOURNAL = { uid: 'journal', name: 'Journal' };

interface Ports {
  journal: Pick<Journal, 'read'>;
  /** Which lists are on. */
  settings: Pick<Settings, 'checklists'>;
  content: () => Promise<JournalContent>;
}

/** Checks that ask how long ago somebody did something last, in seconds. Each act is read once for all who ask for it. */
export function journalEvaluator(ports: Ports): Evaluator {
  return {
    sources: [JOURNAL],
    async evaluate(checks, context) {
      const startedMs = context.clock();
      const [content, { lastAct }] = await Promise.all([ports.content(), import('./lastAct')]);
      const where = { journal: readOnce(ports.journal), content, nowMs: context.nowMs, signal: context.signal };
      const read = reader((last, of) => lastAct(last, of, where), context.nowMs);
      const seen = await Promise.all(
        checks.map(async (check) => [check, await observe(check, ports, read, context)] as const)
      );
      const durationMs = context.clock() - startedMs;
      const problem = seen.find(([, one]) => one.problem !== undefined)?.[1].problem;
      context.onSource({ ...JOURNAL, answered: problem === undefined, ...(problem && { problem }), durationMs });
      return new Map(seen.map(([check, one]) => [check.id, observation(check, one, context.nowMs, durationMs)]));
    },
  };
}

interface Seen {
  entities: readonly ObservedEntity[];
  problem?: Reason;
  /** All that it asks about is turned off. */
  off?: Reason;
}

type Read = (last: JournalAct, of: string) => Promise<Last>;

/** The same range is read once, whoever asks for it. */
function readOnce(journal: Ports['journal']): Ports['journal'] {
  const readings = new Map<string, ReturnType<Journal['read']>>();
  return {
    read: (range, signal) => {
      const key = JSON.stringify([range.class, range.list, range.fromMs, range.toMs]);
      const reading = readings.get(key) ?? journal.read(range, signal);
      readings.set(key, reading);
      return reading;
    },
  };
}

/** Each act once, whoever asks. */
function reader(ask: Read, nowMs: number): Read {
  const asked = new Map<string, Promise<Last>>();
  return (last, of) => {
    const key = `${last} ${of}`;
    const answer = asked.get(key) ?? ask(last, of).then((one) => judgeable(one, nowMs));
    asked.set(key, answer);
    return answer;
  };
}

/** What lies ahead was not done yet, or a clock is wrong: it makes nothing fresh. */
function judgeable(last: Last, nowMs: number): Last {
  return 'atMs' in last && last.atMs > nowMs + CLOCK_TOLERANCE_MS
    ? { code: 'no-data', detail: 'It is said to have been done at a time that lies ahead.' }
    : last;
}

async function observe(
  check: CheckDefinition,
  { settings }: Ports,
  read: Read,
  context: EvaluationContext
): Promise<Seen> {
  const asked = check.journal;
  if (asked === undefined) {
    return { entities: [], problem: { code: 'query-error', detail: 'It does not say what is asked.' } };
  }
  const about = asked.of.length === 0 ? [''] : asked.of;
  const isOfList = asked.last === 'signature' || asked.last === 'item';
  const on = about.filter((of) => !isOfList || (settings.checklists ?? []).includes(listOf(of)));
  if (on.length === 0) {
    const lists = [...new Set(about.map(listOf))].join(', ');
    return { entities: [], off: { code: 'not-connected', detail: `Not turned on: ${lists}.` } };
  }
  try {
    const found = on.map(async (of) => entityOf(asked.last, of, await read(asked.last, of), context.nowMs));
    return { entities: await Promise.all(found) };
  } catch (error) {
    context.signal.throwIfAborted();
    return { entities: [], problem: reasonOfThrown(error) };
  }
}

function entityOf(act: JournalAct, of: string, last: Last, nowMs: number): ObservedEntity {
  const parts = of.split('/');
  const labels = Object.fromEntries(JOURNAL_LABELS[act].map((name, at) => [name, parts[at] ?? '']));
  const seen = { sourceUid: JOURNAL.uid, labels, trend: [] };
  return 'atMs' in last
    ? { ...seen, value: Math.max(0, nowMs - last.atMs) / 1000, sampleMs: nowMs }
    : { ...seen, value: null, sampleMs: null, reason: last };
}

function observation(
  check: CheckDefinition,
  { entities, problem, off }: Seen,
  askedMs: number,
  durationMs: number
): Observation {
  if (off !== undefined) {
    return { entities, evidence: [], na: off };
  }
  const evidence: Evidence = {
    sourceUid: JOURNAL.uid,
    sourceName: JOURNAL.name,
    query: check.query,
    presence: '',
    askedMs,
    durationMs,
    answered: entities.filter(({ value }) => value !== null).length,
    expected: entities.length,
    oldestSampleAgeMs: null,
    ...(problem && { problem }),
  };
  return { entities, evidence: [evidence] };
}
