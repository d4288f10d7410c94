import { reasonOfThrown } from '../../core/check/answers';
import { MEMORY_SECONDS } from '../../core/check/promQueries';
import type { Reason } from '../../core/check/verdict';
import { nearName } from '../../library/nearestName';
import type { AskedMetric } from '../../library/packMetrics';
import type { ContentError } from '../../library/readYaml';
import { metricNames } from '../../sources/grafana/metricNames';
import type { Transport } from '../../sources/transport/port';

/** Names of all metrics of all sources of the last 30 days, and the sources that did not tell theirs. */
export interface KnownMetrics {
  names: ReadonlySet<string>;
  silent: ReadonlyArray<{ name: string; reason: Reason }>;
}

export async function knownMetrics(
  transport: Transport,
  sources: ReadonlyArray<{ uid: string; name: string; selector?: string }>,
  nowMs: number,
  signal: AbortSignal
): Promise<KnownMetrics> {
  const names = new Set<string>();
  const silent: Array<{ name: string; reason: Reason }> = [];
  const range = { fromMs: nowMs - MEMORY_SECONDS * 1000, toMs: nowMs };
  const read = async ({ uid, name, selector }: (typeof sources)[number]) => {
    try {
      (await metricNames(transport, { uid, selector }, range, signal)).forEach((metric) => names.add(metric));
    } catch (error) {
      signal.throwIfAborted();
      silent.push({ name, reason: reasonOfThrown(error) });
    }
  };
  await Promise.all(sources.map(read));
  return { names, silent };
}

/** Metrics that no source had: nothing is said of them while one of the sources does not tell. */
export function unknownMetrics(metrics: readonly AskedMetric[], { names, silent }: KnownMetrics): ContentError[] {
  if (silent.length > 0) {
    return [];
  }
  return metrics.flatMap(({ name, alternatives, errorAt }) => {
    if ([name, ...alternatives].some((one) => names.has(one))) {
      return [];
    }
    const near = nearName(name, names);
    const install = 'install or scrape what has it';
    const fix = near === undefined ? install : `write ${near}, or ${install}`;
    return [errorAt(`no metrics source had "${name}" in the last 30 days`, fix)];
  });
}
