import { cache } from '@emotion/css';
import { render, screen } from '@testing-library/react';

import { DataTable } from './DataTable';

/** The widths of the container in which a cell is not shown. */
function hiddenWhere(cell: HTMLElement): string[] {
  const styles = [...cell.classList].map((name) => cache.registered[name] ?? '').join('');
  return [...styles.matchAll(/@container \(([^)]+)\)\{display:none;\}/g)].map(([, condition]) => condition ?? '');
}

test('each column leaves at its own width of the container, and the one that stands in for it comes there', () => {
  render(
    <DataTable
      label="Guests"
      columns={[
        { key: 'name', heading: 'Name', cell: (row) => row },
        { key: 'wide', heading: 'Wide', from: 400, cell: () => 'wide' },
        { key: 'wider', heading: 'Wider', from: 700, numeric: true, cell: () => 'wider' },
        { key: 'narrow', heading: 'Narrow', below: 400, cell: () => 'narrow' },
      ]}
      rows={['dns']}
      rowKey={String}
    />
  );
  const places = ['Name', 'Wide', 'Wider', 'Narrow'].map((name) => hiddenWhere(screen.getByText(name)));
  expect(places).toEqual([[], ['max-width: 399px'], ['max-width: 699px'], ['min-width: 400px']]);
  expect(hiddenWhere(screen.getByText('narrow'))).toEqual(['min-width: 400px']);
});
