import { worstVerdict } from '../../check/verdict';
import type { Block, Groups, Remark, TableBlock } from '../blocks';
import type { ReportFacts } from '../facts';
import { countWord, formatCount, monthName, plural } from '../numbers';
import { worstFirst, type PairRow } from '../pairRows';
import type { MadeSection, SectionMaker } from './section';

/** More rows than this are counted and not printed. */
const MAX_ROWS = 1500;

/** Per pack, then everything that did not pass all month. */
export const CHECKS: SectionMaker = {
  id: 'checks',
  title: 'Checks',
  about: 'Every check that did not pass all month, with its days and hours.',
  make,
};

function make({ rows, packTitle, month }: ReportFacts): MadeSection {
  const packs = tallyPacks(rows, packTitle);
  const troubled = rows.filter(({ tally }) => tally.notPassing + tally.unknown > 0).sort(byPackThenWorst(packTitle));
  return {
    verdict: rows.length === 0 ? 'unknown' : worstVerdict(rows.map(({ end }) => end)),
    weighs: worstHour(rows),
    finding: findingOf(rows, troubled.length, packs, month.id),
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

/** State of a pack's pairs at the end of the month. */
interface PackTally {
  pack: string;
  title: string;
  pairs: number;
  pass: number;
  warn: number;
  fail: number;
  unknown: number;
}

function tallyPacks(rows: readonly PairRow[], titleOf: (pack: string) => string): PackTally[] {
  const tallies = new Map<string, PackTally>();
  for (const { definition, end } of rows) {
    const { pack } = definition;
    const own = tallies.get(pack) ?? { pack, title: titleOf(pack), pairs: 0, pass: 0, warn: 0, fail: 0, unknown: 0 };
    tallies.set(pack, own);
    if (end !== 'na') {
      own.pairs += 1;
      own[end] += 1;
    }
  }
  return [...tallies.values()].filter(({ pairs }) => pairs > 0).sort((a, b) => (a.title < b.title ? -1 : 1));
}

function byPackThenWorst(titleOf: (pack: string) => string): (a: PairRow, b: PairRow) => number {
  return (a, b) => {
    const [one, other] = [a.definition.pack, b.definition.pack];
    return one === other ? worstFirst(a, b) : titleOf(one) < titleOf(other) ? -1 : 1;
  };
}

function findingOf(rows: readonly PairRow[], troubled: number, packs: readonly PackTally[], monthId: string): Remark {
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
    title: 'By pack, state at the end of the month',
    note: 'bar: pairs watched; one block for each that did not pass',
    columns: [
      { kind: 'text', title: 'Pack', width: 92, cells: packs.map(({ title }) => title) },
      { kind: 'count', title: 'Pairs', width: 34, cells: packs.map(({ pairs }) => pairs) },
      { kind: 'count', title: 'Pass', width: 34, cells: packs.map(({ pass }) => pass) },
      column('warn', 'Warn'),
      column('fail', 'Fail'),
      column('unknown', 'Unknown'),
      { kind: 'bar', title: '', width: 104, cells: packs.map(({ pairs }) => pairs) },
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
  const title = 'Everything that did not pass, by pack and by time not passing';
  const rows = troubled.slice(0, MAX_ROWS);
  const omitted = troubled.length - rows.length;
  const note = `${plural(rows.length, 'row')}${omitted > 0 ? `, ${formatCount(omitted)} more are not printed` : ''}`;
  if (rows.length === 0) {
    const rest = 'Nothing: every check passed in every hour of the month.';
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
      { kind: 'text', title: 'Thing', width: 108, cells: rows.map(({ thing }) => thing) },
      {
        kind: 'hours',
        title: 'Not passing',
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
    const pairs = Math.max(count, packs.find((one) => one.pack === pack)?.pairs ?? count);
    heads.push({ at, title: titleOf(pack), note: `${formatCount(count)} of ${formatCount(pairs)} pairs` });
  });
  return { title: 'Pack', heads };
}
