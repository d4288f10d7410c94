import { render, screen } from '@testing-library/react';

import { inSuspense } from './inSuspense';
import { t } from './t';

function Greeting({ name }: { name: string }) {
  return <p>{t('test.greeting', 'Good morning, {{name}}', { name })}</p>;
}

it('loads a component when it is first drawn, once, and draws it with its texts', async () => {
  let loads = 0;
  const Part = inSuspense(async () => {
    loads += 1;
    return Greeting;
  });
  expect(loads).toBe(0);
  const { rerender } = render(<Part name="Ada" />);
  expect(await screen.findByText('Good morning, Ada')).toBeVisible();
  rerender(<Part name="Grace" />);
  expect(screen.getByText('Good morning, Grace')).toBeVisible();
  expect(loads).toBe(1);
});
