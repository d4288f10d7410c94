/** @jest-environment node */
import { derivePresence } from './derivePresence';
import { parsePromql } from './promql';

function presenceOf(query: string, ...by: string[]): string {
  const parsed = parsePromql(query);
  if (!parsed.ok) {
    return `not PromQL: ${parsed.message}`;
  }
  const derived = derivePresence(parsed.expression, by);
  return derived.ok ? derived.presence : `error: ${derived.message}`;
}
const at = (selector: string, by = 'i') => `min by (${by}) (timestamp(${selector}))`;

describe('derivePresence', () => {
  it.each([
    ['a selector', 'up{job="x"}', at('up{job="x"}')],
    ['a range without its range', 'max by (i) (rate(x_total{a="b"}[5m]))', at('x_total{a="b"}')],
    ['no offset', 'max by (i) (rate(x_total[5m] offset 1d)) / max by (i) (x_total @ 5)', at('x_total')],
    ['a subquery', 'max_over_time((max by (i) (x))[15m:1m])', at('x')],
    ['either side of or', 'max by (i) (a) or max by (i) (b)', `(${at('a')} or ${at('b')})`],
    ['both sides of arithmetic', '1 - a / b', `(${at('a')} and ${at('b')})`],
    ['both sides of and', 'max by (i) (a) and max by (i) (b)', `(${at('a')} and ${at('b')})`],
    ['and on by labels', 'a and on (i) b', `(${at('a')} and on (i) ${at('b')})`],
    ['both sides of a comparison', 'max by (i) (a) > max by (i) (b)', `(${at('a')} and ${at('b')})`],
    ['one side of a comparison with a number', 'a > bool 5', at('a')],
    ['the left of unless', 'a unless on (i) b', at('a')],
    ['the many side of a join', 'a * on (i) group_left (name) info', at('a')],
    ['the many side on the right', 'info * on (i) group_right () a', at('a')],
    ['each selector once', '(a or 0 * a) / a', at('a')],
    ['no scalars', 'time() - max by (i) (a) + scalar(b)', at('a')],
    ['the vector of a quantile', 'histogram_quantile(0.9, sum by (i, le) (rate(x_bucket[5m])))', at('x_bucket')],
    ['topk with its labels', 'topk(5, a)', at('a')],
    ['a made label that is not by', 'sum by (i) (label_replace(a, "kind", "x", "", ""))', at('a')],
    ['without that keeps the label', 'sum without (replica) (a)', at('a')],
  ])('%s', (_what, query, expected) => {
    expect(presenceOf(query, 'i')).toBe(expected);
  });

  it('groups by several labels, or by none', () => {
    expect(presenceOf('a', 'x', 'y')).toBe(at('a', 'x, y'));
    expect(presenceOf('sum(a)')).toBe(at('a', ''));
  });

  it.each([
    ['max(a)', /has no label "i"/],
    ['sum by (j) (a)', /has no label "i"/],
    ['sum without (i) (a)', /has no label "i"/],
    ['a / on (j) b', /has no label "i"/],
    ['sum by (i) (a) or sum by (j) (b)', /has no label "i"/],
    ['label_replace(a, "i", "$1", "x", "(.*)")', /made by label_replace/],
    ['b * on (j) group_left (i) a', /other side of a join/],
    ['a and on (j) b', /not a by label/],
    ['a or vector(0)', /vector\(\)/],
    ['absent(a)', /absent\(\)/],
    ['time()', /no label "i"|selects no series/],
  ])('cannot be derived from %s', (query, message) => {
    expect(presenceOf(query, 'i')).toMatch(message);
  });

  it('needs a selector somewhere', () => {
    expect(presenceOf('1 + time()')).toBe('error: the query selects no series');
  });
});
