import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { foldAcceptances } from '../../core/acceptance/fold';
import { calcCheck, look, NOW_MS as LOOKED_MS, seen } from '../../core/calc/testData';
import { acceptedState } from '../../core/acceptance/baseline';
import type { VerdictMemory } from '../../core/check/memory';
import type { CheckResult } from '../../core/check/result';
import type { Connected } from '../connection';
import { journalMemory } from '../journal/journalMemory';
import { FakeRounds } from '../round/fakeRounds';
import { ServicesProvider } from '../services';
import { initTexts } from '../t';
import { AcceptedBaseline } from './AcceptedBaseline';

const definition = calcCheck({ fn: 'baseline', of: ['t.a'], maxAgeSeconds: 90 * 86_400 });
jest.setTimeout(60_000);

const user = userEvent.setup();
let rounds: FakeRounds;
let looks: number;

beforeAll(initTexts);
beforeEach(() => {
  rounds = new FakeRounds();
  rounds.nowMs = LOOKED_MS;
  looks = 0;
});

/** What the check says with what the journal has now. */
function checked(values: Readonly<Record<string, number | null>>): Promise<CheckResult> {
  const acceptances = foldAcceptances({ events: rounds.written, rejected: rounds.rejected }, rounds.nowMs);
  const memory: VerdictMemory = {
    known: () => [],
    gone: () => null,
    baseline: (id) => acceptedState(acceptances, id),
  };
  return look(definition, { 't.a': seen(values) }, { memory });
}

async function show(check: CheckResult) {
  const connection = rounds.connection();
  const connected: Pick<Connected, 'connection' | 'memory'> = {
    connection,
    memory: journalMemory(connection.journal, () => rounds.nowMs),
  };
  const shown = render(
    <ServicesProvider services={rounds.services}>
      <AcceptedBaseline check={check} connected={connected} look={{ again: () => (looks += 1) }} nowMs={rounds.nowMs} />
    </ServicesProvider>
  );
  await act(async () => Promise.resolve());
  return shown;
}

async function accept(why: string) {
  await user.click(await screen.findByRole('button', { name: 'Accept this state…' }));
  const dialog = await screen.findByRole('dialog');
  if (why !== '') {
    await user.type(within(dialog).getByLabelText('Why?'), why);
  }
  return dialog;
}

test('a state is accepted with a reason, as it is shown, and everything is looked at again', async () => {
  const first = await show(await checked({ a: 1, b: 2 }));
  expect(await screen.findByText('Nobody has accepted a state yet.')).toBeInTheDocument();
  const dialog = await accept('as built');
  expect(within(dialog).getByText(/It will have 2 things/)).toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Accept' }));
  await screen.findByText(/Accepted by ops1, .*: as built\./);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(looks).toBe(1);
  expect((await checked({ a: 1, b: 2 })).verdict).toBe('pass');
  expect((await checked({ a: 1, b: 3 })).verdict).toBe('fail');
  first.unmount();
});

test('the dialog shows what differs, and asks for a reason', async () => {
  await show(await checked({ a: 1, b: 2, c: 3 }));
  await user.click(within(await accept('as built')).getByRole('button', { name: 'Accept' }));
  await screen.findByText(/as built/);
  document.body.innerHTML = '';
  await show(await checked({ a: 1, b: 9, d: 4 }));
  const dialog = await accept('');
  expect(within(dialog).getByText(/1 new, 1 changed, 1 gone\./)).toBeInTheDocument();
  expect(within(dialog).getAllByRole('row')).toHaveLength(4);
  expect(within(dialog).getByRole('button', { name: 'Accept' })).toBeDisabled();
});

test('what was accepted can be withdrawn', async () => {
  await show(await checked({ a: 1 }));
  await user.click(within(await accept('as built')).getByRole('button', { name: 'Accept' }));
  await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
  await screen.findByText(/Withdrawn by ops1/);
  expect((await checked({ a: 1 })).verdict).toBe('unknown');
});

test('a state that is not known in full cannot be accepted', async () => {
  await show(await checked({ a: 1, b: null }));
  await screen.findByText(/not known in full, so nothing can be accepted/);
  expect(screen.queryByRole('button', { name: 'Accept this state…' })).toBeNull();
});

test('whoever may not write sees what is accepted and no button', async () => {
  rounds.canAppend = false;
  await show(await checked({ a: 1 }));
  await screen.findByText('Nobody has accepted a state yet.');
  expect(screen.queryByRole('button')).toBeNull();
});
