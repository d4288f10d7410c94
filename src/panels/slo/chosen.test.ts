import { fakeObjective } from '../../core/slo/testData';
import { chooser, periodOf } from './chosen';

const BERLIN = 'Europe/Berlin';
/** 00:30 of 1 November in Berlin, still October in UTC. */
const NIGHT_MS = Date.UTC(2026, 9, 31, 23, 30);

test.each([
  ['own', null],
  ['this-month', '2026-11'],
  ['last-month', '2026-10'],
  ['no-such-thing', null],
])('the period %s is that of the zone', (option, month) => {
  const period = periodOf(option as 'own', NIGHT_MS, BERLIN);
  expect(period.kind === 'month' ? period.month.id : null).toBe(month);
});

const OBJECTIVES = [
  fakeObjective({ id: 'a', service: 'checkout', owner: 'lead1' }),
  fakeObjective({ id: 'b', service: 'search', owner: 'lead1' }),
  fakeObjective({ id: 'c', service: 'search', owner: 'ops1' }),
];

test.each([
  [{}, ['a', 'b', 'c']],
  [{ service: '', owner: ' ', objectives: ',' }, ['a', 'b', 'c']],
  [{ service: 'search' }, ['b', 'c']],
  [{ service: 'search', owner: 'lead1' }, ['b']],
  [{ objectives: 'c, a' }, ['a', 'c']],
  [{ service: '$services' }, ['a', 'b', 'c']],
  [{ service: '$all' }, ['a', 'b', 'c']],
  [{ service: 'sea' }, []],
])('options %j choose %j', (options, ids) => {
  const interpolate = (text: string) => text.replace('$services', 'checkout,search').replace('$all', '$__all');
  expect(OBJECTIVES.filter(chooser(options, interpolate)).map(({ id }) => id)).toEqual(ids);
});
