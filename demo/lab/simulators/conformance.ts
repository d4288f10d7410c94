/** Checks of answers against the official API viewer data (`data/proxmox/schema`), as far as those describe answers. */

/** A node of the schema, in Proxmox' own dialect of JSON schema. An object without properties may hold anything. */
export interface AnswerSchema {
  type?: string;
  optional?: number | boolean;
  properties?: Record<string, AnswerSchema>;
  items?: AnswerSchema;
  enum?: readonly unknown[];
}

export interface PathSchema {
  returns: AnswerSchema;
  parameters: { properties?: Record<string, AnswerSchema> };
  permissions?: { check?: readonly unknown[] | { path: readonly string[]; privs: readonly string[] }; user?: string };
}

export interface ApiSchema {
  get: Record<string, PathSchema>;
}

/** What does not fit: where, and what is wrong. A field that the schema does not name is a problem of its own kind. */
export interface Misfit {
  /** `[].memory.free` */
  at: string;
  kind: 'missing' | 'type' | 'enum' | 'undeclared';
}

/** Perl knows no types: numbers may be text and the other way round, flags are 0 and 1. Rust's JSON is exact. */
export type Dialect = 'perl' | 'rust';

/** Everything in `value` that does not fit; each place once, however many rows have it. */
export function misfits(value: unknown, schema: AnswerSchema, dialect: Dialect): Misfit[] {
  const found = new Map<string, Misfit>();
  visit(value, schema, '', (misfit) => found.set(`${misfit.kind} ${misfit.at}`, misfit), dialect);
  return [...found.values()];
}

function visit(
  value: unknown,
  schema: AnswerSchema,
  at: string,
  report: (misfit: Misfit) => void,
  dialect: Dialect
): void {
  if (!isOfType(value, schema.type, dialect)) {
    report({ at, kind: 'type' });
    return;
  }
  if (schema.enum !== undefined && !schema.enum.map(String).includes(String(value))) {
    report({ at, kind: 'enum' });
  }
  if (Array.isArray(value) && schema.items !== undefined) {
    value.forEach((item: unknown) => visit(item, schema.items ?? {}, `${at}[]`, report, dialect));
  } else if (isObject(value) && Object.keys(schema.properties ?? {}).length > 0) {
    visitObject(value, schema.properties ?? {}, at, report, dialect);
  }
}

function visitObject(
  value: Record<string, unknown>,
  properties: Record<string, AnswerSchema>,
  at: string,
  report: (misfit: Misfit) => void,
  dialect: Dialect
): void {
  const place = (name: string) => (at === '' ? name : `${at}.${name}`);
  for (const [name, property] of Object.entries(properties)) {
    const isOptional = property.optional === 1 || property.optional === true || name.endsWith('[n]');
    if (value[name] === undefined && !isOptional) {
      report({ at: place(name), kind: 'missing' });
    }
  }
  for (const [name, inside] of Object.entries(value)) {
    const property = properties[name] ?? properties[name.replace(/\d+$/, '[n]')];
    if (property === undefined) {
      report({ at: place(name), kind: 'undeclared' });
    } else {
      visit(inside, property, place(name), report, dialect);
    }
  }
}

function isOfType(value: unknown, type: string | undefined, dialect: Dialect): boolean {
  const perl = dialect === 'perl';
  const number = typeof value === 'number' || (perl && typeof value === 'string' && value !== '') ? Number(value) : NaN;
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'string':
      return typeof value === 'string' || (perl && typeof value === 'number');
    case 'integer':
      return Number.isInteger(number);
    case 'number':
      return Number.isFinite(number);
    case 'boolean':
      return perl
        ? value === true || value === false || ['0', '1'].includes(String(value))
        : typeof value === 'boolean';
    default:
      return true;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
