import fc from 'fast-check';

import { byNumber, byText, sortOf, sortParam, sortRows } from './sortRows';

interface Row {
  id: number;
  value: number | null;
}

const COLUMNS = [{ key: 'value', compare: byNumber<Row>(({ value }) => value) }, { key: 'id' }];
const rows = fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: null })).map((values) => {
  return values.map((value, id): Row => ({ id, value }));
});

test('a sorted list holds the same rows, in order, and leaves equal ones as they came', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (list, descending) => {
      const sorted = sortRows(list, COLUMNS, { key: 'value', descending });
      expect([...sorted].sort((a, b) => a.id - b.id)).toEqual(list);
      sorted.slice(1).forEach((row, index) => {
        const before = sorted[index]!;
        const [low, high] = descending ? [row, before] : [before, row];
        expect(low.value ?? -1).toBeLessThanOrEqual(high.value ?? -1);
        if (row.value === before.value) {
          expect(before.id).toBeLessThan(row.id);
        }
      });
    })
  );
});

test('what is not known never stands above the largest', () => {
  const sorted = sortRows(
    [
      { id: 1, value: null },
      { id: 2, value: 7 },
    ],
    COLUMNS,
    { key: 'value', descending: true }
  );
  expect(sorted.map(({ id }) => id)).toEqual([2, 1]);
});

test('a column that cannot sort and one that does not exist leave the order alone', () => {
  const list = [
    { id: 2, value: 1 },
    { id: 1, value: 0 },
  ];
  expect(sortRows(list, COLUMNS, { key: 'id', descending: false })).toBe(list);
  expect(sortRows(list, COLUMNS, { key: 'nothing', descending: true })).toBe(list);
});

test('names sort by the numbers in them', () => {
  const names = ['pve-a10', 'pve-a2', 'pve-a1'];
  expect([...names].sort(byText((name) => name))).toEqual(['pve-a1', 'pve-a2', 'pve-a10']);
});

test('the address holds a sort, and nothing for the usual one', () => {
  const usual = { key: 'verdict', descending: true };
  expect(sortOf(null, usual)).toBe(usual);
  expect(sortOf('-', usual)).toBe(usual);
  for (const sort of [
    { key: 'memory', descending: true },
    { key: 'name', descending: false },
  ]) {
    expect(sortOf(sortParam(sort, usual), usual)).toEqual(sort);
  }
  expect(sortParam(usual, usual)).toBeNull();
});
