/** @jest-environment node */
import type { CheckHistory, HistoryResult } from '../check/history';
import { monthIn, type Month } from '../time/month';
import { buildReport } from './build';
import { cellText } from './cellText';
import { nothingListed } from './head';
import { hourGrid } from './hours';
import type { ReportModel } from './model';
import type { MonthObjectives } from './monthObjectives';
import { referenceMonth } from './reference';
import { referenceObjectives } from './referenceObjectives';

/** Reads every sentence of the report as somebody who is told nothing else, and refuses the kinds that say too much or nothing. */

function october(): Month {
  const result = monthIn('2026-10', 'Europe/Berlin');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  return result.month;
}

const MONTH = october();
const SLOTS = hourGrid(MONTH).slots;

/** A month in which one check has these results: letters that are repeated to the end of the month. */
function monthOf(...results: string[]): HistoryResult {
  const base = referenceMonth(MONTH, { nodes: 0, troubledPerCheck: 0, healthyPerCheck: results.length });
  const [own] = base.checks.values();
  if (own === undefined) {
    throw new Error('the reference month has no check');
  }
  const entities = own.entities.map((entity, index) => {
    const states = results[index] ?? 'p';
    return { ...entity, states: states.padEnd(SLOTS, states.slice(-1)) };
  });
  const one: CheckHistory = { ...own, entities };
  return { checks: new Map([[one.definition.id, one]]), sources: base.sources.slice(0, 1) };
}

const MONTHS: Readonly<Record<string, HistoryResult>> = {
  'a busy month': referenceMonth(MONTH, { nodes: 12, troubledPerCheck: 3, healthyPerCheck: 4 }),
  'a month of three nodes': referenceMonth(MONTH, { nodes: 3, troubledPerCheck: 1, healthyPerCheck: 0 }),
  'nothing asked': { checks: new Map(), sources: [] },
  'all well': monthOf('p', 'p', 'p'),
  'one result that was well': monthOf('p'),
  'failed in the middle and well at the end': monthOf('p'.repeat(100) + 'f'.repeat(46) + 'p', 'p', 'p'),
  'failed, warned and unknown at the end': monthOf('pf', 'pw', 'pu', 'p'),
  'everything failed at the end': monthOf('pf', 'pf'),
  'unknown for some hours': monthOf('uuuup', 'p'),
  'gone at the end': monthOf('pf-', 'p-', 'p'),
  'all of it gone at the end': monthOf('p-', 'p-'),
  'many that failed all month': monthOf(...new Array<string>(30).fill('f')),
};

function reportOf(history: HistoryResult, objectives?: MonthObjectives): ReportModel {
  const input = { month: MONTH, history, packTitle: (pack: string) => pack, organisation: null, preparedBy: null };
  return buildReport({ ...input, ...(objectives && { promises: { objectives, figures: [] } }) });
}

const ALL_OBJECTIVES = referenceObjectives(MONTH);
const only = (keep: (row: MonthObjectives['rows'][number]) => boolean): MonthObjectives => ({
  ...ALL_OBJECTIVES,
  rows: ALL_OBJECTIVES.rows.filter(keep),
});
const OBJECTIVES: Readonly<Record<string, MonthObjectives | undefined>> = {
  'no objectives': undefined,
  'objectives of all kinds': ALL_OBJECTIVES,
  'one that was missed': only(({ verdict }) => verdict === 'fail'),
  'one that held': only(({ title }) => title === 'Payments'),
  'some that are unknown': only(({ verdict }) => verdict === 'unknown'),
  'some that held': only(({ verdict }) => verdict === 'pass'),
  'none that could be read': { rows: [], unreadDefinitions: 1, journalFailed: 'timeout', unsearched: [] },
};

/** Every text of the report that is no cell: where it stands, and what it says. */
function sayings(model: ReportModel): string[] {
  const notes = [...model.wrong, ...model.open, model.trust].map(({ lead, rest }) => `${lead} ${rest}`);
  const tiles = model.tiles.map(({ label, value, unit, lines }) => `${label}: ${value} ${unit}; ${lines.join('; ')}`);
  const sections = model.sections.flatMap(({ finding, blocks }) => [
    `${finding.lead} ${finding.rest}`,
    ...blocks.flatMap((block) => [
      `${block.title} ${block.note}`.trim(),
      ...(block.kind === 'notes' ? block.notes.map(({ lead, rest }) => `${lead}: ${rest}`) : []),
      ...(block.kind === 'table' ? (block.groups?.heads.map(({ title, note }) => `${title}: ${note}`) ?? []) : []),
      ...(block.kind === 'table' ? block.columns.map(({ title }) => title) : []),
    ]),
  ]);
  const none = nothingListed(model);
  return [model.headline, ...notes, ...tiles, ...sections, none.wrong, none.open].map((text) =>
    text.replace(/[\u202f\u00a0]/g, ' ')
  );
}

const INNER_WORDS = /\bpairs?\b|\bthings?\b|\bstates? (was|were) watched|\bentit(y|ies)\b|\brows?\b/i;

/** `all month` beside a not: not once, or not always? */
const AMBIGUOUS = /\bnot\b[^.;]*\ball month|\ball\b[^.;]*\bnot\b|\bno of\b/i;

const COUNT =
  /\b(\d[\d ]*|no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|all)\b(?= (failed|warned|passed|did|was|were|is|are|could|cannot|gave)\b)/i;
const NOUN = /\b(results?|checks?|nodes?|quer(y|ies)|sources?|hours?|panels?|numbers?)\b|\bno metrics source/i;

/** Counts, and never says what. */
function countsNothing(text: string): boolean {
  return COUNT.test(text) && !NOUN.test(text);
}

/** Hours named in a text, in days and hours or in hours alone. */
function hoursIn(text: string): number[] {
  const days = [...text.matchAll(/(\d+) d (\d+) h\b/g)].map(([, d, h]) => Number(d) * 24 + Number(h));
  const alone = [...text.matchAll(/(?<! d )\b(\d+(?: \d{3})*) h\b/g)].map(([, h = '']) => Number(h.replace(/ /g, '')));
  return [...days, ...alone];
}

const beyond = (text: string, hours: number): boolean =>
  !text.includes('summed over') && hoursIn(text).some((one) => one > hours);

/** Everything is well in one half, and the other half, or the verdict above it, says that it is not. */
function contradicts({ verdict, headline }: Pick<ReportModel, 'verdict' | 'headline'>): boolean {
  const first = headline.split(/[.;]/)[0] ?? '';
  const allWell = /^(all\b.*\bpass|none\b.*\bfailed, warned or was unknown)/i.test(first);
  return verdict === 'pass' ? !allWell : allWell;
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.;:])\s+(?=\S)/);

const REPORTS = Object.entries(MONTHS).flatMap(([month, history]) =>
  Object.entries(OBJECTIVES).map(([what, objectives]) => [month, what, history, objectives] as const)
);

describe.each(REPORTS)('of %s with %s', (_month, _what, history, objectives) => {
  const model = reportOf(history, objectives);
  const said = sayings(model);

  it('nothing is counted that only this plugin knows', () => {
    expect(said.filter((text) => INNER_WORDS.test(text))).toEqual([]);
  });

  it('no number stands without what it counts', () => {
    expect(said.filter(countsNothing)).toEqual([]);
  });

  it('"not ... all" is not said: it means two things', () => {
    expect(said.flatMap(sentencesOf).filter((text) => AMBIGUOUS.test(text))).toEqual([]);
  });

  it('nothing lasts longer than the month unless it is said to be a sum', () => {
    const cells = model.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'table'
          ? block.columns.flatMap((column) => column.cells.map((__, row) => cellText(column, row)))
          : []
      )
    );
    const all = [...said, ...cells.map((text) => text.replace(/[\u202f\u00a0]/g, ' '))];
    expect(all.filter((text) => beyond(text, SLOTS))).toEqual([]);
  });

  it('the headline does not contradict its verdict, nor a section the month', () => {
    expect(contradicts(model) ? `${model.verdictWords}: ${model.headline}` : '').toBe('');
    const checks = model.sections.find(({ id }) => id === 'checks');
    expect(checks?.verdict === 'pass' && /\bfailed|\bwarned/.test(checks.finding.lead.replace(/^None.*/, ''))).toBe(
      false
    );
  });

  it('has no time as machines write it', () => {
    expect(said.filter((text) => /\d{4}-\d\d-\d\dT/.test(text))).toEqual([]);
  });
});

describe('the rules refuse what was once printed', () => {
  it.each([
    ['537 states were watched, one for each check and thing; 37 did not pass all month.', INNER_WORDS],
    ['3 of 31 pairs', INNER_WORDS],
    ['Every check that did not pass all month, with its days and hours.', AMBIGUOUS],
    ['Two of 12 went above 80 %, no of them above 90 %', AMBIGUOUS],
  ])('%s', (text, rule) => expect(text).toMatch(rule));

  it('a count without a noun', () => {
    expect(countsNothing('At the end of October 537 passed and four failed.')).toBe(true);
    expect(countsNothing('At the end of October 537 results passed.')).toBe(false);
  });

  it('hours beyond the month', () => {
    expect(beyond('Time not passing: 550 h; longest 5 d 00 h', 500)).toBe(true);
    expect(beyond('Time not passing: 1 550 h', SLOTS)).toBe(true);
    expect(beyond('31 d 02 h', SLOTS)).toBe(true);
    expect(beyond('1 550 h summed over 30 results', SLOTS)).toBe(false);
    expect(beyond('31 d 01 h', SLOTS)).toBe(false);
  });

  it('halves that contradict each other', () => {
    expect(contradicts({ verdict: 'fail', headline: 'All 475 checks passed at the end of October.' })).toBe(true);
  });
});

const HEADLINES: ReadonlyArray<readonly [month: string, words: string, headline: string]> = [
  ['all well', 'All good', 'None of three results failed, warned or was unknown in any hour of October.'],
  [
    'failed in the middle and well at the end',
    'With failures',
    'One of three results failed or warned at some time in October; at its end all three passed. “Filesystem usage” failed on pve-a1 for 1 d 22 h.',
  ],
  [
    'failed, warned and unknown at the end',
    'With failures',
    'Two of four results failed or warned at some time in October, one more was unknown; at its end one failed, one was unknown, one warned and one passed. “Filesystem usage” failed on pve-a1 for 31 d 00 h.',
  ],
  [
    'unknown for some hours',
    'Partly unknown',
    'None of two results failed or warned in October, one was unknown at some time; at its end all two passed.',
  ],
  [
    'gone at the end',
    'With failures',
    'One of three results failed or warned at some time in October; at its end the one that still applied passed. “Filesystem usage” failed on pve-a1 for 1 h.',
  ],
  [
    'nothing asked',
    'Cannot be told',
    'No check was answered in October: whether the platform was well cannot be told.',
  ],
];

it.each(HEADLINES)('the headline of %s', (month, words, headline) => {
  const model = reportOf(MONTHS[month] ?? MONTHS['nothing asked']!);
  expect(`${model.verdictWords}: ${model.headline.replace(/[\u202f\u00a0]/g, ' ')}`).toBe(`${words}: ${headline}`);
});

it('hours with trouble are those of the month, however many results were bad in them', () => {
  const tile = (month: string) => reportOf(MONTHS[month]!).tiles.find(({ label }) => label === 'Hours with trouble');
  expect(tile('many that failed all month')).toMatchObject({ value: '745', unit: 'of 745 h', verdict: 'fail' });
  expect(tile('failed in the middle and well at the end')).toMatchObject({ value: '46', verdict: 'fail' });
  expect(tile('unknown for some hours')).toMatchObject({ value: '0', verdict: 'unknown' });
  expect(tile('all well')).toMatchObject({ value: '0', verdict: 'pass' });
});
