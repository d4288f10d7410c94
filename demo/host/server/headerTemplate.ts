/** The part of Go's text/template that header contents of plugin routes use: fields, `if`, `eq`, `ne`, `print` and strings. */

export interface TemplateData {
  URL: string;
  JsonData: Record<string, unknown>;
  SecureJsonData: Record<string, string>;
}

/** Go's template fails while it runs: Grafana then sends the request without the header. */
export class TemplateFailure extends Error {}

type Value = unknown;

interface Action {
  /** The words between the braces. */
  words: string[];
}

/** `{{` and `}}` with the words between them, or text. */
function split(template: string): Array<string | Action> {
  return template
    .split(/(\{\{.*?\}\})/s)
    .map((part) =>
      part.startsWith('{{') ? { words: part.slice(2, -2).match(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g) ?? [] } : part
    );
}

function field(path: string, data: TemplateData): Value {
  let value: unknown = data;
  for (const name of path.split('.').filter(Boolean)) {
    value = (value as Record<string, unknown> | null | undefined)?.[name];
  }
  return value;
}

/** Go compares equal kinds only; a missing value equals nothing, but may be asked. */
function equal(left: Value, right: Value): boolean {
  const isMissing = (left ?? undefined) === undefined || (right ?? undefined) === undefined;
  if (!isMissing && typeof left !== typeof right) {
    throw new TemplateFailure('error calling eq: incompatible types for comparison');
  }
  return left === right;
}

const functions: Record<string, (...values: Value[]) => Value> = {
  eq: equal,
  ne: (left, right) => !equal(left, right),
  print: (...values) => values.map((value) => String(value ?? '<nil>')).join(''),
};

/** One value: a field, a string, a call in parentheses. Takes its words off the list. */
function operand(words: string[], data: TemplateData): Value {
  const word = words.shift() ?? '';
  if (word === '(') {
    const end = words.indexOf(')');
    const inner = words.splice(0, end + 1).slice(0, -1);
    return pipeline(inner, data);
  }
  if (word.startsWith('"')) {
    return JSON.parse(word) as string;
  }
  if (word.startsWith('.')) {
    return field(word, data);
  }
  throw new TemplateFailure(`"${word}" is not known to the demo host`);
}

function pipeline(words: string[], data: TemplateData): Value {
  const call = functions[words[0] ?? ''];
  if (!call) {
    return operand(words, data);
  }
  const rest = words.slice(1);
  const values: Value[] = [];
  while (rest.length > 0) {
    values.push(operand(rest, data));
  }
  return call(...values);
}

/** Renders up to the `else` or `end` that closes this level; `isTaken` false skips without evaluating. */
function render(parts: Array<string | Action>, data: TemplateData, isTaken: boolean): string {
  let out = '';
  for (;;) {
    const part = parts.shift();
    if (part === undefined) {
      return out;
    }
    if (typeof part === 'string') {
      out += isTaken ? part : '';
      continue;
    }
    const [first = ''] = part.words;
    if (first === 'else' || first === 'end') {
      parts.unshift(part);
      return out;
    }
    if (first === 'if') {
      out += branch(parts, data, isTaken, part.words.slice(1));
    } else if (isTaken) {
      out += String(pipeline([...part.words], data) ?? '<no value>');
    }
  }
}

/** What follows an `if`: the taken side is rendered, the other one skipped. */
function branch(parts: Array<string | Action>, data: TemplateData, isTaken: boolean, condition: string[]): string {
  const holds = isTaken && Boolean(pipeline([...condition], data));
  let out = render(parts, data, holds);
  const closing = parts.shift() as Action | undefined;
  if (closing?.words[0] === 'else') {
    const isElseIf = closing.words[1] === 'if';
    const otherwise = isTaken && !holds;
    if (isElseIf) {
      return out + branch(parts, data, otherwise, closing.words.slice(2));
    }
    out += render(parts, data, otherwise);
    parts.shift();
  }
  return out;
}

/** The header's content; a missing value is `<no value>`, printed `<nil>`. Throws `TemplateFailure` where Go's template would fail. */
export function renderTemplate(template: string, data: TemplateData): string {
  return render(split(template), data, true);
}
