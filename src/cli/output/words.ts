import type { CheckResult, Entity } from '../../core/check/result';
import type { Verdict } from '../../core/check/verdict';
import type { BoardItem } from '../../core/checklist/board';
import type { ClaimKind } from '../../core/checklist/state';
import { tallyOf, type Outcome } from '../outcome';

/** Worst first, the order of every list. */
const KINDS: readonly ClaimKind[] = ['fail', 'unknown', 'warn', 'hand', 'pass', 'na'];

export const KIND_WORDS: Readonly<Record<ClaimKind, string>> = {
  fail: 'fail',
  unknown: 'unknown',
  warn: 'warning',
  hand: 'by hand',
  pass: 'pass',
  na: 'n/a',
};

/** `2 fail  1 by hand  11 pass`, as the head of the page says it. */
export function tallyWords(outcome: Outcome, separator: string): string {
  const tally = tallyOf(outcome);
  return KINDS.filter((kind) => tally[kind] > 0)
    .map((kind) => `${tally[kind]} ${KIND_WORDS[kind]}`)
    .join(separator);
}

/** The item's headline: its finding, or for want of one why it is unknown. */
export function headline({ item, finding, reason }: BoardItem): string {
  return finding ?? reason?.detail ?? item.title;
}

/** An entity by its labels' values, in the order the check names them. */
export function entityName(check: CheckResult, entity: Entity): string {
  const names = check.definition.by.map((label) => entity.labels[label]).filter((value) => value !== undefined);
  return names.length > 0 ? names.join(' ') : entity.key;
}

/** Entities that are not as they should be, worst first. */
export function badEntities(check: CheckResult): readonly Entity[] {
  return check.entities.filter(({ verdict }) => isException(verdict));
}

export function isException(verdict: Verdict | undefined): boolean {
  return verdict === 'fail' || verdict === 'unknown' || verdict === 'warn';
}

/** `65 checks on 1,204 entities, 5 of 6 sources answered`. */
export function coverageWords({ result }: Outcome): string {
  const asked = [...result.checks.values()].filter((check) => check.reason?.code !== 'not-connected');
  const entities = asked.reduce((sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b, 0), 0);
  const answered = result.sources.filter((source) => source.answered).length;
  return (
    `${plural(asked.length, 'check')} on ${entities.toLocaleString('en-US')} ${entities === 1 ? 'entity' : 'entities'}, ` +
    `${answered} of ${result.sources.length} sources answered`
  );
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Text of others on one line and without control characters: a label's value must not drive a terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
