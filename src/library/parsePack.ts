import type { CheckDefinition } from '../core/check/definition';
import { expandForPresence, expandMacros } from '../core/check/macros';
import type { ProbedPack } from '../core/check/packDetection';
import type { PackSystem } from '../core/products/packSystems';
import { derivePresence } from './derivePresence';
import { packProbes } from './packProbes';
import { mergeOverrides, type Merged, type PackBase } from './overrides';
import { parsePromql, rangeProblem, type PromExpression } from './promql';
import { reviewLogql } from './reviewLogql';
import { readYaml, type ContentError, type ErrorAt, type Path } from './readYaml';
import { offsetPlaces } from './offsetPlaces';
import { selectorPlaces } from './selectorPlaces';
import { packSchema, toDefinition, type CheckInput, type CheckSeries } from './schema';

interface Pack extends ProbedPack {
  /** Its line in the overview, if it has one. */
  system?: PackSystem;
  checks: readonly CheckDefinition[];
  /** Checks that there are already, as it changes them. */
  overridden: readonly CheckDefinition[];
  /** What the metrics of a check are to it, by check id; only of checks that say so. Tests ask it, the engine does not. */
  series: ReadonlyMap<string, CheckSeries>;
}

export type PackReading = { ok: true; pack: Pack } | { ok: false; errors: readonly ContentError[] };

/** Any window will do to see whether a query parses. */
const SAMPLE_WINDOW_SECONDS = 3600;

const NO_BASE: PackBase = { checks: [], systems: [] };

/**
 * Compiles a pack's YAML to check definitions; nothing is returned unless all of it is right.
 * @param base What its overrides may change.
 */
export function parsePack(text: string, file: string, base: PackBase = NO_BASE): PackReading {
  const reading = readYaml(text, file, packSchema);
  if (!reading.ok) {
    return reading;
  }
  const { pack, title, labels, system, overrides, checks } = reading.value;
  const errors: ContentError[] = duplicates(checks, reading.errorAt);
  const definitions = checks.map((check, index) => {
    const presence = compileQueries(check, ['checks', index], reading.errorAt, errors);
    return withPlaces(toDefinition(pack, check, presence, labels));
  });
  const overridden = mergeOverrides(overrides, base, reading.errorAt, errors).map((merged) => {
    const presence = compileQueries(merged.check, ['overrides', merged.base.id], reading.errorAt, errors);
    const definition = withPlaces(toDefinition(merged.base.pack, merged.check, presence));
    return customised(definition, merged, pack);
  });
  errors.push(...computedTwice(checks, reading.errorAt));
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const series = new Map(checks.flatMap((check) => (check.series ? [[check.id, check.series] as const] : [])));
  return {
    ok: true,
    pack: {
      id: pack,
      title,
      ...packProbes(definitions),
      ...(system && { system: { pack, ...system } }),
      checks: definitions,
      overridden,
      series,
    },
  };
}

/** An override that changes nothing leaves the check as it is. */
function customised(definition: CheckDefinition, { base, fields }: Merged, pack: string): CheckDefinition {
  const builtin = base.customised?.builtin ?? base;
  const all = [...new Set([...(base.customised?.fields ?? []), ...fields])].sort();
  return fields.length === 0 ? base : { ...definition, customised: { pack, fields: all, builtin } };
}

function withPlaces(check: CheckDefinition): CheckDefinition {
  const { kind, query, presence } = check;
  switch (kind) {
    case 'prometheus':
      return { ...check, selectorsAt: { query: selectorPlaces(query), presence: selectorPlaces(presence) } };
    case 'loki':
      return { ...check, offsetsAt: { query: offsetPlaces(query), presence: offsetPlaces(presence) } };
    default:
      return check;
  }
}

function duplicates(checks: readonly CheckInput[], errorAt: ErrorAt): ContentError[] {
  const seen = new Set<string>();
  return checks.flatMap(({ id }, index) => {
    if (seen.has(id)) {
      return [errorAt(['checks', index, 'id'], `the id "${id}" is used twice`, 'give each check its own id')];
    }
    seen.add(id);
    return [];
  });
}

/** What is computed is made of what is asked, and not of what is computed. */
function computedTwice(checks: readonly CheckInput[], errorAt: ErrorAt): ContentError[] {
  const computed = new Set(checks.flatMap(({ id, calc }) => (calc === undefined ? [] : [id])));
  return checks.flatMap(({ calc }, index) =>
    (calc?.of ?? []).flatMap((id, at) =>
      computed.has(id)
        ? [
            errorAt(
              ['checks', index, 'calc', 'of', at],
              `${id} is computed from others itself`,
              'name what it is made of'
            ),
          ]
        : []
    )
  );
}

/** Checks the syntax of a check's expressions and returns its presence; only those of PromQL and LogQL have one. */
function compileQueries(check: CheckInput, path: Path, errorAt: ErrorAt, errors: ContentError[]): string {
  if (check.kind === 'loki') {
    errors.push(...reviewLogql(check, path, errorAt));
    return check.presence ?? '';
  }
  if (check.kind !== 'prometheus') {
    return '';
  }
  const query = parseExpression(check.query, [...path, 'query'], errorAt, errors);
  const given =
    check.presence === undefined ? undefined : parseExpression(check.presence, [...path, 'presence'], errorAt, errors);
  if (query === undefined || (check.presence !== undefined && given === undefined)) {
    return '';
  }
  if (check.presence !== undefined && given !== undefined) {
    const derived = isUnfiltered(given) ? derivePresence(given, check.by) : undefined;
    return derived?.ok === true ? derived.presence : `group by (${check.by.join(', ')}) (${check.presence})`;
  }
  const derived = derivePresence(speaksOf(check.query) ?? query, check.by);
  if (derived.ok) {
    return derived.presence;
  }
  const fix =
    derived.lost === undefined
      ? 'write presence: with an expression that has one series per thing that exists'
      : `keep ${derived.lost} in the query, as in sum by (${derived.lost}) (...), or take it out of by:; where label_replace makes it, write presence:`;
  errors.push(errorAt([...path, 'query'], `no presence can be derived: ${derived.message}`, fix));
  return '';
}

/** A query whose macros are replaced by what they speak of. */
function speaksOf(text: string): PromExpression | undefined {
  const expanded = expandForPresence(text, SAMPLE_WINDOW_SECONDS);
  const parsed = expanded.ok ? parsePromql(expanded.expr) : undefined;
  return parsed?.ok === true ? parsed.expression : undefined;
}

/** An expression with its macros; an error is added where it does not parse. */
export function parseExpression(
  text: string,
  path: Path,
  errorAt: ErrorAt,
  errors: ContentError[]
): PromExpression | undefined {
  const expanded = expandMacros(text, SAMPLE_WINDOW_SECONDS);
  if (!expanded.ok) {
    errors.push(errorAt(path, expanded.message, 'correct the expression; its macros are in docs/writing-packs.md'));
    return undefined;
  }
  const parsed = parsePromql(expanded.expr);
  const problem = parsed.ok ? rangeProblem(parsed.expression) : parsed.message;
  if (!parsed.ok || problem !== undefined) {
    errors.push(errorAt(path, problem ?? '', 'correct the expression; try it in Explore'));
    return undefined;
  }
  return parsed.expression;
}

const FILTERS = new Set(['Eql', 'Neq', 'Gte', 'Gtr', 'Lss', 'Lte', 'TrimUpper', 'TrimLower', 'Unless']);

/** Whether nothing in it leaves an existing thing out, so that the presence of its selectors says the same. */
function isUnfiltered(expression: PromExpression): boolean {
  let filtered = false;
  expression.root.cursor().iterate((node) => {
    filtered ||= FILTERS.has(node.name) && node.node.parent?.name === 'BinaryExpr';
  });
  return !filtered;
}
