import type { IndexedSource } from '../../core/check/ports';
import type { Breathe } from '../../core/check/steps';
import type { Transport } from '../transport/port';
import { metricNames } from './metricNames';
import { queryDataSource, type QueryModel } from './query';

/** A Prometheus-type data source (Prometheus, Mimir, Thanos, VictoriaMetrics) as Grafana reaches it. */
export function prometheusSource(
  transport: Transport,
  ref: { uid: string; name: string; selector?: string | undefined },
  breathe?: Breathe
): IndexedSource {
  return {
    uid: ref.uid,
    name: ref.name,
    ...(ref.selector !== undefined && { selector: ref.selector }),
    query: (request, signal) => queryDataSource(transport, { uid: ref.uid, model }, request, signal, breathe),
    metricNames: (range, signal) => metricNames(transport, ref, range, signal),
  };
}

/** Grafana guesses what is left out, and guesses an empty answer: instant, range and the step are always said. */
const model: QueryModel = ({ expr, shape, stepSeconds = 60 }) => {
  const range = shape === 'range';
  return {
    expr,
    instant: !range,
    range,
    ...(range && { interval: `${stepSeconds}s`, intervalMs: stepSeconds * 1000 }),
  };
};
