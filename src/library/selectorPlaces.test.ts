import { expandMacros } from '../core/check/macros';
import { narrowed } from '../core/check/narrowed';
import { checkDefinition } from '../core/check/testData';
import { builtin } from './builtin.gen';
import { parsePromql, textOf } from './promql';
import { selectorPlaces } from './selectorPlaces';

const SELECTOR = 'cluster="prod",env!="test"';
const narrow = (query: string) =>
  narrowed(checkDefinition({ query, selectorsAt: { query: selectorPlaces(query), presence: [] } }), SELECTOR).query;

it.each([
  ['up', `up{${SELECTOR}}`],
  ['up{}', `up{${SELECTOR},}`],
  ['up{job="node"}', `up{${SELECTOR},job="node"}`],
  ['{__name__="a:b", job=~"{x}"}', `{${SELECTOR},__name__="a:b", job=~"{x}"}`],
  ['{"a.b"}', `{${SELECTOR},"a.b"}`],
  ['sum by (job) (rate(a_total[$window]))', `sum by (job) (rate(a_total{${SELECTOR}}[$window]))`],
  ['$events(a_total{x="$window"}, job, instance) > 0', `$events(a_total{${SELECTOR},x="$window"}, job, instance) > 0`],
  [
    'a offset 1h / on (x) group_left (y) b[5m:1m]',
    `a{${SELECTOR}} offset 1h / on (x) group_left (y) b{${SELECTOR}}[5m:1m]`,
  ],
  [`label_replace(a, "up", "$1", "b", "(.+)") # up`, `label_replace(a{${SELECTOR}}, "up", "$1", "b", "(.+)") # up`],
  ['1 + time()', '1 + time()'],
])('%s is narrowed in each of its selectors', (query, expected) => expect(narrow(query)).toBe(expected));

it('leaves every selector of every built-in check narrowed, and its PromQL right', () => {
  const checks = builtin.checks.filter(({ kind }) => kind === 'prometheus');
  for (const check of checks) {
    for (const text of [narrowed(check, SELECTOR).query, narrowed(check, SELECTOR).presence]) {
      const expanded = expandMacros(text, 3600);
      const parsed = parsePromql(expanded.ok ? expanded.expr : '');
      expect([check.id, parsed.ok]).toEqual([check.id, true]);
      const selected: string[] = [];
      if (parsed.ok) {
        parsed.expression.root.cursor().iterate(({ name, node }) => {
          selected.push(...(name === 'VectorSelector' ? [textOf(parsed.expression, node)] : []));
        });
      }
      // What $events asks of `up` says whether anything was recorded.
      const wide = selected.filter((selector) => !selector.includes(SELECTOR) && selector !== 'up');
      expect([check.id, selected.length > 0, wide]).toEqual([check.id, true, []]);
    }
    expect(narrowed(check, '')).toBe(check);
  }
});
