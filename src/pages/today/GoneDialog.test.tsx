import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import type { EventDraft } from '../../core/journal/event';
import { checkDefinition } from '../../core/check/testData';
import { entity } from '../../core/checklist/testData';
import { FakeRounds, NOW_MS } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { GoneDialog } from './GoneDialog';

const said: EventDraft[] = [];
const gone = {
  said: [],
  isSaving: false,
  problem: null,
  forgetProblem: () => undefined,
  write: (draft: EventDraft) => Promise.resolve(said.push(draft) > 0),
};

function open(labels: Readonly<Record<string, string>>): void {
  const left = { seenMs: NOW_MS - 86_400_000, from: 'source' as const };
  render(
    <ServicesProvider services={new FakeRounds().services}>
      <GoneDialog
        definition={checkDefinition({ id: 'node.smart', by: ['instance', 'device'], says: ['model'] })}
        entity={{ ...entity('', 'fail'), labels: { ...labels, model: 'WD' }, left }}
        sourceName="mimir"
        gone={gone}
        nowMs={NOW_MS}
        onClose={() => undefined}
      />
    </ServicesProvider>
  );
}

const user = userEvent.setup();

async function say(): Promise<void> {
  await user.type(screen.getByLabelText('Why?'), 'scrapped');
  await user.click(screen.getByRole('button', { name: 'Gone for good' }));
  await act(async () => Promise.resolve());
}

beforeAll(initTexts);
beforeEach(() => (said.length = 0));

test('every check of a whole node is meant by taking its other labels away, and never a whole source', async () => {
  open({ instance: 'node-7', device: 'sda' });
  expect(screen.getByText(/It was last seen 1 d ago, from the source\./)).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: /every check, all that has device sda, instance node-7/ }));
  await user.click(screen.getByRole('checkbox', { name: 'device: sda' }));
  expect(screen.getByRole('radio', { name: /all that has instance node-7$/ })).toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'instance: node-7' })).toBeDisabled();
  await say();
  expect(said.map(({ subject }) => subject)).toEqual(['gone/*/prom|instance=node-7']);
});

test('what was taken away is back when it is this check that is meant', async () => {
  open({ instance: 'node-7', device: 'sda' });
  await user.click(screen.getByRole('radio', { name: /every check/ }));
  await user.click(screen.getByRole('checkbox', { name: 'instance: node-7' }));
  await user.click(screen.getByRole('radio', { name: /for this check/ }));
  await say();
  expect(said.map(({ subject }) => subject)).toEqual(['gone/node.smart/prom|device=sda,instance=node-7']);
});

test('a thing without labels is meant for its check alone', async () => {
  open({});
  expect(screen.queryByRole('radio')).toBeNull();
  await say();
  expect(said.map(({ subject }) => subject)).toEqual(['gone/node.smart/prom|']);
});

test('a day that is over cannot be its end', async () => {
  open({ instance: 'node-7' });
  await user.type(screen.getByLabelText('Why?'), 'scrapped');
  await user.type(screen.getByLabelText(/Until/), '2026-11-19');
  expect(screen.getByRole('button', { name: 'Gone for good' })).toBeDisabled();
});
