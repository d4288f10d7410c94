import type { Verdict } from '../check/verdict';
import { answersWords } from './coverage';
import type { ReportFacts } from './facts';
import type { Note, ReportModel } from './model';
import { capital, countAlone, formatCount, formatHours, monthName, plural } from './numbers';
import { missed, missedWords, objectivesLine } from './objectiveWords';
import type { ObjectiveRow } from './monthObjectives';
import { tallyDays, type PairRow } from './pairRows';
import { countResults, endWords, monthWords, RESULT_MEANS, type ResultCounts } from './resultCounts';
import { tilesOf } from './tiles';
import { leadOf, troubles, type Trouble } from './troubles';

const MAX_NOTES = 5;

type Head = Pick<ReportModel, 'verdict' | 'verdictWords' | 'headline' | 'tiles' | 'wrong' | 'open' | 'daily' | 'trust'>;

/** What page 1 says where a list of it is empty: whether nothing went wrong, or nothing is known. */
export function nothingListed({
  daily,
  period,
}: Pick<ReportModel, 'daily' | 'period'>): Record<'wrong' | 'open', string> {
  if (daily.length === 0) {
    const rest = 'Cannot be told: no check was answered.';
    return { wrong: rest, open: rest };
  }
  return {
    wrong: `No result failed or warned in ${monthName(period.id)}.`,
    open: 'No result that is known failed or warned at the end.',
  };
}

/** Page 1: the verdict in words and numbers, and how far it can be trusted. */
export function headOf(facts: ReportFacts, verdict: Verdict): Head {
  const { rows, month, grid } = facts;
  const all = troubles(rows, false);
  const counts = countResults(rows);
  const lost = missed(facts.objectives?.rows ?? []);
  const told = facts.objectives && objectivesLine(facts.objectives);
  return {
    verdict,
    verdictWords: counts.all === 0 ? NOTHING_KNOWN : VERDICT_WORDS[verdict],
    headline: [...(told === null ? [] : [told]), headlineOf(counts, all[0], monthName(month.id))].join(' '),
    tiles: tilesOf(facts),
    wrong: [...lost.map(missedNote), ...all.map(wrongNote)].slice(0, MAX_NOTES),
    open: troubles(rows, true).slice(0, MAX_NOTES).map(openNote),
    daily: counts.all === 0 ? [] : tallyDays(rows, grid.days),
    trust: { lead: 'How far to trust this page.', rest: trustOf(facts, counts), section: 'quality' },
  };
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'All good',
  warn: 'With warnings',
  fail: 'With failures',
  unknown: 'Partly unknown',
  na: 'Nothing was watched',
};

const NOTHING_KNOWN = 'Cannot be told';

function headlineOf(counts: ResultCounts, worst: Trouble | undefined, month: string): string {
  if (counts.all === 0) {
    return `No check was answered in ${month}: whether the platform was well cannot be told.`;
  }
  const whole = monthWords(counts, month);
  const isWell = counts.notPassing + counts.onlyUnknown + counts.end.na === 0;
  const first = isWell ? `${whole}.` : `${whole}; at its end ${endWords(counts)}.`;
  return worst === undefined ? first : `${first} ${worstWords(worst)}`;
}

function missedNote(row: ObjectiveRow): Note {
  return { ...missedWords(row), section: 'scorecard' };
}

function worstWords({ rows: [worst] }: Trouble): string {
  const { definition, thing, tally } = worst as PairRow;
  const verb = tally.failing > 0 ? 'failed' : 'warned';
  const hours = formatHours(tally.failing > 0 ? tally.failing : tally.notPassing);
  return `“${definition.title}” ${verb}${thing === null ? '' : ` on ${thing}`} for ${hours}.`;
}

function wrongNote(trouble: Trouble): Note {
  const still = trouble.rows.some(({ end }) => end === 'warn' || end === 'fail');
  const many = trouble.rows.length > 1;
  return {
    lead: leadOf(trouble),
    rest: `${many ? lastedUpTo(trouble.rows) : lasted(trouble.rows)}${still ? '; not over at the end' : ''}.`,
    section: 'checks',
  };
}

/** `Failed for 1 d 22 h and warned for 5 h, at one stretch` */
function lasted([row]: readonly PairRow[]): string {
  const { failing, notPassing, longest } = (row as PairRow).tally;
  const warning = notPassing - failing;
  const parts = [
    ...(failing > 0 ? [`failed for ${formatHours(failing)}`] : []),
    ...(warning > 0 ? [`warned for ${formatHours(warning)}`] : []),
  ];
  const stretch = longest === notPassing ? 'at one stretch' : `at most ${formatHours(longest)} at a stretch`;
  return `${capital(parts.join(' and '))}, ${stretch}`;
}

/** `Failed or warned for up to 2 d 03 h each, at most 5 h at a stretch` */
function lastedUpTo(rows: readonly PairRow[]): string {
  const most = (of: (row: PairRow) => number) => formatHours(Math.max(...rows.map(of)));
  const failed = rows.some(({ tally }) => tally.failing > 0);
  const warned = rows.some(({ tally }) => tally.notPassing > tally.failing);
  const verb = failed && warned ? 'Failed or warned' : failed ? 'Failed' : 'Warned';
  return `${verb} for up to ${most(({ tally }) => tally.notPassing)} each, at most ${most(({ tally }) => tally.longest)} at a stretch`;
}

function openNote(trouble: Trouble): Note {
  return { lead: leadOf(trouble), rest: trouble.definition.remediation, section: 'checks' };
}

function trustOf({ coverage, nodes, objectives }: ReportFacts, { all, end }: ResultCounts): string {
  if (coverage.share === null) {
    return 'No metrics source was asked, so nothing on this page rests on data.';
  }
  const blind = nodes.filter(({ use }) => use.cpu.mean === null).length;
  const ofNodes = blind > 0 ? `, and the use of ${formatCount(blind)} of ${plural(nodes.length, 'node')}` : '';
  const parts = [
    `${RESULT_MEANS} ${answersWords(coverage.share)}`,
    `Unknown at the end, and counted as not good: ${countAlone(end.unknown)} of ${plural(all - end.na, 'result')}${ofNodes}.`,
  ];
  const untold = (objectives?.rows ?? []).filter((row) => row.verdict === 'unknown').length;
  if (untold > 0) {
    parts.push(
      `${capital(plural(untold, 'objective'))} cannot be judged: ${untold === 1 ? 'it is' : 'they are'} not counted as held.`
    );
  }
  if (coverage.failed.length > 0) {
    parts.push(`${capital(plural(coverage.failed.length, 'query', 'queries'))} failed.`);
  }
  const left = coverage.notCovered.reduce((sum, { checks }) => sum + checks, 0);
  if (left > 0) {
    parts.push(`${capital(plural(left, 'check'))} gave no result: ${left === 1 ? 'it is' : 'they are'} not covered.`);
  }
  return parts.join(' ');
}
