import type { Verdict } from '../check/verdict';
import type { ReportFacts } from './facts';
import type { Note, ReportModel } from './model';
import { capital, cutPercent, formatCount, formatHours, monthName, plural } from './numbers';
import { tallyDays, type PairRow } from './pairRows';
import { tilesOf } from './tiles';
import { leadOf, troubles, type Trouble } from './troubles';

const MAX_NOTES = 5;

type Head = Pick<ReportModel, 'verdict' | 'verdictWords' | 'headline' | 'tiles' | 'wrong' | 'open' | 'daily' | 'trust'>;

/** Page 1: the verdict in words and numbers, and how far it can be trusted. */
export function headOf(facts: ReportFacts, verdict: Verdict): Head {
  const { rows, month, grid } = facts;
  const all = troubles(rows, false);
  return {
    verdict,
    verdictWords: VERDICT_WORDS[verdict],
    headline: headlineOf(rows, all, monthName(month.id)),
    tiles: tilesOf(facts),
    wrong: all.slice(0, MAX_NOTES).map(wrongNote),
    open: troubles(rows, true).slice(0, MAX_NOTES).map(openNote),
    daily: tallyDays(rows, grid.days),
    trust: { lead: 'How far to trust this page.', rest: trustOf(facts), section: 'quality' },
  };
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'All good',
  warn: 'With warnings',
  fail: 'With failures',
  unknown: 'Cannot be told',
  na: 'Nothing was watched',
};

function headlineOf(rows: readonly PairRow[], all: readonly Trouble[], month: string): string {
  if (rows.length === 0) {
    return `No check was answered in ${month}: whether the platform was well cannot be told.`;
  }
  const passing = rows.filter(({ end }) => end === 'pass').length;
  const judged = rows.filter(({ end }) => end !== 'na').length;
  const share = passing === judged ? `All ${formatCount(judged)}` : `${formatCount(passing)} of ${formatCount(judged)}`;
  const first = `${share} checks passed at the end of ${month}.`;
  const worst = all[0];
  const unknown = rows.filter(({ end }) => end === 'unknown').length;
  const judgement = unknown === 0 ? '' : `${plural(unknown, 'check')} could not be judged`;
  if (worst === undefined) {
    return judgement === ''
      ? `${first} None failed or warned in the month.`
      : `${first} None failed or warned, and ${judgement}.`;
  }
  const { definition, thing, tally } = worst.rows[0] as PairRow;
  const verb = tally.failing > 0 ? 'failed' : 'warned';
  const hours = formatHours(tally.failing > 0 ? tally.failing : tally.notPassing);
  const second = `“${definition.title}” ${verb} on ${thing} for ${hours}`;
  return `${first} ${second}${judgement === '' ? '' : `, and ${judgement}`}.`;
}

function wrongNote(trouble: Trouble): Note {
  const { tally } = trouble.rows[0] as PairRow;
  const failing = tally.failing === 0 ? 'Warned' : tally.failing === tally.notPassing ? 'Failed' : 'Failed or warned';
  const still = trouble.rows.some(({ end }) => end === 'warn' || end === 'fail');
  const upTo = trouble.rows.length > 1 ? 'up to ' : '';
  const longest =
    tally.longest === tally.notPassing ? 'at one stretch' : `at most ${formatHours(tally.longest)} at a stretch`;
  return {
    lead: leadOf(trouble),
    rest: `${failing} for ${upTo}${formatHours(tally.notPassing)}, ${longest}${still ? '; not over at the end' : ''}.`,
    section: 'checks',
  };
}

function openNote(trouble: Trouble): Note {
  return { lead: leadOf(trouble), rest: trouble.definition.remediation, section: 'checks' };
}

function trustOf({ coverage, rows, nodes }: ReportFacts): string {
  if (coverage.share === null) {
    return 'No metrics source was asked, so nothing on this page rests on data.';
  }
  const judged = rows.filter(({ end }) => end !== 'na').length;
  const unknown = rows.filter(({ end }) => end === 'unknown').length;
  const blind = nodes.filter(({ use }) => use.cpu.mean === null).length;
  const ofNodes = blind > 0 ? `, ${formatCount(blind)} of ${formatCount(nodes.length)} nodes` : '';
  const parts = [
    `${cutPercent(coverage.share)}\u202f% of the expected hours were answered.`,
    `Unknown at the end, and counted as not good: ${formatCount(unknown)} of ${formatCount(judged)} checks${ofNodes}.`,
  ];
  if (coverage.failed.length > 0) {
    parts.push(`${capital(plural(coverage.failed.length, 'query', 'queries'))} failed.`);
  }
  const left = coverage.notCovered.reduce((sum, { checks }) => sum + checks, 0);
  if (left > 0) {
    parts.push(`${capital(plural(left, 'check'))} ${left === 1 ? 'is' : 'are'} not covered.`);
  }
  return parts.join(' ');
}
