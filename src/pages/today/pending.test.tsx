import { act, cleanup, render, screen } from '@testing-library/react';

import { FakeSources, LATE_CHOICES, SOURCES, TOO_EARLY } from '../../ui/round/fakeSources';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useRound } from '../../ui/round/useRound';
import { initTexts } from '../../ui/t';
import { RoundSurface } from './RoundSurface';

function Surface() {
  const checklist = useChecklist('morning');
  return checklist && <Ready connected={checklist} />;
}

function Ready({ connected }: { connected: Checklist }) {
  return <RoundSurface round={useRound(connected)} openItem={() => undefined} />;
}

async function open(world: FakeSources): Promise<void> {
  render(
    <FakeScreen services={world.stage}>
      <Surface />
    </FakeScreen>
  );
  await act(async () => jest.advanceTimersByTimeAsync(10));
  // Longer than the groups wait for the last answer.
  await act(async () => jest.advanceTimersByTimeAsync(3_000));
}

const said = () => document.body.textContent ?? '';

beforeAll(initTexts);
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each(LATE_CHOICES)('while %j has not answered, nothing is said of it, and nothing of the whole', async (late) => {
  const world = new FakeSources(late);
  await open(world);
  const answered = SOURCES.filter((name) => !late.includes(name));
  expect(said()).toContain(`${answered.length} of 3 sources answered`);
  expect(said()).toContain(`Waiting for ${late.map((name) => `the ${name} source`).join(', ')}.`);
  expect(said()).not.toMatch(TOO_EARLY);
  const findings = screen.queryAllByRole('article').map((row) => row.getAttribute('aria-label'));
  const known = [...answered.map((name) => expect.stringContaining(`bad thing of ${name}`)), 'Item walk'];
  expect(findings).toEqual(answered.length === 0 ? [] : known);
  expect(screen.queryByRole('button', { name: /pass/ })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Sign off' })).toBeDisabled();

  await act(async () => {
    world.letAnswer();
    await jest.advanceTimersByTimeAsync(10);
  });
  expect(said()).not.toMatch(/of 3 sources answered|Waiting/);
  expect(said()).toMatch(/3 fail.*1 by hand.*4 pass/);
  expect(screen.getAllByRole('article').map((row) => row.getAttribute('aria-label'))).toEqual([
    ...SOURCES.map((name) => expect.stringContaining(`bad thing of ${name}`)),
    'Item walk',
  ]);
  cleanup();
});
