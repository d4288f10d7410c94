import { isMap, LineCounter, parseDocument, type Document, type SchemaOptions } from 'yaml';
import type { z } from 'zod';

/** One thing wrong with a content file, with the place and the way out. */
export interface ContentError {
  file: string;
  /** From 1. */
  line: number;
  column: number;
  /** Path of the field: `checks[3].warn`; empty for the file. */
  field: string;
  message: string;
  fix: string;
}

export type Path = ReadonlyArray<string | number>;

export type Reading<T> = { ok: true; value: T; errorAt: ErrorAt } | { ok: false; errors: readonly ContentError[] };

/** Makes an error at a field of the file that was read. */
export type ErrorAt = (path: Path, message: string, fix: string) => ContentError;

/** More is refused before it is parsed. */
const MAX_BYTES = 1_000_000;

/** One broken line makes errors of everything behind it. */
const MAX_SYNTAX_ERRORS = 10;

/** `file:line:column: field: message. Fix: ...` */
export function formatContentError(error: ContentError): string {
  const place = `${error.file}:${error.line}:${error.column}`;
  const field = error.field === '' ? '' : `${error.field}: `;
  return `${place}: ${field}${error.message}. Fix: ${error.fix}.`;
}

/** YAML text to a validated value; every error has its line. */
export function readYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  options: SchemaOptions = {}
): Reading<z.infer<S>> {
  if (text.length > MAX_BYTES) {
    const message = `the file has ${text.length} characters, at most ${MAX_BYTES} are read`;
    return {
      ok: false,
      errors: [{ file, line: 1, column: 1, field: '', message, fix: 'split it into several packs' }],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const errors = document.errors.slice(0, MAX_SYNTAX_ERRORS).map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        file,
        line,
        column: col,
        field: '',
        message: `not YAML: ${error.message}`,
        fix: 'repair the YAML syntax here',
      };
    });
    return { ok: false, errors };
  }
  const errorAt: ErrorAt = (path, message, fix) => {
    const { line, col } = lines.linePos(offsetOf(document, path));
    return { file, line, column: col, field: fieldName(path), message, fix };
  };
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, errors: [errorAt([], `not readable: ${message}`, 'write the aliases out')] };
  }
  const parsed = schema.safeParse(content);
  return parsed.success
    ? { ok: true, value: parsed.data, errorAt }
    : { ok: false, errors: describeIssues(parsed.error, content, errorAt) };
}

/** What a schema found wrong with some content; `errorAt` takes paths within that content. */
export function describeIssues(error: z.ZodError, content: unknown, errorAt: ErrorAt): ContentError[] {
  return error.issues.flatMap((issue) => describe(issue, content, errorAt));
}

function describe(issue: z.core.$ZodIssue, content: unknown, errorAt: ErrorAt): ContentError[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        errorAt([...path, key], `unknown field "${key}"`, 'correct its name or remove it')
      );
    case 'invalid_value':
      return [missing(path, content, errorAt) ?? errorAt(path, 'not an allowed value', `use ${oneOf(issue.values)}`)];
    case 'invalid_key':
      return [errorAt(path, lowerFirst(issue.issues[0]?.message ?? issue.message), 'correct the name')];
    case 'custom':
      return [
        errorAt(path, issue.message, typeof issue.params?.fix === 'string' ? issue.params.fix : 'correct the value'),
      ];
    default:
      return [missing(path, content, errorAt) ?? errorAt(path, lowerFirst(issue.message), 'correct the value')];
  }
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}

function missing(path: Path, content: unknown, errorAt: ErrorAt): ContentError | undefined {
  let value: unknown = content;
  for (const part of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  }
  return value === undefined && path.length > 0
    ? errorAt(path, 'the field is missing', `add ${String(path[path.length - 1])}:`)
    : undefined;
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** Where the field begins: its key, else its value, else the nearest parent that is there. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    const key = isMap(parent) ? parent.items.find((pair) => String(pair.key) === String(name))?.key : undefined;
    const start = rangeStart(key) ?? rangeStart(document.getIn(path.slice(0, length), true));
    if (start !== undefined) {
      return start;
    }
  }
  return rangeStart(document.contents) ?? 0;
}

function rangeStart(node: unknown): number | undefined {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === 'number' ? start : undefined;
}

function fieldName(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : (index > 0 ? '.' : '') + part)).join('');
}
