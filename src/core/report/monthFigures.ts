import { reasonOfThrown } from '../check/answers';
import { formatValue } from '../check/format';
import type { MetricSource } from '../check/ports';
import { verdictRank, type Reason, type Verdict } from '../check/verdict';
import type { Journal } from '../journal/journal';
import type { KpiDefinition } from '../kpi/definition';
import { kpiJournalRanges, readKpiJournal, readKpis, type KpiJournal } from '../kpi/readKpis';
import type { KpiReading, KpiReason, KpiReasonCode } from '../kpi/reading';
import type { Month } from '../time/month';
import { cutPercent } from './numbers';
import { REASON_WORDS } from './reasonWords';

/** A key figure over a month that is over, as it is printed. */
export interface MonthFigure {
  title: string;
  /** With its unit; `unknown` where it is not judged. */
  value: string;
  target: string;
  /** pass: met, warn: at risk, fail: missed. */
  verdict: Verdict;
  /** What would feed it, or why it is unknown; empty where it is judged. */
  why: string;
}

export interface FigurePorts {
  metricSources: readonly MetricSource[];
  journal: Pick<Journal, 'read'>;
}

/**
 * Reads the key figures of a month that is over, worst first. What Argo CD tells of now is left out: it says nothing of a month.
 * Entries of persons count whenever they were made. Rejects only when it is aborted.
 */
export async function askFigures(
  { metricSources, journal }: FigurePorts,
  definitions: readonly KpiDefinition[],
  month: Month,
  nowMs: number,
  signal: AbortSignal,
  onProgress?: (done: number, of: number) => void
): Promise<readonly MonthFigure[]> {
  const options = { period: month, nowMs: month.toMs, zone: month.zone };
  const { entries, backups, ...ranges } = kpiJournalRanges(definitions, options);
  // A day is written down after it, and entries are made when somebody has the time.
  const lateDays = Math.ceil((nowMs - month.toMs) / 86_400_000);
  const late = { entries: { ...entries, toMs: nowMs }, backups: backups && { nowMs, days: backups.days + lateDays } };
  const read = await readKpiJournal(journal, { ...ranges, ...late }, signal).catch(
    (error: unknown): KpiJournal | Reason => {
      signal.throwIfAborted();
      return reasonOfThrown(error);
    }
  );
  const readings = await readKpis(
    definitions,
    { metrics: metricSources, journal: read, argocd: [] },
    { ...options, signal, ...(onProgress && { onProgress }) }
  );
  return readings.map(figureOf).sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
}

export function figureOf({ definition, value, bound, verdict, reason }: KpiReading): MonthFigure {
  const isKnown = verdict !== 'unknown' && value !== null;
  const sign = bound === 'atLeast' ? '≥\u00a0' : bound === 'atMost' ? '≤\u00a0' : '';
  return {
    title: definition.title,
    value: isKnown ? `${sign}${printed(valueText(value, definition))}` : 'unknown',
    target: printed(targetText(definition)),
    verdict,
    why: isKnown || reason === null ? '' : whyWords(reason, definition),
  };
}

/** A share of good ones is cut and not rounded. */
function valueText(value: number, { unit, direction }: KpiDefinition): string {
  return formatValue(unit === 'ratio' && direction === 'up' ? Math.floor(value * 1000 + 1e-9) / 1000 : value, unit);
}

/** With the report's minus. */
function printed(text: string): string {
  return text.replace(/-(?=\d)/g, '\u2212');
}

const SIGNS = { gte: '≥', gt: '>', lte: '≤', lt: '<' } as const;

function targetText({ target, unit }: KpiDefinition): string {
  return target.op === 'band'
    ? `${formatValue(target.value[0], unit)} to ${formatValue(target.value[1], unit)}`
    : `${SIGNS[target.op]}\u00a0${formatValue(target.value, unit)}`;
}

type OwnCode = Exclude<KpiReasonCode, keyof typeof REASON_WORDS>;

const OWN_WORDS: Readonly<Record<Exclude<OwnCode, 'no-feed' | 'coverage'>, string>> = {
  'nothing-happened': 'nothing happened in the month that it could be made of',
  'nothing-to-compare': 'too little in this month or the one before to compare',
  'entry-expired': 'the last entry by hand is too old',
  'incomplete-history': 'the source keeps less than the window',
  'not-over': 'what it is made of was not over',
  'window-too-short': 'even a window without a failure does not prove the target',
};

function whyWords({ code, params = {} }: KpiReason, { wouldFeed }: KpiDefinition): string {
  switch (code) {
    case 'no-feed':
    case 'not-connected':
      return `Nothing feeds it. ${wouldFeed}`;
    case 'coverage':
      return `only ${cutPercent(params['coverage'] ?? 0)}\u202f% of the month has data`;
    default:
      return code in OWN_WORDS
        ? OWN_WORDS[code as keyof typeof OWN_WORDS]
        : REASON_WORDS[code as keyof typeof REASON_WORDS];
  }
}
