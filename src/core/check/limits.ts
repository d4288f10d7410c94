import { CLOCK_TOLERANCE_MS } from '../time/clockTolerance';
import type { CheckDefinition, Limit, Operator } from './definition';
import type { Labels } from './series';

export interface Limits {
  warn?: Limit;
  fail?: Limit;
}

/** What a value is by its limits alone. */
export interface Crossing {
  verdict: 'pass' | 'warn' | 'fail';
  /** The limit that was crossed, else the next one that would be; undefined when there is none. */
  limit?: Limit;
}

/** The check's limits, or those of the first override whose labels all match; what an override leaves out is inherited. */
export function limitsFor(definition: CheckDefinition, labels: Labels): Limits {
  if (definition.thresholds.length === 0) {
    return definition;
  }
  const override = definition.thresholds.find((candidate) =>
    Object.entries(candidate.match).every(([name, pattern]) => matchesPattern(labels[name] ?? '', pattern))
  );
  const warn = override?.warn ?? definition.warn;
  const fail = override?.fail ?? definition.fail;
  return { ...(warn === undefined ? {} : { warn }), ...(fail === undefined ? {} : { fail }) };
}

/** Judges one value; `op: none` always passes. */
export function crossing(value: number, op: Operator, limits: Limits): Crossing {
  if (limits.fail !== undefined && crosses(value, op, limits.fail)) {
    return { verdict: 'fail', limit: limits.fail };
  }
  if (limits.warn !== undefined && crosses(value, op, limits.warn)) {
    return { verdict: 'warn', limit: limits.warn };
  }
  const next = limits.warn ?? limits.fail;
  return next === undefined || op === 'none' ? { verdict: 'pass' } : { verdict: 'pass', limit: next };
}

/** An age or a delay below zero is counted from a time to come: a clock is wrong, and it would be well for ever. */
export function isFromTheFuture({ unit, op }: Pick<CheckDefinition, 'unit' | 'op'>, value: number): boolean {
  return unit === 'seconds' && (op === 'gt' || op === 'gte') && value < -CLOCK_TOLERANCE_MS / 1000;
}

/** Greater is worse; gives the order of entities with the same verdict, and which of two series of one entity speaks. */
export function badness(value: number, op: Operator, limits: Limits): number {
  if (op === 'lt' || op === 'lte') {
    return -value;
  }
  const band = op === 'outside' ? (limits.fail ?? limits.warn) : undefined;
  return typeof band === 'object' ? Math.max(band[0] - value, value - band[1]) : value;
}

/** The value of several series of one entity is the worst one; none when one of them has no value and the others pass. */
export function worstOf(
  definition: CheckDefinition,
  limits: Limits,
  values: ReadonlyArray<number | null>
): number | null {
  let worst: number | null = null;
  let lacking = false;
  for (const value of values) {
    lacking ||= value === null;
    if (
      value !== null &&
      (worst === null || badness(value, definition.op, limits) > badness(worst, definition.op, limits))
    ) {
      worst = value;
    }
  }
  if (
    lacking &&
    definition.mode === 'value' &&
    worst !== null &&
    crossing(worst, definition.op, limits).verdict === 'pass'
  ) {
    return null;
  }
  return worst;
}

function crosses(value: number, op: Operator, limit: Limit): boolean {
  if (typeof limit !== 'number') {
    return op === 'outside' && (value < limit[0] || value > limit[1]);
  }
  switch (op) {
    case 'gt':
      return value > limit;
    case 'gte':
      return value >= limit;
    case 'lt':
      return value < limit;
    case 'lte':
      return value <= limit;
    case 'outside':
    case 'none':
      return false;
  }
}

const patterns = new Map<string, RegExp>();

/** Whether a value is the pattern, or matches all of what follows a `~`. */
export function matchesPattern(value: string, pattern: string): boolean {
  if (!pattern.startsWith('~')) {
    return value === pattern;
  }
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    compiled = new RegExp(`^(?:${pattern.slice(1)})$`);
    patterns.set(pattern, compiled);
  }
  return compiled.test(value);
}
