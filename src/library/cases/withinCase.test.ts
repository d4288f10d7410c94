/** @jest-environment node */
import fc from 'fast-check';
import { promQueries } from '../../core/check/promQueries';
import { builtin } from '../builtin.gen';
import { parsePromql, textOf } from '../promql';
import { withinCase } from './withinCase';

const MATCHER = 'case_="7"';

function within(text: string): string {
  const parsed = parsePromql(text);
  if (!parsed.ok) {
    throw new Error(`${parsed.message} in ${text}`);
  }
  return withinCase(parsed.expression, 'case_', '7');
}

const off = (expression: string) => `label_replace(${expression}, "case_", "", "", "")`;

describe('an expression within one case', () => {
  it.each([
    ['up', off('up{case_="7"}')],
    ['up{}', off('up{case_="7",}')],
    ['{__name__="up"}', off('{case_="7",__name__="up"}')],
    ['up{a="}"} offset 5m', off('up{case_="7",a="}"} offset 5m')],
    ['up @ 3', off('up{case_="7"} @ 3')],
    ['rate(x[5m])', off('rate(x{case_="7"}[5m])')],
    ['rate((x[5m] offset 1h))', off('rate((x{case_="7"}[5m] offset 1h))')],
    ['quantile_over_time(0.9, x[5m])', off('quantile_over_time(0.9, x{case_="7"}[5m])')],
    ['timestamp(x)', off('timestamp(x{case_="7"})')],
    ['absent((x{a="b"}))', off('absent((x{case_="7",a="b"}))')],
    ['timestamp(-x)', `timestamp(-${off('x{case_="7"}')})`],
    ['sum by (a) (x)', `sum by (a) (${off('x{case_="7"}')})`],
    ['max_over_time(x[5m:1m])', `max_over_time(${off('x{case_="7"}')}[5m:1m])`],
    ['a / on (b) group_left () c', `${off('a{case_="7"}')} / on (b) group_left () ${off('c{case_="7"}')}`],
    ['x[5m]', 'x{case_="7"}[5m]'],
    ['time() - 3', 'time() - 3'],
    ['vector(1) # up', 'vector(1) # up'],
  ])('%s', (text, expected) => expect(within(text)).toBe(expected));

  it('takes the series of the case alone in every query of the library', () => {
    const texts = builtin.checks
      .filter(({ kind }) => kind === 'prometheus')
      .flatMap((check) => {
        const built = promQueries(check, 57_600);
        return built.ok ? [built.queries.value, built.queries.presence, built.queries.gap?.expr ?? '1'] : [];
      });
    expect(texts.length).toBeGreaterThan(100);
    texts.forEach(expectEverySelector);
  });

  it('takes the series of the case alone in any expression', () => {
    fc.assert(fc.property(vectors, expectEverySelector));
  });
});

/** As many selectors as before, each with the matcher, and no selector's label left where something could see it. */
function expectEverySelector(text: string): void {
  const selectors = selectorsIn(within(text));
  expect(selectors).toHaveLength(selectorsIn(text).length);
  selectors.forEach((selector) => expect(selector).toContain(MATCHER));
}

function selectorsIn(text: string): string[] {
  const parsed = parsePromql(text);
  if (!parsed.ok) {
    throw new Error(`${parsed.message} in ${text}`);
  }
  const { expression } = parsed;
  const found: string[] = [];
  expression.root.cursor().iterate(({ name, node }) => {
    if (name === 'VectorSelector') {
      found.push(textOf(expression, node));
    }
  });
  return found;
}

const { vectors } = fc.letrec<{ vectors: string; selector: string }>((tie) => ({
  selector: fc
    .tuple(
      fc.constantFrom('up', 'a:b', 'x_total', ''),
      fc.array(fc.constantFrom('a="b"', "c!~'[}]'", 'd=`"`', 'e=~"{"'), { maxLength: 3 }),
      fc.constantFrom('', ' offset 5m', ' @ end()', ' offset -1h @ 3')
    )
    .map(([name, matchers, modifier]) => {
      const list = name === '' && matchers.length === 0 ? ['a="b"'] : matchers;
      return `${name}${list.length > 0 || name === '' ? `{${list.join(', ')}}` : ''}${modifier}`;
    }),
  vectors: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('selector'),
    tie('selector').map((selector) => `rate(${selector.replace(/^([^ ]*(?:\{.*\})?)( offset| @|$)/, '$1[5m]$2')})`),
    tie('vectors').map((inner) => `(${inner})`),
    tie('vectors').map((inner) => `timestamp(${inner})`),
    tie('vectors').map((inner) => `absent(${inner})`),
    tie('vectors').map((inner) => `sum by (a) (${inner})`),
    tie('vectors').map((inner) => `max_over_time((${inner})[1h:5m] offset 2m)`),
    tie('vectors').map((inner) => `label_replace(${inner}, "a", "$1", "b", "(.*)")`),
    fc
      .tuple(tie('vectors'), fc.constantFrom('+', 'and', 'or', '> bool', 'unless on (a)'), tie('vectors'))
      .map(([left, operator, right]) => `${left} ${operator} ${right}`)
  ),
}));
