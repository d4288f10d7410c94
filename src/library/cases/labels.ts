import type { SyntaxNode } from '@lezer/common';
import type { Labels } from '../../core/check/series';
import { parsePromql, textOf, type PromExpression } from '../promql';

/** A series as its name and labels; the name is empty in `{instance="a"}`. */
export interface SeriesName {
  name: string;
  labels: Labels;
}

export type SeriesNameReading = { ok: true; series: SeriesName } | { ok: false; message: string };

/** Parses `name{label="value"}` or `{label="value"}`; labels with an empty value are none, as in Prometheus. */
export function parseSeriesName(text: string): SeriesNameReading {
  const parsed = parsePromql(text);
  if (!parsed.ok) {
    return parsed;
  }
  const { expression } = parsed;
  const { root } = expression;
  if (root.name !== 'VectorSelector') {
    return { ok: false, message: `"${text}" is not a name with labels` };
  }
  const identifier = root.getChild('Identifier');
  let name = identifier === null ? '' : textOf(expression, identifier);
  const labels: Record<string, string> = {};
  for (const matcher of matchersOf(root)) {
    const read = readMatcher(expression, matcher);
    if (read === undefined) {
      return { ok: false, message: `"${textOf(expression, matcher)}" is not of the form label="value"` };
    }
    if (read.label === '__name__') {
      name = read.value;
    } else if (Object.hasOwn(labels, read.label)) {
      return { ok: false, message: `the label ${read.label} is there twice` };
    } else if (read.value !== '') {
      labels[read.label] = read.value;
    }
  }
  return { ok: true, series: { name, labels } };
}

/** Labels as PromQL writes them, by name: `{device="sda", instance="a"}`. */
export function formatLabels(labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ')}}`;
}

function matchersOf(selector: SyntaxNode): SyntaxNode[] {
  const list = selector.getChild('LabelMatchers');
  const found: SyntaxNode[] = [];
  for (let child = list?.firstChild ?? null; child !== null; child = child.nextSibling) {
    found.push(child);
  }
  return found;
}

function readMatcher(expression: PromExpression, matcher: SyntaxNode): { label: string; value: string } | undefined {
  const label = matcher.getChild('LabelName');
  const value = matcher.getChild('StringLiteral');
  const isEqual = matcher.getChild('MatchOp')?.getChild('EqlSingle') !== null;
  return label === null || value === null || !isEqual
    ? undefined
    : { label: textOf(expression, label), value: unquote(textOf(expression, value)) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A string of PromQL or LogQL: Go’s escapes between quotes, none between backticks. */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1);
  return literal.startsWith('`')
    ? inner
    : inner.replace(
        /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([^]))/gi,
        (_whole, two: string | undefined, four: string | undefined, eight: string | undefined, one = '') => {
          const code = two ?? four ?? eight;
          return code === undefined ? (ESCAPES[one] ?? one) : String.fromCodePoint(parseInt(code, 16));
        }
      );
}
