import type { CheckResult } from '../core/check/result';
import { plural } from './t';
import { countText } from './when';

/** "65 checks on 1,204 entities" */
export function checksOnEntities(checks: readonly CheckResult[]): string {
  const asked = checks.filter((check) => check.verdict !== 'na');
  const entities = plural('seen.entities', entityCount(asked), {
    one: '1 entity',
    other: `${countText(entityCount(asked))} entities`,
  });
  return plural(
    'seen.checks',
    asked.length,
    { one: '{{count}} check on {{entities}}', other: '{{count}} checks on {{entities}}' },
    { entities }
  );
}

/** Entities that were judged. */
export function entityCount(checks: readonly CheckResult[]): number {
  return checks.reduce((sum, { counts }) => sum + counts.pass + counts.warn + counts.fail + counts.unknown, 0);
}
