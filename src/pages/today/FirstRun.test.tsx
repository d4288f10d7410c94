import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { isScheduled } from '../../core/checklist/template';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useRound } from '../../ui/round/useRound';
import { initTexts } from '../../ui/t';
import { FirstRun } from './FirstRun';

function Ready({ connected }: { connected: Checklist }) {
  return <FirstRun round={useRound(connected)} onStarted={() => undefined} />;
}

function Page() {
  const checklist = useChecklist('morning');
  return checklist && <Ready connected={checklist} />;
}

let world: FakeRounds;

async function open(services = world.services): Promise<void> {
  render(
    <FakeScreen services={services}>
      <Page />
    </FakeScreen>
  );
  await act(async () => jest.advanceTimersByTimeAsync(10));
}

beforeAll(initTexts);
beforeEach(() => {
  jest.useFakeTimers();
  world = new FakeRounds();
  world.configured = false;
});
afterEach(() => jest.useRealTimers());

test('says what the machine can decide before anybody starts', async () => {
  await open();
  expect(screen.getByRole('heading', { name: '2 of 3 items can be decided by machine today' })).toBeVisible();
  expect(screen.getByRole('table', { name: 'Has data' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Start with 1 pack' })).toBeEnabled();
});

test('a source that does not answer comes first, and no pack is said to have no data', async () => {
  world.silent = { code: 'source-down', detail: 'connection refused' };
  await open();
  expect(screen.getAllByRole('heading')[0]).toHaveTextContent('Prometheus mimir-prod does not answer');
  expect(screen.getByText(/^No connection\. connection refused\. Check that it is up/)).toBeVisible();
  expect(screen.queryByText(/no data/i)).toBeNull();
  expect(screen.queryByText(/can be decided by machine today/)).toBeNull();
  expect(screen.getByRole('button', { name: 'Re-check' })).toBeEnabled();
});

test('starting turns on the morning, and what else is chosen; one on demand is among it', async () => {
  const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTime(ms) });
  const library = await world.services.library();
  const morning = library.checklists.filter(isScheduled)[0]!;
  const { windowSeconds, items } = morning;
  const checklists = [
    morning,
    { ...morning, id: 'weekly', title: 'Weekly tasks', recurrence: { every: 'week', days: ['mon'] } } as const,
    { id: 'repair', title: 'Repair', recurrence: null, windowSeconds, items },
  ];
  await open({ ...world.services, library: () => Promise.resolve({ ...library, checklists }) });
  expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([true, false, false]);
  expect(screen.getByText('on demand, 3 items')).toBeVisible();
  expect(screen.getByText(/Starting turns on the Morning routine, weekdays, Europe\/Berlin\./)).toBeVisible();

  await user.click(screen.getByRole('checkbox', { name: /Morning routine/ }));
  expect(screen.getByRole('button', { name: 'Start with 1 pack' })).toBeDisabled();
  expect(screen.getByText(/Choose at least one checklist\./)).toBeVisible();

  await user.click(screen.getByRole('checkbox', { name: /Weekly tasks/ }));
  await user.click(screen.getByRole('checkbox', { name: /Morning routine/ }));
  expect(screen.getByText(/Starting turns on 2 checklists, Europe\/Berlin\./)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Start with 1 pack' }));
  expect(world.savedSettings).toEqual([expect.objectContaining({ checklists: ['morning', 'weekly'] })]);
});
