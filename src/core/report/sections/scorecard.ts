import { worstVerdict } from '../../check/verdict';
import { becauseSentence } from '../../slo/sentences';
import type { Block, Column, NotesBlock, Remark, TableBlock, Tone } from '../blocks';
import type { ReportFacts } from '../facts';
import type { MonthFigure } from '../monthFigures';
import type { MonthObjectives, ObjectiveRow } from '../monthObjectives';
import { capital, countAlone, cutPercent, formatCount, monthName, plural, spentPercent } from '../numbers';
import { missed, momentIn, objectivesWords, reportWording, sliText, tight } from '../objectiveWords';
import { REASON_WORDS } from '../reasonWords';
import type { MadeSection, SectionMaker } from './section';

const MAX_ROWS = 200;
/** Of one objective; the rest is counted. */
const MAX_PERIODS = 5;

/** What was promised and what was kept: budgets, what ate them, what cannot be told. Absent where nothing was promised. */
export const SCORECARD: SectionMaker = {
  id: 'scorecard',
  title: 'Objectives',
  about: 'What was promised and what was kept: error budgets, day by day, and what ate them.',
  make,
};

function make(facts: ReportFacts): MadeSection | null {
  const { objectives, figures, month } = facts;
  if (objectives === null) {
    return null;
  }
  const { rows } = objectives;
  const gaps = gapsOf(objectives);
  if (rows.length === 0) {
    return gaps.length === 0 ? null : nothingRead(gaps);
  }
  const unknown = rows.filter(({ verdict }) => verdict === 'unknown');
  const eaten = [...missed(rows), ...tight(rows)].filter(({ periods }) => periods.length > 0);
  const excluded = exclusionsOf(rows);
  const verdict = worstVerdict([...rows.map((row) => row.verdict), ...(gaps.length > 0 ? ['unknown' as const] : [])]);
  const blocks: Block[] = [
    budgetTable(rows, monthName(month.id)),
    HOW_TO_READ,
    ...(unknown.length > 0 ? [unknownTable(unknown, month.zone)] : []),
    ...(eaten.length > 0 ? [eatenTable(eaten, month.zone)] : []),
    ...(excluded.length > 0 ? [excludedTable(excluded, month.zone)] : []),
    ...agreementNotes(rows),
    ...(figures.length > 0 ? [figuresTable(figures)] : []),
    ...(gaps.length > 0 ? [gapNotes(gaps)] : []),
  ];
  return { verdict, weighs: verdict, finding: findingOf(rows), blocks };
}

function findingOf(rows: readonly ObjectiveRow[]): Remark {
  const lost = missed(rows);
  const [worst] = lost;
  const unknown = rows.filter(({ verdict }) => verdict === 'unknown').length;
  const close = tight(rows).length;
  const rest = [
    ...(worst?.spent != null ? [`${worst.title} spent ${spentPercent(worst.spent)}\u202f% of its budget`] : []),
    ...(close > 0 ? [`${plural(close, 'objective')} held with less than a quarter of the budget left`] : []),
    ...(unknown > 0
      ? [`${plural(unknown, 'objective')} cannot be judged and ${unknown === 1 ? 'does' : 'do'} not count as held`]
      : []),
  ];
  return {
    lead: `${capital(objectivesWords(rows))}.`,
    rest: rest.length === 0 ? 'Each has at least a quarter of its budget left.' : `${capital(rest.join('; '))}.`,
  };
}

function budgetTable(rows: readonly ObjectiveRow[], month: string): TableBlock {
  const shown = rows.slice(0, MAX_ROWS);
  const omitted = rows.length - shown.length;
  const isKnown = ({ verdict, spent }: ObjectiveRow) => verdict !== 'unknown' && spent !== null;
  const close = new Set(tight(shown));
  const tones = shown.map((row): Tone => (row.verdict === 'fail' ? 'fail' : close.has(row) ? 'warn' : 'plain'));
  return {
    kind: 'table',
    id: 'budgets',
    title: 'Objectives, worst first',
    note: `black line: all of the month’s error budget; beyond it hatched${omitted > 0 ? `; ${formatCount(omitted)} more are not printed` : ''}`,
    columns: [
      { kind: 'text', title: 'Objective', width: 118, cells: shown.map(({ title }) => title), tone: 'strong' },
      {
        kind: 'text',
        title: 'Service',
        width: 54,
        cells: shown.map(({ objective }) => objective.service),
        tone: 'quiet',
      },
      { kind: 'number', title: 'Target, %', width: 36, cells: shown.map(({ objective }) => objective.target) },
      {
        kind: 'number',
        title: `${month.slice(0, 3)}, %`,
        width: 38,
        cells: shown.map((row) =>
          isKnown(row) && row.sli !== null ? sliText(row.sli, row.objective.target) : 'unknown'
        ),
        tone: 'strong',
      },
      {
        kind: 'budget',
        title: 'Budget spent',
        width: 62,
        cells: shown.map((row) => (isKnown(row) && row.spent !== null ? drawn(row.spent) : 'unknown')),
      },
      {
        kind: 'number',
        title: 'Spent, %',
        width: 34,
        cells: shown.map((row) => (isKnown(row) && row.spent !== null ? spentPercent(row.spent) : 'inapplicable')),
        tone: tones,
      },
      {
        kind: 'percent',
        title: 'Data, %',
        width: 32,
        cells: shown.map(({ coverage }) => Number(cutPercent(coverage))),
        tone: shown.map(({ coverage, objective }) => (coverage < objective.guards.minCoverage ? 'unknown' : 'quiet')),
      },
      { kind: 'days', title: 'Days', width: 86, cells: shown.map(({ days }) => days) },
    ],
  };
}

/** A finite number with three decimals. */
function drawn(spent: number): number {
  return Math.round(Math.min(spent, 10) * 1000) / 1000;
}

const HOW_TO_READ: NotesBlock = {
  kind: 'notes',
  id: 'reading',
  title: '',
  note: '',
  form: 'prose',
  notes: [
    {
      lead: '',
      rest:
        'The budget is what may be bad: the share that the target leaves, of what was counted in the month. Days: a low tick held; amber spent more than an even share of the budget; ' +
        'red spent more than a tenth of it alone; hatched has no data. Results are cut, not rounded: a missed target is never printed as met. An objective with too little data is unknown, whatever its number says.',
    },
  ],
};

function unknownTable(rows: readonly ObjectiveRow[], zone: string): TableBlock {
  return {
    kind: 'table',
    id: 'unknown',
    title: 'Unknown, and not counted as held',
    note: plural(rows.length, 'objective'),
    columns: [
      { kind: 'text', title: 'Objective', width: 150, cells: rows.map(({ title }) => title) },
      { kind: 'text', title: 'Owner', width: 60, cells: rows.map(({ objective }) => objective.owner), tone: 'quiet' },
      { kind: 'text', title: 'Why', width: 274, cells: rows.map((row) => whyUnknown(row, zone)), tone: 'quiet' },
    ],
  };
}

function whyUnknown({ because, objective }: ObjectiveRow, zone: string): string {
  if (because?.code === 'source') {
    return `${capital(REASON_WORDS[because.reason.code])}.`;
  }
  return because === null ? '' : becauseSentence({ because, objective, forecast: null }, reportWording(zone));
}

function eatenTable(rows: readonly ObjectiveRow[], zone: string): TableBlock {
  const lines = rows.flatMap((row) => row.periods.slice(0, MAX_PERIODS).map((period) => ({ row, period })));
  const heads = rows.map((row) => ({
    at: lines.findIndex((line) => line.row === row),
    title: row.title,
    note: eatenNote(row),
  }));
  const columns: Column[] = [
    { kind: 'text', title: 'Began', width: 120, cells: lines.map(({ period }) => momentIn(period.fromMs, zone)) },
    {
      kind: 'hours',
      title: 'Lasted',
      width: 60,
      cells: lines.map(({ period }) => (period.toMs - period.fromMs) / 3_600_000),
    },
    {
      kind: 'number',
      title: 'Of the budget, %',
      width: 80,
      cells: lines.map(({ period }) => spentPercent(period.share)),
      tone: 'strong',
    },
    {
      kind: 'share',
      title: 'Bad',
      width: 120,
      cells: lines.map(({ period }) => ({ part: Math.round(period.bad), of: Math.round(period.total) })),
    },
  ];
  return {
    kind: 'table',
    id: 'eaten',
    title: 'What ate the budgets',
    note: 'stretches of whole hours that took at least 1\u202f% of a budget, the largest first',
    columns,
    groups: { title: 'Objective', heads },
  };
}

function eatenNote({ spent, periods }: ObjectiveRow): string {
  const more = periods.length - MAX_PERIODS;
  return `${spent === null ? '' : `${spentPercent(spent)}\u202f%`}${more > 0 ? `, ${formatCount(more)} more` : ''}`;
}

interface Excluded {
  fromMs: number;
  toMs: number;
  why: string;
  by: string;
  titles: readonly string[];
}

/** Time that was left out, once for all objectives that it was left out of. */
function exclusionsOf(rows: readonly ObjectiveRow[]): readonly Excluded[] {
  const found = new Map<string, Excluded>();
  for (const { title, exclusions } of rows) {
    for (const { fromMs, toMs, why, by } of exclusions) {
      const key = JSON.stringify([fromMs, toMs, why, by]);
      const known = found.get(key);
      found.set(key, { fromMs, toMs, why, by, titles: [...(known?.titles ?? []), title] });
    }
  }
  return [...found.values()].sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
}

function excludedTable(rows: readonly Excluded[], zone: string): TableBlock {
  return {
    kind: 'table',
    id: 'excluded',
    title: 'Time that was left out',
    note: 'maintenance that somebody entered; only what lies in it whole is left out',
    columns: [
      { kind: 'text', title: 'From', width: 62, cells: rows.map(({ fromMs }) => momentIn(fromMs, zone)) },
      { kind: 'text', title: 'To', width: 62, cells: rows.map(({ toMs }) => momentIn(toMs, zone)) },
      { kind: 'text', title: 'Why', width: 164, cells: rows.map(({ why }) => why) },
      { kind: 'text', title: 'Entered by', width: 64, cells: rows.map(({ by }) => by), tone: 'quiet' },
      { kind: 'text', title: 'Of', width: 128, cells: rows.map(({ titles }) => namesOf(titles)), tone: 'quiet' },
    ],
  };
}

function namesOf([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${plural(others.length, 'other', 'others')}`;
}

/** What contracts promise, where they promise anything. */
function agreementNotes(rows: readonly ObjectiveRow[]): NotesBlock[] {
  const promised = rows.filter(({ objective }) => objective.agreement !== undefined);
  if (promised.length === 0) {
    return [];
  }
  const notes = promised.map(({ title, objective, agreementHolds, verdict, sli }): Remark => {
    const isKnown = verdict !== 'unknown' && agreementHolds !== null && sli !== null;
    const outcome = !isKnown
      ? 'whether it held cannot be told'
      : `${agreementHolds ? 'held' : 'broken'} with ${sliText(sli, objective.agreement ?? objective.target)}\u202f%`;
    return { lead: title, rest: `The contract promises ${objective.agreement ?? ''}\u202f%: ${outcome}.` };
  });
  return [{ kind: 'notes', id: 'agreements', title: 'Contracts', note: '', form: 'definitions', notes }];
}

function figuresTable(figures: readonly MonthFigure[]): TableBlock {
  const met = figures.filter(({ verdict }) => verdict === 'pass').length;
  const unknown = figures.filter(({ verdict }) => verdict === 'unknown').length;
  const tones = figures.map(({ verdict }): Tone => (verdict === 'warn' || verdict === 'fail' ? verdict : 'strong'));
  return {
    kind: 'table',
    id: 'figures',
    title: 'Key figures of the month',
    note: `${countAlone(met)} of ${plural(figures.length, 'figure')} met, ${countAlone(unknown)} unknown`,
    columns: [
      { kind: 'text', title: 'Figure', width: 132, cells: figures.map(({ title }) => title) },
      { kind: 'number', title: 'Value', width: 50, cells: figures.map(({ value }) => value), tone: tones },
      { kind: 'number', title: 'Target', width: 66, cells: figures.map(({ target }) => target), tone: 'quiet' },
      { kind: 'verdict', title: 'Result', width: 48, cells: figures.map(({ verdict }) => verdict) },
      {
        kind: 'text',
        title: 'Why, or what would feed it',
        width: 180,
        cells: figures.map(({ why }) => capital(why)),
        tone: 'quiet',
      },
    ],
  };
}

/** What may be missing among the objectives, a sentence each. */
function gapsOf({ unreadDefinitions, journalFailed, unsearched }: MonthObjectives): readonly string[] {
  return [
    ...(journalFailed === null
      ? []
      : [`The journal with definitions could not be read: ${REASON_WORDS[journalFailed]}.`]),
    ...(unreadDefinitions === 0
      ? []
      : [`${capital(plural(unreadDefinitions, 'definition'))} of an objective could not be read.`]),
    ...unsearched.map(
      ({ name, reason }) => `Objectives that others record in ${name} could not be looked for: ${REASON_WORDS[reason]}.`
    ),
  ];
}

function gapNotes(gaps: readonly string[]): NotesBlock {
  return {
    kind: 'notes',
    id: 'gaps',
    title: 'Objectives that may be missing here',
    note: '',
    form: 'prose',
    notes: gaps.map((rest) => ({ lead: '', rest })),
  };
}

function nothingRead(gaps: readonly string[]): MadeSection {
  return {
    verdict: 'unknown',
    weighs: 'unknown',
    finding: { lead: 'No objective could be read.', rest: 'Whether anything was promised is not known.' },
    blocks: [
      {
        kind: 'notes',
        id: 'missing',
        title: '',
        note: '',
        form: 'missing',
        notes: gaps.map((rest) => ({ lead: 'No data.', rest })),
      },
    ],
  };
}
