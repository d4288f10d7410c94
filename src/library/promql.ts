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
