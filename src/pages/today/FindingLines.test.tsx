import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { findingsOf } from '../../core/check/findings';
import { checkResult } from '../../core/checklist/testData';
import { initTexts } from '../../ui/t';
import { FindingLines } from './FindingLines';

const findings = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    findingsOf(checkResult(`n.${index}`, index === 0 ? 'fail' : 'warn'))
  ).flat();

const opened: string[] = [];

function show(count: number, folded = false) {
  render(
    <FindingLines
      label="More"
      findings={findings(count)}
      folded={folded}
      onOpen={({ check }) => opened.push(check.definition.id)}
    />
  );
}

const texts = () =>
  within(screen.getByRole('list', { name: 'More' }))
    .getAllByRole('listitem')
    .map((line) => line.textContent);

beforeAll(initTexts);

test.each([1, 4, 5])('of %i each is a line with its mark, and nothing folds', (count) => {
  show(count);
  expect(texts()).toHaveLength(count);
  expect(within(screen.getByRole('list')).getAllByRole('img')[0]).toHaveAccessibleName('Fail');
  expect(screen.queryByRole('button', { name: /finding/ })).toBeNull();
});

test('of more the rest opens in place, by keyboard, and the focus stays on the fold', async () => {
  show(9);
  expect(texts()).toHaveLength(4);
  const fold = screen.getByRole('button', { name: '5 more findings' });
  fold.focus();
  await userEvent.keyboard('{Enter}');
  expect(texts()).toEqual(['n.0 is fail', ...Array.from({ length: 8 }, (_, index) => `n.${index + 1} is warn`)]);
  expect(fold).toHaveFocus();
  expect(fold).toHaveAttribute('aria-expanded', 'true');
});

test('what is decided folds whole, and a line opens its own check', async () => {
  show(2, true);
  expect(screen.queryByRole('list')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '2 more findings' }));
  await userEvent.click(screen.getByRole('button', { name: 'n.1 is warn' }));
  expect(opened).toEqual(['n.1']);
});
