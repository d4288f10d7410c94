import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { createPortal } from 'react-dom';

import { FOCUS_HOME, FocusHome } from './FocusHome';

/** A list whose rows go away when they are accepted, in a page with a heading, and a dialog outside of it. */
function Page() {
  const [rows, setRows] = useState(['a', 'b']);
  const [asks, setAsks] = useState(false);
  return (
    <FocusHome>
      <h1 {...FOCUS_HOME}>Map</h1>
      {rows.length > 0 && (
        <ul tabIndex={-1} aria-label="Rows">
          {rows.map((row) => (
            <li key={row}>
              <button onClick={() => setRows(rows.filter((other) => other !== row))}>Accept {row}</button>
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && <button onClick={() => setAsks(true)}>Accept all</button>}
      {asks &&
        createPortal(
          <button
            onClick={() => {
              setRows([]);
              setAsks(false);
            }}
          >
            Yes
          </button>,
          document.body
        )}
    </FocusHome>
  );
}

const frames = () => act(() => new Promise((resolve) => setTimeout(resolve, 60)));

test('when a row goes with its button, what stands around it has the focus', async () => {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Accept a' }));
  await frames();
  expect(screen.getByRole('list')).toHaveFocus();
});

test('when all of it goes, the heading has it', async () => {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Accept a' }));
  await userEvent.click(screen.getByRole('button', { name: 'Accept b' }));
  await frames();
  expect(screen.getByRole('heading')).toHaveFocus();
});

test('when a dialog closes whose opener is gone, the place of the opener counts', async () => {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Accept all' }));
  await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
  await frames();
  expect(screen.getByRole('heading')).toHaveFocus();
});

test('whoever clicks beside everything keeps the focus nowhere', async () => {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Accept all' }));
  await userEvent.click(document.body);
  await frames();
  expect(document.body).toHaveFocus();
});
