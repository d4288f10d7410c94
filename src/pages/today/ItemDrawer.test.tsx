import { setChromeHeaderHeightHook } from '@grafana/runtime';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';

import type { CheckSnapshot } from '../../core/checklist/details';
import type { RunDraft } from '../../core/checklist/event';
import { SourceError } from '../../sources/sourceError';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useRound } from '../../ui/round/useRound';
import { initTexts } from '../../ui/t';
import { ItemDrawer } from './ItemDrawer';

const DAY_MS = 86_400_000;

let world: FakeRounds;

function Screen() {
  const checklist = useChecklist('morning');
  return checklist && <Opened connected={checklist} />;
}

function Opened({ connected }: { connected: Checklist }) {
  const round = useRound(connected);
  const entry = round.board.items.find(({ item }) => item.id === 'disks');
  return entry && round.groups && <ItemDrawer round={round} entry={entry} checkId={null} onClose={() => undefined} />;
}

async function open(): Promise<void> {
  render(
    <MemoryRouter>
      <FakeScreen services={world.services}>
        <Screen />
      </FakeScreen>
    </MemoryRouter>
  );
  await pass(100);
}

/** Lets polls, retries and promises run. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    world.nowMs += ms;
    await jest.advanceTimersByTimeAsync(ms);
  });
}

/** Two days ago ops2 signed a round in which the disk of pve-a9 was full; it is not reported any more. */
function signWithout(instance: string): void {
  const seenMs = world.nowMs - 2 * DAY_MS;
  const named: CheckSnapshot = {
    id: 'node.disk',
    verdict: 'fail',
    counts: { fail: 1, pass: 1 },
    entities: [{ key: `prom|instance=${instance}`, verdict: 'fail', value: 0.97 }],
  };
  const envelope = { class: 'run' as const, list: 'morning', subject: 'morning/2026-11-18', sentence: '' };
  const event = (type: RunDraft['type'], details: RunDraft['payload']['details']): RunDraft => {
    return { ...envelope, type, key: type, payload: { template: 'morning@0', details } };
  };
  world.nowMs = seenMs;
  world.writeAs('ops2', event('run.checks', { valuesMs: seenMs, counts: { fail: 1 }, checks: [named] }));
  world.writeAs('ops2', event('run.signed', {}));
  world.nowMs = seenMs + 2 * DAY_MS;
}

const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTime(ms) });
const drawer = () => screen.getAllByRole('dialog')[0] as HTMLElement;
const dialog = () => screen.getByRole('dialog', { name: 'pve-a9 is gone for good' });
const sayButton = () => screen.queryByRole('button', { name: 'Gone for good…' });
const written = () => world.written.filter(({ type }) => !type.startsWith('run.'));

async function ask(): Promise<void> {
  await user.click(within(drawer()).getByRole('button', { name: 'Gone for good…' }));
  await pass(100);
}

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
  world.values['node.disk'] = 0.5;
  signWithout('pve-a9');
});
afterEach(() => jest.useRealTimers());

test('what left while it was bad says since when and who knows it, and nothing is written by looking', async () => {
  await open();
  const row = within(drawer()).getByRole('row', { name: /pve-a9/ });
  expect(row).toHaveTextContent('Fail');
  expect(row).toHaveTextContent(/97\s%.*last seen 2 d ago, from the signature of 18 Nov/);
  expect(within(drawer()).getByRole('row', { name: /pve-a3/ })).not.toHaveTextContent('Gone for good');
  expect(world.written).toHaveLength(2);
});

test('it is said to be gone for good, with a reason, and is not judged any more', async () => {
  await open();
  await ask();
  expect(within(dialog()).getByLabelText('Why?')).toHaveFocus();
  expect(within(dialog()).getByRole('button', { name: 'Gone for good' })).toBeDisabled();
  await user.keyboard('scrapped, OPS-7{Enter}');
  await pass(100);
  expect(screen.queryByRole('dialog', { name: 'pve-a9 is gone for good' })).toBeNull();
  expect(written()).toMatchObject([
    { type: 'accepted', class: 'sys', list: 'acceptance', subject: 'gone/node.disk/prom|instance=pve-a9' },
  ]);
  expect(written()[0]?.payload).toEqual({ why: 'scrapped, OPS-7' });
  expect(within(drawer()).queryByRole('row', { name: /pve-a9/ })).toBeNull();
  expect(within(drawer()).getByText('ops1, 08:37: scrapped, OPS-7')).toBeInTheDocument();
});

test('it holds for every check of its labels, and until a day, where that is said', async () => {
  await open();
  await ask();
  await user.click(within(dialog()).getByRole('radio', { name: /every check, all that has instance pve-a9/ }));
  await user.type(within(dialog()).getByLabelText('Why?'), 'away');
  await user.type(within(dialog()).getByLabelText(/Until/), '2026-11-22');
  await user.click(within(dialog()).getByRole('button', { name: 'Gone for good' }));
  await pass(100);
  const midnightMs = Date.UTC(2026, 10, 22, 23);
  expect(written()).toMatchObject([
    { subject: 'gone/*/prom|instance=pve-a9', payload: { why: 'away', untilMs: midnightMs } },
  ]);
  expect(within(drawer()).getByText('ops1, 08:37: away, until 22 Nov')).toBeInTheDocument();
  world.nowMs = midnightMs;
  await pass(61_000);
  expect(within(drawer()).getByRole('row', { name: /pve-a9/ })).toBeInTheDocument();
  expect(within(drawer()).getByText(/^said by ops1, over since 00:00$/)).toBeInTheDocument();
});

test('it is withdrawn, and is as bad as before', async () => {
  await open();
  await ask();
  await user.keyboard('scrapped{Enter}');
  await pass(100);
  await user.click(within(drawer()).getByRole('button', { name: 'Withdraw' }));
  await pass(100);
  expect(written().map(({ type, base }) => [type, base])).toEqual([
    ['accepted', undefined],
    ['acceptance.withdrawn', written()[0]?.key],
  ]);
  expect(within(drawer()).getByRole('row', { name: /pve-a9/ })).toHaveTextContent('Fail');
  expect(within(drawer()).getByText(/^said by ops1, withdrawn by ops1/)).toBeInTheDocument();
});

test('what the server refuses is said, and a retry has the same key', async () => {
  await open();
  await ask();
  world.writeErrors = [new SourceError('timeout', 'no answer')];
  await user.keyboard('scrapped{Enter}');
  await pass(100);
  expect(within(dialog()).getByRole('alert')).toHaveTextContent(/^Not saved\. No answer in time\. Check/);
  expect(written()).toEqual([]);
  world.answerErrors = [new SourceError('timeout', 'no answer')];
  await user.keyboard('{Enter}');
  await pass(100);
  await user.keyboard('{Enter}');
  await pass(100);
  expect(new Set(written().map(({ key }) => key)).size).toBe(1);
});

test('who may not write is not asked', async () => {
  world.canAppend = false;
  await open();
  expect(within(drawer()).getByRole('row', { name: /pve-a9/ })).toHaveTextContent('last seen 2 d ago');
  expect(sayButton()).toBeNull();
});

test('an item is given to somebody else, with those of the last rounds as suggestions', async () => {
  await open();
  await user.click(within(drawer()).getByRole('button', { name: 'Give to…' }));
  await pass(100);
  const who = screen.getByLabelText(/^Who takes it\?/);
  expect(who).toHaveFocus();
  expect([...(who as HTMLInputElement).list!.options].map(({ value }) => value)).toEqual(['ops2']);
  await user.keyboard(' ops3 {Enter}');
  await pass(100);
  expect(written()).toMatchObject([{ type: 'item.assigned', payload: { item: 'disks', details: { to: 'ops3' } } }]);
  expect(within(drawer()).getByText('With ops3, given by ops1 at 08:37')).toBeInTheDocument();
});
