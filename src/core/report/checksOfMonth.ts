import { verdictRank, worstVerdict, type ReasonCode, type Verdict } from '../check/verdict';
import type { CheckDefinition } from '../check/definition';
import type { Collected, CollectedCheck } from './collected';
import type { HourGrid } from './hours';
import { DAY_LETTERS, type CheckRow, type Checks, type DayTally, type PackTally } from './model';
import { tallyHours, verdictOfLetter, worstByDay, type HourTally, type PairMonth } from './states';
import { capital, countWord, formatCount, monthName, plural } from './numbers';

/** More rows than this are counted and not printed. */
const MAX_ROWS = 1500;

/** A pair with its month folded. */
export interface PairRow {
  definition: CheckDefinition;
  row: CheckRow;
  tally: HourTally;
  reason?: ReasonCode;
}

/** Every pair that was judged at all; a check that could not be asked is one pair, unknown all month. */
export function pairRows(collected: Collected, grid: HourGrid): PairRow[] {
  return collected.checks.flatMap((check) =>
    pairsOf(check, grid).flatMap((pair) => {
      const tally = tallyHours(pair.hours);
      return tally.judged === 0 ? [] : [{ ...foldPair(check.definition, pair, tally, grid), tally }];
    })
  );
}

function pairsOf(check: CollectedCheck, grid: HourGrid): readonly PairMonth[] {
  return check.problem === undefined
    ? check.pairs
    : [{ key: check.sourceUid, labels: {}, hours: DAY_LETTERS.unknown.repeat(grid.slots), reason: check.problem }];
}

function foldPair(
  definition: CheckDefinition,
  pair: PairMonth,
  tally: HourTally,
  grid: HourGrid
): Omit<PairRow, 'tally'> {
  const { id, title, pack, severity } = definition;
  const row: CheckRow = {
    checkId: id,
    title,
    thing: thingOf(pair.labels, definition.by),
    pack,
    severity,
    notPassing: tally.notPassing,
    failing: tally.failing,
    longest: tally.longest,
    unknown: tally.unknown,
    days: worstByDay(pair.hours, grid),
    end: verdictOfLetter(pair.hours.slice(-1)),
  };
  return { definition, row, ...(pair.reason === undefined ? {} : { reason: pair.reason }) };
}

/** Label values in the order of the check; a port says nothing about a node and is left out. */
function thingOf(labels: PairMonth['labels'], by: readonly string[]): string {
  const values = by.flatMap((name) => {
    const value = labels[name];
    return value === undefined || value === '' ? [] : [name === 'instance' ? withoutPort(value) : value];
  });
  return values.length === 0 ? 'the whole check' : values.join(' ');
}

export function withoutPort(instance: string): string {
  return instance.replace(/:\d+$/, '');
}

/** The checks section. */
export function checksSection(rows: readonly PairRow[], titleOf: (pack: string) => string, monthId: string): Checks {
  const packs = tallyPacks(rows, titleOf);
  const troubled = rows.filter(({ tally }) => tally.notPassing + tally.unknown > 0).sort(byPackThenWorst(titleOf));
  const verdict = rows.length === 0 ? 'unknown' : worstVerdict(rows.map(({ row }) => row.end));
  return {
    verdict,
    finding: findingOf(rows, troubled.length, packs, monthId),
    packs,
    rows: troubled.slice(0, MAX_ROWS).map(({ row }) => row),
    omitted: Math.max(0, troubled.length - MAX_ROWS),
  };
}

function tallyPacks(rows: readonly PairRow[], titleOf: (pack: string) => string): PackTally[] {
  const tallies = new Map<string, PackTally>();
  for (const { row } of rows) {
    const own = tallies.get(row.pack) ?? {
      pack: row.pack,
      title: titleOf(row.pack),
      pairs: 0,
      pass: 0,
      warn: 0,
      fail: 0,
      unknown: 0,
    };
    tallies.set(row.pack, own);
    if (row.end !== 'na') {
      own.pairs += 1;
      own[row.end] += 1;
    }
  }
  return [...tallies.values()].filter(({ pairs }) => pairs > 0).sort((a, b) => (a.title < b.title ? -1 : 1));
}

function byPackThenWorst(titleOf: (pack: string) => string): (a: PairRow, b: PairRow) => number {
  return (a, b) => (a.row.pack === b.row.pack ? worstFirst(a, b) : titleOf(a.row.pack) < titleOf(b.row.pack) ? -1 : 1);
}

/** By hours not passing, then hours unknown, then name. */
function worstFirst(a: PairRow, b: PairRow): number {
  return (
    b.tally.notPassing - a.tally.notPassing ||
    b.tally.unknown - a.tally.unknown ||
    (`${a.row.title} ${a.row.thing}` < `${b.row.title} ${b.row.thing}` ? -1 : 1)
  );
}

function findingOf(
  rows: readonly PairRow[],
  troubled: number,
  packs: readonly PackTally[],
  monthId: string
): Checks['finding'] {
  const month = monthName(monthId);
  if (rows.length === 0) {
    return { lead: 'No check was answered.', rest: 'Nothing can be said about the month.' };
  }
  const sum = (key: 'pass' | 'warn' | 'fail' | 'unknown') => packs.reduce((total, pack) => total + pack[key], 0);
  const watched = `${formatCount(rows.length)} states were watched, one for each check and thing;`;
  const lead =
    troubled === 0
      ? `${watched} all of them passed all month.`
      : `${watched} ${formatCount(troubled)} did not pass all month.`;
  const others = (['fail', 'unknown', 'warn'] as const).flatMap((key) => {
    const count = sum(key);
    const verb = key === 'unknown' ? (count === 1 ? 'is unknown' : 'are unknown') : count === 1 ? `${key}s` : key;
    return count === 0 ? [] : [`${countWord(count)} ${verb}`];
  });
  const pass = `At the end of ${month} ${formatCount(sum('pass'))} pass`;
  const rest = others.length === 0 ? `${pass} and nothing else.` : `${[pass, ...others].join(', ')}.`;
  return { lead, rest };
}

/** Per day the pairs whose worst hour warned, failed or was unknown. */
export function tallyDays(rows: readonly PairRow[], days: number): DayTally[] {
  return Array.from({ length: days }, (_, day) => {
    const tally = { warn: 0, fail: 0, unknown: 0 };
    for (const { row } of rows) {
      const verdict = verdictOfLetter(row.days.charAt(day));
      if (verdict === 'warn' || verdict === 'fail' || verdict === 'unknown') {
        tally[verdict] += 1;
      }
    }
    return tally;
  });
}

/** One check's troubled pairs, for a line of page 1. */
export interface Trouble {
  definition: CheckDefinition;
  rows: readonly PairRow[];
  verdict: Verdict;
}

/** Checks that failed or warned, worst first: verdict, severity, hours. `ended`: only those that had not passed at the end. */
export function troubles(rows: readonly PairRow[], ended: boolean): Trouble[] {
  const byCheck = new Map<string, PairRow[]>();
  for (const one of rows) {
    const bad = ended ? one.row.end === 'warn' || one.row.end === 'fail' : one.tally.notPassing > 0;
    if (bad) {
      byCheck.set(one.definition.id, [...(byCheck.get(one.definition.id) ?? []), one]);
    }
  }
  const list = [...byCheck.values()].map((own) => {
    const sorted = [...own].sort((a, b) => b.tally.failing - a.tally.failing || worstFirst(a, b));
    const failed = ended ? sorted.some(({ row }) => row.end === 'fail') : sorted.some(({ tally }) => tally.failing > 0);
    return { definition: (sorted[0] as PairRow).definition, rows: sorted, verdict: failed ? 'fail' : 'warn' } as const;
  });
  return list.sort(
    (a, b) =>
      verdictRank(a.verdict) - verdictRank(b.verdict) || severityRank(a) - severityRank(b) || hoursOf(b) - hoursOf(a)
  );
}

function severityRank(trouble: Trouble): number {
  return ['critical', 'warning', 'info'].indexOf(trouble.definition.severity);
}

function hoursOf(trouble: Trouble): number {
  return Math.max(...trouble.rows.map(({ tally }) => tally.notPassing));
}

/** `on pve-a3`, `on three things, first pve-a3` */
export function whereOf(trouble: Trouble): string {
  const first = trouble.rows[0]?.row.thing ?? '';
  return trouble.rows.length === 1 ? first : `${first} and ${plural(trouble.rows.length - 1, 'other', 'others')}`;
}

/** The title in the middle of a sentence keeps its own capitals; at the start it gets one. */
export function leadOf(trouble: Trouble): string {
  return capital(`${trouble.definition.title}: ${whereOf(trouble)}.`);
}
