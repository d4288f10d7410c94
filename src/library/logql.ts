import { parser } from '@grafana/lezer-logql';
import type { SyntaxNode } from '@lezer/common';
import type { PromExpression } from './promql';

/** LogQL as a tree; as with PromQL, only for compiling packs and for tests of them. */
export type LogqlExpression = PromExpression;

export type LogqlParse = { ok: true; expression: LogqlExpression } | { ok: false; message: string };

/** Parses one expression; syntax only; the message shows the text that does not fit. */
export function parseLogql(text: string): LogqlParse {
  const tree = parser.parse(text);
  let offset: number | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError && offset === undefined) {
        offset = node.from;
      }
    },
  });
  const root = tree.topNode.firstChild;
  if (offset !== undefined || root === null) {
    const near = text.slice(offset ?? 0, (offset ?? 0) + 20);
    return { ok: false, message: near === '' ? 'LogQL ends too early' : `not LogQL at "${near}"` };
  }
  return { ok: true, expression: { text, root } };
}

/** Why an expression cannot be asked as a metric, or undefined. */
export function metricProblem({ root }: LogqlExpression): string | undefined {
  return root.firstChild?.name === 'MetricExpr' ? undefined : 'it returns lines of a log, and a check judges numbers';
}

/** What gives a result whether anything was logged or not; undefined when there is nothing of the kind. */
export function alwaysThere({ root }: LogqlExpression): string | undefined {
  let found: string | undefined;
  root.cursor().iterate(({ name }) => {
    found ??= name === 'AbsentOverTime' ? 'absent_over_time' : name === 'VectorExpr' ? 'vector' : undefined;
  });
  return found;
}

/** The labels that the outermost aggregation keeps; null where it names none. */
export function keptLabels({ text, root }: LogqlExpression): readonly string[] | null {
  let node: SyntaxNode | null = root;
  while (node !== null && node.name !== 'VectorAggregationExpr' && node.name !== 'BinOpExpr') {
    node = node.getChild('MetricExpr') ?? node.getChild('VectorAggregationExpr') ?? node.getChild('BinOpExpr');
  }
  if (node?.name !== 'VectorAggregationExpr') {
    return null;
  }
  const grouping = node.getChild('Grouping');
  if (grouping === null) {
    return [];
  }
  const labels: string[] = [];
  grouping.cursor().iterate(({ name, from, to }) => {
    if (name === 'Identifier') {
      labels.push(text.slice(from, to));
    }
  });
  return grouping.getChild('By') === null ? null : labels;
}
