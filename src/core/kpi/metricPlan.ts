import { reasonOfThrown } from '../check/answers';
import { expandMacros } from '../check/macros';
import type { MetricAnswer, MetricQuery, MetricSource } from '../check/ports';
import type { Reason } from '../check/verdict';
import type { TimeSpan } from './incidents';
import type { KpiQuery } from './reading';

/** One thing that a feed asks of a metrics source. */
export interface Ask {
  /** What it is called in the formula. */
  name: string;
  expr: string;
  /** What `$window` means; the span without it. */
  windowSeconds?: number;
  /** An instant at the span's end without it. */
  stepSeconds?: number;
  span: TimeSpan;
}

/** What one source said to one ask. */
export type AskSource = (ask: Ask) => MetricAnswer;

interface Batch {
  span: TimeSpan;
  /** By expression, shape and step: what several figures ask is asked once. */
  queries: Map<string, MetricQuery>;
}

/** All that is asked, put together so that a source gets one request per stretch of time. */
export class MetricPlan {
  private readonly batches = new Map<string, Batch>();

  add(ask: Ask): void {
    const expr = exprOf(ask);
    if (expr === null) {
      return;
    }
    const { queries } = this.batchOf(ask.span);
    const key = queryKey(expr, ask);
    if (!queries.has(key)) {
      const { stepSeconds } = ask;
      queries.set(key, {
        refId: `k${queries.size}`,
        expr,
        ...(stepSeconds === undefined ? { shape: 'instant' } : { shape: 'range', stepSeconds }),
      });
    }
  }

  /** Requests that one source gets. */
  get size(): number {
    return this.batches.size;
  }

  /** Asks one source everything; what was thrown is the reason of all that it was asked. Rejects when the signal aborts. */
  async ask(source: MetricSource, signal: AbortSignal, onAnswer: () => void): Promise<AskSource> {
    const answers = new Map<string, ReadonlyMap<string, MetricAnswer> | Reason>();
    await Promise.all(
      [...this.batches].map(async ([key, { span, queries }]) => {
        try {
          answers.set(key, await source.query({ ...span, queries: [...queries.values()] }, signal));
        } catch (error) {
          answers.set(key, reasonOfThrown(error));
        }
        onAnswer();
      })
    );
    signal.throwIfAborted();
    return (ask) => {
      const expr = exprOf(ask);
      const refId = expr === null ? undefined : this.batchOf(ask.span).queries.get(queryKey(expr, ask))?.refId;
      const answered = answers.get(spanKey(ask.span));
      if (answered !== undefined && 'code' in answered) {
        return { ok: false, reason: answered };
      }
      const lacking: MetricAnswer = { ok: false, reason: { code: expr === null ? 'query-error' : 'bad-response' } };
      return (refId === undefined ? undefined : answered?.get(refId)) ?? lacking;
    };
  }

  private batchOf(span: TimeSpan): Batch {
    const key = spanKey(span);
    const batch = this.batches.get(key) ?? { span, queries: new Map<string, MetricQuery>() };
    this.batches.set(key, batch);
    return batch;
  }
}

/** An ask as somebody opens it in Explore; null of one that does not expand. */
export function queryOf(ask: Ask, source: MetricSource): KpiQuery | null {
  const { name, span, stepSeconds } = ask;
  const expr = exprOf(ask);
  const shape = stepSeconds === undefined ? 'instant' : 'range';
  return expr === null ? null : { sourceUid: source.uid, sourceName: source.name, name, expr, shape, span };
}

function exprOf({ expr, span, windowSeconds }: Ask): string | null {
  const expansion = expandMacros(expr, windowSeconds ?? (span.toMs - span.fromMs) / 1000);
  return expansion.ok ? expansion.expr : null;
}

function spanKey({ fromMs, toMs }: TimeSpan): string {
  return `${fromMs} ${toMs}`;
}

function queryKey(expr: string, { stepSeconds = 0 }: Ask): string {
  return `${stepSeconds} ${expr}`;
}
