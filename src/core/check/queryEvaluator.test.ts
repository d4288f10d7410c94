import type { CheckDefinition } from './definition';
import type { TableAnswer, TableField, TableSource } from './ports';
import { queryEvaluator } from './queryEvaluator';
import { runChecks } from './run';
import { checkDefinition } from './testData';

const NOW = 1_795_200_000_000;
const MINUTE = 60_000;

const text = (name: string, ...values: unknown[]): TableField => ({ name, type: 'text', labels: {}, values });
const time = (...minutesAgo: number[]): TableField => ({
  name: 'Time',
  type: 'time',
  labels: {},
  values: minutesAgo.map((minutes) => NOW - minutes * MINUTE),
});
const num = (name: string, values: unknown[], labels = {}): TableField => ({ name, type: 'number', labels, values });

const CHECK = checkDefinition({
  kind: 'query',
  by: ['host'],
  op: 'gt',
  warn: 10,
  fail: 100,
  ask: { datasource: 'cloudwatch', model: { expression: 'x' }, maxAgeSeconds: 3600 },
});
const naming = (value: string): CheckDefinition => ({ ...CHECK, ask: { ...CHECK.ask!, value } });

function source(answer: TableAnswer, type = 'cloudwatch') {
  const asked: Array<Parameters<TableSource['query']>[0]> = [];
  const one: TableSource & { asked: typeof asked } = {
    uid: type,
    name: type,
    type,
    asked,
    query(request) {
      asked.push(request);
      return Promise.resolve(new Map([...request.models.keys()].map((refId) => [refId, answer])));
    },
  };
  return one;
}

async function look(checks: readonly CheckDefinition[], sources: readonly TableSource[]) {
  const result = await runChecks(checks, {
    registry: { query: queryEvaluator(sources) },
    clock: () => NOW,
    windowSeconds: 57_600,
    signal: new AbortController().signal,
  });
  return checks.map(({ id }) => {
    const { verdict, reason, entities } = result.checks.get(id)!;
    const words = (one: { verdict: string; reason?: { code: string } }) =>
      one.reason ? `${one.verdict}/${one.reason.code}` : one.verdict;
    return [
      words({ verdict, ...(reason && { reason }) }),
      Object.fromEntries(entities.map((one) => [one.labels['host'], words(one)])),
    ];
  });
}

describe('an answer of any data source', () => {
  it.each<[string, CheckDefinition, TableField[][], unknown]>([
    ['a table', CHECK, [[text('host', 'a', 'b'), num('used', [200, 3])]], ['fail', { a: 'fail', b: 'pass' }]],
    [
      'a wide frame',
      CHECK,
      [[time(5, 0), num('v', [200, 3], { host: 'a' }), num('v', [1, 20], { host: 'b' })]],
      ['warn', { a: 'pass', b: 'warn' }],
    ],
    [
      'several frames',
      CHECK,
      [
        [time(5, 0), num('v', [1, 3], { host: 'a' })],
        [time(1), num('v', [200], { host: 'b' })],
      ],
      ['fail', { a: 'pass', b: 'fail' }],
    ],
    [
      'a long series, not in order',
      CHECK,
      [[time(0, 5, 1), text('host', 'a', 'a', 'b'), num('v', [3, 200, 20])]],
      ['warn', { a: 'pass', b: 'warn' }],
    ],
    [
      'the column that was named',
      naming('used'),
      [[text('host', 'a'), num('size', [500]), num('used', [3])]],
      ['pass', { a: 'pass' }],
    ],
    [
      'a gap where series were joined',
      CHECK,
      [[time(5, 0), num('v', [3, null], { host: 'a' }), num('v', [1, 2], { host: 'b' })]],
      ['pass', { a: 'pass', b: 'pass' }],
    ],
    [
      'nothing but gaps where series were joined',
      CHECK,
      [[time(5, 0), num('v', [null, null], { host: 'a' }), num('v', [1, 2], { host: 'b' })]],
      ['unknown/no-data', { a: 'unknown/no-data', b: 'pass' }],
    ],
    [
      'a gap at the end of one series',
      CHECK,
      [[time(5, 0), num('v', [3, null], { host: 'a' })]],
      ['unknown/no-data', { a: 'unknown/no-data' }],
    ],
    [
      'what is no number at the end',
      CHECK,
      [[time(5, 0), num('v', [3, NaN], { host: 'a' }), num('v', [1, 2], { host: 'b' })]],
      ['unknown/no-data', { a: 'unknown/no-data', b: 'pass' }],
    ],
    ['two rows of one name: the worse', CHECK, [[text('host', 'a', 'a'), num('v', [3, 200])]], ['fail', { a: 'fail' }]],
    [
      'two rows of one name, one without a value',
      CHECK,
      [[text('host', 'a', 'a'), num('v', [3, null])]],
      ['unknown/no-data', { a: 'unknown/no-data' }],
    ],
    [
      'a value without a time where there are times',
      CHECK,
      [[{ ...time(), values: [null] }, text('host', 'a'), num('v', [3])]],
      ['unknown/no-data', { a: 'unknown/no-data' }],
    ],
    [
      'the newest value beside one without a time',
      CHECK,
      [[{ ...time(), values: [NOW, null] }, text('host', 'a', 'a'), num('v', [500, 3])]],
      ['fail', { a: 'fail' }],
    ],
    [
      'a value of two hours ago',
      CHECK,
      [[time(120), num('v', [3], { host: 'a' })]],
      ['unknown/no-data', { a: 'unknown/no-data' }],
    ],
    [
      'a yes',
      { ...CHECK, op: 'lt', warn: 0, fail: 0 },
      [[text('host', 'a'), { name: 'up', type: 'boolean', labels: {}, values: [true] }]],
      ['pass', { a: 'pass' }],
    ],
    [
      'a column that is not there',
      naming('used'),
      [[text('host', 'a'), num('size', [3])]],
      ['unknown/bad-response', {}],
    ],
    [
      'text where a number should be',
      naming('used'),
      [[text('host', 'a'), text('used', '3')]],
      ['unknown/bad-response', {}],
    ],
    ['no label', CHECK, [[text('name', 'a'), num('v', [3])]], ['unknown/bad-response', {}]],
    [
      'several columns of numbers',
      CHECK,
      [[text('host', 'a'), num('size', [500]), num('used', [3])]],
      ['unknown/bad-response', {}],
    ],
    ['lines of text alone', CHECK, [[time(1), text('host', 'a')]], ['unknown/bad-response', {}]],
    ['no row', CHECK, [[text('host'), num('v', [])]], ['unknown/no-data', {}]],
    ['no frame', CHECK, [], ['unknown/no-data', {}]],
    ['no frame, which may be', { ...CHECK, absent: 'na' }, [], ['na/no-data', {}]],
  ])('is judged by %s', async (_what, check, tables, expected) => {
    expect(await look([check], [source({ ok: true, tables })])).toEqual([expected]);
  });

  it('never passes when it says that it is not all', async () => {
    const tables = [[text('host', 'a'), num('v', [3])]];
    const partial = { code: 'bad-response' as const, detail: 'a page is missing' };
    expect(await look([CHECK], [source({ ok: true, tables, partial })])).toEqual([
      ['unknown/bad-response', { a: 'pass' }],
    ]);
  });

  it('is not judged when it has more than twenty thousand rows', async () => {
    const rows = Array.from({ length: 20_001 }, (_one, index) => `h${index}`);
    const tables = [
      [
        text('host', ...rows),
        num(
          'v',
          rows.map(() => 1)
        ),
      ],
    ];
    expect(await look([CHECK], [source({ ok: true, tables })])).toEqual([['unknown/too-many', {}]]);
  });
});

it('asks each source of the type once for the same range, with the times in the texts and nothing else', async () => {
  const model = { q: 'from $from to $to by $window, $__interval $fromage', list: [{ at: '$to' }], limit: 5 };
  const asking = { ...CHECK, ask: { ...CHECK.ask!, model } };
  const daily = { ...CHECK, id: 't.daily', ask: { ...CHECK.ask!, rangeSeconds: 172_800 } };
  const mine = source({ ok: true, tables: [] });
  const other = source({ ok: true, tables: [] }, 'influxdb');
  await look([asking, { ...CHECK, id: 't.more' }, daily], [mine, other]);
  expect(other.asked).toEqual([]);
  expect(mine.asked.map(({ fromMs, models }) => [NOW - fromMs, models.size])).toEqual([
    [57_600_000, 2],
    [172_800_000, 1],
  ]);
  const fromMs = NOW - 57_600_000;
  expect(mine.asked[0]?.models.get('q0')).toEqual({
    q: `from ${fromMs} to ${NOW} by 16h, $__interval $fromage`,
    list: [{ at: String(NOW) }],
    limit: 5,
  });
});

it('is not connected where no data source is of the type, whatever else there is', async () => {
  expect(await look([CHECK], [source({ ok: true, tables: [] }, 'influxdb')])).toEqual([['na/not-connected', {}]]);
});

it('is unknown where the source does not answer', async () => {
  const silent = { ...source({ ok: true, tables: [] }), query: () => Promise.reject({ code: 'timeout' }) };
  expect(await look([CHECK], [silent])).toEqual([['unknown/timeout', {}]]);
});
