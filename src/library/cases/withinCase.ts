import type { SyntaxNode } from '@lezer/common';
import { textOf, type PromExpression } from '../promql';

/** Functions that treat a selector otherwise than what was made of one. */
const WANT_SELECTOR: ReadonlySet<string> = new Set(['timestamp', 'absent']);

/** What the parser puts around a selector that belongs to it. */
const MODIFIERS: ReadonlySet<string> = new Set(['MatrixSelector', 'OffsetExpr', 'StepInvariantExpr']);

/**
 * The expression as it has to read where one Prometheus holds the series of many cases, told apart by a label: each selector
 * takes the series of this case alone, and the label is taken off before anything can match or group by it.
 */
export function withinCase(expression: PromExpression, label: string, value: string): string {
  const matcher = `${label}=${JSON.stringify(value)}`;
  const edits: Edit[] = [];
  const wrapped = new Set<string>();
  expression.root.cursor().iterate(({ node }) => {
    if (node.name !== 'VectorSelector') {
      return;
    }
    edits.push(matcherEdit(node, matcher));
    const target = withLabel(expression, node);
    const key = `${target?.from} ${target?.to}`;
    if (target !== null && !wrapped.has(key)) {
      wrapped.add(key);
      edits.push({ at: target.from, text: 'label_replace(' }, { at: target.to, text: `, "${label}", "", "", "")` });
    }
  });
  return apply(expression.text, edits);
}

interface Edit {
  at: number;
  text: string;
}

function matcherEdit(selector: SyntaxNode, matcher: string): Edit {
  const list = selector.getChild('LabelMatchers');
  return list === null ? { at: selector.to, text: `{${matcher}}` } : { at: list.from + 1, text: `${matcher},` };
}

/** The smallest expression around a selector that gives an instant vector; null for a range that no function takes. */
function withLabel(expression: PromExpression, selector: SyntaxNode): SyntaxNode | null {
  let node = selector;
  let isRange = false;
  for (let above = node.parent; above !== null && MODIFIERS.has(above.name); above = above.parent) {
    isRange ||= above.name === 'MatrixSelector';
    node = above;
  }
  let outer = node;
  while (outer.parent?.name === 'ParenExpr') {
    outer = outer.parent;
  }
  const call = outer.parent?.name === 'FunctionCallBody' ? outer.parent.parent : null;
  const called = call?.getChild('FunctionIdentifier') ?? null;
  if (call === null || called === null) {
    return isRange ? null : node;
  }
  return isRange || WANT_SELECTOR.has(textOf(expression, called)) ? call : node;
}

/** Edits at one place keep their order: what ends there is closed by what was found first. */
function apply(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort((a, b) => a.at - b.at);
  let out = '';
  let done = 0;
  for (const { at, text: added } of inOrder) {
    out += text.slice(done, at) + added;
    done = at;
  }
  return out + text.slice(done);
}
