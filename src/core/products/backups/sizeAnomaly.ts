import type { TargetRow } from './view';

/** How many backups before the newest say what is usual. */
const USUAL_OF = 7;
/** Fewer say nothing. */
const FEWEST = 3;
const CHANGE_RATIO = 0.5;
const CHANGE_BYTES = 2 ** 30;
/** A tenth of what is usual is next to nothing, of a small dump too. */
const EMPTIED_RATIO = -0.9;
const EMPTIED_BYTES = 2 ** 20;

/** How far the newest size is from the median of the seven before it. */
export interface SizeChange {
  newestBytes: number;
  usualBytes: number;
  /** -0.9 for one that has a tenth of what is usual. */
  ratio: number;
  /** More than half of what is usual, and more than 1 GiB; or a tenth of it is left, and more than 1 MiB gone. */
  isSudden: boolean;
}

/** Null where the newest has no size, or fewer than three before it have one. */
export function sizeChange(trend: TargetRow['trend']): SizeChange | null {
  const newest = trend.at(-1)?.sizeBytes ?? null;
  const before = trend
    .slice(0, -1)
    .flatMap(({ sizeBytes }) => sizeBytes ?? [])
    .slice(-USUAL_OF);
  const usualBytes = medianOf(before);
  if (newest === null || before.length < FEWEST || usualBytes <= 0) {
    return null;
  }
  const change = newest - usualBytes;
  const ratio = change / usualBytes;
  return {
    newestBytes: newest,
    usualBytes,
    ratio,
    isSudden:
      (Math.abs(ratio) > CHANGE_RATIO && Math.abs(change) > CHANGE_BYTES) ||
      (ratio <= EMPTIED_RATIO && -change > EMPTIED_BYTES),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
