/** The macros of queries: `$window` and `$events(<selector>, <label>...)`. Parsed, so that strings and braces may hold anything. */

export type Expansion = { ok: true; expr: string } | { ok: false; message: string };

interface Scanner {
  text: string;
  at: number;
}

class MacroError extends Error {}

/** Replaces the macros; an error names the macro or the place. */
export function expandMacros(query: string, windowSeconds: number): Expansion {
  try {
    return { ok: true, expr: expand({ text: query, at: 0 }, promDuration(windowSeconds)) };
  } catch (error) {
    if (error instanceof MacroError) {
      return { ok: false, message: error.message };
    }
    throw error;
  }
}

/** Seconds as a PromQL duration in the largest unit that divides them: `16h`, `90m`. */
export function promDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  for (const [size, unit] of [
    [86400, 'd'],
    [3600, 'h'],
    [60, 'm'],
  ] as const) {
    if (whole % size === 0) {
      return `${whole / size}${unit}`;
    }
  }
  return `${whole}s`;
}

function expand(scanner: Scanner, window: string): string {
  let out = '';
  while (scanner.at < scanner.text.length) {
    const literal = skipLiteral(scanner);
    if (literal !== '') {
      out += literal;
    } else if (scanner.text[scanner.at] === '$') {
      out += expandMacro(scanner, window);
    } else {
      out += scanner.text[scanner.at] ?? '';
      scanner.at += 1;
    }
  }
  return out;
}

function expandMacro(scanner: Scanner, window: string): string {
  const start = scanner.at;
  const name = /^\$[a-zA-Z_]*/.exec(scanner.text.slice(start))?.[0] ?? '$';
  scanner.at += name.length;
  if (name === '$window') {
    return window;
  }
  if (name === '$events') {
    return eventsExpression(readArguments(scanner), window);
  }
  throw new MacroError(`unknown macro "${name}"; there are $window and $events(selector, label...)`);
}

/** A string or a comment at the current place, else nothing. */
function skipLiteral(scanner: Scanner): string {
  const rest = scanner.text.slice(scanner.at);
  const literal = /^(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`|#[^\n]*)/.exec(rest)?.[0] ?? '';
  if (literal === '' && /^["'`]/.test(rest)) {
    throw new MacroError('a string is not closed');
  }
  scanner.at += literal.length;
  return literal;
}

/** Arguments of `(...)`, split at the commas that no bracket holds. */
function readArguments(scanner: Scanner): string[] {
  if (scanner.text[scanner.at] !== '(') {
    throw new MacroError('$events needs arguments: $events(selector, label...)');
  }
  scanner.at += 1;
  const found: string[] = [];
  const open: string[] = [')'];
  let current = '';
  while (scanner.at < scanner.text.length) {
    const literal = skipLiteral(scanner);
    const char = scanner.text[scanner.at] ?? '';
    if (literal !== '') {
      current += literal;
      continue;
    }
    scanner.at += 1;
    if (char === open[open.length - 1]) {
      open.pop();
      if (open.length === 0) {
        return [...found, current].map((argument) => argument.trim());
      }
    } else if (')]}'.includes(char)) {
      throw new MacroError(`"${char}" closes nothing in $events(...)`);
    }
    const closing = { '(': ')', '[': ']', '{': '}' }[char];
    if (closing !== undefined) {
      open.push(closing);
    }
    if (char === ',' && open.length === 1) {
      found.push(current);
      current = '';
    } else {
      current += char;
    }
  }
  throw new MacroError('$events( is not closed');
}

/**
 * Events of a counter in the window, summed by labels. `increase` alone misses the first event of a series that is born inside
 * the window, so the first value of each newborn series is added; the zeros keep quiet series visible.
 */
function eventsExpression([selector = '', ...labels]: readonly string[], window: string): string {
  if (selector === '' || /[$[]/.test(selector.replace(/"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`/g, ''))) {
    throw new MacroError('the first argument of $events is a plain selector such as errors_total{job="x"}');
  }
  const wrong = labels.find((label) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label));
  if (wrong !== undefined) {
    throw new MacroError(`"${wrong}" in $events is not a label name`);
  }
  const sum = `sum by (${labels.join(', ')})`;
  const zero = `0 * ${sum} (${selector})`;
  const grown = `${sum} (increase(${selector}[${window}])) or ${zero}`;
  const born = `${sum} (min_over_time(${selector}[${window}]) unless last_over_time(${selector}[1h] offset ${window})) or ${zero}`;
  return `((${grown}) + (${born}))`;
}
