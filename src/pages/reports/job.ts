import type { CheckDefinition } from '../../core/check/definition';
import type { AskedMonth } from '../../core/report/ask';
import type { Verdict } from '../../core/check/verdict';
import type { FontName } from '../../pdf/tokens';

/** What the worker is given: plain data only. */
export interface RenderJob {
  asked: AskedMonth;
  definitions: readonly CheckDefinition[];
  packTitles: Readonly<Record<string, string>>;
  organisation: string | null;
  preparedBy: string | null;
  fonts: Readonly<Record<FontName, Uint8Array>>;
}

/** The finished report and what the page says of it. */
export interface MadeReport {
  file: Uint8Array<ArrayBuffer>;
  pages: number;
  sha256: string;
  verdict: Verdict;
  verdictWords: string;
  headline: string;
}

/** What the worker says: how far it is, then the report, or what broke. */
export type RenderMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'done'; report: MadeReport }
  | { kind: 'failed'; detail: string };
