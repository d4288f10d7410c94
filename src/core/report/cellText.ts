import type { Verdict } from '../check/verdict';
import type { Amount, Column, Marks } from './blocks';
import { formatCount, formatHours, spentPercent } from './numbers';
import { stripWords } from './strips';

/** A verdict as it is printed. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'Pass',
  warn: 'Warning',
  fail: 'Fail',
  unknown: 'Unknown',
  na: 'n/a',
};

/** A cell as text: what is printed, and of a figure what it says to those who listen. */
export function cellText(column: Column, row: number): string {
  switch (column.kind) {
    case 'text':
      return column.cells[row] ?? '';
    case 'number': {
      const written = column.cells[row] ?? 'inapplicable';
      return written === 'inapplicable' ? '—' : written;
    }
    case 'count':
      return amountText(column.cells[row], (count) => (count === 0 ? '–' : formatCount(count)));
    case 'percent':
      return amountText(column.cells[row], (percent) => (percent >= 100 ? '100' : percent.toFixed(1)));
    case 'hours':
      return amountText(column.cells[row], (hours) => (hours === 0 ? '–' : formatHours(hours)));
    case 'share': {
      const { part, of } = column.cells[row] ?? { part: 0, of: 0 };
      return `${formatCount(part)} of ${formatCount(of)}`;
    }
    case 'verdict':
      return VERDICT_WORDS[column.cells[row] ?? 'na'];
    case 'days':
      return stripWords(column.cells[row] ?? '');
    case 'bar':
      return formatCount(column.cells[row] ?? 0);
    case 'marks':
      return marksText(column.cells[row]);
    case 'budget': {
      const spent = column.cells[row] ?? 'unknown';
      return spent === 'unknown' ? 'unknown' : `${spentPercent(spent)}\u202f% spent`;
    }
  }
}

function amountText(amount: Amount | undefined, text: (value: number) => string): string {
  switch (amount) {
    case undefined:
    case 'inapplicable':
      return '—';
    case 'unknown':
      return 'unknown';
    default:
      return text(amount);
  }
}

function marksText(marks: Marks = { warn: 0, fail: 0, unknown: 0 }): string {
  return `${marks.warn} warning, ${marks.fail} fail, ${marks.unknown} unknown`;
}
