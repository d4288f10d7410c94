import { isShownAt, type Column } from './column';

const column = (room: Pick<Column<string>, 'from' | 'below'>): Column<string> => ({
  key: 'a',
  heading: '',
  cell: (row) => row,
  ...room,
});

test.each([
  ['without a limit', {}, [true, true, true]],
  ['from a width on', { from: 560 }, [false, true, true]],
  ['below a width', { below: 560 }, [true, false, false]],
])('a column %s is shown in tables of 559 px, 560 px and a width that is not known yet', (_name, room, shown) => {
  expect([559, 560, null].map((width) => isShownAt(column(room), width))).toEqual(shown);
});

test('of a column and the one that stands in for it, every width has one', () => {
  for (const width of [0, 399, 399.5, 400, 2000, null]) {
    expect(isShownAt(column({ from: 400 }), width)).not.toBe(isShownAt(column({ below: 400 }), width));
  }
});
