import type { SyntaxNode } from '@lezer/common';
import { parseSelector } from '../../core/slo/selector';
import { operands, parsePromql, textOf, type PromExpression } from '../promql';

/** What a query with `$window` gives, seen from its syntax alone. */
export type WindowQuery =
  /** A number of events that adds up over time; `rate` has become `increase` in it. */
  | { kind: 'events'; expr: string; hadRate: boolean }
  /** A number, but whether it adds up over time cannot be told. */
  | { kind: 'other'; expr: string }
  | { kind: 'broken'; message: string };

const WINDOW = '$window';
/** As long as the macro, so that places agree, and a duration that nobody writes. */
const STAND_IN = '123457s';
/** What sums or counts the samples of its range. */
const ADDS_UP = new Set(['increase', 'sum_over_time', 'count_over_time', 'changes', 'resets']);
const KEEPS = new Set(['round', 'ceil', 'floor', 'abs', 'label_replace', 'label_join', 'histogram_count']);

/** Reads a query whose ranges are `[$window]`. */
export function readWindowQuery(text: string): WindowQuery {
  const parsed = parsePromql(text.split(WINDOW).join(STAND_IN));
  if (!parsed.ok) {
    return { kind: 'broken', message: parsed.message.split(STAND_IN).join(WINDOW) };
  }
  const { expression } = parsed;
  const rates: SyntaxNode[] = [];
  if (!addsUp(expression, expression.root, rates)) {
    return { kind: 'other', expr: text };
  }
  let expr = text;
  for (const { from, to } of [...rates].sort((a, b) => b.from - a.from)) {
    expr = `${expr.slice(0, from)}increase${expr.slice(to)}`;
  }
  return { kind: 'events', expr, hadRate: rates.length > 0 };
}

/** Whether a node gives a number that adds up over time; the names of `rate` on the way are collected. */
function addsUp(expression: PromExpression, node: SyntaxNode, rates: SyntaxNode[]): boolean {
  switch (node.name) {
    case 'FunctionCall':
      return callAddsUp(expression, node, rates);
    case 'AggregateExpr': {
      const operator = textOf(expression, node.getChild('AggregateOp') ?? node);
      const body = operands(node.getChild('FunctionCallBody') ?? node);
      const [inner] = body;
      return body.length === 1 && inner !== undefined && operator === 'sum' && addsUp(expression, inner, rates);
    }
    case 'BinaryExpr':
      return binaryAddsUp(expression, node, rates);
    case 'ParenExpr':
    case 'UnaryExpr': {
      const [inner] = operands(node);
      return inner !== undefined && addsUp(expression, inner, rates);
    }
    default:
      return false;
  }
}

function callAddsUp(expression: PromExpression, node: SyntaxNode, rates: SyntaxNode[]): boolean {
  const identifier = node.getChild('FunctionIdentifier');
  const name = textOf(expression, identifier ?? node);
  const [first] = operands(node.getChild('FunctionCallBody') ?? node);
  if (first === undefined) {
    return false;
  }
  if (KEEPS.has(name)) {
    return addsUp(expression, first, rates);
  }
  if (!rangeIsWindow(expression, first)) {
    return false;
  }
  if (name === 'rate' && identifier) {
    rates.push(identifier);
    return true;
  }
  return ADDS_UP.has(name);
}

function rangeIsWindow(expression: PromExpression, node: SyntaxNode): boolean {
  if (node.name === 'OffsetExpr' || node.name === 'ParenExpr' || node.name === 'StepInvariantExpr') {
    const [inner] = operands(node);
    return inner !== undefined && rangeIsWindow(expression, inner);
  }
  const range = node.getChild('DurationExpr');
  return (
    (node.name === 'MatrixSelector' || node.name === 'SubqueryExpr') &&
    range !== null &&
    textOf(expression, range) === STAND_IN
  );
}

function binaryAddsUp(expression: PromExpression, node: SyntaxNode, rates: SyntaxNode[]): boolean {
  const [left, right] = operands(node);
  if (!left || !right) {
    return false;
  }
  if (node.getChild('Add') ?? node.getChild('Sub')) {
    return addsUp(expression, left, rates) && addsUp(expression, right, rates);
  }
  if (node.getChild('Or')) {
    return addsUp(expression, left, rates) && (isZero(expression, right) || addsUp(expression, right, rates));
  }
  const isNumber = (side: SyntaxNode) => side.name === 'NumberDurationLiteral';
  if (node.getChild('Mul')) {
    return isNumber(left)
      ? addsUp(expression, right, rates)
      : isNumber(right)
        ? addsUp(expression, left, rates)
        : isZero(expression, left) && addsUp(expression, right, rates);
  }
  return node.getChild('Div') !== null && isNumber(right) && addsUp(expression, left, rates);
}

function isZero(expression: PromExpression, node: SyntaxNode): boolean {
  return /^(?:vector\(\s*0(?:\.0*)?\s*\)|0)$/.test(
    textOf(expression, node)
      .replace(/^\((.*)\)$/s, '$1')
      .trim()
  );
}

/** What is counted by a foreign query: a plain selector where it sums one, else the expression. */
export type ForeignCount = { ok: true; count: string; isEvents: boolean; note?: string } | { ok: false; why: string };

const TEMPLATE = /\{\{-?\s*\.[wW]indow\s*-?\}\}/g;
const GRAFANA_WINDOW = /\$\{?__(?:rate_)?interval\}?|\$\{?__range\}?/g;
const FIXED_RANGE = /\[\s*(\d+(?:ms|[smhdwy])(?:\d+(?:ms|[smhdwy]))*)\s*\]/g;

/**
 * The query of somebody else's file as a count of ours. Its window may be `{{.window}}`, `$window`, a variable of Grafana or a fixed
 * range; a bare counter is counted as it is.
 */
export function foreignCount(query: string): ForeignCount {
  const named = query
    .trim()
    .replace(TEMPLATE, () => WINDOW)
    .replace(GRAFANA_WINDOW, () => WINDOW);
  if (named === '') {
    return { ok: false, why: 'the query is empty' };
  }
  if (/\{\{-?\s*[.$]/.test(named)) {
    return { ok: false, why: 'a template other than {{.window}} cannot be filled in here' };
  }
  const bare = bareSelector(named);
  if (bare !== undefined) {
    return { ok: true, count: bare, isEvents: true };
  }
  const { text, note } = withWindow(named);
  if (!text.includes(WINDOW)) {
    const read = readWindowQuery(text);
    return {
      ok: false,
      why: read.kind === 'broken' ? read.message : 'the query has no window in which something is counted',
    };
  }
  const read = readWindowQuery(text);
  if (read.kind === 'broken') {
    return { ok: false, why: read.message };
  }
  const count = read.kind === 'events' ? (bareIncrease(read.expr) ?? read.expr) : read.expr;
  return { ok: true, count, isEvents: read.kind === 'events', ...(note !== undefined && { note }) };
}

/** A query with its one fixed range as the window. */
function withWindow(text: string): { text: string; note?: string } {
  if (text.includes(WINDOW)) {
    return { text };
  }
  const ranges = new Set([...text.matchAll(FIXED_RANGE)].map(([, range = '']) => range));
  const [range] = ranges;
  return ranges.size === 1 && range !== undefined
    ? {
        text: text.replace(FIXED_RANGE, () => `[${WINDOW}]`),
        note: `the fixed range [${range}] is taken for the window`,
      }
    : { text };
}

/** `metric{...}` and `sum(metric{...})`: a counter that is counted as it is. */
function bareSelector(text: string): string | undefined {
  const inner = /^sum\s*\(([^]*)\)$/.exec(text)?.[1] ?? text;
  return parseSelector(inner).ok ? inner.trim() : undefined;
}

/** `sum(increase(metric{...}[$window]))`. */
function bareIncrease(text: string): string | undefined {
  const inner = /^sum\s*\(\s*increase\s*\(([^]*)\[\s*\$window\s*\]\s*\)\s*\)$/.exec(text.trim())?.[1];
  return inner !== undefined && parseSelector(inner).ok ? inner.trim() : undefined;
}
