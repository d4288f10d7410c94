import type { MetricSource } from '../check/ports';
import type { Reason } from '../check/verdict';
import type { JournalReading } from '../journal/event';
import type { Journal, JournalRange } from '../journal/journal';
import { readBackupEvents } from '../products/backups/backupJournal';
import { readDays } from '../products/backups/daySummary';
import { restoreTestsIn } from '../products/backups/restoreTests';
import { alertsAsks, readAlerts } from './alertsFeed';
import { readArgocd, type ArgocdRead } from './argocdFeed';
import { readBackups, type BackupsRead } from './backupsFeed';
import type { KpiDefinition, KpiFeed } from './definition';
import { KPI_LIST } from './event';
import { readRounds, type RoundsRead } from './journalFeed';
import { judgeKpi, unknownKpi } from './judgeKpi';
import { readManual } from './manualFeed';
import { MetricPlan, queryOf, type Ask, type AskSource } from './metricPlan';
import { promqlAsks, readPromql } from './promqlFeed';
import { silent, type FeedAnswer, type KpiQuery, type KpiReading, type KpiReason } from './reading';
import { spansOf, type KpiPeriod, type KpiSpans } from './window';

/** What of the journal key figures are made of. */
export interface KpiJournal {
  rounds: RoundsRead;
  /** Entries of persons, of all time. */
  entries: Pick<JournalReading, 'events'>;
  backups: BackupsRead;
}

/** What has to be read for it. */
export interface KpiRanges {
  rounds: JournalRange;
  entries: JournalRange;
  /** Null when no figure is made of backups. */
  backups: { nowMs: number; days: number } | null;
}

export interface KpiInput {
  /** In the order in which they are preferred. */
  metrics: readonly MetricSource[];
  /** A reason where it cannot be read. */
  journal: KpiJournal | Reason;
  argocd: readonly ArgocdRead[];
}

export interface KpiOptions {
  /** `rolling`, or a calendar month as it is in `core/time/month`. */
  period: KpiPeriod;
  nowMs: number;
  /** IANA zone of quarters and working days. */
  zone: string;
  signal: AbortSignal;
  /** Requests to metric sources. */
  onProgress?: (done: number, total: number) => void;
}

/** From the beginning: Grafana takes 0 for no range at all. */
const EVER_MS = 1;
const DAY_MS = 86_400_000;

/** What has to be read of the journal for `KpiJournal`. */
export function kpiJournalRanges(
  definitions: readonly KpiDefinition[],
  { period, nowMs, zone }: Pick<KpiOptions, 'period' | 'nowMs' | 'zone'>
): KpiRanges {
  const startsOf = (fed: KpiFeed['kind']) =>
    definitions
      .filter(({ feeds }) => feeds.some(({ kind }) => kind === fed))
      .map(({ window }) => spansOf(window, period, nowMs, zone).before.fromMs);
  const backups = startsOf('backups');
  return {
    rounds: { class: 'run', fromMs: Math.max(EVER_MS, Math.min(nowMs - 1, ...startsOf('journal'))), toMs: nowMs },
    entries: { class: 'sys', list: KPI_LIST, fromMs: EVER_MS, toMs: nowMs },
    backups: backups.length === 0 ? null : { nowMs, days: Math.ceil((nowMs - Math.min(...backups)) / DAY_MS) },
  };
}

/** Reads that. Rejects with `SourceError` when the journal cannot be read. */
export async function readKpiJournal(
  journal: Pick<Journal, 'read'>,
  ranges: KpiRanges,
  signal: AbortSignal
): Promise<KpiJournal> {
  const [rounds, entries, backups] = await Promise.all([
    journal.read(ranges.rounds, signal),
    journal.read(ranges.entries, signal),
    ranges.backups === null ? [] : readBackupEvents(journal, ranges.backups, signal),
  ]);
  return {
    rounds: { events: rounds.events, fromMs: ranges.rounds.fromMs },
    entries,
    backups: { days: readDays(backups), tests: restoreTestsIn(backups) },
  };
}

/**
 * Reads all key figures, in the order of the definitions. Each metric source gets one request per stretch of time with all that
 * is asked about it. The first feed that has data answers, and of several sources the first; one that could not be asked is
 * not skipped: what it would have said is unknown. Rejects only when the signal aborts.
 */
export async function readKpis(
  definitions: readonly KpiDefinition[],
  input: KpiInput,
  options: KpiOptions
): Promise<readonly KpiReading[]> {
  const { period, nowMs, zone, signal, onProgress } = options;
  const figures = definitions.map((definition) => ({
    definition,
    spans: spansOf(definition.window, period, nowMs, zone),
  }));
  const plan = new MetricPlan();
  figures.forEach(({ definition: { feeds }, spans }) =>
    feeds.flatMap((feed) => asksOf(feed, spans)).forEach((ask) => plan.add(ask))
  );
  const total = plan.size * input.metrics.length;
  let done = 0;
  const said = await Promise.all(
    input.metrics.map(async (source) => ({
      source,
      said: await plan.ask(source, signal, () => {
        done += 1;
        onProgress?.(done, total);
      }),
    }))
  );
  return figures.map(({ definition, spans }) => readOne(definition, spans, input, said, zone));
}

interface Said {
  source: MetricSource;
  said: AskSource;
}

/** What a feed asks of metric sources. */
function asksOf(feed: KpiFeed, spans: KpiSpans): readonly Ask[] {
  switch (feed.kind) {
    case 'promql':
      return promqlAsks(feed, spans);
    case 'alerts':
      return alertsAsks(feed, spans);
    case 'journal':
    case 'argocd':
    case 'backups':
    case 'manual':
      return [];
  }
}

function readOne(
  definition: KpiDefinition,
  spans: KpiSpans,
  input: KpiInput,
  said: readonly Said[],
  zone: string
): KpiReading {
  const queries: KpiQuery[] = [];
  let why: KpiReason = { code: 'no-feed' };
  for (const feed of definition.feeds) {
    for (const { answer, source } of answersOf(feed, definition, spans, input, said, zone)) {
      const asked = source === null ? [] : asksOf(feed, spans).flatMap((ask) => queryOf(ask, source) ?? []);
      const from = { kind: feed.kind, sourceUid: source?.uid ?? null, sourceName: source?.name ?? null };
      if (answer.ok) {
        return judgeKpi(definition, spans, answer.measured, from, asked);
      }
      queries.push(...asked);
      if (!answer.silent) {
        return unknownKpi(definition, spans, {
          reason: answer.reason,
          feed: from,
          queries,
          known: answer.measured ?? {},
        });
      }
      why = tellsMore(answer.reason) && !tellsMore(why) ? answer.reason : why;
    }
  }
  return unknownKpi(definition, spans, { reason: why, feed: null, queries, known: {} });
}

/** That there is nothing is said by `no-feed` already. */
function tellsMore({ code }: KpiReason): boolean {
  return code !== 'no-feed' && code !== 'no-data' && code !== 'not-connected';
}

/** What the sources of a feed say, one after the other. */
function* answersOf(
  feed: KpiFeed,
  definition: KpiDefinition,
  spans: KpiSpans,
  { journal, argocd }: KpiInput,
  said: readonly Said[],
  zone: string
): Generator<{ answer: FeedAnswer; source: MetricSource | null }> {
  switch (feed.kind) {
    case 'promql':
      for (const { source, said: saidBy } of said) {
        yield { answer: readPromql(feed, definition, saidBy, spans, zone), source };
      }
      return;
    case 'alerts':
      for (const { source, said: saidBy } of said) {
        yield { answer: readAlerts(feed, saidBy, spans), source };
      }
      return;
    case 'argocd':
      yield { answer: readArgocd(feed, argocd, spans, zone), source: null };
      return;
    case 'journal':
    case 'backups':
    case 'manual':
      yield {
        answer: 'code' in journal ? cannotRead(journal) : fromJournal(feed, definition, journal, spans, zone),
        source: null,
      };
  }
}

function fromJournal(
  feed: Extract<KpiFeed, { kind: 'journal' | 'backups' | 'manual' }>,
  definition: KpiDefinition,
  { rounds, entries, backups }: KpiJournal,
  spans: KpiSpans,
  zone: string
): FeedAnswer {
  switch (feed.kind) {
    case 'journal':
      return readRounds(feed, rounds, spans);
    case 'backups':
      return readBackups(feed, backups, spans, zone);
    case 'manual':
      return readManual(feed, definition, entries, spans);
  }
}

/** Without a journal at all nobody can have entered anything. */
function cannotRead(reason: Reason): FeedAnswer {
  return reason.code === 'not-connected' ? silent('not-connected') : { ok: false, silent: false, reason };
}
