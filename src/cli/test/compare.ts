import type { CheckResult, Entity } from '../../core/check/result';
import { clause } from '../../core/check/sentences';
import type { Reason, Verdict } from '../../core/check/verdict';
import { formatLabels } from '../../library/cases/labels';
import type { CheckExpectation, ExpectedEntity, ExpectedVerdict } from '../../library/cases/testCase';

/** One thing that is not as expected; null on one side: nothing there. */
export interface Difference {
  check: string;
  expected: string | null;
  got: string | null;
}

/** Where what a check says is not what it has to say. */
export function differences(expectation: CheckExpectation, result: CheckResult): Difference[] {
  const { check, is, finding, entities } = expectation;
  const found: Difference[] = [];
  if (is !== undefined && !fits(is, result)) {
    found.push({ check, expected: verdictWords(is), got: wholeWords(result) });
  }
  if (finding !== undefined && !(result.finding ?? '').includes(finding)) {
    const got = result.finding === null ? 'no finding' : `the finding ${JSON.stringify(result.finding)}`;
    found.push({ check, expected: `a finding with ${JSON.stringify(finding)}`, got });
  }
  return entities === undefined ? found : [...found, ...entityDifferences(check, entities, result)];
}

function entityDifferences(
  check: string,
  expected: readonly ExpectedEntity[],
  { definition, entities }: CheckResult
): Difference[] {
  const wanted = new Map(expected.map((one) => [formatLabels(one.labels), one]));
  /** What an entity is like at the moment is compared where the test names it. */
  const nameOf = ({ labels }: Entity): string => {
    const all = formatLabels(labels);
    const own = Object.entries(labels).filter(([label]) => definition.by.includes(label));
    const bare = formatLabels(Object.fromEntries(own));
    return !wanted.has(all) && wanted.has(bare) ? bare : all;
  };
  const there = new Map(entities.map((one) => [nameOf(one), one]));
  const names = [...new Set([...wanted.keys(), ...there.keys()])];
  return names.flatMap((name) => {
    const want = wanted.get(name);
    const entity = there.get(name);
    if (want !== undefined && entity !== undefined && fits(want, entity)) {
      return [];
    }
    return [
      {
        check,
        expected: want === undefined ? null : `${verdictWords(want)} ${name}`,
        got: entity === undefined ? null : entityWords(entity),
      },
    ];
  });
}

/** A bug of ours never fits an `unknown` that names no reason. */
function fits(expected: ExpectedVerdict, { verdict, reason }: { verdict: Verdict; reason?: Reason }): boolean {
  const code = reason?.code;
  return (
    verdict === expected.verdict && (expected.reason === undefined ? code !== 'internal' : code === expected.reason)
  );
}

/** `unknown/vanished`, as a test says it. */
export function verdictWords({ verdict, reason }: ExpectedVerdict): string {
  return reason === undefined ? verdict : `${verdict}/${reason}`;
}

function wholeWords({ verdict, reason, finding }: CheckResult): string {
  const { detail } = reason ?? {};
  const isSaid = detail !== undefined && (finding ?? '').toLowerCase().includes(clause(detail).toLowerCase());
  const words = [finding, isSaid ? undefined : detail].filter((part) => part !== null && part !== undefined);
  return [saidVerdict(verdict, reason), ...words].join(': ');
}

/** An entity as a test says it, with what is known of it behind. */
export function entityWords(entity: Entity): string {
  const details = entityDetails(entity);
  return `${entityLine(entity)}${details === '' ? '' : `: ${details}`}`;
}

/** An entity as a test expects it. */
export function entityLine({ verdict, reason, labels }: Entity): string {
  return `${saidVerdict(verdict, reason)} ${formatLabels(labels)}`;
}

/** An entity's value, its limit, or why there is none. */
export function entityDetails({ value, limit, reason }: Entity): string {
  if (reason !== undefined) {
    return reason.detail ?? '';
  }
  const limits = limit === undefined ? '' : `, limit ${typeof limit === 'number' ? limit : limit.join(' to ')}`;
  return value === null ? '' : `value ${value}${limits}`;
}

/** A verdict that was given, as a test says it. */
export function saidVerdict(verdict: Verdict, reason: Reason | undefined): string {
  return verdictWords({ verdict, ...(reason && { reason: reason.code }) });
}
