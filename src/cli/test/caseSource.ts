import type { MetricAnswer, MetricSource } from '../../core/check/ports';
import type { Series } from '../../core/check/series';
import { CASE_LABEL } from '../../library/cases/parseCases';
import { withinCase } from '../../library/cases/withinCase';
import { parsePromql } from '../../library/promql';
import type { PrometheusApi } from './prometheusApi';

/** A metric source that sees the series of one test alone, in a Prometheus that holds those of all. */
export function caseSource(api: PrometheusApi, id: string): MetricSource {
  return {
    uid: 'prometheus',
    name: 'Prometheus',
    async query(request, signal) {
      const answers = await Promise.all(
        request.queries.map(async (query): Promise<readonly [string, MetricAnswer]> => {
          const parsed = parsePromql(query.expr);
          if (!parsed.ok) {
            return [query.refId, { ok: false, reason: { code: 'query-error', detail: parsed.message } }];
          }
          const expr = withinCase(parsed.expression, CASE_LABEL, id);
          return [query.refId, withoutLabel(await api.ask(expr, query, request, signal))];
        })
      );
      return new Map(answers);
    },
  };
}

/** Of a range that no function takes the label is still there. */
function withoutLabel(answer: MetricAnswer): MetricAnswer {
  return answer.ok ? { ...answer, series: answer.series.map(unlabelled) } : answer;
}

function unlabelled(series: Series): Series {
  const { [CASE_LABEL]: _case, ...labels } = series.labels;
  return { ...series, labels };
}
