import { matchesPattern } from '../../check/limits';
import { addDays, instantOf } from '../../time/zone';
import type { BackupObjectives, DeclaredPlace, ObjectiveRule } from './objectiveSchema';
import type { BackupJob, BackupTarget, Copy, Coverage } from './target';
import { COPY_RULES, type BackupObjective } from './view';

const HOUR_SECONDS = 3600;
/** A day and two hours for whatever has no schedule that is understood. */
const DAILY_SECONDS = 26 * HOUR_SECONDS;
/** A schedule may be late by this share of its longest gap, and by the time that a run takes. */
const LATE_RATIO = 0.1;
const LEAST_SLACK_SECONDS = 300;

/** What the target has to keep by the rules, in their order: those of the library, then those of the settings. */
export function objectiveOf(target: BackupTarget, { rules }: BackupObjectives): BackupObjective {
  const said: Partial<ObjectiveRule> = Object.assign({}, ...rules.filter((rule) => fits(target, rule)));
  const { rpo = 'schedule', retention, verifiedWithin, restoreTestedWithin, copies = [] } = said;
  return {
    ...(rpo === 'schedule' ? scheduledRpo(target) : { rpoSeconds: rpo, rpoOrigin: 'rule' }),
    retentionSeconds: retention ?? null,
    verifiedWithinSeconds: verifiedWithin ?? null,
    restoreTestedWithinSeconds: restoreTestedWithin ?? null,
    copies:
      copies.length === 0
        ? null
        : (Object.fromEntries(COPY_RULES.map((rule) => [rule, copies.includes(rule)])) as BackupObjective['copies']),
  };
}

/** The target as people have declared it: what needs no backup, and of places what no source tells. */
export function declared(
  target: BackupTarget,
  { rules, places }: BackupObjectives,
  { nowMs, zone }: { nowMs: number; zone: string }
): BackupTarget {
  const exclude = rules
    .filter((rule) => fits(target, rule))
    .reduce<ObjectiveRule['exclude']>((found, rule) => rule.exclude ?? found, undefined);
  const untilMs = exclude?.until === undefined ? null : instantOf(addDays(exclude.until, 1), '00:00', zone);
  const isExcluded = exclude !== undefined && (untilMs === null || nowMs < untilMs);
  const coverage: Coverage = isExcluded ? { state: 'excluded', why: exclude.why, untilMs } : target.coverage;
  return { ...target, coverage, copies: target.copies.map((copy) => declaredCopy(copy, places)) };
}

function declaredCopy(copy: Copy, places: readonly DeclaredPlace[]): Copy {
  const said: Partial<DeclaredPlace> = Object.assign(
    {},
    ...places.filter(({ place }) => matchesPattern(copy.place, place))
  );
  const { offsite, immutable, media } = said;
  return {
    ...copy,
    ...(media !== undefined && copy.media === 'unknown' && { media }),
    ...(offsite !== undefined && copy.offsite.is === null && { offsite: { is: offsite, declared: true } }),
    ...(immutable !== undefined && copy.immutable.is === null && { immutable: { is: immutable, declared: true } }),
  };
}

function fits(target: BackupTarget, { match: { kind, provider, labels = {} } }: ObjectiveRule): boolean {
  const providers = [...target.jobs, ...target.copies].map((one) => one.provider);
  return (
    (kind === undefined || kind.includes(target.kind)) &&
    (provider === undefined || provider.some((name) => providers.includes(name))) &&
    Object.entries(labels).every(([name, wanted]) => matchesPattern(target.labels[name] ?? '', wanted))
  );
}

/** The shortest of the schedules that run; null where none of them is known. */
export function intervalOf(jobs: readonly BackupJob[]): number | null {
  const known = jobs.flatMap(({ state, intervalSeconds }) => (state === 'on' ? (intervalSeconds ?? []) : []));
  return known.length === 0 ? null : Math.min(...known);
}

/** 1.1 times the longest gap of the target's most frequent schedule, and as long as its runs take (95th percentile). */
function scheduledRpo(target: BackupTarget): Pick<BackupObjective, 'rpoSeconds' | 'rpoOrigin'> {
  const interval = intervalOf(target.jobs);
  return interval === null
    ? { rpoSeconds: DAILY_SECONDS, rpoOrigin: 'default' }
    : { rpoSeconds: Math.round(interval * (1 + LATE_RATIO) + slackOf(target)), rpoOrigin: 'schedule' };
}

function slackOf({ runs }: BackupTarget): number {
  const took = runs
    .flatMap(({ startedMs, endedMs, result }) =>
      endedMs !== null && (result === 'good' || result === 'warning') ? Math.max(0, endedMs - startedMs) / 1000 : []
    )
    .sort((a, b) => a - b);
  return Math.max(LEAST_SLACK_SECONDS, took[Math.ceil(took.length * 0.95) - 1] ?? 0);
}
