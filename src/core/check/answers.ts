import type { MetricAnswer } from './ports';
import type { Series } from './series';
import { bugOf, isReason, type Reason } from './verdict';

/** More things than this are not judged of one source: what is kept and drawn of them has an end. */
const MAX_JUDGED = 20_000;

/** Why so many are not judged; undefined when they are. */
export function tooMany(count: number, what: 'series' | 'rows' | 'things'): Reason | undefined {
  return count > MAX_JUDGED
    ? { code: 'too-many', detail: `${count} ${what}, at most ${MAX_JUDGED} are judged.` }
    : undefined;
}

/** The series of an answer, or why there are none to judge. */
export function seriesOf(answer: MetricAnswer | undefined): readonly Series[] | Reason {
  if (answer === undefined || !answer.ok) {
    return answer?.reason ?? { code: 'bad-response' };
  }
  return tooMany(answer.series.length, 'series') ?? answer.series;
}

/** The series of an answer that does not say that it is not all, or why there are none to judge. */
export function wholeSeriesOf(answer: MetricAnswer | undefined): readonly Series[] | Reason {
  return answer?.ok === true && answer.partial !== undefined ? answer.partial : seriesOf(answer);
}

/** The common reason when not one query was answered: the source itself is the trouble. */
export function allFailed(answers: Iterable<MetricAnswer>): Reason | undefined {
  let reason: Reason | undefined;
  for (const answer of answers) {
    if (answer.ok || answer.reason.code === 'query-error') {
      return undefined;
    }
    reason ??= answer.reason;
  }
  return reason;
}

/** What the first of the answers says that says itself that it is not all. */
export function firstPartial(answers: Iterable<MetricAnswer | undefined>): Reason | undefined {
  for (const answer of answers) {
    if (answer?.ok === true && answer.partial !== undefined) {
      return answer.partial;
    }
  }
  return undefined;
}

/** What a source threw, as a reason; anything but a reason is a bug of ours. */
export function reasonOfThrown(error: unknown): Reason {
  return isReason(error)
    ? { code: error.code, ...(error.detail === undefined ? {} : { detail: error.detail }) }
    : bugOf(error);
}
