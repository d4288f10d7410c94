import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';

import { initTexts } from '../../ui/t';
import type { ArgocdQuery } from './query';
import { QueryEditor } from './QueryEditor';

beforeAll(async () => {
  // Grafana's combobox measures its options on a canvas, which jsdom does not have.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 0 }) } as never);
  await initTexts();
});

/** The editor with Grafana's part: it keeps the query. What was asked last is in `asked`. */
function edit(query: Partial<ArgocdQuery>, annotation?: object) {
  const seen: { changed?: ArgocdQuery; runs: number } = { runs: 0 };
  const props = {
    query: { refId: 'A', kind: 'applications', ...query },
    onChange: (changed: ArgocdQuery) => (seen.changed = changed),
    onRunQuery: () => (seen.runs += 1),
    ...(annotation && { annotation }),
  };
  render(<QueryEditor {...(props as unknown as ComponentProps<typeof QueryEditor>)} />);
  return seen;
}

const shown = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Show' }).value;

it('asks for nothing that cannot be an annotation where one is made', () => {
  edit({ kind: 'applications' }, {});
  expect(shown()).toBe('');
  expect(screen.queryByLabelText('Project')).toBeNull();
});

it('offers what happened at a time as an annotation', () => {
  edit({ kind: 'operations' }, {});
  expect(shown()).toBe('Operations');
  expect(screen.getByLabelText('Failed only')).toBeInTheDocument();
});

it('does not ask for half a name', async () => {
  const seen = edit({});
  await userEvent.type(screen.getByLabelText('Project'), 'sh');
  expect(seen).toEqual({ runs: 0 });
  await userEvent.tab();
  expect(seen).toMatchObject({ changed: { kind: 'applications', project: 'sh' }, runs: 1 });
});
