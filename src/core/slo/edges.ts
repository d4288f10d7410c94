import type { Exclusion } from './counts';
import type { Span } from './window';

export const FINE_MS = 300_000;
const HOUR_MS = 3_600_000;
/** Zones of half and quarter hours begin their days between hours. */
const COARSE_MS = [HOUR_MS, HOUR_MS / 2, HOUR_MS / 4];
/** So much before now is told by five minutes: the windows of the alerts that page. */
const RECENT_MS = 6 * HOUR_MS;

/** Where a span is cut into buckets. */
export interface Edges {
  edgesMs: readonly number[];
  /** Length of the coarse buckets. */
  coarseMs: number;
}

/**
 * Cuts a span: hours, and five minutes near its end and in hours that an exclusion touches without covering them. Begins with
 * the first and ends with the last whole bucket of what can be read. `boundariesMs` are instants that have to be edges:
 * where calendar windows begin and end.
 */
export function edgesOf(
  span: Span,
  boundariesMs: readonly number[],
  nowMs: number,
  exclusions: readonly Exclusion[]
): Edges {
  const coarseMs = COARSE_MS.find((step) => boundariesMs.every((ms) => ms % step === 0)) ?? FINE_MS;
  const endMs = floor(Math.min(span.readToMs, nowMs), FINE_MS);
  const coarseEndMs = Math.min(endMs, floor(nowMs - RECENT_MS, coarseMs));
  const edgesMs: number[] = [];
  let at = ceil(span.fromMs, coarseMs);
  while (at <= endMs) {
    edgesMs.push(at);
    const next = at + coarseMs;
    at = at % coarseMs === 0 && next <= coarseEndMs && !isTouched(at, next, exclusions) ? next : at + FINE_MS;
  }
  return { edgesMs, coarseMs };
}

function isTouched(fromMs: number, toMs: number, exclusions: readonly Exclusion[]): boolean {
  return exclusions.some(
    (exclusion) =>
      exclusion.fromMs < toMs && exclusion.toMs > fromMs && !(exclusion.fromMs <= fromMs && exclusion.toMs >= toMs)
  );
}

export function floor(ms: number, stepMs: number): number {
  return Math.floor(ms / stepMs) * stepMs;
}

export function ceil(ms: number, stepMs: number): number {
  return Math.ceil(ms / stepMs) * stepMs;
}
