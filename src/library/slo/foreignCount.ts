import type { SyntaxNode } from '@lezer/common';
import { parseSelector } from '../../core/slo/selector';
import { groupingLabels, operands, parsePromql, type PromExpression } from '../promql';
import { readWindowQuery, WINDOW } from './windowQuery';

/** What is counted by a foreign query: a plain selector where it sums one, else the expression. */
export type ForeignCount =
  | {
      ok: true;
      count: string;
      /** A number of events that adds up over time. */
      isEvents: boolean;
      /** Whether the query had a window of its own. */
      hasWindow: boolean;
      /** Labels of its `by (...)`. */
      by: readonly string[];
      notes: readonly string[];
    }
  | { ok: false; why: string };

const TEMPLATE = /\{\{-?\s*\.?[wW]indow\s*-?\}\}/g;
const GRAFANA_WINDOW = /\$\{?__(?:rate_)?interval\}?|\$\{?__range\}?/g;
const FIXED_RANGE = /\[\s*(\d+(?:ms|[smhdwy])(?:\d+(?:ms|[smhdwy]))*)\s*\]/g;
const VARIABLE = /\$(?!window\b)\{?[A-Za-z_][\w.:]*\}?/;

/** A foreign query with our window where it has its own: `{{.window}}` or a variable of Grafana. */
export function withOurWindow(query: string): string {
  return query
    .trim()
    .replace(TEMPLATE, () => WINDOW)
    .replace(GRAFANA_WINDOW, () => WINDOW);
}

/** Whether a text is one of a template: `{{ .name }}`, `{{ name }}`, `{% if %}`. */
export function isTemplate(text: string): boolean {
  return /\{\{-?(?:\s*[.$]|\s+\w)|\{%/.test(text);
}

/** Why a query is none yet: something in it that somebody else fills in. */
export function unfilledIn(query: string): string | undefined {
  if (isTemplate(query)) {
    return 'a template other than {{.window}} cannot be filled in here';
  }
  const variable = VARIABLE.exec(query)?.[0];
  return variable === undefined ? undefined : `nobody fills in ${variable} here`;
}

/**
 * The query of somebody else's file as a count of ours. Its window may be `{{.window}}`, `$window`, a variable of Grafana or a fixed
 * range; a bare counter is counted as it is.
 */
export function foreignCount(query: string): ForeignCount {
  const named = withOurWindow(query);
  const unfilled = named === '' ? 'the query is empty' : unfilledIn(named);
  if (unfilled !== undefined) {
    return { ok: false, why: unfilled };
  }
  const { text, notes } = withWindow(named);
  const parsed = parsePromql(text.split(WINDOW).join('1h'));
  const grouping = parsed.ok ? groupingOf(parsed.expression) : [];
  if (grouping === null) {
    return { ok: false, why: 'its parts are grouped by different labels' };
  }
  const by = grouping ?? [];
  const bare = bareCount(named, SUMMED);
  if (bare !== undefined) {
    return { ok: true, count: bare, isEvents: true, hasWindow: false, by, notes: [] };
  }
  const read = readWindowQuery(text);
  if (read.kind === 'broken') {
    return { ok: false, why: read.message };
  }
  if (!text.includes(WINDOW)) {
    return { ok: false, why: 'the query has no window in which something is counted' };
  }
  if (parsed.ok && isRange(parsed.expression.root)) {
    return { ok: false, why: 'the query gives a range of samples, not a number' };
  }
  const isEvents = read.kind === 'events';
  const count = isEvents ? (bareCount(read.expr, INCREASED) ?? read.expr) : read.expr;
  const unsummed = isEvents && grouping === undefined ? ['nothing sums its series: they are added up here'] : [];
  return { ok: true, count, isEvents, hasWindow: true, by, notes: [...notes, ...unsummed] };
}

/** A query with its one fixed range as the window. */
function withWindow(text: string): { text: string; notes: readonly string[] } {
  if (text.includes(WINDOW)) {
    return { text, notes: [] };
  }
  const ranges = new Set([...text.matchAll(FIXED_RANGE)].map(([, range = '']) => range));
  const [range] = ranges;
  return ranges.size === 1 && range !== undefined
    ? {
        text: text.replace(FIXED_RANGE, () => `[${WINDOW}]`),
        notes: [`the fixed range [${range}] is taken for the window`],
      }
    : { text, notes: [] };
}

/** `metric{...}` and `sum(metric{...})`: a counter that is counted as it is. */
const SUMMED = /^(?:sum\s*(?:by\s*\([^()]*\)\s*)?\(([^]*?)\)(?:\s*by\s*\([^()]*\))?|([^]*))$/;
/** `sum(increase(metric{...}[$window]))`, also without the sum. */
const INCREASED =
  /^(?:sum\s*(?:by\s*\([^()]*\)\s*)?\(\s*increase\s*\(([^]*?)\[\s*\$window\s*\]\s*\)\s*\)(?:\s*by\s*\([^()]*\))?|increase\s*\(([^]*)\[\s*\$window\s*\]\s*\))$/;

function bareCount(text: string, shape: RegExp): string | undefined {
  const [, summed, alone] = shape.exec(text.trim()) ?? [];
  const inner = summed ?? alone;
  return inner !== undefined && parseSelector(inner).ok ? inner.trim() : undefined;
}

/**
 * Labels by which the outermost aggregations group, which are those of the result. Undefined where nothing aggregates, null where they
 * differ or the labels left are not named.
 */
function groupingOf(expression: PromExpression): readonly string[] | null | undefined {
  const found = aggregations(expression.root).map((node) => {
    const modifier = node.getChild('AggregateModifier');
    const labels = groupingLabels(expression, modifier?.getChild('GroupingLabels') ?? null);
    return modifier?.getChild('Without') ? null : [...new Set(labels)].sort();
  });
  const [first] = found;
  return found.every((labels) => labels?.join() === first?.join()) ? first : null;
}

function aggregations(node: SyntaxNode): SyntaxNode[] {
  if (node.name === 'AggregateExpr') {
    return [node];
  }
  const body = node.name === 'FunctionCall' ? (node.getChild('FunctionCallBody') ?? node) : node;
  return operands(body).flatMap(aggregations);
}

function isRange(node: SyntaxNode): boolean {
  const [inner] = operands(node);
  return node.name === 'ParenExpr' || node.name === 'OffsetExpr'
    ? inner !== undefined && isRange(inner)
    : node.name === 'MatrixSelector' || node.name === 'SubqueryExpr';
}

/** Labels as the field of an objective, which has none where nothing is grouped. */
export function groupByOf(by: readonly string[]): { groupBy?: string[] } {
  return by.length > 0 ? { groupBy: [...by] } : {};
}
