import type { CheckDefinition } from '../core/check/definition';
import { canonicalJson } from '../core/journal/canonical';
import type { PackSystem } from '../core/products/packSystems';
import { reportTo } from './fields';
import { nearestName } from './nearestName';
import { describeIssues, type ContentError, type ErrorAt } from './readYaml';
import { checkSchema, checkShape, type CheckInput } from './schema';
import { reviewShown } from './shownSchema';
import { writtenFields } from './writeCheck';

/** What there is for a pack to change. */
export interface PackBase {
  checks: readonly CheckDefinition[];
  systems: readonly PackSystem[];
}

/** Fields that stay what they are: the id, because the journal refers to it, and what only tests of the built-in packs ask. */
const FIXED = new Set(['id', 'series']);
export const OVERRIDABLE: readonly string[] = Object.keys(checkShape.shape).filter((name) => !FIXED.has(name));

/** A check with the fields of an override in the place of its own. */
export interface Merged {
  base: CheckDefinition;
  check: CheckInput;
  /** Those that are others than before, sorted; none where the override changes nothing. */
  fields: readonly string[];
}

/** Each override over its check, valid as any check is; what is wrong is added to the errors and left out. */
export function mergeOverrides(
  overrides: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  { checks, systems }: PackBase,
  errorAt: ErrorAt,
  errors: ContentError[]
): Merged[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  return Object.entries(overrides).flatMap(([id, override]) => {
    const path = ['overrides', id];
    const base = byId.get(id);
    if (base === undefined) {
      const nearest = nearestName(id, byId.keys());
      const other = nearest === undefined ? 'drop it' : `write ${nearest}`;
      const fix = `${other}; a check of this pack itself is changed among its checks`;
      errors.push(errorAt(path, `there is no check "${id}" to change`, fix));
      return [];
    }
    const strange = Object.keys(override).filter((name) => !OVERRIDABLE.includes(name));
    if (strange.length > 0) {
      errors.push(
        ...strange.map((name) => errorAt([...path, name], `"${name}" is no field that can be changed`, fixOf(name)))
      );
      return [];
    }
    const product = systems.find(({ pack }) => pack === base.pack)?.product;
    const entry = mergedEntry(base, override);
    const merged = checkSchema
      .superRefine((check, context) => reviewShown(check, product, reportTo(context)))
      .safeParse(entry);
    if (!merged.success) {
      errors.push(
        ...describeIssues(merged.error, { schema: checkSchema, content: entry }, (own, ...said) =>
          errorAt([...path, ...own], ...said)
        )
      );
    }
    return merged.success ? [{ base, check: merged.data, fields: changedFields(merged.data, base, override) }] : [];
  });
}

function fixOf(strange: string): string {
  return FIXED.has(strange) ? `drop ${strange}` : `write ${nearestName(strange, OVERRIDABLE)}`;
}

function mergedEntry(base: CheckDefinition, override: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const asked = ['query', 'by', 'kind'].some((name) => Object.hasOwn(override, name));
  const { presence, ...entry } = writtenFields(base);
  // Another question has another presence; that of logs is written by hand, and stays until it is written anew.
  const isDerived = asked && (override['kind'] ?? base.kind) === 'prometheus';
  return { ...entry, ...(!isDerived && presence !== undefined && { presence }), ...override };
}

function changedFields(
  check: CheckInput,
  base: CheckDefinition,
  override: Readonly<Record<string, unknown>>
): readonly string[] {
  const before = checkSchema.safeParse(writtenFields(base)).data;
  const of = (from: object | undefined, name: string) => canonicalJson(Reflect.get(from ?? {}, name) as unknown);
  return Object.keys(override)
    .filter((name) => of(check, name) !== of(before, name))
    .sort();
}
