import { setChromeHeaderHeightHook } from '@grafana/runtime';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { MemoryRouter } from 'react-router-dom';

import { riskDraft } from '../../core/acceptance/risk';
import type { Verdict } from '../../core/check/verdict';
import type { EventDraft } from '../../core/journal/event';
import { SourceError } from '../../sources/sourceError';
import { FakeRounds, NOW_MS } from '../../ui/round/fakeRounds';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useRound } from '../../ui/round/useRound';
import { initTexts } from '../../ui/t';
import { ItemDrawer } from './ItemDrawer';
import { RoundSurface } from './RoundSurface';

const DAY_MS = 86_400_000;
/** The end of 4 December in Berlin. */
const FORTNIGHT_MS = Date.UTC(2026, 11, 4, 23);

let world: FakeRounds;

function Screen() {
  const checklist = useChecklist('morning');
  return checklist && <Opened connected={checklist} />;
}

function Opened({ connected }: { connected: Checklist }) {
  const round = useRound(connected);
  const [open, setOpen] = useState(false);
  const entry = round.board.items.find(({ item }) => item.id === 'disks');
  return (
    <>
      <RoundSurface round={round} openItem={() => setOpen(true)} />
      {open && entry && <ItemDrawer round={round} entry={entry} checkId={null} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Lets polls, retries and promises run. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    world.nowMs += ms;
    await jest.advanceTimersByTimeAsync(ms);
  });
}

async function show(): Promise<void> {
  render(
    <MemoryRouter>
      <FakeScreen services={world.services}>
        <Screen />
      </FakeScreen>
    </MemoryRouter>
  );
  await pass(100);
}

async function openDrawer(): Promise<void> {
  await user.click(within(article()).getByLabelText('Evidence of Review the disks'));
  await pass(100);
}

/** Somebody accepted it before. */
function anna(verdict: Verdict = 'fail', instance = 'pve-a3', key = 'a1'): EventDraft {
  const entity = { key: `prom|instance=${instance}`, verdict, value: 0.934 };
  const said = { id: key, checkId: 'node.disk', entity, name: instance, why: 'it moves', untilMs: FORTNIGHT_MS };
  return riskDraft(said, NOW_MS - DAY_MS);
}

// Whether anything lies over a button is not asked: jsdom lays nothing out.
const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTime(ms), pointerEventsCheck: 0 });
// By role it takes seconds to find them: styles are asked for each element of the round and of the drawer.
const article = () => document.querySelector('[aria-label^="Disk"], [aria-label^="2 findings"]') as HTMLElement;
const drawer = () => document.querySelector('[role="dialog"]') as HTMLElement;
const title = () => screen.queryByText('Accept the risk of pve-a3');
const dialog = () => title()?.closest('[role="dialog"]') as HTMLElement;
const acceptOf = (name: string) => within(drawer()).queryByLabelText(`Accept risk… of ${name}`);
/** Of a thing and of what is said below it. */
const rowsOf = (place: HTMLElement, name: string) => {
  const row = within(place).getByText(name).closest('tr');
  return `${row?.textContent} ${row?.nextElementSibling?.textContent}`;
};
const saveButton = () => within(dialog()).getByText('Accept risk').closest('button');
const left = () => screen.getByText(/left before you can sign|Ready to sign/).textContent;
const written = () => world.written.filter(({ type }) => !type.startsWith('run.'));

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  // A drawer measures its title and what it scrolls; jsdom lays nothing out.
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.assign(globalThis, { ResizeObserver: jest.fn(() => observer), IntersectionObserver: jest.fn(() => observer) });
  await initTexts();
});
beforeEach(() => {
  jest.useFakeTimers();
  world = new FakeRounds();
});
afterEach(() => jest.useRealTimers());

test('one thing is accepted from the evidence, the item is decided and stays a failure, and it is taken back', async () => {
  await show();
  expect(left()).toBe('2 items left before you can sign.');
  await openDrawer();
  acceptOf('pve-a3')?.focus();
  await user.keyboard('{Enter}');
  await pass(100);
  expect(within(dialog()).getByText(/It stays a failure in the record\./)).toBeInTheDocument();
  expect(within(dialog()).getByLabelText('Why?')).toHaveFocus();
  expect(within(dialog()).getByLabelText(/Until/)).toHaveValue('2026-12-04');
  expect(saveButton()).toBeDisabled();
  await user.paste('moves on Friday, OPS-9');
  await user.keyboard('{Enter}');
  await pass(100);
  expect(title()).toBeNull();
  expect(written()).toMatchObject([
    {
      type: 'accepted',
      subject: 'risk/node.disk/prom|instance=pve-a3',
      payload: { why: 'moves on Friday, OPS-9', untilMs: FORTNIGHT_MS, state: { verdict: 'fail', value: 0.934 } },
    },
  ]);
  expect(rowsOf(drawer(), 'pve-a3')).toMatch(/^Fail.* Risk accepted until 4 Dec by ops1: moves on Friday, OPS-9$/);
  expect(article()).toHaveTextContent(/Fail.*Risk accepted until 4 Dec by ops1: moves on Friday, OPS-9/);
  expect(within(article()).queryByText('Acknowledge')).toBeNull();
  expect(left()).toBe('1 item left before you can sign.');
  expect(screen.getAllByText('1 failure, risk accepted').length).toBeGreaterThan(0);

  await user.click(within(drawer()).getByLabelText('Withdraw: the risk of pve-a3'));
  await pass(100);
  expect(written()[1]).toMatchObject({ type: 'acceptance.withdrawn', base: written()[0]?.key });
  expect(left()).toBe('2 items left before you can sign.');
  expect(acceptOf('pve-a3')).not.toBeNull();
});

test('the round is signed with it, and the record says whose risk it was', async () => {
  world.writeAs('anna', anna());
  await show();
  await user.keyboard('{ArrowDown} ');
  await pass(1);
  await user.keyboard('s');
  await pass(100);
  const sign = screen.getByRole('dialog', { name: 'Sign off Morning routine' });
  expect(within(sign).getByText('1 failure, risk accepted')).toBeInTheDocument();
  expect(within(sign).getByText(/^Disk of pve-a3 .*: “it moves”$/)).toBeInTheDocument();
  await user.keyboard('{Enter}');
  await pass(1);
  expect(screen.getByText('Signed, 1 exception open')).toBeInTheDocument();
  expect(article()).toHaveTextContent('Risk accepted until 4 Dec by anna: it moves');
  const said = Object.fromEntries(world.written.map(({ type, payload }) => [type, payload]));
  expect(said['run.signed']).toMatchObject({ details: { verdicts: { disks: 'fail' } } });
  expect(said['run.summary']).toMatchObject({
    found: { fail: 1 },
    open: [{ item: 'disks', verdict: 'fail', decision: 'risk', note: 'it moves' }],
  });
});

test.each<[string, Record<string, number | null>]>([
  ['fails', { 'pve-a9': 0.97 }],
  ['warns', { 'pve-a9': 0.85 }],
  ['is unknown', { 'pve-a9': null }],
])('while another thing %s the item needs a decision, and the row says what is accepted', async (_, more) => {
  world.more = more;
  world.writeAs('anna', anna());
  await show();
  expect(left()).toBe('2 items left before you can sign.');
  expect(within(article()).getByText('Acknowledge')).toBeInTheDocument();
  expect(rowsOf(article(), 'pve-a3')).toContain('Risk accepted until 4 Dec by anna: it moves');
  expect(article()).toHaveTextContent('The risk of 1 of 2 that do not pass is accepted until 4 Dec.');
});

test('a warning that was accepted and fails now needs a decision, and says why', async () => {
  world.writeAs('anna', anna('warn'));
  await show();
  expect(left()).toBe('2 items left before you can sign.');
  expect(article()).toHaveTextContent('The risk that anna accepted does not hold: it was a warning then');
});

test('another check of the same thing is not muted', async () => {
  world.values['node.memory'] = 0.95;
  world.writeAs('anna', anna());
  await show();
  expect(left()).toBe('2 items left before you can sign.');
  expect(document.querySelector('[aria-label^="Memory"]')).not.toHaveTextContent('Risk accepted');
});

test('it is over at the end of its day', async () => {
  world.nowMs = FORTNIGHT_MS - 30_000;
  world.writeAs('anna', { ...anna(), key: 'a1' });
  await show();
  expect(article()).toHaveTextContent('Risk accepted until 4 Dec');
  await pass(90_000);
  expect(article()).not.toHaveTextContent('Risk accepted');
});

test('as long as what is accepted was not read nothing is muted', async () => {
  const read = world.connection();
  const journal = {
    ...read.journal,
    read: (...asked: Parameters<typeof read.journal.read>) =>
      asked[0].class === 'sys' ? Promise.reject(new SourceError('timeout', 'no answer')) : read.journal.read(...asked),
  };
  jest.spyOn(world, 'connection').mockReturnValue({ ...read, journal });
  world.writeAs('anna', anna());
  await show();
  expect(left()).toBe('2 items left before you can sign.');
  expect(article()).not.toHaveTextContent('Risk accepted');
});

test('who may not write sees what is accepted and is offered nothing', async () => {
  world.canAppend = false;
  world.more = { 'pve-a9': 0.97 };
  world.writeAs('anna', anna());
  await show();
  await openDrawer();
  expect(rowsOf(drawer(), 'pve-a3')).toContain('Risk accepted until 4 Dec by anna');
  expect(within(drawer()).queryByLabelText(/^Accept risk|^Withdraw/)).toBeNull();
});

test('what the server refuses is said, Escape gives it up, and a date beyond 90 days is not taken', async () => {
  await show();
  await openDrawer();
  await user.click(acceptOf('pve-a3') as HTMLElement);
  await pass(100);
  world.writeErrors = [new SourceError('timeout', 'no answer')];
  await user.paste('it moves');
  await user.keyboard('{Enter}');
  await pass(100);
  expect(within(dialog()).getByRole('alert')).toHaveTextContent(/^Not saved\. No answer in time\./);
  const until = within(dialog()).getByLabelText(/Until/);
  for (const [date, isTaken] of [
    ['', false],
    ['2027-02-19', false],
    ['2027-02-18', true],
  ] as const) {
    fireEvent.change(until, { target: { value: date } });
    expect(saveButton()?.disabled).toBe(!isTaken);
  }
  await user.keyboard('{Escape}');
  await pass(100);
  expect(title()).toBeNull();
  expect(written()).toEqual([]);
});
