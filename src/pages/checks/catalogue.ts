import type { CheckDefinition, Severity } from '../../core/check/definition';
import type { CheckResult, RunResult } from '../../core/check/result';
import { isException, verdictRank, worstVerdict, type Verdict } from '../../core/check/verdict';
import { isStandingBad, standingRank, type Standing } from '../../core/products/pending';

/** A check of the catalogue with what is known of it. */
export interface CheckRow {
  definition: CheckDefinition;
  /** Null while nobody has answered. */
  result: CheckResult | null;
  /** What it says now. */
  standing: Standing;
  /** What it said when the page was opened: it decides where the row stands, and nothing moves by itself. */
  opened: Standing;
}

/** What the checks said when the page was opened, by id. */
export type Opened = ReadonlyMap<string, Standing>;

export interface PackGroup {
  pack: string;
  /** Those of its checks that are shown, in their order. */
  rows: readonly CheckRow[];
  /** How many it has. */
  all: number;
  /** Of all of them. */
  counts: Readonly<Record<Standing, number>>;
  /** Who answered for it, each once. */
  sources: readonly string[];
}

export interface Catalogue {
  /** Worst first. */
  packs: readonly PackGroup[];
  /** Those of which nothing is there to look at. */
  without: readonly PackGroup[];
}

export function standingOf(result: CheckResult | undefined, isWhole: boolean): Standing {
  // Whoever nobody answered for in a whole look was not asked.
  return result?.verdict ?? (isWhole ? 'unknown' : 'pending');
}

/** Every check with what is known of it, in the order of the definitions. */
export function checkRows(
  definitions: readonly CheckDefinition[],
  result: RunResult | null,
  isWhole: boolean,
  opened: Opened
): CheckRow[] {
  return definitions.map((definition) => {
    const found = result?.checks.get(definition.id);
    const standing = standingOf(found, isWhole);
    return { definition, result: found ?? null, standing, opened: opened.get(definition.id) ?? standing };
  });
}

/** The rows by pack, in the order of what they were when the page was opened; those that match, and no pack without any. */
export function catalogueOf(rows: readonly CheckRow[], isShown: (row: CheckRow) => boolean = () => true): Catalogue {
  const byPack = new Map<string, CheckRow[]>();
  for (const row of rows) {
    const { pack } = row.definition;
    const own = byPack.get(pack) ?? [];
    own.push(row);
    byPack.set(pack, own);
  }
  const packs = [...byPack].filter(([, own]) => own.some(isShown));
  const isWithout = (own: readonly CheckRow[]) => own.every(({ opened }) => opened === 'na');
  const groupOf = ([pack, own]: [string, CheckRow[]]): PackGroup => {
    return { pack, rows: own.filter(isShown), all: own.length, counts: countStandings(own), sources: sourcesOf(own) };
  };
  return {
    packs: packs
      .filter(([, own]) => !isWithout(own))
      .sort(worstPackFirst)
      .map(groupOf),
    without: packs.filter(([, own]) => isWithout(own)).map(groupOf),
  };
}

/** What stands in the rows of an open pack: what needs somebody, worst first, apart from what one silent source hides. */
export interface PackParts {
  exceptions: readonly CheckRow[];
  /** Unknown only because sources did not answer: one cause, told of above. */
  silenced: readonly CheckRow[];
  rest: readonly CheckRow[];
}

/** @param silent Uids of the sources that did not answer. */
export function partsOf(rows: readonly CheckRow[], silent: ReadonlySet<string>): PackParts {
  const exceptions = rows.filter((row) => isStandingBad(row.opened)).sort(worstRowFirst);
  const isSilenced = (row: CheckRow) => row.opened === 'unknown' && hidesBehind(row.result, silent);
  return {
    exceptions: exceptions.filter((row) => !isSilenced(row)),
    silenced: exceptions.filter(isSilenced),
    rest: rows.filter((row) => !isStandingBad(row.opened)),
  };
}

/** Checks that need somebody now and did not when the page was opened. */
export function changedRows(rows: readonly CheckRow[]): readonly CheckRow[] {
  return rows.filter(({ standing, opened }) => isStandingBad(standing) && !isStandingBad(opened));
}

export interface CatalogueFilter {
  text: string;
  /** Empty: all of them. */
  verdicts: ReadonlySet<Verdict>;
  /** Check ids of a checklist; null: of any or none. */
  list: ReadonlySet<string> | null;
}

export function isFiltering({ text, verdicts, list }: CatalogueFilter): boolean {
  return text !== '' || verdicts.size > 0 || list !== null;
}

export function matches(row: CheckRow, { text, verdicts, list }: CatalogueFilter): boolean {
  const { definition, opened } = row;
  return (
    (verdicts.size === 0 || (opened !== 'pending' && verdicts.has(opened))) &&
    (list === null || list.has(definition.id)) &&
    (text === '' || speaksOf(row, text.toLowerCase()))
  );
}

/** Its name, id and query, and the things that it looks at. */
function speaksOf({ definition, result }: CheckRow, text: string): boolean {
  const { id, title, query } = definition;
  return (
    [id, title, query].some((one) => one.toLowerCase().includes(text)) ||
    (result?.entities ?? []).some(({ labels }) => Object.values(labels).join(' ').toLowerCase().includes(text))
  );
}

export function countStandings(rows: readonly CheckRow[]): Record<Standing, number> {
  const counts = { fail: 0, unknown: 0, warn: 0, pass: 0, na: 0, pending: 0 };
  rows.forEach(({ standing }) => (counts[standing] += 1));
  return counts;
}

/** Nothing that answered is unknown, and somebody did not answer. */
function hidesBehind(result: CheckResult | null, silent: ReadonlySet<string>): boolean {
  return (
    result !== null &&
    result.evidence.some(({ sourceUid }) => silent.has(sourceUid)) &&
    result.evidence.every(({ sourceUid, problem }) => problem === undefined || silent.has(sourceUid)) &&
    result.entities.every(({ sourceUid, verdict }) => verdict !== 'unknown' || silent.has(sourceUid))
  );
}

function sourcesOf(rows: readonly CheckRow[]): string[] {
  const namesOf = (some: readonly CheckRow[]) => [
    ...new Set(some.flatMap(({ result }) => (result?.evidence ?? []).map(({ sourceName }) => sourceName))),
  ];
  const asked = rows.filter(({ standing }) => standing !== 'na');
  // What is computed names the sources of its parts in one word.
  const own = namesOf(asked.filter(({ definition }) => definition.kind !== 'calc'));
  return own.length > 0 ? own : namesOf(asked);
}

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

function worstRowFirst(a: CheckRow, b: CheckRow): number {
  return (
    standingRank(a.opened) - standingRank(b.opened) ||
    SEVERITIES.indexOf(a.definition.severity) - SEVERITIES.indexOf(b.definition.severity) ||
    a.definition.title.localeCompare(b.definition.title)
  );
}

/** By the worst verdict, then by how many have it, then by name. */
function worstPackFirst([packA, a]: [string, readonly CheckRow[]], [packB, b]: [string, readonly CheckRow[]]): number {
  const worst = worstOpened(a);
  const count = (rows: readonly CheckRow[]) => rows.filter(({ opened }) => opened === worst).length;
  return (
    verdictRank(worst) - verdictRank(worstOpened(b)) ||
    (isException(worst) ? count(b) - count(a) : 0) ||
    packA.localeCompare(packB)
  );
}

function worstOpened(rows: readonly CheckRow[]): Verdict {
  return worstVerdict(rows.flatMap(({ opened }) => (opened === 'pending' ? [] : [opened])));
}
