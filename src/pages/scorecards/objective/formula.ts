import { countedNoun } from '../../../core/slo/sentences';
import type { ObjectiveResult } from '../../../core/slo/judge';
import { shifted } from '../../../core/slo/objective';
import { leftText } from '../../../ui/slo/objectiveWords';
import { decimalText } from '../../../ui/when';
import { amountText, sliText } from './amountText';

/** The formula, and the formula with the numbers of this window, in lines that stand below each other; a program's text, so in English. */
export function formulaText({ objective, sum, sli, budget }: ObjectiveResult): string {
  const { target } = objective;
  const unit = countedNoun(objective);
  if (objective.sli.kind === 'composite') {
    const members = objective.sli.members.map(({ objective: id, weight }) => `${weight} × spent(${id})`);
    return lines([
      ['budget left', `1 - (${members.join(' + ')})`, budget === null ? '' : `${leftText(budget.left)} %`],
    ]);
  }
  const known = sli !== null && budget !== null;
  return lines([
    ['SLI', '1 - bad / total', ''],
    ['', `1 - ${amountText(sum.bad)} / ${amountText(sum.total)}`, known ? `${sliText(sli, target)} %` : 'unknown'],
    [
      'budget',
      `(1 - ${shifted(target)}) × total`,
      known ? `${amountText(budget.allowed)} ${unit}` : 'unknown',
    ],
    ['budget left', '1 - bad / budget', known ? leftDecimals(budget.left) : 'unknown'],
  ]);
}

function leftDecimals(left: number): string {
  return Number.isFinite(left) ? `${decimalText(left * 100, 1, true).replace('-', '−')} %` : '−∞ %';
}

function lines(rows: ReadonlyArray<readonly [name: string, formula: string, value: string]>): string {
  const [first, second] = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map(([name, formula, value]) => {
      const line = `${name.padEnd(first ?? 0)} = ${formula.padEnd(second ?? 0)}`;
      return (value === '' ? line : `${line}   = ${value}`).trimEnd();
    })
    .join('\n');
}
