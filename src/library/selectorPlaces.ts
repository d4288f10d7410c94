import type { SyntaxNode } from '@lezer/common';
import { operands, parsePromql } from './promql';

/** A string, a comment, or a macro; strings and comments may hold what looks like a macro. */
const LITERAL_OR_MACRO = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`|#[^\n]*|\$window\b|\$events(?=\()/g;

/** As long as the macro it stands for, so that places stay where they are. */
const STANDS_FOR: Readonly<Record<string, string>> = { $window: '100000s', $events: 'absent ' };

/** Where a matcher goes in each selector of an expression with macros: behind its `{`, or behind its name where it has none. */
export function selectorPlaces(text: string): readonly number[] {
  const events = new Set<number>();
  const plain = text.replace(LITERAL_OR_MACRO, (found, offset: number) => {
    if (found === '$events') {
      events.add(offset);
    }
    return STANDS_FOR[found] ?? found;
  });
  const parsed = parsePromql(plain);
  return parsed.ok ? placesIn(parsed.expression.root, events) : [];
}

function placesIn(node: SyntaxNode, events: ReadonlySet<number>): number[] {
  if (node.name === 'VectorSelector') {
    const matchers = node.getChild('LabelMatchers');
    return [matchers === null ? node.to : matchers.from + 1];
  }
  if (node.name === 'FunctionCall' && events.has(node.from)) {
    // What follows the selector are names of labels.
    const [selector] = operands(node.getChild('FunctionCallBody') ?? node);
    return selector === undefined ? [] : placesIn(selector, events);
  }
  const found: number[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    found.push(...placesIn(child, events));
  }
  return found;
}
