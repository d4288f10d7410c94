import { isMap, LineCounter, parseDocument, type Document, type ErrorCode, type SchemaOptions } from 'yaml';
import type { z } from 'zod';
import { fieldsAt } from './fieldsAt';
import { nearName } from './nearestName';

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
  // One broken line makes errors of everything behind it.
  const [broken] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (broken !== undefined) {
    const { line, col: column } = lines.linePos(broken.pos[0]);
    const message = `not YAML: ${lowerFirst(broken.message)}`;
    return { ok: false, errors: [{ file, line, column, field: '', message, fix: syntaxFix(broken.code) }] };
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
    : { ok: false, errors: describeIssues(parsed.error, { schema, content }, errorAt) };
}

function syntaxFix(code: ErrorCode): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'indent with spaces';
    case 'BAD_INDENT':
      return 'begin the line as far from the left as those that it stands beside';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'write name: value, with a colon and a space, as far from the left as what it stands beside; put text with ": " in it in quotes';
    case 'MISSING_CHAR':
      return 'close the quotes or the bracket, or begin the line as far from the left as those that it stands beside';
    case 'DUPLICATE_KEY':
      return 'say it once';
    default:
      return 'look at quotes, brackets and the begin of this line and the one above';
  }
}

/** What was read, and by which schema. */
interface Judged {
  schema: z.core.$ZodType;
  content: unknown;
}

/** What a schema found wrong with some content; `errorAt` takes paths within that content. */
export function describeIssues(error: z.ZodError, judged: Judged, errorAt: ErrorAt): ContentError[] {
  return error.issues.flatMap((issue) => describe(issue, judged, errorAt));
}

/** Of few names, one may be meant that has half of the letters that are written. */
const CLOSE = 0.5;

function describe(issue: z.core.$ZodIssue, { schema, content }: Judged, errorAt: ErrorAt): ContentError[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const near = nearName(key, fieldsAt(schema, path), CLOSE);
        const fix = near === undefined ? 'correct its name or remove it' : `write ${near}, or remove it`;
        return errorAt([...path, key], `unknown field "${key}"`, fix);
      });
    case 'invalid_value':
      return [missing(path, content, errorAt) ?? errorAt(path, ...notAllowed(valueAt(content, path), issue.values))];
    case 'invalid_key':
      return [errorAt(path, lowerFirst(issue.issues[0]?.message ?? issue.message), 'correct the name')];
    case 'custom':
      return [
        errorAt(path, issue.message, typeof issue.params?.fix === 'string' ? issue.params.fix : 'correct the value'),
      ];
    case 'invalid_type':
      return [missing(path, content, errorAt) ?? errorAt(path, ...(content === null ? NOTHING : wrongType(issue)))];
    default:
      return [missing(path, content, errorAt) ?? errorAt(path, lowerFirst(issue.message), 'correct the value')];
  }
}

const NOTHING: [message: string, fix: string] = [
  'there is nothing in the file',
  'write something into it, or leave it out',
];

function notAllowed(written: unknown, values: readonly unknown[]): [message: string, fix: string] {
  const names = values.filter((value) => typeof value === 'string');
  const near = typeof written === 'string' ? nearName(written, names, CLOSE) : undefined;
  const isPlain = ['string', 'number', 'boolean'].includes(typeof written);
  const shown = isPlain ? `"${String(written)}" is not an allowed value` : 'not an allowed value';
  return [shown, near === undefined ? `use ${oneOf(values)}` : `write ${near}; it is ${oneOf(values)}`];
}

/** What the schema itself says of it, else what the type is. */
function wrongType({ expected, message }: z.core.$ZodIssueInvalidType): [message: string, fix: string] {
  switch (message.startsWith('Invalid input') ? expected : 'said') {
    case 'array':
      return ['must be a list', 'write [a, b], or each on a line of its own that begins with a dash'];
    case 'object':
    case 'record':
      return ['must have fields of its own', 'write them below it, further from the left'];
    case 'string':
      return ['must be text', 'put it in quotes'];
    case 'number':
      return ['must be a number', 'write it without quotes and unit'];
    case 'boolean':
      return ['must be true or false', 'write true or false, without quotes'];
    default:
      return [lowerFirst(message), 'correct the value'];
  }
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    content
  );
}

function missing(path: Path, content: unknown, errorAt: ErrorAt): ContentError | undefined {
  return valueAt(content, path) === undefined && path.length > 0
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
