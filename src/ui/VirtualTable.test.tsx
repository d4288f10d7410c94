import { fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';

import type { Column } from './column';
import { byNumber, sortRows, type Sort } from './sortRows';
import { initTexts } from './t';
import { VirtualTable } from './VirtualTable';

interface Guest {
  id: number;
  gone?: boolean;
}

const COLUMNS: Array<Column<Guest>> = [
  { key: 'id', heading: 'Id', width: 60, compare: byNumber(({ id }) => id), cell: ({ id }) => `vm ${id}` },
  { key: 'node', heading: 'Node', cell: () => 'pve-a1', span: ({ gone }) => (gone ? 'no status' : null) },
  { key: 'cpu', heading: 'CPU', numeric: true, cell: () => '5 %' },
];

function Table({ guests, onOpen }: { guests: readonly Guest[]; onOpen?: (guest: Guest) => void }) {
  const [sort, setSort] = useState<Sort>({ key: 'id', descending: false });
  return (
    <VirtualTable
      label="Guests"
      columns={COLUMNS}
      rows={sortRows(guests, COLUMNS, sort)}
      rowKey={({ id }) => String(id)}
      sort={sort}
      onSort={setSort}
      onOpen={onOpen}
    />
  );
}

const guests = (count: number): Guest[] => Array.from({ length: count }, (_unused, index) => ({ id: index + 1 }));

beforeAll(initTexts);

test('of 2,000 rows only those near the window are drawn, and the count is that of all', () => {
  render(<Table guests={guests(2000)} />);
  const table = screen.getByRole('table', { name: 'Guests' });
  expect(table).toHaveAttribute('aria-rowcount', '2001');
  expect(within(table).getAllByRole('row').length).toBeLessThan(60);
  expect(screen.getByText('vm 1')).toBeInTheDocument();
  expect(screen.queryByText('vm 2000')).toBeNull();
});

test('words that may be cut are there in full as a tooltip', () => {
  render(<Table guests={guests(1)} />);
  expect(screen.getByText('pve-a1')).toHaveAttribute('title', 'pve-a1');
});

test('a heading sorts, says so, and turns the order around', () => {
  render(<Table guests={guests(3)} />);
  const heading = screen.getByRole('columnheader', { name: 'Id' });
  expect(heading).toHaveAttribute('aria-sort', 'ascending');
  fireEvent.click(within(heading).getByRole('button'));
  expect(heading).toHaveAttribute('aria-sort', 'descending');
  expect(screen.getAllByRole('row')[1]).toHaveTextContent('vm 3');
  expect(screen.getByRole('columnheader', { name: 'Node' })).not.toHaveAttribute('aria-sort');
});

test('keys move the focus to rows that were not drawn, and Enter opens', () => {
  const opened: number[] = [];
  render(<Table guests={guests(2000)} onOpen={({ id }) => opened.push(id)} />);
  screen.getByText('vm 1').closest('tr')?.focus();
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  expect(document.activeElement).toHaveTextContent('vm 2');
  fireEvent.keyDown(document.activeElement!, { key: 'End' });
  expect(document.activeElement).toHaveTextContent('vm 2000');
  expect(document.activeElement).toHaveAttribute('aria-rowindex', '2001');
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  expect(document.activeElement).toHaveTextContent('vm 2000');
  fireEvent.keyDown(document.activeElement!, { key: 'Enter' });
  expect(opened).toEqual([2000]);
});

test('one row is in the tab order, whichever are drawn', () => {
  render(<Table guests={guests(50)} onOpen={() => undefined} />);
  expect(screen.getAllByRole('row').filter((row) => row.tabIndex === 0)).toHaveLength(1);
});

test('a row may put one sentence over the columns it cannot fill', () => {
  render(<Table guests={[{ id: 7, gone: true }]} />);
  expect(screen.getByText('no status')).toHaveAttribute('colspan', '2');
  expect(screen.queryByText('5 %')).toBeNull();
});

test('scrolling draws the rows that come into view and none that stay', async () => {
  const drawn: number[] = [];
  const columns: Array<Column<Guest>> = [{ key: 'id', heading: 'Id', cell: ({ id }) => (drawn.push(id), `vm ${id}`) }];
  render(<VirtualTable label="Guests" columns={columns} rows={guests(2000)} rowKey={({ id }) => String(id)} />);
  const body = screen.getByText('vm 1').closest('tbody')!;
  const before = drawn.length;
  expect(new Set(drawn).size).toBe(before);
  body.getBoundingClientRect = () => ({ top: -37 * 15 }) as DOMRect;
  fireEvent.scroll(window);
  await screen.findByText(`vm ${before + 15}`);
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('columns that do not fit scroll sideways by themselves, by keyboard too', () => {
  const width = jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(200);
  const { rerender } = render(<Table guests={guests(1)} />);
  expect(screen.getByRole('group', { name: 'Guests' })).toHaveAttribute('tabindex', '0');
  width.mockReturnValue(800);
  rerender(<Table key="wide" guests={guests(1)} />);
  expect(screen.queryByRole('group')).toBeNull();
  width.mockRestore();
});

test('a reason below its row is read to its end, also far below the window', () => {
  const reason = 'command zfs send failed: exit code 1';
  render(
    <VirtualTable
      label="Guests"
      columns={COLUMNS}
      rows={guests(150)}
      rowKey={({ id }) => String(id)}
      note={({ id }) => (id === 150 ? reason : null)}
    />
  );
  expect(screen.getByText(reason)).toHaveStyle({ whiteSpace: 'normal' });
});
