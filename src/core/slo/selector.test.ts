import fc from 'fast-check';
import { literalPattern, matcherTest, parseSelector, printSelector, type Selector } from './selector';

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,10}$/);
const anySelector: fc.Arbitrary<Selector> = fc.record({
  metric: name,
  matchers: fc.array(
    fc.record({
      label: name,
      op: fc.constantFrom('=', '!=', '=~', '!~'),
      value: fc.string({ unit: 'grapheme', maxLength: 12 }),
    }),
    { maxLength: 4 }
  ),
});

describe('a selector', () => {
  it('is read as it was printed, whatever its values hold', () => {
    fc.assert(
      fc.property(anySelector, (selector) => {
        const read = parseSelector(printSelector(selector));
        // A control character is written as an escape that PromQL has as well, but for those that only JSON has.
        fc.pre(
          !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/.test(
            JSON.stringify(selector.matchers.map(({ value }) => value)).replace(/\\u[0-9a-f]{4}/g, '\u0001')
          )
        );
        expect(read).toEqual({ ok: true, selector });
      })
    );
  });

  it.each([
    ['up', { metric: 'up', matchers: [] }],
    [' up { job = "a" , } ', { metric: 'up', matchers: [{ label: 'job', op: '=', value: 'a' }] }],
    [
      `a:b{x='it"s',y=~\`\\d+\`}`,
      {
        metric: 'a:b',
        matchers: [
          { label: 'x', op: '=', value: 'it"s' },
          { label: 'y', op: '=~', value: '\\d+' },
        ],
      },
    ],
  ])('%j is one', (text, selector) => {
    expect(parseSelector(text)).toEqual({ ok: true, selector });
  });

  it.each([
    '',
    'rate(up[5m])',
    'up[5m]',
    'up offset 1h',
    'up{job="a"',
    'up{job=a}',
    '{job="a"}',
    'a + b',
    'up{} > 1',
    '1',
  ])('%j is none', (text) => expect(parseSelector(text).ok).toBe(false));
});

describe('a matcher', () => {
  it.each([
    ['=', 'a', { x: 'a' }, true],
    ['=', '', {}, true],
    ['!=', 'a', {}, true],
    ['=~', '5..', { x: '503' }, true],
    ['=~', '5..', { x: '5031' }, false],
    ['=~', 'a|b', { x: 'ab' }, false],
    ['!~', '5..', {}, true],
    ['=~', '.*', {}, true],
  ] as const)('%s %j of %j: %s', (op, value, labels, holds) => {
    expect(matcherTest({ label: 'x', op, value })?.(labels as Record<string, string>)).toBe(holds);
  });

  it.each(['(?i)abc', '\\pL', '(?P<a>b)', '[[:alpha:]]', 'a(?=b)', '(a', '\\s', '\\Qa\\E'])(
    'leaves %j to the server',
    (value) => expect(matcherTest({ label: 'x', op: '=~', value })).toBeUndefined()
  );

  it('of a literal holds for it alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const test = matcherTest({ label: 'x', op: '=~', value: literalPattern(text) });
        expect(test?.({ x: text })).toBe(true);
        expect(test?.({ x: other })).toBe(other === text);
      })
    );
  });
});
