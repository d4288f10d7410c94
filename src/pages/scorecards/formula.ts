import { sumOf } from '../../core/slo/counts';
import { allowedRatio, shifted, sliDecimals } from '../../core/slo/objective';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { countedNoun, sliPercent } from '../../core/slo/sentences';
import { burnText, leftText } from '../../ui/slo/objectiveWords';
import { t } from '../../ui/t';
import { decimalText } from '../../ui/when';

const HOUR_MS = 3_600_000;

/** Name, formula, the same with numbers, result; the last ones may be left out. */
type Line = readonly string[];

/** How the numbers of one period of a row are computed, with the numbers filled in, line by line in columns. */
export function formulaText(row: ScorecardRow, period: number, rows: readonly ScorecardRow[]): string {
  const result = row.results[period];
  if (!result) {
    return '';
  }
  const { sum, sli, budget, coverage, unit } = result;
  const { target } = row.objective;
  const [bad, total] = [amount(sum.bad), amount(sum.total)];
  const goal = shifted(target);
  const known = sli === null ? '?' : `${sliText(sli, target)} %`;
  const left = budget === null ? '?' : `${leftText(budget.left)} %`;
  const window = `${decimalText(sum.coveredMs / HOUR_MS, 1)} h / ${decimalText(sum.ofMs / HOUR_MS, 1)} h`;
  const lines: Line[] =
    row.objective.sli.kind === 'composite'
      ? compositeLines(row, period, rows, left)
      : [
          ['SLI', '1 - bad / total', `1 - ${bad} / ${total}`, known],
          [
            t('formula.budget', 'budget'),
            `(1 - ${goal}) × total`,
            `${budget === null ? '?' : amount(budget.allowed)} ${unit === 'share' ? t('formula.hours', 'hours') : countedNoun(row.objective)}`,
          ],
          [
            t('formula.left', 'budget left'),
            '1 - bad / budget',
            `1 - ${bad} / ${budget === null ? '?' : amount(budget.allowed)}`,
            left,
          ],
          [
            t('formula.coverage', 'coverage'),
            t('formula.covered', 'time with data / window'),
            window,
            `${decimalText(Math.floor(coverage * 1000) / 10, 1)} %`,
          ],
        ];
  return aligned(lines);
}

/** How a burn rate is computed: the window that ends with the newest data. */
export function burnFormula(row: ScorecardRow, longMs: number): string {
  const [result] = row.results;
  const { counts, objective } = row;
  const burn = result?.burns.find((one) => one.longMs === longMs);
  if (!result || !counts || !burn) {
    return '';
  }
  const endMs = counts.edgesMs[counts.edgesMs.length - 1] ?? result.span.readToMs;
  const { bad, total } = sumOf(counts, endMs - longMs, endMs, result.exclusions);
  return aligned([
    [
      t('formula.burn', 'burn rate'),
      `(bad / total) / (1 - ${shifted(objective.target)})`,
      `(${amount(bad)} / ${amount(total)}) / ${decimalText(allowedRatio(objective.target), 6)}`,
      burn.long === null ? '?' : burnText(burn.long),
    ],
  ]);
}

/** `99.862`: never rounded onto the other side of the target, with all decimals. */
export function sliText(sli: number, target: string): string {
  return decimalText(sliPercent(sli, target), sliDecimals(target), true);
}

function compositeLines(row: ScorecardRow, period: number, rows: readonly ScorecardRow[], left: string): Line[] {
  const members = row.objective.sli.kind === 'composite' ? row.objective.sli.members : [];
  return [
    ...members.map(({ objective: id, weight }): Line => {
      const own = rows.filter(({ objective }) => objective.id === id).map(({ results }) => results[period]);
      const consumed = own.some((result) => !result?.budget || result.verdict === 'unknown')
        ? null
        : Math.max(...own.map((result) => result?.budget?.consumed ?? Infinity));
      const spent = consumed === null || own.length === 0 ? '?' : `${decimalText(consumed * 100, 1)} %`;
      return [id, t('formula.weighted', 'weight × spent'), `${decimalText(weight, 2)} × ${spent}`];
    }),
    [t('formula.left', 'budget left'), t('formula.sum', '1 - their sum'), '', left],
  ];
}

/** Counted ones are whole, or nearly: increases are extrapolated. */
function amount(value: number): string {
  return decimalText(value, Math.abs(value) < 100 ? 2 : 0);
}

function aligned(lines: readonly Line[]): string {
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => {
      const cells = line.map((cell, column) => (column < line.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell));
      return cells
        .filter((cell, column) => column === 0 || cell.trim() !== '')
        .join(' = ')
        .trimEnd();
    })
    .join('\n');
}
