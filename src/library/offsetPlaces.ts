import type { SyntaxNode } from '@lezer/common';
import type { OffsetPlace } from '../core/check/definition';
import { durationSeconds } from './cases/notation';
import { parseLogql, type LogqlExpression } from './logql';
import { textOf } from './promql';

/** A string, a comment, or the window; strings and comments may hold what looks like it. */
const LITERAL_OR_WINDOW = /"(?:\\[^]|[^"\\])*"|`[^`]*`|#[^\n]*|\$window\b/g;

/** As long as the macro it stands for, so that places stay where they are. */
const STANDS_FOR_WINDOW = '100000s';

/** Where each range of a LogQL expression says how long ago it ends, or would say it: behind its length. */
export function offsetPlaces(text: string): readonly OffsetPlace[] {
  const plain = text.replace(LITERAL_OR_WINDOW, (found) => (found === '$window' ? STANDS_FOR_WINDOW : found));
  const parsed = parseLogql(plain);
  const places: OffsetPlace[] = [];
  if (parsed.ok) {
    parsed.expression.root.cursor().iterate(({ name, node, from, to }) => {
      if (name === 'Range' && node.nextSibling?.name !== 'OffsetExpr') {
        places.push([to, to, 0]);
      }
      if (name === 'OffsetExpr') {
        places.push([from, to, offsetSeconds(parsed.expression, node) ?? 0]);
      }
    });
  }
  return places;
}

/** An offset that is no whole number of units, such as `1.5h`; undefined where there is none. */
export function unreadableOffset(expression: LogqlExpression): string | undefined {
  let found: string | undefined;
  expression.root.cursor().iterate(({ name, node }) => {
    if (name === 'OffsetExpr' && offsetSeconds(expression, node) === undefined) {
      found ??= textOf(expression, node).trim();
    }
  });
  return found;
}

function offsetSeconds(expression: LogqlExpression, offset: SyntaxNode): number | undefined {
  const duration = offset.getChild('Duration');
  return duration === null ? undefined : durationSeconds(textOf(expression, duration));
}
