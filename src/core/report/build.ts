import { worstVerdict, type Verdict } from '../check/verdict';
import type { Month } from '../time/month';
import { checksSection, leadOf, pairRows, tallyDays, troubles, type PairRow, type Trouble } from './checksOfMonth';
import type { Collected } from './collected';
import { hourGrid } from './hours';
import {
  REPORT_VERSION,
  type Checks,
  type Note,
  type Period,
  type Quality,
  type ReportModel,
  type Utilisation,
} from './model';
import { capital, countWord, cutPercent, formatCount, formatHours, formatMonth, monthName, plural } from './numbers';
import { peakUse } from './peakUse';
import { qualitySection } from './quality';
import { tilesOf } from './tiles';
import { nodeUses, USE_FAIL, USE_WARN } from './useOfNodes';

const MAX_NOTES = 5;

export interface ReportInput {
  collected: Collected;
  /** Title of a pack. */
  packTitle: (pack: string) => string;
  organisation: string | null;
  preparedBy: string | null;
}

/** The report of a month: everything that is printed, decided and worded. Pure. */
export function buildReport({ collected, packTitle, organisation, preparedBy }: ReportInput): ReportModel {
  const { month } = collected;
  const grid = hourGrid(month);
  const rows = pairRows(collected, grid);
  const utilisation = utilisationSection(nodeUses(collected.use, grid));
  const checks = checksSection(rows, packTitle, month.id);
  const quality = qualitySection(collected, rows, grid, packTitle);
  const all = troubles(rows, false);
  const verdict = overall(rows, utilisation, quality);
  return {
    version: REPORT_VERSION,
    organisation,
    preparedBy,
    period: periodOf(month),
    verdict,
    verdictWords: VERDICT_WORDS[verdict],
    headline: headlineOf(rows, all, monthName(month.id)),
    tiles: tilesOf(rows, utilisation, quality, month),
    wrong: all.slice(0, MAX_NOTES).map(wrongNote),
    open: troubles(rows, true).slice(0, MAX_NOTES).map(openNote),
    daily: tallyDays(rows, grid.days),
    trust: trustOf(quality, checks, utilisation),
    utilisation,
    checks,
    quality,
  };
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'All good',
  warn: 'With warnings',
  fail: 'With failures',
  unknown: 'Cannot be told',
  na: 'Nothing was watched',
};

/** The month is as bad as its worst hour: what failed in its middle is not made good by its end. */
function overall(rows: readonly PairRow[], utilisation: Utilisation, quality: Quality): Verdict {
  if (rows.length === 0) {
    return 'unknown';
  }
  const failed = rows.some(({ tally }) => tally.failing > 0);
  const warned = rows.some(({ tally }) => tally.notPassing > 0);
  const unknown = rows.some(({ tally }) => tally.unknown > 0) || quality.verdict === 'unknown';
  return worstVerdict([
    failed ? 'fail' : warned ? 'warn' : 'pass',
    unknown ? 'unknown' : 'pass',
    utilisation.nodes.length === 0 ? 'pass' : utilisation.verdict,
  ]);
}

function periodOf(month: Month): Period {
  return {
    id: month.id,
    name: formatMonth(month.id),
    zone: month.zone,
    fromMs: month.fromMs,
    toMs: month.toMs,
    hours: month.hours,
    clockChange: month.clockChange,
    days: month.days.map(({ date, hours, weekend }) => ({ date, hours, weekend })),
  };
}

function headlineOf(rows: readonly PairRow[], all: readonly Trouble[], month: string): string {
  if (rows.length === 0) {
    return `No check was answered in ${month}: whether the platform was well cannot be told.`;
  }
  const passing = rows.filter(({ row }) => row.end === 'pass').length;
  const judged = rows.filter(({ row }) => row.end !== 'na').length;
  const share = passing === judged ? `All ${formatCount(judged)}` : `${formatCount(passing)} of ${formatCount(judged)}`;
  const first = `${share} checks passed at the end of ${month}.`;
  const worst = all[0];
  const unknown = rows.filter(({ row }) => row.end === 'unknown').length;
  const judgement = unknown === 0 ? '' : `${plural(unknown, 'check')} could not be judged`;
  if (worst === undefined) {
    return judgement === ''
      ? `${first} None failed or warned in the month.`
      : `${first} None failed or warned, and ${judgement}.`;
  }
  const { row, tally } = worst.rows[0] as PairRow;
  const verb = tally.failing > 0 ? 'failed' : 'warned';
  const hours = formatHours(tally.failing > 0 ? tally.failing : tally.notPassing);
  const second = `“${row.title}” ${verb} on ${row.thing} for ${hours}`;
  return `${first} ${second}${judgement === '' ? '' : `, and ${judgement}`}.`;
}

function wrongNote(trouble: Trouble): Note {
  const { tally } = trouble.rows[0] as PairRow;
  const failing = tally.failing === 0 ? 'Warned' : tally.failing === tally.notPassing ? 'Failed' : 'Failed or warned';
  const still = trouble.rows.some(({ row }) => row.end === 'warn' || row.end === 'fail');
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

function utilisationSection(nodes: Utilisation['nodes']): Utilisation {
  if (nodes.length === 0) {
    return {
      verdict: 'unknown',
      finding: {
        lead: 'No node reported its use.',
        rest: 'Utilisation needs the metrics of node_exporter in the metrics source.',
      },
      nodes,
    };
  }
  const verdict = worstVerdict(nodes.map((node) => node.verdict));
  const tight = nodes.filter((node) => node.verdict === 'fail' || node.verdict === 'warn');
  const peak = peakUse(nodes);
  const unknown = nodes.filter((node) => node.verdict === 'unknown').length;
  const lead =
    peak === null
      ? 'No use of any node is known for the month.'
      : peak.percent > USE_WARN
        ? `${capital(peak.what)} of ${peak.node} stood above ${Math.floor(peak.percent)}\u202f% for more than a day.`
        : `No resource of any node stood above ${USE_WARN}\u202f% for more than a day.`;
  const rest = [
    tight.length === 0
      ? `All of ${plural(nodes.length, 'node')} kept to the band of 70\u2013${USE_WARN}\u202f% or below it`
      : `${capital(plural(tight.length, 'node'))} of ${formatCount(nodes.length)} went above ${USE_WARN}\u202f%, ${plural(nodes.filter((node) => node.verdict === 'fail').length, 'of them', 'of them')} above ${USE_FAIL}\u202f%`,
    ...(unknown > 0 ? [`${countWord(unknown)} cannot be judged for lack of data`] : []),
  ];
  return { verdict, finding: { lead, rest: `${rest.join('; ')}.` }, nodes };
}

function trustOf(quality: Quality, checks: Checks, utilisation: Utilisation): string {
  if (quality.coverage === null) {
    return 'No metrics source was asked, so nothing on this page rests on data.';
  }
  const unknown = checks.packs.reduce((sum, pack) => sum + pack.unknown, 0);
  const pairs = checks.packs.reduce((sum, pack) => sum + pack.pairs, 0);
  const blind = utilisation.nodes.filter((node) => node.use.cpu.mean === null).length;
  const parts = [
    `${cutPercent(quality.coverage)}\u202f% of the expected hours were answered.`,
    `Unknown at the end, and counted as not good: ${formatCount(unknown)} of ${formatCount(pairs)} checks${blind > 0 ? `, ${formatCount(blind)} of ${formatCount(utilisation.nodes.length)} nodes` : ''}.`,
  ];
  if (quality.failed.length > 0) {
    parts.push(`${capital(plural(quality.failed.length, 'query', 'queries'))} failed.`);
  }
  if (quality.notCovered.length > 0) {
    parts.push(
      `${capital(plural(quality.notCovered.length, 'subject'))} ${quality.notCovered.length === 1 ? 'is' : 'are'} not covered.`
    );
  }
  return parts.join(' ');
}
