import { reasonOfThrown } from './answers';
import type { MetricAnswer, MetricQuery, MetricSource } from './ports';
import { TREND_SECONDS, TREND_STEP_SECONDS } from './promQueries';
import type { Reason } from './verdict';

/** Answers by `keyOf`. */
export type Answers = Map<string, MetricAnswer>;

export function keyOf(shape: MetricQuery['shape'], expr: string): string {
  return `${shape} ${expr}`;
}

/** Queries of one request, each distinct shape and expression once; checks of one pack share many of them. */
export class Batch {
  readonly queries = new Map<string, MetricQuery>();

  add(shape: MetricQuery['shape'], expr: string): void {
    const key = keyOf(shape, expr);
    if (!this.queries.has(key)) {
      const refId = `q${this.queries.size}`;
      this.queries.set(
        key,
        shape === 'range' ? { refId, expr, shape, stepSeconds: TREND_STEP_SECONDS } : { refId, expr, shape }
      );
    }
  }

  /** One request; a reason when the source gave no answer at all. Rejects only when the signal aborts. */
  async ask(source: MetricSource, nowMs: number, signal: AbortSignal): Promise<Answers | Reason> {
    if (this.queries.size === 0) {
      return new Map();
    }
    try {
      const queries = [...this.queries.values()];
      const byRef = await source.query({ fromMs: nowMs - TREND_SECONDS * 1000, toMs: nowMs, queries }, signal);
      const missing: MetricAnswer = {
        ok: false,
        reason: { code: 'bad-response', detail: 'The answer lacks this query.' },
      };
      return new Map([...this.queries].map(([key, { refId }]) => [key, byRef.get(refId) ?? missing]));
    } catch (error) {
      signal.throwIfAborted();
      return reasonOfThrown(error);
    }
  }
}
