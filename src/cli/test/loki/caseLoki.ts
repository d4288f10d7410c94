import type { MetricAnswer, MetricSource } from '../../../core/check/ports';
import type { CaseStream } from '../../../library/cases/testCase';
import { evaluateLogql } from './evaluateLogql';
import { LogqlError, type LogLine, type LogStream } from './streams';

/** The one Loki of a test. */
export const LOKI_UID = 'loki';

/** A source of logs that holds the lines of one test. */
export function caseLoki(streams: readonly CaseStream[], nowMs: number): MetricSource {
  return lokiOf(streams.map((stream) => heldStream(stream, nowMs)));
}

/** A source of logs that holds these streams. */
export function lokiOf(held: readonly LogStream[]): MetricSource {
  const answer = (expr: string, atMs: number): MetricAnswer => {
    try {
      const series = evaluateLogql(expr, atMs, held).map(({ labels, value }) => ({
        labels,
        timesMs: [atMs],
        values: [Number.isFinite(value) ? value : null],
      }));
      return { ok: true, series, executed: expr };
    } catch (error) {
      if (error instanceof LogqlError) {
        return { ok: false, reason: { code: 'query-error', detail: error.message } };
      }
      throw error;
    }
  };
  return {
    uid: LOKI_UID,
    name: 'Loki',
    query: ({ queries, toMs }) =>
      Promise.resolve(new Map(queries.map(({ refId, expr }) => [refId, answer(expr, toMs)]))),
  };
}

/** A stream whose lines are as old as the test says at this time. */
export function heldStream({ labels, lines }: CaseStream, nowMs: number): LogStream {
  const all = lines.flatMap(({ line, agoSeconds, times, everySeconds }) =>
    Array.from({ length: times }, (_one, at): LogLine => {
      return { timeMs: nowMs - (agoSeconds + at * everySeconds) * 1000, line };
    })
  );
  return { labels, lines: (fromMs, toMs) => all.filter(({ timeMs }) => timeMs > fromMs && timeMs <= toMs) };
}
