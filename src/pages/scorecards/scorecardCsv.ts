import { csvText } from '../../core/csv';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { becauseSentence } from '../../core/slo/sentences';
import { methodWords, originWords } from '../../ui/slo/methodWords';
import { objectiveWord, wordingIn } from '../../ui/slo/objectiveWords';

const HEAD = [
  'objective',
  'title',
  'group',
  'service',
  'owner',
  'verdict',
  'reason',
  'from',
  'to',
  'target_percent',
  'agreement_percent',
  'agreement_holds',
  'sli_percent',
  'budget_left_percent',
  'bad',
  'total',
  'burn_1h',
  'burn_3d',
  'coverage_percent',
  'source',
  'method',
  'defined',
];

const HOUR_MS = 3_600_000;

/** The rows with all their periods, a line each. What is not known is empty: never 0, never the last value. */
export function scorecardCsv(rows: readonly ScorecardRow[], zone: string): string {
  return csvText([HEAD, ...rows.flatMap((row) => linesOf(row, zone))]);
}

function linesOf({ objective, group, results, reading }: ScorecardRow, zone: string): string[][] {
  return results.map((result) => {
    const { span, verdict, sum, sli, budget, burns, coverage, agreementHolds } = result;
    const isRead = result.sum.coveredMs > 0 || sli !== null;
    const burn = (hours: number) => number(burns.find(({ longMs }) => longMs === hours * HOUR_MS)?.long ?? null, 3);
    return [
      objective.id,
      objective.title,
      Object.entries(group)
        .map(([label, value]) => `${label}=${value}`)
        .join(' '),
      objective.service,
      objective.owner,
      objectiveWord(verdict),
      becauseSentence(result, wordingIn(zone)),
      new Date(span.fromMs).toISOString(),
      new Date(span.readToMs).toISOString(),
      objective.target,
      objective.agreement ?? '',
      agreementHolds === null || verdict === 'unknown' ? '' : agreementHolds ? 'yes' : 'no',
      number(sli === null ? null : sli * 100, 6),
      verdict === 'unknown' || budget === null ? '' : number(budget.left * 100, 3),
      isRead && sum.total > 0 ? number(sum.bad, 3) : '',
      isRead && sum.total > 0 ? number(sum.total, 3) : '',
      burn(1),
      burn(72),
      number(coverage * 100, 2),
      reading?.source?.name ?? '',
      methodWords(objective),
      originWords(objective),
    ];
  });
}

function number(value: number | null, decimals: number): string {
  return value === null || !Number.isFinite(value) ? '' : String(Number(value.toFixed(decimals)));
}
