import type { CheckResult, Entity } from '../../check/result';
import type { Labels } from '../../check/series';
import { worstVerdict, type Verdict } from '../../check/verdict';
import { cephFeeding, type CephFigure } from './shows';

/** What the checks that feed a figure say of the things that they look at. */
export function entitiesOf(checks: readonly CheckResult[], figure: CephFigure): readonly Entity[] {
  return cephFeeding(checks, figure).flatMap(({ entities }) => entities);
}

/** The worst of the checks that feed a figure; unknown when none of them was asked, na when there was nothing to judge. */
export function toldBy(checks: readonly CheckResult[], figure: CephFigure): Verdict {
  const found = cephFeeding(checks, figure);
  return found.length === 0 ? 'unknown' : worstVerdict(found.map(({ verdict }) => verdict));
}

/** The worst that they say of the things with these labels, or of all of them; unknown when none speaks of them. */
export function toldOf(checks: readonly CheckResult[], labels: Labels, figure: CephFigure): Verdict {
  const about = entitiesOf(checks, figure).filter((entity) =>
    Object.entries(labels).every(([name, value]) => (entity.labels[name] ?? value) === value)
  );
  const told = worstVerdict(about.map(({ verdict }) => verdict));
  return told === 'na' ? 'unknown' : told;
}

/** Values of a label of what somebody said to be gone for good. */
export function goneOf(checks: readonly CheckResult[], figure: CephFigure, label: string): ReadonlySet<string> {
  return new Set(cephFeeding(checks, figure).flatMap(({ gone }) => gone.flatMap(({ labels }) => labels[label] ?? [])));
}
