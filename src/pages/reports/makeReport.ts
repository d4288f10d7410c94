import { readMemory } from '../../core/acceptance/verdictMemory';
import { NO_MEMORY, type VerdictMemory } from '../../core/check/memory';
import type { Reason } from '../../core/check/verdict';
import type { Connection } from '../../core/connection/connection';
import type { Journal } from '../../core/journal/journal';
import { askMonth, nothingAnswered } from '../../core/report/askMonth';
import { askPromises } from '../../core/report/askPromises';
import type { Month } from '../../core/time/month';
import { libraryOf } from '../../library/libraryOf';
import { SourceError } from '../../sources/sourceError';
import { reasonOf } from '../../ui/loadable';
import type { MadeReport } from './job';
import { renderInWorker } from './renderInWorker';

/** What a report is made from. */
export type ReportConnection = Pick<Connection, 'settings' | 'registry' | 'journal' | 'objectives' | 'metricSources'>;

export interface ReportOrder {
  month: Month;
  organisation: string | null;
  preparedBy: string | null;
}

export interface FinishedReport extends MadeReport {
  /** Why what was said to be gone for good is not known; null when it is. */
  forgot: Reason | null;
}

export type ReportProgress = { phase: 'asking' | 'drawing'; done: number; total: number };

/** Asks, then draws. Rejects with `SourceError`, or with AbortError when the signal aborted. */
export async function makeReport(
  connection: ReportConnection,
  { month, organisation, preparedBy }: ReportOrder,
  nowMs: number,
  signal: AbortSignal,
  onProgress: (progress: ReportProgress) => void
): Promise<FinishedReport> {
  const { registry, journal } = connection;
  const onAsked = (done: number, total: number) => onProgress({ phase: 'asking', done, total });
  const { checks, kpis, packs } = await libraryOf(connection.settings);
  const { memory, forgot } = await recall(journal, month.toMs, signal);
  const history = await askMonth(month, checks, {
    registry,
    signal,
    memory,
    onProgress: onAsked,
  });
  const silence = nothingAnswered(history);
  if (silence !== null) {
    throw new SourceError(silence.reason, `${silence.source} answered none of the queries.`);
  }
  const promises = await askPromises(connection, kpis, month, nowMs, signal, onAsked);
  const packTitles = Object.fromEntries(packs.map(({ id, title }) => [id, title]));
  const rendered = await renderInWorker(
    { month, history, promises, packTitles, organisation, preparedBy },
    signal,
    (done, total) => onProgress({ phase: 'drawing', done, total })
  );
  return { ...rendered, forgot };
}

/** As it was at the end of the month: a report that is made later is the same. */
async function recall(
  journal: Journal,
  atMs: number,
  signal: AbortSignal
): Promise<{ memory: VerdictMemory; forgot: Reason | null }> {
  try {
    const { memory } = await readMemory(journal, atMs, signal);
    return { memory, forgot: null };
  } catch (error) {
    signal.throwIfAborted();
    return { memory: NO_MEMORY, forgot: reasonOf(error) };
  }
}
