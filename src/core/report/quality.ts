import type { CheckKind } from '../check/definition';
import type { Collected, CollectedSource } from './collected';
import type { PairRow } from './checksOfMonth';
import { HOUR_MS, type HourGrid } from './hours';
import { DAY_LETTERS, type FailedQuery, type NotCovered, type Quality, type SourceRow, type UnknownRow } from './model';
import { capital, countWord, cutPercent, formatCount, plural } from './numbers';
import { ENOUGH_COVERAGE } from './useOfNodes';

const MAX_UNKNOWN_ROWS = 400;
/** A day of a source passes from here on. */
const FULL_COVERAGE = 0.99;

/** Hours answered of hours that should have been, per day. */
interface Expectation {
  answered: number[];
  expected: number[];
}

/** What was asked, answered, missing and not covered. */
export function qualitySection(
  collected: Collected,
  rows: readonly PairRow[],
  grid: HourGrid,
  packTitle: (pack: string) => string
): Quality {
  const sources = collected.sources.map((source) => sourceRow(source, collected, grid));
  const all = totals(collected.sources.map((source) => expectation(source, collected, grid)));
  const failed = collected.sources.flatMap((source) => source.failed);
  const unknown = unknownRows(rows);
  const coverage = all.expected === 0 ? null : round(all.answered / all.expected);
  return {
    verdict:
      coverage === null || coverage < ENOUGH_COVERAGE
        ? 'unknown'
        : failed.length > 0 || unknown.length > 0
          ? 'warn'
          : 'pass',
    finding: findingOf(coverage, unknown.length, failed),
    coverage,
    sources,
    failed,
    unknown: unknown.slice(0, MAX_UNKNOWN_ROWS),
    unknownOmitted: Math.max(0, unknown.length - MAX_UNKNOWN_ROWS),
    notCovered: notCovered(collected, packTitle),
  };
}

function expectation(source: CollectedSource, collected: Collected, grid: HourGrid): Expectation {
  const answered = new Array<number>(grid.days).fill(0);
  const expected = new Array<number>(grid.days).fill(0);
  const count = (slot: number, good: boolean) => {
    const day = grid.dayOf[slot] ?? 0;
    expected[day] = (expected[day] ?? 0) + 1;
    answered[day] = (answered[day] ?? 0) + Number(good);
  };
  source.alive.forEach((alive, slot) => count(slot, alive));
  for (const check of collected.checks.filter((one) => one.sourceUid === source.uid)) {
    for (const pair of check.pairs) {
      for (let slot = 0; slot < pair.hours.length; slot += 1) {
        const letter = pair.hours.charAt(slot);
        if (letter !== DAY_LETTERS.na) {
          count(slot, letter !== DAY_LETTERS.unknown);
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

function sourceRow(source: CollectedSource, collected: Collected, grid: HourGrid): SourceRow {
  const days = expectation(source, collected, grid);
  const { answered, expected } = totals([days]);
  const first = source.alive.indexOf(true);
  return {
    name: source.name,
    coverage: expected === 0 ? null : round(answered / expected),
    days: days.expected.map((count, day) => dayLetter(days.answered[day] ?? 0, count)).join(''),
    asked: source.asked,
    failed: source.failed.length,
    firstMs: first < 0 ? null : grid.fromMs + first * HOUR_MS,
    gap: longestGap(source.alive, first, grid),
  };
}

function dayLetter(answered: number, expected: number): string {
  if (answered === 0) {
    return DAY_LETTERS.unknown;
  }
  const share = answered / expected;
  return share >= FULL_COVERAGE ? DAY_LETTERS.pass : share >= ENOUGH_COVERAGE ? DAY_LETTERS.warn : DAY_LETTERS.fail;
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

/** Longest unknown first. */
function unknownRows(rows: readonly PairRow[]): UnknownRow[] {
  return rows
    .filter(({ tally }) => tally.unknown > 0)
    .map(({ row, tally, reason }) => ({
      what: row.title,
      thing: row.thing,
      reason: reason ?? ('no-data' as const),
      hours: tally.unknown,
    }))
    .sort((a, b) => b.hours - a.hours || (`${a.what} ${a.thing}` < `${b.what} ${b.thing}` ? -1 : 1));
}

function findingOf(coverage: number | null, unknown: number, failed: readonly FailedQuery[]): Quality['finding'] {
  if (coverage === null) {
    return { lead: 'No source was asked.', rest: 'Add a metrics data source to cover the month.' };
  }
  const counts = [
    unknown === 0
      ? 'Nothing is unknown'
      : `${capital(countWord(unknown))} ${unknown === 1 ? 'result is' : 'results are'} unknown for at least an hour and listed here`,
    failed.length === 0 ? 'no query failed' : `${plural(failed.length, 'query', 'queries')} failed`,
  ];
  return {
    lead: `${cutPercent(coverage)}\u202f% of the expected hours were answered.`,
    rest: `${counts.join('; ')}. No gap was filled and no missing value was read as good.`,
  };
}

const KIND_NAMES: Readonly<Record<CheckKind, string>> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  grafana: 'Grafana’s own state',
  query: 'another data source',
  journal: 'the journal',
  calc: 'computed from others',
  proxmox: 'Proxmox',
  argocd: 'Argo CD',
  connect: 'an HTTP service',
};

/** By pack, the checks of kinds that nothing answers, and those that found nothing to look at. */
function notCovered(collected: Collected, packTitle: (pack: string) => string): NotCovered[] {
  const byPack = new Map<string, { checks: number; kinds: Set<CheckKind> }>();
  for (const { pack, kind } of collected.notConnected) {
    const own = byPack.get(pack) ?? { checks: 0, kinds: new Set<CheckKind>() };
    own.checks += 1;
    own.kinds.add(kind);
    byPack.set(pack, own);
  }
  const unconnected = [...byPack]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([pack, { checks, kinds }]) => ({
      what: `${packTitle(pack)}: ${checks === 1 ? 'one check' : `${formatCount(checks)} checks`}`,
      toCover: `not connected: ${[...kinds]
        .map((kind) => KIND_NAMES[kind])
        .sort()
        .join(', ')}`,
    }));
  const found = new Set(
    collected.checks.filter((check) => check.pairs.length > 0 || check.problem).map((check) => check.definition.id)
  );
  const empty = new Map(
    collected.checks
      .filter(({ definition }) => !found.has(definition.id))
      .map(({ definition }) => [
        definition.id,
        { what: definition.title, toCover: definition.hint ?? 'nothing of the kind was found' },
      ])
  );
  return [...unconnected, ...empty.values()];
}

function round(ratio: number): number {
  return Math.round(ratio * 1e6) / 1e6;
}
