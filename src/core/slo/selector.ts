/** Vector selectors of PromQL, `metric{label="value", other=~"a|b"}`: read, printed and applied to labels without a parser of PromQL. */

import type { Labels } from '../check/series';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  label: string;
  op: MatchOperator;
  value: string;
}

export interface Selector {
  metric: string;
  matchers: readonly Matcher[];
}

export type SelectorReading = { ok: true; selector: Selector } | { ok: false; message: string };

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const MATCHER =
  /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`[^`]*`)\s*/;

/** Reads a plain selector; one with a range, an offset, a function or without a metric's name is refused. */
export function parseSelector(text: string): SelectorReading {
  const trimmed = text.trim();
  const metric = METRIC.exec(trimmed)?.[0];
  if (metric === undefined) {
    return refuse(text, 'begins with no metric name');
  }
  let rest = trimmed.slice(metric.length).trim();
  if (rest === '') {
    return { ok: true, selector: { metric, matchers: [] } };
  }
  if (!rest.startsWith('{')) {
    return refuse(text, 'is more than a metric with labels');
  }
  rest = rest.slice(1);
  const matchers: Matcher[] = [];
  for (;;) {
    const found = MATCHER.exec(rest);
    if (!found) {
      break;
    }
    const [whole, label = '', op = '=', quoted = '""'] = found;
    const value = unquoted(quoted);
    if (value === undefined) {
      return refuse(text, `has an escape in ${quoted} that is not known`);
    }
    matchers.push({ label, op: op as MatchOperator, value });
    rest = rest.slice(whole.length);
    if (!rest.startsWith(',')) {
      break;
    }
    rest = rest.slice(1);
  }
  return rest.trim() === '}'
    ? { ok: true, selector: { metric, matchers } }
    : refuse(text, 'has labels that are not closed');
}

/** The selector as PromQL; every value is escaped. */
export function printSelector({ metric, matchers }: Selector): string {
  const inside = matchers.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(',');
  return inside === '' ? metric : `${metric}{${inside}}`;
}

/**
 * Tells of labels whether a matcher holds for them, as Prometheus does: an absent label is an empty one, a regular expression
 * holds from end to end. Undefined where the expression means something else in RE2 than here.
 */
export function matcherTest({ label, op, value }: Matcher): ((labels: Labels) => boolean) | undefined {
  if (op === '=' || op === '!=') {
    return (labels) => ((labels[label] ?? '') === value) === (op === '=');
  }
  if (!isPortable(value)) {
    return undefined;
  }
  const pattern = new RegExp(`^(?:${value})$`, 'su');
  return (labels) => pattern.test(labels[label] ?? '') === (op === '=~');
}

/** A text as a regular expression that matches it alone. */
export function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, (char) => (char === '-' || char === '/' ? char : `\\${char}`));
}

/** Nothing that RE2 and ECMAScript read differently: flags, look-around, back references, classes of Unicode, escapes of letters. */
function isPortable(pattern: string): boolean {
  const escaped = [...pattern.matchAll(/\\([^])/g)].map(([, char = '']) => char);
  if (/\(\?(?!:)|\[\[:/.test(pattern) || escaped.some((char) => !/[.*+?^${}()|[\]\\/dDwW]/.test(char))) {
    return false;
  }
  try {
    new RegExp(`^(?:${pattern})$`, 'su');
    return true;
  } catch {
    return false;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'" };

function unquoted(quoted: string): string | undefined {
  const inner = quoted.slice(1, -1);
  if (quoted.startsWith('`')) {
    return inner;
  }
  let isKnown = true;
  const value = inner.replace(/\\([^])/g, (_, char: string) => {
    isKnown &&= Object.hasOwn(ESCAPES, char);
    return ESCAPES[char] ?? '';
  });
  return isKnown ? value : undefined;
}

function refuse(text: string, why: string): SelectorReading {
  return { ok: false, message: `"${text.trim()}" ${why}` };
}
