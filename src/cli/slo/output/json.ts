import { OBJECTIVE_WORDS } from '../../../core/slo/sentences';
import { exitCode, linesOf, shownSli, tallyOf, type SloLine, type SloOutcome } from '../outcome';
import { becauseOf, wordingIn } from '../words';

/** For programs: version 1; instants in ISO 8601 UTC, shares from 0 to 1, null where nothing is known or a number is infinite. */
export function renderJson(outcome: SloOutcome): string {
  const { scorecard, zone, month, gaps } = outcome;
  const document = {
    version: 1,
    window: month ?? 'own',
    zone,
    asked: iso(scorecard.atMs),
    exitCode: exitCode(outcome),
    tally: Object.fromEntries(tallyOf(outcome)),
    gaps,
    objectives: linesOf(outcome).map((line) => objectiveOf(line, zone)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function objectiveOf(line: SloLine, zone: string): object {
  const { row, result } = line;
  const { objective, group, reading } = row;
  const { verdict, because, sum, span, burns, forecast, exclusions } = result;
  const sentence = becauseOf(line, wordingIn(zone));
  return {
    id: objective.id,
    title: objective.title,
    service: objective.service,
    owner: objective.owner,
    group,
    origin: objective.origin,
    verdict,
    word: OBJECTIVE_WORDS[verdict],
    ...(because && { because, sentence }),
    target: objective.target,
    ...(objective.agreement !== undefined && { agreement: objective.agreement }),
    agreementHolds: verdict === 'unknown' ? null : result.agreementHolds,
    span: { from: iso(span.fromMs), to: iso(span.toMs), readTo: iso(span.readToMs) },
    sli: shownSli(result),
    unit: result.unit,
    total: sum.total,
    bad: sum.bad,
    budget: verdict === 'unknown' ? null : result.budget,
    coverage: result.coverage,
    burns: burns.map(({ alert, longMs, shortMs, factor, long, short, state }) => ({
      alert,
      longSeconds: longMs / 1000,
      shortSeconds: shortMs / 1000,
      factor,
      long,
      short,
      state,
    })),
    ...(forecast && forecast.likelyMs !== null && { exhausted: iso(forecast.likelyMs) }),
    exclusions: exclusions.map(({ fromMs, toMs, why, by }) => ({ from: iso(fromMs), to: iso(toMs), why, by })),
    ...(reading?.source && { source: reading.source }),
    queries: reading?.ok === true ? reading.queries : [],
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
