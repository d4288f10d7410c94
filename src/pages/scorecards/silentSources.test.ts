import { fakeObjective } from '../../core/slo/testData';
import { measuredRow, monthOfHours, silentRow } from './testData';
import { silentKey, silentSources } from './silentSources';

const [a, b, c] = ['a', 'b', 'c'].map((id) => fakeObjective({ id }));

test('rows of one source are one silence; a source that there is not is another, each with its own words', () => {
  const rows = [
    silentRow(a!, { code: 'timeout' }),
    silentRow(b!, { code: 'timeout' }),
    silentRow(c!, { code: 'not-connected', detail: 'There is no data source x.' }, null),
    measuredRow(fakeObjective({ id: 'd' }), monthOfHours()),
  ];
  expect([...silentSources(rows, []).values()]).toMatchObject([
    { uid: 'prom', name: 'mimir-prod', objectives: 2 },
    { uid: null, name: null, objectives: 1, reason: { detail: 'There is no data source x.' } },
  ]);
});

test.each([
  ['timeout', 'prom'],
  ['source-down', 'prom'],
  ['not-permitted', 'prom'],
  ['query-error', null],
  ['too-many', null],
] as const)('%s is the silence of %s', (code, key) => {
  expect(silentKey(silentRow(a!, { code }))).toBe(key);
});
