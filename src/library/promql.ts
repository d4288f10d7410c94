import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

/** PromQL as a tree. Only for compiling packs: the parser must never reach a browser bundle. */
export interface PromExpression {
  text: string;
  root: SyntaxNode;
}

export type PromParse = { ok: true; expression: PromExpression } | { ok: false; message: string };

/** Parses one expression; syntax only; the message shows the text that does not fit. */
export function parsePromql(text: string): PromParse {
  const tree = parser.parse(text);
  let offset: number | undefined;
  tree.iterate({
    enter: (node) => {
      // The grammar takes a range of anything; Prometheus takes one of a selector only.
      const isRangeOfOther = node.name === 'MatrixSelector' && node.node.firstChild?.name !== 'VectorSelector';
      if ((node.type.isError || isRangeOfOther) && offset === undefined) {
        offset = node.from;
      }
    },
  });
  const root = tree.topNode.firstChild;
  if (offset !== undefined || root === null) {
    const near = text.slice(offset ?? 0, (offset ?? 0) + 20);
    const message = near === '' ? 'PromQL ends too early' : `not PromQL at "${near}"`;
    return { ok: false, message };
  }
  return { ok: true, expression: { text, root } };
}

/** Besides all that end in `_over_time`. */
const TAKE_A_RANGE: ReadonlySet<string> = new Set([
  'changes',
  'delta',
  'deriv',
  'double_exponential_smoothing',
  'holt_winters',
  'idelta',
  'increase',
  'irate',
  'predict_linear',
  'rate',
  'resets',
]);

/** A function that takes a range and has none, or a range that no function takes: Prometheus refuses both. */
export function rangeProblem(expression: PromExpression): string | undefined {
  let problem: string | undefined;
  const taken = new Set<number>();
  expression.root.cursor().iterate(({ name, node, from }) => {
    if (name === 'FunctionCall') {
      const called = textOf(expression, node.getChild('FunctionIdentifier') ?? node);
      const takes = TAKE_A_RANGE.has(called) || called.endsWith('_over_time');
      const body = node.getChild('FunctionCallBody');
      const ranges = (body === null ? [] : operands(body)).map(rangeWithin).filter((one) => one !== null);
      if (takes) {
        ranges.forEach((one) => taken.add(one.from));
      }
      if (takes && ranges.length === 0) {
        problem ??= `${called}() takes a range such as x[5m]`;
      }
    }
    if (isRange(node) && !taken.has(from)) {
      problem ??= `"${textOf(expression, node).slice(0, 40)}" is a range, and only a function such as rate() takes one`;
    }
  });
  return problem;
}

function isRange({ name }: SyntaxNode): boolean {
  return name === 'MatrixSelector' || name === 'SubqueryExpr';
}

/** The range that an argument is, whatever brackets, `offset` and `@` stand around it. */
function rangeWithin(argument: SyntaxNode): SyntaxNode | null {
  let node: SyntaxNode | null = argument;
  while (node !== null && ['ParenExpr', 'OffsetExpr', 'StepInvariantExpr'].includes(node.name)) {
    node = operands(node)[0] ?? null;
  }
  return node !== null && isRange(node) ? node : null;
}

export function textOf(expression: PromExpression, node: SyntaxNode): string {
  return expression.text.slice(node.from, node.to);
}

/** The children that are expressions of their own, in order. */
export function operands(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.type.is('Expr')) {
      found.push(child);
    }
  }
  return found;
}

/** Label names of `by (...)`, `on (...)` and their like. */
export function groupingLabels(expression: PromExpression, node: SyntaxNode | null): string[] {
  return (
    node
      ?.getChildren('LabelName')
      .concat(node.getChildren('QuotedLabelName'))
      .sort((a, b) => a.from - b.from)
      .map((label) => textOf(expression, label).replace(/^["'`]|["'`]$/g, '')) ?? []
  );
}
