import type { Connection } from '../../core/connection/connection';
import { askMonth, nothingAnswered } from '../../core/report/askMonth';
import type { Month } from '../../core/time/month';
import { builtin } from '../../library/builtin.gen';
import { SourceError } from '../../sources/sourceError';
import type { MadeReport } from './job';
import { renderInWorker } from './renderInWorker';

export interface ReportOrder {
  month: Month;
  organisation: string | null;
  preparedBy: string | null;
}

export type ReportProgress = { phase: 'asking' | 'drawing'; done: number; total: number };

/** Asks, then draws. Rejects with `SourceError`, or with AbortError when the signal aborted. */
export async function makeReport(
  { registry }: Pick<Connection, 'registry'>,
  { month, organisation, preparedBy }: ReportOrder,
  signal: AbortSignal,
  onProgress: (progress: ReportProgress) => void
): Promise<MadeReport> {
  const history = await askMonth(month, builtin.checks, {
    registry,
    signal,
    onProgress: (done, total) => onProgress({ phase: 'asking', done, total }),
  });
  const silence = nothingAnswered(history);
  if (silence !== null) {
    throw new SourceError(silence.reason, `${silence.source} answered none of the queries.`);
  }
  const packTitles = Object.fromEntries(builtin.packs.map(({ id, title }) => [id, title]));
  return renderInWorker({ month, history, packTitles, organisation, preparedBy }, signal, (done, total) =>
    onProgress({ phase: 'drawing', done, total })
  );
}
