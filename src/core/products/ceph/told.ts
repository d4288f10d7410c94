import type { CheckResult, Entity } from '../../check/result';
import type { Labels } from '../../check/series';
import { worstVerdict, type Verdict } from '../../check/verdict';

/** What one check says of the things that it looks at; nothing where it was not asked. */
export function entitiesOf(checks: readonly CheckResult[], checkId: string): readonly Entity[] {
  return checks.find(({ definition }) => definition.id === checkId)?.entities ?? [];
}

/** The worst of these checks; unknown when none of them was asked, na when there was nothing to judge. */
export function toldBy(checks: readonly CheckResult[], ...checkIds: readonly string[]): Verdict {
  const found = checks.filter(({ definition }) => checkIds.includes(definition.id));
  return found.length === 0 ? 'unknown' : worstVerdict(found.map(({ verdict }) => verdict));
}

/** The worst that one of these checks says of the things with these labels; unknown when none of them speaks of them. */
export function toldOf(checks: readonly CheckResult[], labels: Labels, ...checkIds: readonly string[]): Verdict {
  const about = checkIds
    .flatMap((checkId) => entitiesOf(checks, checkId))
    .filter((entity) => Object.entries(labels).every(([name, value]) => entity.labels[name] === value));
  const told = worstVerdict(about.map(({ verdict }) => verdict));
  return told === 'na' ? 'unknown' : told;
}
