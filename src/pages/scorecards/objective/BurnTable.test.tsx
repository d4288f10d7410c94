import { render, screen, within } from '@testing-library/react';

import type { Burn } from '../../../core/slo/burn';
import { initTexts } from '../../../ui/t';
import { BurnTable } from './BurnTable';

const HOUR_MS = 3_600_000;

function burn(index: number, what: Partial<Burn>): Burn {
  return {
    alert: index < 2 ? 'page' : 'ticket',
    longMs: (index + 1) * HOUR_MS,
    shortMs: 300_000 * (index + 1),
    factor: 14.4,
    long: 0.4,
    short: 0.1,
    bad: 0,
    state: 'calm',
    ...what,
  };
}

beforeAll(initTexts);

test('each pair says what it is in words, what is not known is no number, and one window alone is no alert', () => {
  render(
    <BurnTable
      burns={[
        burn(0, { long: 20, short: 15.04, state: 'firing' }),
        burn(1, { long: 20, state: 'one' }),
        burn(2, { long: 1.5, short: 1.2, factor: 0.98, state: 'firing' }),
        burn(3, { short: null, state: 'unknown' }),
        burn(4, { factor: 14.4, state: 'never' }),
        burn(5, {}),
      ]}
    />
  );
  const rows = within(screen.getByRole('table', { name: 'Burn rate' }))
    .getAllByRole('row')
    .slice(1);
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    'Page1 h20.0 ×5 min15.0 ×14.4 ×Firing',
    'Page2 h20.0 ×10 min0.1 ×14.4 ×1 of 2',
    'Ticket3 h1.5 ×15 min1.2 ×0.98 ×Firing',
    'Ticket4 h0.4 ×20 min?14.4 ×Unknown',
    'Ticket5 h0.4 ×25 min0.1 ×14.4 ×Cannot fire',
    'Ticket6 h0.4 ×30 min0.1 ×14.4 ×Calm',
  ]);
  expect(screen.getByText(/^Cannot fire: even when everything is bad/)).toBeVisible();
});

test('nothing is said of what cannot fire where all can', () => {
  render(<BurnTable burns={[burn(0, {})]} />);
  expect(screen.queryByText(/^Cannot fire/)).toBeNull();
});
