import { wholeSeriesOf } from '../check/answers';
import type { MetricAnswer, MetricSource } from '../check/ports';
import type { Labels } from '../check/series';
import { isReason, type Reason } from '../check/verdict';
import { eventsIn } from './events';
import type { Objective } from './objective';
import { isZeroWhereAbsent } from './slices';
import type { Span } from './window';

/** Events of a span as one range of it gives them: what the sum of many short ranges is compared with. */
export interface WholeSum {
  total: number;
  bad: number;
}

/**
 * Asks for all events of a span at once, by one request of two instant queries. Null for objectives that count no events or
 * correct for first samples, and where nothing was counted.
 */
export async function readWholeSum(
  source: MetricSource,
  { sli, method, groupBy }: Objective,
  group: Labels,
  { fromMs, readToMs }: Span,
  signal: AbortSignal
): Promise<WholeSum | null> {
  if (sli.kind !== 'ratio' || method.kind !== 'occurrences' || sli.rare) {
    return null;
  }
  const seconds = Math.round((readToMs - fromMs) / 1000);
  const queries = [sli.total, sli.bad ?? sli.good ?? ''].map((text, index) => ({
    refId: index === 0 ? 'total' : 'part',
    expr: eventsIn(text, seconds, groupBy),
    shape: 'instant' as const,
  }));
  const answers = await source.query({ fromMs, toMs: readToMs, queries }, signal);
  const total = valueOf(answers.get('total'), group);
  const part = valueOf(answers.get('part'), group) ?? (isZeroWhereAbsent(sli) ? 0 : null);
  return total === null || part === null ? null : { total, bad: sli.bad === undefined ? total - part : part };
}

/** Of the row of a group; null where there is none. Throws why there is no answer. */
function valueOf(answer: MetricAnswer | undefined, group: Labels): number | null {
  const series = wholeSeriesOf(answer);
  if (isReason(series)) {
    throw new NoWholeSum(series);
  }
  const own = series.find(({ labels }) =>
    Object.entries(group).every(([name, value]) => (labels[name] ?? '') === value)
  );
  return own?.values.at(-1) ?? null;
}

/** A reason as an error that carries it, like those of the sources. */
class NoWholeSum extends Error {
  readonly code: Reason['code'];
  readonly detail: string;

  constructor(reason: Reason) {
    super(reason.detail ?? reason.code);
    this.code = reason.code;
    this.detail = reason.detail ?? '';
  }
}
