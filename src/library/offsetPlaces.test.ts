import { earlierLogql } from '../core/check/earlierLogql';
import { builtin } from './builtin.gen';
import { parseLogql } from './logql';
import { offsetPlaces } from './offsetPlaces';

const dayBefore = (query: string) =>
  earlierLogql({ query, presence: '' }, { query: offsetPlaces(query), presence: [] }, 86_400).query;

describe('the day before, in LogQL', () => {
  it.each([
    [
      'sum by (a) (count_over_time({x="$window"} |= "[1h]" [$window]))',
      'sum by (a) (count_over_time({x="$window"} |= "[1h]" [$window] offset 86400s))',
    ],
    [
      'sum(count_over_time({x="a"}[1h] offset 1d)) / sum(rate({x="a"} | json | unwrap y [5m]))',
      'sum(count_over_time({x="a"}[1h]  offset 172800s)) / sum(rate({x="a"} | json | unwrap y [5m] offset 86400s))',
    ],
    ['sum(count_over_time({a="b"}[5m] |= "x"))', 'sum(count_over_time({a="b"}[5m] offset 86400s |= "x"))'],
    ['max_over_time({a="b"} | unwrap x [5m]) by (y)', 'max_over_time({a="b"} | unwrap x [5m] offset 86400s) by (y)'],
    ['sum(count_over_time({x="a"}[1h] offset 1h30m))', 'sum(count_over_time({x="a"}[1h]  offset 91800s))'],
    ['sum(count_over_time({x=`[$window]`}[1h]))', 'sum(count_over_time({x=`[$window]`}[1h] offset 86400s))'],
  ])('of %s', (query, expected) => {
    expect(dayBefore(query)).toBe(expected);
  });

  it('is LogQL for every range of every check of logs', () => {
    const logs = builtin.checks.filter(({ kind }) => kind === 'loki');
    const texts = logs.flatMap(({ query, presence }) => [query, presence]);
    expect(texts.length).toBeGreaterThanOrEqual(20);
    for (const text of texts) {
      const expanded = dayBefore(text).replaceAll('$window', '1h');
      expect(parseLogql(expanded)).toMatchObject({ ok: true });
      expect(expanded.match(/ offset \d+s/g)?.length).toBe(offsetPlaces(text).length);
      expect(offsetPlaces(text).length).toBeGreaterThan(0);
    }
  });
});
