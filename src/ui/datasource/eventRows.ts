import type { DataFrame } from '@grafana/data';

/** A row of a frame that may become an annotation, read by the names of its columns. */
export interface EventRow {
  /** Empty where there is none. */
  text: (column: string) => string;
  /** ms since the epoch. */
  time: (column: string) => number | undefined;
}

export function eventRows(frame: DataFrame): readonly EventRow[] {
  const columns = new Map(frame.fields.map(({ name, values }) => [name, values]));
  return Array.from({ length: frame.length }, (_unused, at) => {
    const cell = (column: string): unknown => columns.get(column)?.[at];
    return {
      text: (column) => {
        const value = cell(column);
        return typeof value === 'string' ? value : '';
      },
      time: (column) => {
        const value = cell(column);
        return typeof value === 'number' ? value : undefined;
      },
    };
  });
}

/** What makes an annotation a span, where it ended after it began. */
export function spanTo(startMs: number, endMs: number | undefined): { timeEnd?: number; isRegion?: true } {
  return endMs !== undefined && endMs > startMs ? { timeEnd: endMs, isRegion: true } : {};
}

export const filled = (texts: readonly string[]): string[] => texts.filter((text) => text !== '');
