import type { HistoryResult } from '../../core/check/history';
import type { MonthPromises } from '../../core/report/askPromises';
import type { ReportModel } from '../../core/report/model';
import type { Month } from '../../core/time/month';
import type { FontName } from '../../pdf/tokens';

/** What the worker is given: plain data only. */
export interface RenderJob {
  month: Month;
  history: HistoryResult;
  promises: MonthPromises;
  packTitles: Readonly<Record<string, string>>;
  organisation: string | null;
  preparedBy: string | null;
  fonts: Readonly<Record<FontName, Uint8Array>>;
}

/** The finished report: the file, and the model that the page shows. */
export interface MadeReport {
  file: Uint8Array<ArrayBuffer>;
  pages: number;
  sha256: string;
  model: ReportModel;
}

/** What the worker says: how far it is, then the report, or what broke. */
export type RenderMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'done'; report: MadeReport }
  | { kind: 'failed'; detail: string };
