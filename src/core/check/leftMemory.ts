import type { MetricAnswer } from './ports';
import { MEMORY_STEP_SECONDS } from './promQueries';

/** What left changes slowly and takes a source longest to tell, so an answer is used for as long as its steps are apart. */
export interface LeftMemory {
  /** Whether the answer to this query need not be asked for at that time. */
  knows(key: string, nowMs: number): boolean;
  /** Adds what is known to answers that lack it, and keeps what is whole of those that it was asked for. */
  complete(answers: Map<string, MetricAnswer>, nowMs: number): void;
}

/** The memory of one source. */
export function leftMemory(): LeftMemory {
  const kept = new Map<string, { answer: MetricAnswer; askedMs: number } | null>();
  const current = (key: string, nowMs: number) => {
    const known = kept.get(key);
    return known && nowMs >= known.askedMs && nowMs < known.askedMs + MEMORY_STEP_SECONDS * 1000 ? known.answer : null;
  };
  return {
    knows(key, nowMs) {
      if (!kept.has(key)) {
        kept.set(key, null);
      }
      return current(key, nowMs) !== null;
    },
    complete(answers, nowMs) {
      for (const key of kept.keys()) {
        const answer = answers.get(key);
        const known = current(key, nowMs);
        if (answer === undefined && known !== null) {
          answers.set(key, known);
        } else if (answer?.ok === true && answer.partial === undefined) {
          kept.set(key, known === answer ? (kept.get(key) ?? null) : { answer, askedMs: nowMs });
        }
      }
    },
  };
}
