import type { SyntaxNode } from '@lezer/common';
import { operands, parsePromql, textOf, type PromExpression } from '../promql';

/** What a query with `$window` gives, seen from its syntax alone. */
export type WindowQuery =
  /** A number of events that adds up over time; `rate` has become `increase` in it. */
  | { kind: 'events'; expr: string; hadRate: boolean }
  /** A number, but whether it adds up over time cannot be told. */
  | { kind: 'other'; expr: string }
  | { kind: 'broken'; message: string };

export const WINDOW = '$window';
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
