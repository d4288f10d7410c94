import type { CheckDefinition } from '../../core/check/definition';
import type { TestCase } from '../../library/cases/testCase';
import { nearestName } from '../../library/nearestName';
import type { Difference } from './compare';

/** What a test names and no check knows: checks that do not exist, and entities that no check could have. */
export function strangers(test: TestCase, checks: ReadonlyMap<string, CheckDefinition>): Difference[] {
  const things = test.accepted.flatMap(({ check, things: some }) => some.map(({ labels }) => ({ check, labels })));
  const remembered = [...test.known, ...test.gone, ...things];
  const named = [...test.expect, ...remembered].map(({ check }) => check);
  const missing = [...new Set([...named, ...Object.keys(test.refs), ...test.checks])].filter((id) => !checks.has(id));
  const labels = remembered.flatMap(({ check, labels: given }) => {
    const { by, says = [] } = checks.get(check) ?? {};
    const strange = Object.keys(given).filter((label) => by !== undefined && ![...by, ...says].includes(label));
    return strange.map((label) => ({ check, expected: `entities by ${label}`, got: `entities by ${by?.join(', ')}` }));
  });
  return [...missing.map((id) => missingCheck(id, checks)), ...labels];
}

function missingCheck(id: string, checks: ReadonlyMap<string, CheckDefinition>): Difference {
  return { check: id, expected: 'a check of this name', got: `none; the nearest is ${nearestName(id, checks.keys())}` };
}
