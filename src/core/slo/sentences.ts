import type { Because, ObjectiveResult } from './judge';
import { countedUnit, sliDecimals, type Objective } from './objective';
import { parseSelector } from './selector';

/** The words of an objective, the same on pages, on the command line and in the report. */

/** How numbers and instants are written where the words stand. */
export interface Wording {
  /** An instant with its date: `Nov 12, 10:58`. */
  instant(ms: number): string;
  /** A date: `Nov 23`. */
  day(ms: number): string;
  /** A number with so many decimals at most. */
  number(value: number, decimals?: number): string;
}

/** Met, At risk, Missed, Unknown: what a verdict of an objective is called. */
export const OBJECTIVE_WORDS = {
  pass: 'Met',
  warn: 'At risk',
  fail: 'Missed',
  unknown: 'Unknown',
  na: 'Not applicable',
} as const;

/** What is counted: requests, queries, events, or slices of time. */
export function countedNoun(objective: Objective): string {
  const { sli } = objective;
  const unit = countedUnit(objective);
  if (unit !== 'events') {
    return unit === 'slices' ? 'slices' : 'samples';
  }
  const selector = parseSelector(sli.kind === 'ratio' ? sli.total : '');
  const metric = selector.ok ? selector.selector.metric : sli.kind === 'ratio' ? sli.total : '';
  return /request/.test(metric) ? 'requests' : /quer(y|ies)/.test(metric) ? 'queries' : 'events';
}

/** The promise in a sentence: its own words, or what the definition says. */
export function promiseOf(objective: Objective): string {
  if (objective.promise !== undefined) {
    return objective.promise;
  }
  const { target, service, sli } = objective;
  switch (sli.kind) {
    case 'uptime':
      return `${service} is up ${target} % of the time.`;
    case 'threshold':
    case 'freshness':
      return `${service} keeps its limit ${target} % of the time.`;
    case 'composite':
      return `Together, the objectives of ${service} keep ${target} %.`;
    default:
      return `${target} % of the ${countedNoun(objective)} to ${service} are good.`;
  }
}

/** Why an objective is not met, in one sentence or two; empty when it is met. */
export function becauseSentence(
  { because, objective, forecast }: Pick<ObjectiveResult, 'because' | 'objective' | 'forecast'>,
  wording: Wording
): string {
  return because ? sentenceOf(because, objective, wording, forecast?.backMs ?? null) : '';
}

function sentenceOf(because: Because, objective: Objective, wording: Wording, backMs: number | null): string {
  const percent = (ratio: number) => `${wording.number(ratio * 100, 0)} %`;
  const noun = countedNoun(objective);
  switch (because.code) {
    case 'source':
      return 'Its source did not answer, or not all of it.';
    case 'no-data':
      return `Nothing was counted: there are no ${noun} in this window.`;
    case 'coverage': {
      const { lastMs, isTruncated, coverage, needed } = because;
      const ends = lastMs === null ? '' : ` No samples since ${wording.instant(lastMs)}.`;
      const begins = isTruncated ? ' The data begins later than the window.' : '';
      return `Only ${percentBelow(coverage, needed, wording)} of the window has data, ${percent(needed)} is needed.${ends}${begins}`;
    }
    case 'low-traffic':
      return because.total <= 0
        ? `No traffic: not one of the ${noun} in this window.`
        : `Low traffic: ${wording.number(because.total, 0)} ${noun}, a verdict needs ${wording.number(because.needed, 0)}. ${badOnes(because.bad, wording)}`;
    case 'inconsistent':
      return `The definition does not add up: ${wording.number(because.bad, 0)} bad of ${wording.number(because.total, 0)} ${noun}.`;
    case 'ended':
      return `No samples since ${wording.instant(because.lastMs)}: how it stands now is not known.`;
    case 'member':
      return `Its member ${because.objective} is unknown.`;
    case 'overspent': {
      const gone =
        because.goneMs === null
          ? 'The budget is overspent.'
          : `The budget ran out on ${wording.instant(because.goneMs)}.`;
      return backMs === null ? gone : `${gone} At the pace of the last 3 days it is back on ${wording.day(backMs)}.`;
    }
    case 'burning':
      return `The budget burns more than ${wording.number(because.factor, 1)} times as fast as it may: both windows of an alert are above its limit.`;
    case 'tight':
      return `${percent(because.left)} of the budget is left.`;
    case 'will-run-out':
      return `At the pace of the last 3 days the budget is gone on ${wording.day(because.atMs)}.`;
  }
}

/** Never rounded up to what is needed. */
function percentBelow(ratio: number, needed: number, wording: Wording): string {
  const decimals = Math.round(ratio * 100) >= Math.round(needed * 100) ? 2 : 0;
  return `${wording.number(Math.floor(ratio * 100 * 10 ** decimals) / 10 ** decimals, decimals)} %`;
}

function badOnes(bad: number, wording: Wording): string {
  const count = Math.round(bad);
  return count === 0
    ? 'None of them failed.'
    : count === 1
      ? 'One of them failed.'
      : `${wording.number(count, 0)} of them failed.`;
}

/** An SLI in percent with the decimals of its target; never rounded onto the other side of it. */
export function sliPercent(sli: number, target: string): number {
  const scale = 10 ** sliDecimals(target);
  const percent = sli * 100;
  const rounded = Math.round(percent * scale) / scale;
  const isCrossed = (percent < Number(target) && rounded >= Number(target)) || (percent < 100 && rounded >= 100);
  return isCrossed ? Math.floor(percent * scale) / scale : rounded;
}
