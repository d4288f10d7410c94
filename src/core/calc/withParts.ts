import type { CheckDefinition } from '../check/definition';

/**
 * The checks, those that are computed from others with the definitions of these, as far as `known` has them: whoever looks at one
 * looks at what it is made of too.
 */
export function withParts(
  checks: readonly CheckDefinition[],
  known: readonly CheckDefinition[] = checks
): readonly CheckDefinition[] {
  const byId = new Map(known.map((check) => [check.id, check]));
  return checks.map((check) =>
    check.calc === undefined
      ? check
      : { ...check, calc: { ...check.calc, parts: check.calc.of.flatMap((id) => byId.get(id) ?? []) } }
  );
}
