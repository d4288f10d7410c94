import type { MetricAnswer, MetricQuery, MetricRequest, MetricSource } from '../../core/check/ports';
import type { Series } from '../../core/check/series';
import { CASE_LABEL } from '../../library/cases/parseCases';
import { withinCase } from '../../library/cases/withinCase';
import { parsePromql } from '../../library/promql';
import type { PrometheusApi } from './prometheusApi';

/**
 * A metric source that sees the series of one test alone, in a Prometheus that holds those of all. That this Prometheus does
 * not answer is told `onTrouble`: it is no answer of what is tested.
 */
export function caseSource(api: PrometheusApi, id: string, onTrouble: (error: unknown) => void): MetricSource {
  return {
    uid: 'prometheus',
    name: 'Prometheus',
    async query(request) {
      const asked = request.queries.map(async (query) => [query.refId, await ask(api, id, query, request)] as const);
      try {
        return new Map(await Promise.all(asked));
      } catch (error) {
        onTrouble(error);
        throw error;
      }
    },
  };
}

async function ask(api: PrometheusApi, id: string, query: MetricQuery, request: MetricRequest): Promise<MetricAnswer> {
  const parsed = parsePromql(query.expr);
  return parsed.ok
    ? withoutLabel(await api.ask(withinCase(parsed.expression, CASE_LABEL, id), query, request))
    : { ok: false, reason: { code: 'query-error', detail: parsed.message } };
}

/** Of a range that no function takes the label is still there. */
function withoutLabel(answer: MetricAnswer): MetricAnswer {
  return answer.ok ? { ...answer, series: answer.series.map(unlabelled) } : answer;
}

function unlabelled(series: Series): Series {
  const { [CASE_LABEL]: _case, ...labels } = series.labels;
  return { ...series, labels };
}
