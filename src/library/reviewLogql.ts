import { expandMacros } from '../core/check/macros';
import { alwaysThere, keptLabels, metricProblem, parseLogql } from './logql';
import { unreadableOffset } from './offsetPlaces';
import type { ContentError, ErrorAt, Path } from './readYaml';

interface LogqlCheck {
  query: string;
  presence?: string | undefined;
  by: readonly string[];
}

/** Any window will do to see whether a query parses. */
const SAMPLE_WINDOW_SECONDS = 3600;

/** What is wrong with a check's LogQL: presence is written by hand, since only its author knows what logs all the time. */
export function reviewLogql({ query, presence = '', by }: LogqlCheck, path: Path, errorAt: ErrorAt): ContentError[] {
  const errors: ContentError[] = [];
  for (const [field, text] of [
    ['query', query],
    ['presence', presence],
  ] as const) {
    const wrong = (message: string, fix: string) => errors.push(errorAt([...path, field], message, fix));
    const expanded = expandMacros(text, SAMPLE_WINDOW_SECONDS);
    if (text.includes('$events')) {
      wrong('$events counts what a counter grew by, and LogQL counts lines', 'use count_over_time({...}[$window])');
    } else if (/\boffset\s+\$window\b/.test(text)) {
      wrong('what was before is asked with offsets of its own, which need a length', 'write the offset out: offset 1d');
    } else if (!expanded.ok) {
      wrong(expanded.message, 'correct the expression; its macros are in docs/writing-packs.md');
    } else {
      reviewLogqlExpression(expanded.expr, field === 'presence' ? by : undefined, wrong);
    }
  }
  return errors;
}

/** @param by Labels that a presence has to have. */
function reviewLogqlExpression(
  text: string,
  by: readonly string[] | undefined,
  wrong: (message: string, fix: string) => void
): void {
  const parsed = parseLogql(text);
  if (!parsed.ok) {
    wrong(parsed.message, 'correct the expression; try it in Explore');
    return;
  }
  const problem = metricProblem(parsed.expression);
  if (problem !== undefined) {
    wrong(problem, 'count the lines: sum by (label) (count_over_time({...}[$window]))');
    return;
  }
  const offset = unreadableOffset(parsed.expression);
  if (offset !== undefined) {
    wrong(`"${offset}" is no whole number of units`, 'write it as offset 1h30m');
  }
  if (by === undefined) {
    return;
  }
  const always = alwaysThere(parsed.expression);
  if (always !== undefined) {
    wrong(`${always}() has a result whether anything was logged or not`, 'count what there has to be');
  }
  const kept = keptLabels(parsed.expression);
  const lacking = kept === null ? undefined : by.find((label) => !kept.includes(label));
  if (lacking !== undefined) {
    wrong(`presence does not keep the by label "${lacking}"`, `write sum by (${by.join(', ')}) (...)`);
  }
}
