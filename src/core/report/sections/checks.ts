import { worstVerdict } from '../../check/verdict';
import type { Block, Groups, Remark, TableBlock } from '../blocks';
import type { ReportFacts } from '../facts';
import { formatCount, monthName, plural } from '../numbers';
import { whereWords, worstFirst, type PairRow } from '../pairRows';
import { countResults, endWords, monthWords } from '../resultCounts';
import type { MadeSection, SectionMaker } from './section';

/** More rows than this are counted and not printed. */
const MAX_ROWS = 1500;

/** Per pack, then everything that did not pass all month. */
export const CHECKS: SectionMaker = {
  id: 'checks',
  title: 'Checks',
  about: 'Every result that failed, warned or was unknown in some hour, with its days and hours.',
  make,
};

function make({ rows, packTitle, month }: ReportFacts): MadeSection {
  const packs = tallyPacks(rows, packTitle);
  const troubled = rows.filter(({ tally }) => tally.notPassing + tally.unknown > 0).sort(byPackThenWorst(packTitle));
  const verdict = worstHour(rows);
  return {
    verdict,
    weighs: verdict,
    finding: findingOf(rows, month.id),
    blocks: packs.length === 0 ? [NOTHING] : [packTable(packs), troubledTable(troubled, packs, packTitle)],
  };
}

/** The month is as bad as its worst hour: what failed in its middle is not made good by its end. */
function worstHour(rows: readonly PairRow[]): MadeSection['weighs'] {
  if (rows.length === 0) {
    return 'unknown';
  }
  const failed = rows.some(({ tally }) => tally.failing > 0);
  const warned = rows.some(({ tally }) => tally.notPassing > 0);
  const unknown = rows.some(({ tally }) => tally.unknown > 0);
  return worstVerdict([failed ? 'fail' : warned ? 'warn' : 'pass', unknown ? 'unknown' : 'pass']);
}

/** State of a pack's results at the end of the month. */
interface PackTally {
  pack: string;
  title: string;
  results: number;
  pass: number;
  warn: number;
  fail: number;
  unknown: number;
}

function tallyPacks(rows: readonly PairRow[], titleOf: (pack: string) => string): PackTally[] {
  const tallies = new Map<string, PackTally>();
  for (const { definition, end } of rows) {
    const { pack } = definition;
    const own = tallies.get(pack) ?? { pack, title: titleOf(pack), results: 0, pass: 0, warn: 0, fail: 0, unknown: 0 };
    tallies.set(pack, own);
    if (end !== 'na') {
      own.results += 1;
      own[end] += 1;
    }
  }
  return [...tallies.values()].filter(({ results }) => results > 0).sort((a, b) => (a.title < b.title ? -1 : 1));
}

function byPackThenWorst(titleOf: (pack: string) => string): (a: PairRow, b: PairRow) => number {
  return (a, b) => {
    const [one, other] = [a.definition.pack, b.definition.pack];
    return one === other ? worstFirst(a, b) : titleOf(one) < titleOf(other) ? -1 : 1;
  };
}

function findingOf(rows: readonly PairRow[], monthId: string): Remark {
  if (rows.length === 0) {
    return { lead: 'No check was answered.', rest: 'Nothing can be said about the month.' };
  }
  const counts = countResults(rows);
  const month = monthName(monthId);
  return {
    lead: `${monthWords(counts, month)}.`,
    rest: `At the end of ${month} ${endWords(counts)}. The results are those of ${plural(counts.checks, 'check')}.`,
  };
}

const NOTHING: Block = {
  kind: 'notes',
  id: 'missing',
  title: '',
  note: '',
  form: 'missing',
  notes: [
    {
      lead: 'No data: no check was answered.',
      rest: 'The data quality section says what was asked and why it failed.',
    },
  ],
};

function packTable(packs: readonly PackTally[]): TableBlock {
  const column = (key: 'warn' | 'fail' | 'unknown', title: string) =>
    ({ kind: 'count', title, width: 34, cells: packs.map((pack) => pack[key]), tone: key }) as const;
  return {
    kind: 'table',
    id: 'packs',
    title: 'Results by pack, at the end of the month',
    note: 'bar: number of results; one block for each that did not pass',
    columns: [
      { kind: 'text', title: 'Pack', width: 92, cells: packs.map(({ title }) => title) },
      { kind: 'count', title: 'Results', width: 34, cells: packs.map(({ results }) => results) },
      { kind: 'count', title: 'Pass', width: 34, cells: packs.map(({ pass }) => pass) },
      column('warn', 'Warn'),
      column('unknown', 'Unknown'),
      column('fail', 'Fail'),
      { kind: 'bar', title: '', width: 104, cells: packs.map(({ results }) => results) },
      {
        kind: 'marks',
        title: '',
        width: 86,
        cells: packs.map(({ warn, fail, unknown }) => ({ warn, fail, unknown })),
      },
    ],
  };
}

function troubledTable(
  troubled: readonly PairRow[],
  packs: readonly PackTally[],
  titleOf: (pack: string) => string
): Block {
  const id = 'not-passing';
  const title = 'Everything that failed, warned or was unknown, by pack';
  const rows = troubled.slice(0, MAX_ROWS);
  const omitted = troubled.length - rows.length;
  const note = `${plural(rows.length, 'result')}${omitted > 0 ? `, ${formatCount(omitted)} more are not printed` : ''}`;
  if (rows.length === 0) {
    const rest = 'No result failed, warned or was unknown in any hour of the month.';
    return { kind: 'notes', id, title, note, form: 'prose', notes: [{ lead: '', rest }] };
  }
  const bad = rows.map(({ tally }) => tally.notPassing > 0);
  return {
    kind: 'table',
    id,
    title,
    note,
    columns: [
      { kind: 'text', title: 'Check', width: 136, cells: rows.map(({ definition }) => definition.title) },
      { kind: 'text', title: 'Where', width: 108, cells: rows.map(whereWords) },
      {
        kind: 'hours',
        title: 'Fail or warn',
        width: 42,
        cells: rows.map(({ tally }, row) => (bad[row] === true ? tally.notPassing : 'unknown')),
        tone: 'strong',
      },
      {
        kind: 'hours',
        title: 'Longest',
        width: 40,
        cells: rows.map(({ tally }, row) => (bad[row] === true ? tally.longest : 'inapplicable')),
        tone: 'quiet',
      },
      { kind: 'days', title: 'Days', width: 83, cells: rows.map(({ days }) => days) },
      { kind: 'verdict', title: 'End of month', width: 52, cells: rows.map(({ end }) => end) },
    ],
    groups: groupsOf(rows, packs, titleOf),
  };
}

function groupsOf(rows: readonly PairRow[], packs: readonly PackTally[], titleOf: (pack: string) => string): Groups {
  const heads: Array<Groups['heads'][number]> = [];
  let last: string | null = null;
  rows.forEach(({ definition: { pack } }, at) => {
    if (pack === last) {
      return;
    }
    last = pack;
    const count = rows.filter(({ definition }) => definition.pack === pack).length;
    const all = Math.max(count, packs.find((one) => one.pack === pack)?.results ?? count);
    heads.push({
      at,
      title: titleOf(pack),
      note: `${formatCount(count)} of ${formatCount(all)} ${all === 1 ? 'result' : 'results'}`,
    });
  });
  return { title: 'Pack', heads };
}
