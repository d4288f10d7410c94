import type { SyntaxNode } from '@lezer/common';
import type { CheckDefinition } from '../core/check/definition';
import { expandMacros } from '../core/check/macros';
import type { ProbedPack } from '../core/check/packDetection';
import { parsePromql, textOf, type PromExpression } from './promql';

/** What every Prometheus has, whatever it watches. */
const EVERYWHERE = /^(up|ALERTS|ALERTS_FOR_STATE|scrape_.*)$/;

const ANY_WINDOW_SECONDS = 3600;

/**
 * The metrics that show that a pack has data, sorted: those by which its Prometheus checks tell what is there. Checks that no
 * metric of the pack's own tells of, and those that select by a pattern, are asked whatever there is.
 */
export function packProbes(checks: readonly CheckDefinition[]): Pick<ProbedPack, 'probes' | 'always'> {
  const probes = new Set<string>();
  const always: string[] = [];
  for (const { id, kind, presence } of checks) {
    if (kind === 'prometheus') {
      const names = metricsOf(presence).filter((name) => !EVERYWHERE.test(name));
      names.forEach((name) => probes.add(name));
      always.push(...(names.length === 0 ? [id] : []));
    }
  }
  return { probes: [...probes].sort(), always };
}

/** Names of all metrics that an expression with macros selects; those that it gives by a pattern are left out. */
function metricsOf(text: string): string[] {
  const expanded = expandMacros(text, ANY_WINDOW_SECONDS);
  const parsed = expanded.ok ? parsePromql(expanded.expr) : undefined;
  return parsed?.ok === true ? metricNamesIn(parsed.expression).map(({ name }) => name) : [];
}

/** Each selector's metric with its place in the text. */
export function metricNamesIn(expression: PromExpression): Array<{ name: string; from: number }> {
  const found: Array<{ name: string; from: number }> = [];
  expression.root.cursor().iterate((node) => {
    if (node.name === 'VectorSelector') {
      const identifier = node.node.getChild('Identifier');
      const name = identifier === null ? nameMatched(expression, node.node) : textOf(expression, identifier);
      if (name !== undefined) {
        found.push({ name, from: node.from });
      }
    }
  });
  return found;
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
