import type { CheckKind } from '../check/definition';
import type { CheckHistory, HistoryResult, SourceHistory } from '../check/history';
import { KIND_NAMES } from '../check/kindNames';
import { STATE_LETTERS } from '../check/stateLetters';
import type { Reason, ReasonCode } from '../check/verdict';
import { HOUR_MS, type HourGrid } from './hours';
import { isMeasure } from './measures';
import { capital, cutPercent } from './numbers';
import { whereWords, type PairRow } from './pairRows';
import { ENOUGH_COVERAGE } from './useOfNodes';

/** A day of a source passes from here on. */
const FULL_COVERAGE = 0.99;

/** What was asked, answered, missing and not covered. */
export interface Coverage {
  /** Answers that came, of one for each result and hour; null when nothing was asked. */
  share: number | null;
  sources: readonly SourceRow[];
  failed: readonly FailedQuery[];
  /** Longest unknown first. */
  unknown: readonly UnknownRow[];
  notCovered: readonly NotCovered[];
}

export interface SourceRow {
  name: string;
  share: number | null;
  /** One letter per day: pass from 99 % on, warn from 95 %, fail below, unknown when nothing was answered. */
  days: string;
  asked: number;
  failed: number;
  /** First hour of the month with any data; null when there is none. */
  firstMs: number | null;
  /** Longest run of hours without any data at all after the first hour with data; null when there is none. */
  gap: { fromMs: number; hours: number } | null;
}

export interface FailedQuery {
  what: string;
  source: string;
  reason: ReasonCode;
  /** The server's word for an expression it refused; empty otherwise. */
  detail: string;
}

export interface UnknownRow {
  what: string;
  where: string;
  reason: ReasonCode;
  /** Hours that are unknown. */
  hours: number;
}

/** Checks that nothing is said about. */
export interface NotCovered {
  what: string;
  checks: number;
  /** Why nobody was asked; null: somebody was, and found nothing of the kind. */
  reason: Reason | null;
  /** How to get what was not found. */
  hint?: string;
}

export function coverageOf(history: HistoryResult, rows: readonly PairRow[], grid: HourGrid): Coverage {
  const checks = [...history.checks.values()];
  const failures = history.sources.map((source) => failedQueries(source, checks));
  const expected = history.sources.map((source) => expectation(source, checks, grid));
  const all = totals(expected);
  return {
    share: all.expected === 0 ? null : round(all.answered / all.expected),
    sources: history.sources.map((source, index) =>
      sourceRow(source, expected[index] ?? NOTHING, failures[index]?.length ?? 0, grid)
    ),
    failed: failures.flat(),
    unknown: unknownRows(rows),
    notCovered: notCovered(checks.filter(({ definition }) => !isMeasure(definition))),
  };
}

/** Hours answered of hours that should have been, per day. */
interface Expectation {
  answered: number[];
  expected: number[];
}

const NOTHING: Expectation = { answered: [], expected: [] };

function expectation(source: SourceHistory, checks: readonly CheckHistory[], grid: HourGrid): Expectation {
  const answered = new Array<number>(grid.days).fill(0);
  const expected = new Array<number>(grid.days).fill(0);
  const count = (slot: number, good: boolean) => {
    const day = grid.dayOf[slot] ?? 0;
    expected[day] = (expected[day] ?? 0) + 1;
    answered[day] = (answered[day] ?? 0) + Number(good);
  };
  source.alive.forEach((alive, slot) => count(slot, alive));
  for (const { definition, entities } of checks) {
    for (const { states } of isMeasure(definition) ? [] : entities.filter((one) => one.sourceUid === source.uid)) {
      for (let slot = 0; slot < states.length; slot += 1) {
        const letter = states.charAt(slot);
        if (letter !== STATE_LETTERS.na) {
          count(slot, letter !== STATE_LETTERS.unknown);
        }
      }
    }
  }
  return { answered, expected };
}

function totals(parts: readonly Expectation[]): { answered: number; expected: number } {
  const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
  return {
    answered: sum(parts.map((part) => sum(part.answered))),
    expected: sum(parts.map((part) => sum(part.expected))),
  };
}

function sourceRow(source: SourceHistory, days: Expectation, failed: number, grid: HourGrid): SourceRow {
  const { answered, expected } = totals([days]);
  const first = source.alive.indexOf(true);
  return {
    name: source.name,
    share: expected === 0 ? null : round(answered / expected),
    days: days.expected.map((count, day) => dayLetter(days.answered[day] ?? 0, count)).join(''),
    asked: source.asked,
    failed,
    firstMs: first < 0 ? null : grid.fromMs + first * HOUR_MS,
    gap: longestGap(source.alive, first, grid),
  };
}

function dayLetter(answered: number, expected: number): string {
  if (answered === 0) {
    return STATE_LETTERS.unknown;
  }
  const share = answered / expected;
  return share >= FULL_COVERAGE
    ? STATE_LETTERS.pass
    : share >= ENOUGH_COVERAGE
      ? STATE_LETTERS.warn
      : STATE_LETTERS.fail;
}

function longestGap(alive: readonly boolean[], first: number, grid: HourGrid): SourceRow['gap'] {
  let best: { fromMs: number; hours: number } | null = null;
  let run = 0;
  for (let slot = Math.max(first, 0); first >= 0 && slot < alive.length; slot += 1) {
    run = alive[slot] === true ? 0 : run + 1;
    if (run > (best?.hours ?? 0)) {
      best = { fromMs: grid.fromMs + (slot - run + 1) * HOUR_MS, hours: run };
    }
  }
  return best;
}

/** Checks share expressions: a failed one is named once per check. */
function failedQueries({ uid, name, aliveProblem }: SourceHistory, checks: readonly CheckHistory[]): FailedQuery[] {
  const failed = checks.flatMap(({ definition, problems }) =>
    problems
      .filter(({ sourceUid }) => sourceUid === uid)
      .map(({ reason }) => ({ what: definition.title, source: name, reason: reason.code, detail: printable(reason) }))
  );
  const alive = aliveProblem && {
    what: 'Targets of the source',
    source: name,
    reason: aliveProblem.code,
    detail: printable(aliveProblem),
  };
  const all = alive === undefined ? failed : [alive, ...failed];
  return [...new Map(all.map((one) => [`${one.what} ${one.reason}`, one])).values()];
}

/** The words of a server about an expression that it refused; of anything else they may name hosts and ports. */
function printable({ code, detail }: Reason): string {
  return code === 'query-error' || code === 'too-many'
    ? (detail ?? '')
        .replace(/https?:\/\/\S+/g, '')
        .trim()
        .slice(0, 160)
    : '';
}

function unknownRows(rows: readonly PairRow[]): UnknownRow[] {
  return rows
    .filter(({ tally }) => tally.unknown > 0)
    .map(({ definition, thing, tally, reason = 'no-data' }) => ({
      what: definition.title,
      where: whereWords({ thing }),
      reason,
      hours: tally.unknown,
    }))
    .sort((a, b) => b.hours - a.hours || (`${a.what} ${a.where}` < `${b.what} ${b.where}` ? -1 : 1));
}

/** By kind, the checks that nobody was asked about; then each that found nothing to look at. */
function notCovered(checks: readonly CheckHistory[]): NotCovered[] {
  const byKind = new Map<string, { kind: CheckKind; checks: number; reason: Reason }>();
  const empty: NotCovered[] = [];
  for (const { definition, reason, entities, whole } of checks) {
    if (reason !== undefined) {
      const key = `${definition.kind} ${reason.code}`;
      const own = byKind.get(key) ?? { kind: definition.kind, checks: 0, reason };
      byKind.set(key, { ...own, checks: own.checks + 1 });
    } else if (entities.length === 0 && !whole.states.includes(STATE_LETTERS.unknown)) {
      const { title: what, hint } = definition;
      empty.push({ what, checks: 1, reason: null, ...(hint === undefined ? {} : { hint }) });
    }
  }
  const unasked = [...byKind.values()].map(({ kind, ...rest }): NotCovered => ({
    what: capital(KIND_NAMES[kind]),
    ...rest,
  }));
  return [...unasked.sort((a, b) => (a.what < b.what ? -1 : 1)), ...empty];
}

/** How much of what was asked came. */
export function answersWords(share: number): string {
  return `${cutPercent(share)}\u202f% of the expected answers came, one for each result and hour.`;
}

function round(ratio: number): number {
  return Math.round(ratio * 1e6) / 1e6;
}
