import { isReason } from '../check/verdict';
import { lastOf, unchecked, type LintFinding, type Read } from './lintFinding';
import { bucketOf, type LintQuery } from './lintQueries';
import type { Objective } from './objective';
import { matcherTest } from './selector';

/** Whether the bucket that an objective names is there, by which spelling, and for all that its total counts. */
export function bucketsFinding(_objective: Objective, read: Read, queries: readonly LintQuery[]): LintFinding[] {
  const query = queries.find(({ subject }) => subject === 'bounds');
  const bucket = query ? bucketOf(query.text) : null;
  if (!query || !bucket) {
    return [];
  }
  const { field } = query;
  const rows = read(query.refId);
  if (isReason(rows)) {
    return [unchecked('bucket', field, rows)];
  }
  const bounds = rows.map(({ labels }) => labels['le'] ?? '').sort((a, b) => numberOf(a) - numberOf(b));
  const tests = bucket.matchers
    .filter(({ label }) => label === 'le')
    .map((matcher) => ({ ...matcher, holds: matcherTest(matcher) }));
  const [first] = tests;
  if (first === undefined || bounds.length === 0 || tests.some(({ holds }) => holds === undefined)) {
    // That there is nothing at all is said by `exists`; what only the server can match, too.
    return [];
  }
  const asked = first.value;
  if (bounds.some((le) => tests.every(({ holds }) => holds?.({ le })))) {
    return [partial(read, queries, field, asked)];
  }
  const same = bounds.find((le) => numberOf(le) === numberOf(asked));
  return [
    same === undefined
      ? { code: 'bucket-missing', severity: 'error', field, params: { asked, bounds: bounds.join(', ') } }
      : { code: 'bucket-spelling', severity: 'error', field, params: { asked, found: same } },
  ];
}

function partial(read: Read, queries: readonly LintQuery[], field: string, asked: string): LintFinding {
  const query = queries.find(({ subject }) => subject === 'without-bucket');
  const rows = query ? read(query.refId) : [];
  if (isReason(rows)) {
    return unchecked('bucket', field, rows);
  }
  const without = lastOf(rows) ?? 0;
  return without > 0
    ? { code: 'bucket-partial', severity: 'warning', field, params: { asked, without } }
    : { code: 'bucket', severity: 'ok', field, params: { asked } };
}

/** A bound as a number, also as a pattern of both its spellings. */
function numberOf(le: string): number {
  return le === '+Inf' ? Infinity : Number(le.replace('(\\.0)?', '').replace(/\\\./g, '.'));
}
