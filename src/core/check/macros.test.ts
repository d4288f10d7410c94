import fc from 'fast-check';
import { expandMacros, promDuration } from './macros';

const expand = (query: string) => expandMacros(query, 57_600);
const exprOf = (query: string) => {
  const expansion = expand(query);
  return expansion.ok ? expansion.expr : `error: ${expansion.message}`;
};

describe('expandMacros', () => {
  it('puts the window in', () => {
    expect(exprOf('increase(x[$window]) > 0')).toBe('increase(x[16h]) > 0');
  });

  it.each([
    ['x{a="$window"}', 'x{a="$window"}'],
    ["x{a='it\\'s $window'}", "x{a='it\\'s $window'}"],
    ['x{a=~"foo$"} # $events(', 'x{a=~"foo$"} # $events('],
    ['x{a=`$events(`}', 'x{a=`$events(`}'],
  ])('leaves strings and comments alone: %s', (query, expected) => {
    expect(exprOf(query)).toBe(expected);
  });

  it('takes a selector with commas, braces and brackets in its strings', () => {
    expect(exprOf('$events(x{a=~"b,c|d)}{[",e!="$"}, l, m)')).toContain(
      'sum by (l, m) (increase(x{a=~"b,c|d)}{[",e!="$"}[16h]))'
    );
  });

  it('sums what a counter grew by and the first values of newborn series, with zeros for quiet ones', () => {
    const expr = exprOf('$events(x, l)');
    expect(expr).toMatch(/^\(\(sum by \(l\) \(increase\(x\[16h\]\)\) or 0 \* sum by \(l\) \(x\)\) \+ \(sum by \(l\) /);
    expect(expr).toContain('min_over_time(x[16h]) unless last_over_time(x[1d] offset 16h)');
    expect(expr).toContain('and on (job, instance) last_over_time(up[1h] offset 16h)');
    expect(expr).toMatch(/ or 0 \* sum by \(l\) \(x\)\)\)$/);
  });

  it('works inside other functions and without labels', () => {
    expect(exprOf('clamp_min($events(x), 1)')).toMatch(/^clamp_min\(\(\(sum by \(\) .*\), 1\)$/);
  });

  it.each([
    ['$windows', /unknown macro "\$windows"/],
    ['rate(x[$__rate_interval])', /unknown macro "\$__rate_interval"/],
    ['$events', /needs arguments/],
    ['$events(x, l', /not closed/],
    ['$events()', /first argument/],
    ['$events(x[5m], l)', /first argument/],
    ['$events($window, l)', /first argument/],
    ['$events(x, l-m)', /not a label name/],
    ['$events(x}, l)', /closes nothing/],
    ['x{a="b}', /string is not closed/],
  ])('refuses %s', (query, message) => {
    const expansion = expand(query);
    expect(expansion.ok ? expansion.expr : expansion.message).toMatch(message);
  });

  it('never throws, whatever the query', () => {
    const junk = fc.string({ unit: fc.constantFrom(...'$events(window),{}[]"\'`\\# =~x'.split('')) });
    fc.assert(fc.property(junk, (query) => typeof expand(query).ok === 'boolean'));
  });

  it('names durations by their largest unit', () => {
    expect([57_600, 86_400, 5_400, 61, 604_800].map(promDuration)).toEqual(['16h', '1d', '90m', '61s', '7d']);
  });
});
