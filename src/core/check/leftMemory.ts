import type { MetricAnswer } from './ports';
import { keyOf } from './promBatch';
import { MEMORY_SECONDS, MEMORY_STEP_SECONDS, RECENT_SECONDS, TODAY_SECONDS, type PromQueries } from './promQueries';
import type { Series } from './series';

/** So long an answer is carried on by what left since, before all of it is asked again, ms. */
const CARRIED_MS = 3 * 24 * 3_600_000;
/** How often it is stored, ms. */
const STORE_EVERY_MS = 600_000;
/** An answer of more series is not stored. */
const MAX_STORED_SERIES = 2_000;

type Whole = Extract<MetricAnswer, { ok: true }>;

/** An answer to what left, by its query. */
export interface KeptAnswer {
  answer: Whole;
  /** Until when it is told what left. */
  askedMs: number;
  /** When all of it was asked. */
  fullMs: number;
}

/** Where answers outlive a page, by uid of the source. Neither rejects nor waits for long. */
export interface LeftStore {
  read: (uid: string) => Promise<ReadonlyMap<string, KeptAnswer>>;
  write: (uid: string, kept: ReadonlyMap<string, KeptAnswer>) => Promise<void>;
}

/**
 * What left takes a source longest to tell, over 30 days. So it is asked once, and carried on by what left since the last look. What
 * else is asked about the past is used for as long as the steps of its times are apart.
 */
export interface LeftMemory {
  /** Reads what was stored; once. */
  load(): Promise<void>;
  /** Which of a check's questions about what left has to be asked at that time. */
  question(queries: Pick<PromQueries, 'left' | 'recent' | 'today'>, nowMs: number): string;
  /** Whether the answer to this query need not be asked for at that time. */
  knows(key: string, nowMs: number): boolean;
  /** Adds what is known to answers that lack it, and keeps what is whole of those that it was asked for. */
  complete(answers: Map<string, MetricAnswer>, nowMs: number): void;
  /** Stores what is known, now and then. */
  store(nowMs: number): void;
}

/** The memory of one source. */
export function leftMemory(uid: string, store?: LeftStore): LeftMemory {
  const kept = new Map<string, KeptAnswer | null>();
  /** The questions that carry on an answer, by its key. */
  const carriedBy = new Map<string, string>();
  let loaded: Promise<void> | undefined;
  let storedMs = -Infinity;

  const current = (key: string, nowMs: number) => {
    const known = kept.get(key);
    return known && nowMs >= known.askedMs && nowMs < known.askedMs + MEMORY_STEP_SECONDS * 1000 ? known.answer : null;
  };

  function carryOn(answers: Map<string, MetricAnswer>, nowMs: number) {
    for (const [key, by] of carriedBy) {
      const known = kept.get(key);
      const since = answers.get(by);
      if (known && since && !answers.has(key)) {
        const isWhole = since.ok && since.partial === undefined;
        const answer = isWhole
          ? { ...known.answer, series: newest(known.answer.series, since.series, nowMs) }
          : known.answer;
        kept.set(key, { ...known, answer, ...(isWhole && { askedMs: nowMs }) });
        answers.set(key, answer);
      }
    }
  }

  return {
    load: () =>
      (loaded ??= (async () => {
        const stored = await store?.read(uid);
        stored?.forEach((known, key) => kept.set(key, kept.get(key) ?? known));
      })()),
    question({ left, recent, today }, nowMs) {
      const key = keyOf('instant', left);
      const known = kept.get(key) ?? null;
      kept.set(key, known);
      carriedBy.delete(key);
      const question = known === null ? left : sinceQuestion(known, { left, recent, today }, nowMs);
      if (question !== left) {
        carriedBy.set(key, keyOf('instant', question));
      }
      return question;
    },
    knows(key, nowMs) {
      if (!kept.has(key)) {
        kept.set(key, null);
      }
      return current(key, nowMs) !== null;
    },
    complete(answers, nowMs) {
      carryOn(answers, nowMs);
      for (const [key, before] of kept) {
        const answer = answers.get(key);
        const known = current(key, nowMs);
        if (answer === undefined && known !== null) {
          answers.set(key, known);
        } else if (answer?.ok === true && answer.partial === undefined && before?.answer !== answer) {
          kept.set(key, { answer, askedMs: nowMs, fullMs: nowMs });
        }
      }
    },
    store(nowMs) {
      if (store && nowMs - storedMs >= STORE_EVERY_MS) {
        storedMs = nowMs;
        const known = [...kept].flatMap(([key, one]) => (one && isStored(one, nowMs) ? [[key, one] as const] : []));
        void store.write(uid, new Map(known));
      }
    },
  };
}

function sinceQuestion(
  { askedMs, fullMs }: KeptAnswer,
  { left, recent, today }: Pick<PromQueries, 'left' | 'recent' | 'today'>,
  nowMs: number
): string {
  const ageSeconds = (nowMs - askedMs) / 1000;
  if (ageSeconds < 0 || nowMs - fullMs >= CARRIED_MS) {
    return left;
  }
  return ageSeconds < RECENT_SECONDS ? recent : ageSeconds < TODAY_SECONDS ? today : left;
}

function isStored({ answer, fullMs }: KeptAnswer, nowMs: number): boolean {
  return answer.series.length <= MAX_STORED_SERIES && nowMs - fullMs < CARRIED_MS;
}

/** When each was last seen, of two answers; without what left too long ago. */
function newest(known: readonly Series[], since: readonly Series[], nowMs: number): readonly Series[] {
  const nameOf = ({ labels }: Series) => JSON.stringify(Object.entries(labels).sort());
  const seenOf = ({ values }: Series) => values[values.length - 1] ?? 0;
  const byName = new Map<string, Series>();
  for (const one of [...known, ...since]) {
    const name = nameOf(one);
    const other = byName.get(name);
    if (seenOf(one) > nowMs / 1000 - MEMORY_SECONDS && (other === undefined || seenOf(one) > seenOf(other))) {
      byName.set(name, one);
    }
  }
  return [...byName.values()];
}
