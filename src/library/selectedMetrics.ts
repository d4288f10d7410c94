import type { SyntaxNode } from '@lezer/common';
import { expandMacros } from '../core/check/macros';
import { operands, parsePromql, textOf, type PromExpression } from './promql';

interface SelectedMetric {
  name: string;
  /** Metrics on the other side of an `or` around it: where one of them is, it need not be. */
  alternatives: readonly string[];
}

/** Any window will do to find selectors. */
const ANY_WINDOW_SECONDS = 3600;

/** The metrics that an expression with macros selects, each once; those that it gives by a pattern are left out. */
export function selectedMetrics(text: string): readonly SelectedMetric[] {
  const expanded = expandMacros(text, ANY_WINDOW_SECONDS);
  const parsed = expanded.ok ? parsePromql(expanded.expr) : undefined;
  if (parsed?.ok !== true) {
    return [];
  }
  const { expression } = parsed;
  const found = new Map<string, SelectedMetric>();
  selectorsIn(expression.root).forEach((selector) => {
    const name = metricOf(expression, selector);
    if (name !== undefined && !found.has(name)) {
      found.set(name, { name, alternatives: alternativesOf(expression, selector) });
    }
  });
  return [...found.values()];
}

function selectorsIn(root: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  root.cursor().iterate(({ name, node }) => {
    if (name === 'VectorSelector') {
      found.push(node);
    }
  });
  return found;
}

function alternativesOf(expression: PromExpression, selector: SyntaxNode): string[] {
  const found: string[] = [];
  for (let node = selector; node.parent !== null; node = node.parent) {
    const { parent } = node;
    if (parent.name === 'BinaryExpr' && parent.getChild('Or') !== null) {
      const others = operands(parent).filter(({ from }) => from !== node.from);
      found.push(...others.flatMap(selectorsIn).flatMap((one) => metricOf(expression, one) ?? []));
    }
  }
  return found;
}

function metricOf(expression: PromExpression, selector: SyntaxNode): string | undefined {
  const identifier = selector.getChild('Identifier');
  return identifier === null ? nameMatched(expression, selector) : textOf(expression, identifier);
}

function nameMatched(expression: PromExpression, selector: SyntaxNode): string | undefined {
  const matchers = selector.getChild('LabelMatchers');
  const quoted = matchers?.getChild('QuotedLabelName');
  const named = matchers
    ?.getChildren('UnquotedLabelMatcher')
    .find((matcher) => textOf(expression, matcher.getChild('LabelName') ?? matcher) === '__name__');
  const isExact = named?.getChild('MatchOp')?.getChild('EqlSingle') != null;
  const name = quoted ?? (isExact ? named.getChild('StringLiteral') : null);
  return name === null || name === undefined ? undefined : textOf(expression, name).slice(1, -1);
}
