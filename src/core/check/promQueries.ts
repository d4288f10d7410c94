import type { CheckDefinition } from './definition';
import { expandMacros, promDuration } from './macros';

/** A trend covers this many seconds before now. */
export const TREND_SECONDS = 24 * 3600;
export const TREND_STEP_SECONDS = 600;

/** How far back it is remembered what left, where the source keeps data for so long. */
export const MEMORY_SECONDS = 30 * 24 * 3600;
/** How exactly it is remembered when: looking at instants that far apart is cheap. */
export const MEMORY_STEP_SECONDS = 2 * 3600;
/** What left since the last look is asked over so long, when that look was not longer ago. */
export const RECENT_SECONDS = 2 * 3600;
export const TODAY_SECONDS = 25 * 3600;
/** Things that come and go are many, and only asked about when all of them are gone. */
const COARSE_STEP_SECONDS = 6 * 3600;

/** What one check asks a metrics source, macros expanded. */
export interface PromQueries {
  /** Current values, or the offending rows; wrapped when the check is `sustained`. */
  value: string;
  /** One series per entity that exists now; its value is the time of its newest sample where the library derived it. */
  presence: string;
  /** The plain query, for a trend. */
  trend: string;
  /**
   * When those that were there within 30 days and are not there now were last seen, in seconds. Where things come and go: when
   * any of them was seen.
   */
  left: string;
  /** The same of what left within `RECENT_SECONDS`, and within `TODAY_SECONDS`. */
  recent: string;
  today: string;
  /**
   * Only for `sustained`: samples within the time, and how many there are without a gap; and what there was in the day before
   * that time.
   */
  gap?: { expr: string; expected: number; before: string };
}

export type PromQueriesResult = { ok: true; queries: PromQueries } | { ok: false; message: string };

/**
 * Builds a check's queries; an unknown macro or one that does not parse is an error. `sampleSeconds` is how often at most a
 * sustained time is looked at: a month, asked hour by hour, needs it coarser.
 */
export function promQueries(definition: CheckDefinition, windowSeconds: number, sampleSeconds = 60): PromQueriesResult {
  const query = expandMacros(definition.query, windowSeconds);
  const presence = expandMacros(definition.presence, windowSeconds);
  if (!query.ok || !presence.ok) {
    return { ok: false, message: [query, presence].flatMap((one) => (one.ok ? [] : [one.message])).join('; ') };
  }
  const offenders = definition.mode === 'offenders';
  const plain = {
    value: query.expr,
    presence: presence.expr,
    trend: query.expr,
    ...leftExpressions(definition, presence.expr),
  };
  const seconds = definition.sustainedSeconds;
  if (seconds === undefined) {
    return { ok: true, queries: plain };
  }
  const step = Math.max(Math.min(sampleSeconds, seconds), Math.ceil(seconds / 60));
  const range = `[${promDuration(seconds)}:${promDuration(step)}]`;
  const expected = Math.floor(seconds / step);
  const least = definition.op === 'lt' || definition.op === 'lte' ? 'max_over_time' : 'min_over_time';
  const held = `${least}((${query.expr})${range})`;
  // The least and the most of a time pass over NaN: it is no sample of that time, and tells that something was there before it.
  const samples = offenders ? presence.expr : `(${query.expr}) >= -Inf`;
  const there = offenders ? presence.expr : `1 ^ (${query.expr})`;
  const day = `[${promDuration(TREND_SECONDS)}:${promDuration(TREND_STEP_SECONDS)}]`;
  return {
    ok: true,
    queries: {
      ...plain,
      value: offenders ? `${held} and (count_over_time((${query.expr})${range}) >= ${expected})` : held,
      gap: {
        expr: `count_over_time((${samples})${range})`,
        expected,
        before: `max_over_time((${there})${day} offset ${promDuration(seconds)})`,
      },
    },
  };
}

/**
 * A derived presence carries the time of the newest sample, which is slow to tell over a range. `1 ^ x` is 1 for every x, NaN
 * included, and as fast as the selector.
 */
export function existence(presence: string): string {
  return presence.replace(/\btimestamp\s*\(/g, '1 ^ (');
}

/** A day is looked into more closely: what was there for less than the coarse step shows there. */
function leftExpressions(
  { vanish, by }: CheckDefinition,
  presence: string
): Pick<PromQueries, 'left' | 'recent' | 'today'> {
  const seen = (seconds: number, stepSeconds: number) =>
    `max_over_time((time() * 1 ^ (${existence(presence)}))[${promDuration(seconds)}:${promDuration(stepSeconds)}])`;
  const remembered = (stepSeconds: number) =>
    `${seen(MEMORY_SECONDS, stepSeconds)} or ${seen(TREND_SECONDS, TREND_STEP_SECONDS)}`;
  const labels = by.join(', ');
  const gone = (expr: string) => `max by (${labels}) (${expr}) unless on (${labels}) (${presence})`;
  return {
    left: vanish === 'ignore' ? `max(${remembered(COARSE_STEP_SECONDS)})` : gone(remembered(MEMORY_STEP_SECONDS)),
    recent: gone(seen(RECENT_SECONDS + 2 * TREND_STEP_SECONDS, TREND_STEP_SECONDS)),
    today: gone(seen(TODAY_SECONDS + 2 * TREND_STEP_SECONDS, TREND_STEP_SECONDS)),
  };
}

/** Begin, in seconds, of the span that what was seen last at this time left in. */
export function leavingSpan(seenSeconds: number): number {
  return Math.floor(seenSeconds / MEMORY_STEP_SECONDS) * MEMORY_STEP_SECONDS;
}

/** When what a check said of things that left within the span that begins then is over, in seconds. */
export function leavingKnownSeconds(seenSeconds: number): number {
  return seenSeconds + 2 * MEMORY_STEP_SECONDS;
}

/** What a check said last of things that left within `MEMORY_STEP_SECONDS` after `seenSeconds`, a multiple of `MEMORY_STEP_SECONDS`. */
export function leavingExpression(
  { by }: CheckDefinition,
  { value, presence }: PromQueries,
  seenSeconds: number
): string {
  const there = `((${value}) and on (${by.join(', ')}) (${existence(presence)}))`;
  const endSeconds = leavingKnownSeconds(seenSeconds);
  return `last_over_time(${there}[${promDuration(endSeconds - seenSeconds)}:1m] @ ${endSeconds})`;
}
