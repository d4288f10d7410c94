import { expandMacros, promDuration } from '../check/macros';
import { parseSelector, printSelector } from './selector';

/** What one query of an objective tells of each bucket. `samples`: how many there are of one series, for coverage. */
export type Role = 'total' | 'bad' | 'good' | 'samples';

/** Number of events in a window that ends at the time of evaluation, per group: of a selector or of an expression. */
export function eventsIn(text: string, windowSeconds: number, groupBy: readonly string[]): string {
  const read = parseSelector(text);
  return read.ok
    ? `sum${byClause(groupBy)} (increase(${printSelector(read.selector)}[${promDuration(windowSeconds)}]))`
    : `sum${byClause(groupBy)} (${over(text, windowSeconds)})`;
}

/** An expression with its `$window`. */
export function over(text: string, windowSeconds: number): string {
  const expanded = expandMacros(text, windowSeconds);
  return expanded.ok ? expanded.expr : text;
}

/** ` by (a, b)`; nothing without labels, so that everything is one. */
export function byClause(labels: readonly string[]): string {
  return labels.length === 0 ? '' : ` by (${labels.join(', ')})`;
}
