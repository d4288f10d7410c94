import { render, screen } from '@testing-library/react';

import { initTexts } from '../../t';
import { createSelfTests } from './selfTests';
import { SelfTestSection } from './SelfTestSection';

beforeAll(initTexts);

test('what was found is not shown any more once the settings are others, and is back with them', async () => {
  const tests = createSelfTests<{ uid: string; name: string }, string>(() => Promise.resolve('4 of 4 nodes'));
  const section = (changed: boolean) => (
    <SelfTestSection source={{ uid: 'u', name: 'pve-a' }} tests={tests} changed={changed} asking="Asking">
      {(found) => <p>{found}</p>}
    </SelfTestSection>
  );
  const { rerender } = render(section(false));
  expect(await screen.findByText('4 of 4 nodes')).toBeInTheDocument();
  rerender(section(true));
  expect(screen.queryByText('4 of 4 nodes')).not.toBeInTheDocument();
  expect(screen.getByText(/not saved: Save & test says what they reach/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Check the token' })).toBeDisabled();
  rerender(section(false));
  expect(screen.getByText('4 of 4 nodes')).toBeInTheDocument();
});
