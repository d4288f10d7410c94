import { act, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';

import type { RejectedRow } from '../../core/journal/event';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useHandover } from '../../ui/round/useHandover';
import { useRound } from '../../ui/round/useRound';
import { initTexts } from '../../ui/t';
import { Aside } from './Aside';

let world: FakeRounds;

function Screen() {
  const checklist = useChecklist('morning');
  return checklist && <Beside connected={checklist} />;
}

function Beside({ connected }: { connected: Checklist }) {
  const round = useRound(connected);
  const { isWhole } = useHandover(round);
  return (
    <>
      <Aside round={round} />
      <output>{isWhole ? 'whole' : 'not whole'}</output>
    </>
  );
}

async function open(): Promise<HTMLElement> {
  render(
    <FakeScreen services={world.services}>
      <MemoryRouter>
        <Screen />
      </MemoryRouter>
    </FakeScreen>
  );
  await act(async () => jest.advanceTimersByTimeAsync(100));
  return screen.getByRole('heading', { name: /^Carried over/ }).closest('section')!;
}

/** The round of the day before was signed and left nothing open. */
function signYesterday(): void {
  const atMs = world.nowMs - 24 * 3_600_000;
  const payload = {
    outcome: 'signed',
    reason: null,
    openMs: atMs,
    dueMs: atMs + 60_000,
    startedMs: null,
    template: 'morning@00000000',
    items: 3,
    machine: 2,
    answered: 3,
    found: { fail: 0, unknown: 0, warn: 0 },
    open: [],
    cut: 0,
  };
  const envelope = { class: 'sum', list: 'morning', type: 'run.summary', sentence: '' } as const;
  world.nowMs = atMs;
  world.writeAs('ops2', { ...envelope, key: 'yesterday', subject: 'morning/2026-11-19', payload });
  world.nowMs = atMs + 24 * 3_600_000;
}

const edited = (subject: string): RejectedRow => {
  return { id: 99, why: 'edited', author: 'ops2', createdMs: world.nowMs - 3_600_000, subject };
};

beforeAll(initTexts);
beforeEach(() => {
  jest.useFakeTimers();
  world = new FakeRounds();
});
afterEach(() => jest.useRealTimers());

test('without any earlier round nobody knows that nothing is left', async () => {
  const carried = await open();
  expect(within(carried).getByText('No earlier round is known')).toBeVisible();
  expect(within(carried).queryByText(/^Nothing left/)).toBeNull();
});

test('a round that left nothing says so', async () => {
  signYesterday();
  expect(within(await open()).getByText('Nothing left from the rounds before')).toBeVisible();
  expect(screen.getByText('whole')).toBeInTheDocument();
});

test('an edited summary is told, and a handover is not whole', async () => {
  signYesterday();
  world.rejected = [edited('morning/2026-11-19')];
  const carried = await open();
  expect(within(carried).getByRole('link', { name: 'What Morning routine left over is not known' })).toBeVisible();
  expect(within(carried).queryByText(/^Nothing left/)).toBeNull();
  expect(screen.getByText('not whole')).toBeInTheDocument();
});
