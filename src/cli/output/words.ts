import { risksOf, riskStatements } from '../../core/acceptance/risk';
import { subjectOf } from '../../core/check/finding';
import type { CheckResult, Entity } from '../../core/check/result';
import type { BoardItem } from '../../core/checklist/board';
import type { ClaimKind } from '../../core/checklist/state';
import { instantOf, localDate, localTime } from '../../core/time/zone';
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
    .map((kind) => (kind === 'warn' ? plural(tally.warn, 'warning') : `${tally[kind]} ${KIND_WORDS[kind]}`))
    .join(separator);
}

/** The item's headline: its worst finding and how many there are, or for want of one why it is unknown. */
export function headline({ item, finding, findings, reason }: BoardItem): string {
  const worst = finding ?? reason?.detail ?? item.title;
  return findings.length > 1 ? `${plural(findings.length, 'finding')}: ${worst}` : worst;
}

/** An entity by what its check calls it. */
export function entityName({ definition }: CheckResult, { labels, key }: Entity): string {
  return subjectOf(definition, labels) || key;
}

/** `Risk accepted until 2026-12-04 by anna, of 2: it moves on Friday`: of what does not pass, and of no more. */
export function acceptedLines({ checks }: BoardItem, { board: { run }, risks }: Outcome): string[] {
  return riskStatements(checks.flatMap((check) => risksOf(risks, check))).map(({ who, why, untilMs, count }) => {
    // The last day that it holds.
    const until = localDate(untilMs - 1, run.zone);
    return `Risk accepted until ${until} by ${who || 'a deleted user'}${count > 1 ? `, of ${count}` : ''}: ${why}`;
  });
}

/** The round by the day it is of, as the page names it, and when it was looked at: which need not be the same day. */
export function roundTitle({ template, board: { run }, result }: Outcome): { round: string; looked: string } {
  const isItsDay = localDate(result.askedMs, run.zone) === run.date;
  const looked = `${longDate(result.askedMs, run.zone)}, ${localTime(result.askedMs, run.zone)} ${run.zone}`;
  return isItsDay
    ? { round: template.title, looked }
    : { round: `${template.title} of ${longDate(instantOf(run.date, '12:00', run.zone), run.zone)}`, looked };
}

function longDate(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone }).format(ms);
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
