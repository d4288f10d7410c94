/** The macros of queries: `$window` and `$events(<selector>, <label>...)`. Parsed, so that strings and braces may hold anything. */

export type Expansion = { ok: true; expr: string } | { ok: false; message: string };

interface Scanner {
  text: string;
  at: number;
}

class MacroError extends Error {}

/** Replaces the macros; an error names the macro or the place. */
export function expandMacros(query: string, windowSeconds: number): Expansion {
  return expansion(query, promDuration(windowSeconds), eventsExpression);
}

/** The same for whoever only asks which things a query speaks of: those whose counter is there, whatever it counted. */
export function expandForPresence(query: string, windowSeconds: number): Expansion {
  return expansion(query, promDuration(windowSeconds), ([selector, ...labels]) => `(${quiet(selector, labels)})`);
}

/** The expression of `$events(selector, label...)`. */
type Events = (events: readonly [selector: string, ...labels: string[]], window: string) => string;

function expansion(query: string, window: string, events: Events): Expansion {
  try {
    return { ok: true, expr: expand({ text: query, at: 0 }, window, events) };
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

function expand(scanner: Scanner, window: string, events: Events): string {
  let out = '';
  while (scanner.at < scanner.text.length) {
    const literal = skipLiteral(scanner);
    if (literal !== '') {
      out += literal;
    } else if (scanner.text[scanner.at] === '$') {
      out += expandMacro(scanner, window, events);
    } else {
      out += scanner.text[scanner.at] ?? '';
      scanner.at += 1;
    }
  }
  return out;
}

function expandMacro(scanner: Scanner, window: string, events: Events): string {
  const start = scanner.at;
  const name = /^\$[a-zA-Z_]*/.exec(scanner.text.slice(start))?.[0] ?? '$';
  scanner.at += name.length;
  if (name === '$window') {
    return window;
  }
  if (name === '$events') {
    return events(reviewed(readArguments(scanner)), window);
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

/** Longest gap after which a series is still taken for the one that was there before. */
const GAP = '1d';

/**
 * Events of a counter in the window, summed by labels; the zeros keep quiet entities visible. `increase` alone misses the first
 * event of a series that is born inside the window, so the first value of each newborn series is added, where something was
 * there to see that it is new: its own target was scraped before the window; or nothing by these labels was there before, the
 * job is not new itself, and this Prometheus was recording (`up` was seen; where there is no `up` at all, such a counter). A
 * moved exporter, a fresh Prometheus or a gap turn no lifetime total into events, nor does a cluster whose jobs and targets are
 * called as those of another one: what `up` by the same `cluster` (none being one too) did not know is new. A `cluster` that only
 * the counter has, as an exporter's own label, is in no `up` and excludes nothing.
 */
function eventsExpression([selector, ...labels]: readonly [string, ...string[]], window: string): string {
  const by = `(${labels.join(', ')})`;
  const sum = `sum by ${by}`;
  const zero = quiet(selector, labels);
  const grown = `${sum} (increase(${selector}[${window}])) or ${zero}`;
  const recorded = `last_over_time(up[1h] offset ${window})`;
  const newborn = `(min_over_time(${selector}[${window}]) unless last_over_time(${selector}[${GAP}] offset ${window}))`;
  const known = `group by ${by} (last_over_time(${selector}[${GAP}] offset ${window}))`;
  const ofNewJob = `(up unless on (job) ${recorded})`;
  const ofNewCluster = `(up unless on (cluster, job) ${recorded})`;
  const isRecording = `(group(${recorded}) or group(last_over_time(${selector}[1h] offset ${window})) unless on () group(up))`;
  const ofNewEntity = `(${newborn} unless on ${by} ${known} unless on (job) ${ofNewJob} and on () ${isRecording})`;
  const seen = `((${newborn} and on (job, instance) ${recorded}) or ${ofNewEntity})`;
  const born = `${sum} (${seen} unless on (cluster, job) ${ofNewCluster})`;
  return `((${grown}) + (${born} or ${zero}))`;
}

/** Things whose counter is there, without events. */
function quiet(selector: string, labels: readonly string[]): string {
  return `0 * sum by (${labels.join(', ')}) (${selector})`;
}

function reviewed([selector = '', ...labels]: readonly string[]): readonly [string, ...string[]] {
  if (selector === '' || /[$[]/.test(selector.replace(/"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`/g, ''))) {
    throw new MacroError('the first argument of $events is a plain selector such as errors_total{job="x"}');
  }
  const wrong = labels.find((label) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label));
  if (wrong !== undefined) {
    throw new MacroError(`"${wrong}" in $events is not a label name`);
  }
  return [selector, ...labels];
}
