import type { MetricSource } from '../../core/check/ports';
import type { Breathe } from '../../core/check/steps';
import type { Transport } from '../transport/port';
import { queryDataSource, type QueryModel } from './query';

/** A Loki data source as Grafana reaches it, asked for metrics: LogQL that counts, never lines. */
export function lokiSource(transport: Transport, ref: { uid: string; name: string }, breathe?: Breathe): MetricSource {
  return {
    uid: ref.uid,
    name: ref.name,
    query: (request, signal) => queryDataSource(transport, { uid: ref.uid, model }, request, signal, breathe),
  };
}

/** Any other `queryType` fails the whole request; without a step Grafana takes a second. */
const model: QueryModel = ({ expr, shape, stepSeconds = 60 }) =>
  shape === 'range' ? { expr, queryType: 'range', step: `${stepSeconds}s` } : { expr, queryType: 'instant' };
