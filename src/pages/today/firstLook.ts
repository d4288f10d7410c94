import type { CheckResult, Evidence, RunResult } from '../../core/check/result';
import type { Reason } from '../../core/check/verdict';
import type { ChecklistTemplate } from '../../core/checklist/template';

/** What the first look found of a pack. */
export interface PackFound {
  pack: string;
  /** Its checks with data. */
  checks: readonly CheckResult[];
  /** Who has its data, or was asked for it; none where nothing of the kind is connected. */
  sources: readonly string[];
  /** Items that these checks decide, or would decide if they had data. */
  items: number;
  /** Why it has none, of its first check without data. */
  missing: Missing | null;
}

interface Missing {
  hint: string;
  reason: Reason | undefined;
  /** Whether it has data could not be found out: nothing that may be called an absence. */
  unknown: boolean;
  /** How it was looked for; null when nobody was asked. */
  asked: Evidence | null;
}

export interface FirstLook {
  itemsByMachine: number;
  /** Items that no check could decide now, and of which it is not known whether one could. */
  itemsUnknown: number;
  /** Items without a check: a person's for good. */
  itemsForGood: number;
  withData: readonly PackFound[];
  /** Packs that could not be asked. */
  unknown: readonly PackFound[];
  withoutData: readonly PackFound[];
}

/** Sorts the packs of a checklist by whether any of their checks saw something. */
export function firstLook(template: ChecklistTemplate, result: RunResult): FirstLook {
  const checks = template.items.flatMap((item) => item.checks).flatMap((id) => result.checks.get(id) ?? []);
  const packs = [...new Set(checks.map((check) => check.definition.pack))].map((pack) =>
    packFound(pack, [...new Set(checks.filter((check) => check.definition.pack === pack))], template)
  );
  const undecided = template.items.filter((item) => !item.checks.some((id) => hasData(result.checks.get(id))));
  return {
    itemsByMachine: template.items.length - undecided.length,
    itemsUnknown: undecided.filter((item) => item.checks.some((id) => couldNotLook(result.checks.get(id)))).length,
    itemsForGood: template.items.filter((item) => item.checks.length === 0).length,
    withData: packs.filter((pack) => pack.missing === null),
    unknown: packs.filter((pack) => pack.missing?.unknown),
    withoutData: packs.filter((pack) => pack.missing?.unknown === false),
  };
}

function packFound(pack: string, checks: readonly CheckResult[], template: ChecklistTemplate): PackFound {
  const seen = checks.filter(hasData);
  const counted = new Set((seen.length > 0 ? seen : checks).map((check) => check.definition.id));
  const unasked = checks.find(couldNotLook);
  const first = unasked ?? checks[0];
  return {
    pack,
    checks: seen,
    sources: sourcesOf(seen.length > 0 ? seen : checks, seen.length > 0),
    items: template.items.filter((item) => item.checks.some((id) => counted.has(id))).length,
    missing:
      seen.length > 0 || !first
        ? null
        : {
            hint: first.definition.hint ?? '',
            reason: first.reason,
            unknown: unasked !== undefined,
            asked: first.evidence[0] ?? null,
          },
  };
}

/** Names of the sources that these checks asked, each once: with data only those that gave some. */
function sourcesOf(checks: readonly CheckResult[], withData: boolean): readonly string[] {
  const evidence = checks.flatMap((check) => check.evidence);
  return [...new Set(evidence.flatMap(({ sourceName, answered }) => (withData && answered === 0 ? [] : [sourceName])))];
}

/** Something was judged: an unknown or an absence is no data to start with. */
function hasData(check: CheckResult | undefined): boolean {
  return check !== undefined && check.counts.pass + check.counts.warn + check.counts.fail > 0;
}

/** Unknown for another reason than that a source answered and had nothing. */
function couldNotLook(check: CheckResult | undefined): boolean {
  return check?.verdict === 'unknown' && check.reason?.code !== 'no-data' && check.reason?.code !== 'vanished';
}
