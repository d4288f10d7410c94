import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { SourceError } from '../../sources/sourceError';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useRound } from '../../ui/round/useRound';
import { initTexts } from '../../ui/t';
import { RoundSurface } from './RoundSurface';

const opened: string[] = [];

function Surface() {
  const checklist = useChecklist('morning');
  return checklist && <Ready connected={checklist} />;
}

function Ready({ connected }: { connected: Checklist }) {
  return <RoundSurface round={useRound(connected)} openItem={(id) => opened.push(id)} />;
}

let world: FakeRounds;

async function open(): Promise<void> {
  render(
    <FakeScreen services={world.services}>
      <Surface />
    </FakeScreen>
  );
  await act(async () => jest.advanceTimersByTimeAsync(10));
}

/** Lets polls, retries and promises run. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    world.nowMs += ms;
    await jest.advanceTimersByTimeAsync(ms);
  });
}

const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTime(ms) });

beforeAll(initTexts);
beforeEach(() => {
  jest.useFakeTimers();
  world = new FakeRounds();
  opened.length = 0;
});
afterEach(() => jest.useRealTimers());

const row = (name: RegExp | string) => screen.getByRole('article', { name });

test('an exception leads with its finding, what changed and what to do', async () => {
  await open();
  const disk = row(/^Disk of pve-a3 is 93\.4\s%, limit 90\s%$/);
  expect(within(disk).getByText('Fail')).toBeInTheDocument();
  expect(
    within(disk).getByText(/^Over the limit since 03:37\. Yesterday at this time it was 70\.9\s%\.$/)
  ).toBeInTheDocument();
  expect(within(disk).getByText('/var/lib/vz/dump').tagName).toBe('CODE');
  expect(disk).toHaveFocus();
  expect(screen.getByText('2 items left before you can sign.')).toBeInTheDocument();
});

test('a decision is written with what was seen and never makes the item pass', async () => {
  await open();
  await user.keyboard('a');
  await user.type(screen.getByRole('textbox', { name: /what do you know/ }), 'Cleaning at 10:00{Enter}');
  await pass(1);
  const disk = row(/^Disk/);
  expect(within(disk).getByText('Acknowledged')).toBeInTheDocument();
  expect(within(disk).getByText('Fail')).toBeInTheDocument();
  expect(screen.getByRole('status')).toHaveTextContent('Acknowledged, saved');
  expect(world.written.map(({ type }) => type)).toEqual(['run.started', 'item.acknowledged']);
  expect(world.written[1]?.payload).toMatchObject({
    details: { note: 'Cleaning at 10:00', value: 0.934, verdict: 'fail' },
  });
  expect(disk).toHaveFocus();
});

test('the round is signed with S and Enter once nothing is left', async () => {
  await open();
  await user.keyboard('s');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  await user.keyboard('a');
  await user.type(screen.getByRole('textbox', { name: /what do you know/ }), 'known{Enter}');
  await pass(1);
  await user.keyboard('{ArrowDown} ');
  await pass(1);
  expect(screen.getByText('Ready to sign.')).toBeInTheDocument();
  await user.keyboard('s{Enter}');
  expect(opened).toEqual([]);
  await pass(100);
  const dialog = screen.getByRole('dialog', { name: 'Sign off Morning routine' });
  expect(within(dialog).getByText('1 failure acknowledged')).toBeInTheDocument();
  expect(within(dialog).getByText(/^Disk of pve-a3 is 93\.4\s%, limit 90\s%: “known”$/)).toBeInTheDocument();
  // Only what passed: the check that failed is not among the ones the signature calls passed.
  expect(within(dialog).getByText(/^1 check on 1 entity, values of/)).toBeInTheDocument();
  expect(within(dialog).getByLabelText(/Remark/)).toHaveFocus();
  await user.keyboard('{Enter}');
  await pass(1);
  expect(screen.getByRole('heading', { name: 'Signed, 1 exception open' })).toBeInTheDocument();
  expect(world.written.slice(-2).map(({ type }) => type)).toEqual(['run.signed', 'run.summary']);
});

test('a clean round is "all clear" after its signature, until something turns bad', async () => {
  world.values['node.disk'] = 0.5;
  await open();
  await user.keyboard(' ');
  await pass(1);
  await user.keyboard('s');
  await pass(100);
  await user.keyboard('{Enter}');
  await pass(1);
  expect(screen.getByRole('heading', { name: 'All clear' })).toBeInTheDocument();
  expect(screen.getByText('Still all clear')).toBeInTheDocument();
  world.values['node.memory'] = 0.99;
  await pass(61_000);
  expect(screen.getByText('1 item fails since the signature')).toBeInTheDocument();
  expect(screen.queryByText('Still all clear')).not.toBeInTheDocument();
});

test('what turns bad while the signature is being written keeps it from being given, and says why', async () => {
  world.values['node.disk'] = 0.5;
  await open();
  await user.keyboard(' ');
  await pass(1);
  await user.keyboard('s');
  await pass(100);
  const sign = screen.getByRole('button', { name: /^Sign off as ops1/ });
  expect(sign).toBeEnabled();
  world.values['node.memory'] = 0.99;
  await pass(61_000);
  expect(sign).toBeDisabled();
  expect(within(screen.getByRole('dialog')).getByRole('alert')).toHaveTextContent('1 item left before you can sign.');
  await user.keyboard('{Enter}');
  await pass(1);
  expect(world.written.map(({ type }) => type)).not.toContain('run.signed');
});

test('an entry that somebody edited or that cannot be read does not vanish without a word', async () => {
  const createdMs = world.nowMs;
  world.rejected = [
    { id: 1, why: 'edited', author: 'ops2', createdMs, subject: 'morning/2026-11-20' },
    { id: 2, why: 'unreadable', author: 'ops3', createdMs },
    { id: 3, why: 'duplicate-key', author: 'ops4', createdMs, subject: 'morning/2026-11-20' },
    { id: 4, why: 'unreadable', author: 'ops5', createdMs: createdMs - 86_400_000 },
  ];
  await open();
  expect(screen.getByText(/^2 entries of this round do not count/)).toHaveTextContent(/by ops2, ops3\./);
});

test('a setting that does not fit is said: the checks may ask another source than was meant', async () => {
  await open();
  expect(screen.queryByText(/do not count|setting/)).not.toBeInTheDocument();
  cleanup();
  world.problems = [{ field: 'sources.metrics', message: 'expected array' }];
  await open();
  expect(screen.getByText(/^The setting sources\.metrics is left out: expected array/)).toBeInTheDocument();
});

test('what cannot be saved says so, keeps Sign off disabled and is tried again with the same key', async () => {
  world.writeErrors = [new SourceError('source-down', 'no answer')];
  await open();
  await user.click(within(row('Read the support channel')).getByRole('button', { name: 'Done' }));
  await pass(1);
  expect(screen.getByText('Not saved, retrying')).toBeInTheDocument();
  expect(screen.getByText('Not saved, retrying: 2 entries wait.')).toBeInTheDocument();
  expect(within(row('Read the support channel')).getByText('To do')).toBeInTheDocument();
  expect(screen.getByText('Not everything is saved yet.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Sign off' })).toBeDisabled();
  await pass(5_000);
  expect(screen.queryByText(/Not saved, retrying/)).not.toBeInTheDocument();
  expect(within(row('Read the support channel')).queryByText('To do')).not.toBeInTheDocument();
  expect(world.written.map(({ type }) => type)).toEqual(['run.started', 'item.set']);
});

test('what the server refuses is taken back and says why', async () => {
  world.writeErrors = [new SourceError('not-permitted', 'annotations:create is missing', 403)];
  await open();
  await user.click(within(row('Read the support channel')).getByRole('button', { name: 'Done' }));
  await pass(1);
  expect(screen.getByRole('alert')).toHaveTextContent('annotations:create is missing');
  expect(within(row('Read the support channel')).getByText('To do')).toBeInTheDocument();
});

test('who may not write gets no controls, and the reason', async () => {
  world.canAppend = false;
  await open();
  expect(screen.getByText('You can read this round, not sign it')).toBeInTheDocument();
  for (const name of ['Acknowledge', 'Defer', 'Done', 'Sign off']) {
    expect(screen.queryByRole('button', { name: new RegExp(`^${name}`) })).not.toBeInTheDocument();
  }
  await user.keyboard('a');
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
});

test('a silent source is one cause, one decision, and nothing passes', async () => {
  world.silent = { code: 'source-down', detail: 'connection refused' };
  await open();
  const cause = row('Prometheus mimir-prod does not answer');
  expect(within(cause).getByText('2 items, one cause')).toBeInTheDocument();
  expect(screen.getByText('2 unknown, one cause')).toBeInTheDocument();
  expect(screen.queryByText(/\d pass/)).not.toBeInTheDocument();
  await user.click(within(cause).getByRole('button', { name: 'Defer all 2' }));
  await user.type(screen.getByRole('textbox', { name: /why not now/ }), 'moves today{Enter}');
  await pass(1);
  expect(world.written.filter(({ type }) => type === 'item.deferred')).toHaveLength(2);
  expect(screen.getByText('2 unknown, one cause')).toBeInTheDocument();
  world.silent = null;
  await user.click(within(row(/does not answer/)).getByRole('button', { name: /^Re-check/ }));
  await pass(1);
  expect(screen.queryByRole('article', { name: /mimir-prod/ })).not.toBeInTheDocument();
  expect(screen.queryByText(/unknown, one cause$/)).not.toBeInTheDocument();
  // Nobody had seen it anywhere else, so that it is no change; and the focus went with its cause.
  expect(row(/^Disk/)).toHaveFocus();
  expect(screen.queryByText('1 item changed.')).not.toBeInTheDocument();
});

test.each([false, true])('a source that falls silent later is one cause at once, reader at work: %s', async (works) => {
  await open();
  if (works) {
    await user.keyboard('{ArrowDown}{ArrowUp}');
  }
  world.silent = { code: 'timeout', detail: 'Post "http://prom:9090": context deadline exceeded' };
  await pass(61_000);
  const cause = row('Prometheus mimir-prod does not answer');
  expect(within(cause).getByText('was fail at 08:37')).toBeInTheDocument();
  expect(within(cause).getByText('was pass at 08:37')).toBeInTheDocument();
  expect(within(cause).getByText(/Last good answer at 08:37, 1 minute ago\./)).toBeInTheDocument();
  expect(within(cause).queryByLabelText('Pass')).not.toBeInTheDocument();
  expect(within(cause).getByText(/^No answer in time\. Last good/)).toBeInTheDocument();
  expect(
    within(cause)
      .getByText(/context deadline exceeded/)
      .closest('details')
  ).not.toHaveAttribute('open');
  expect(screen.getAllByRole('article').map((one) => one.getAttribute('aria-label'))).toEqual([
    'Prometheus mimir-prod does not answer',
    'Read the support channel',
  ]);
  expect(screen.queryByText(/changed\./)).not.toBeInTheDocument();
  expect(cause).toHaveFocus();

  world.silent = null;
  await pass(31_000);
  expect(screen.getAllByRole('article').map((one) => one.getAttribute('aria-label'))).toEqual([
    expect.stringMatching(/^Disk/),
    'Read the support channel',
  ]);
  expect(row(/^Disk/)).toHaveFocus();
  // In the tally and as the fold.
  expect(screen.getAllByText('1 pass')).toHaveLength(2);
});

test('words that somebody is writing are not lost when the source of their item falls silent', async () => {
  await open();
  await user.keyboard('a');
  await user.type(screen.getByRole('textbox', { name: /what do you know/ }), 'Cleaning at');
  world.silent = { code: 'timeout' };
  await pass(61_000);
  expect(row('Prometheus mimir-prod does not answer')).toBeInTheDocument();
  const input = screen.getByRole('textbox', { name: /what do you know/ });
  expect(input).toHaveValue('Cleaning at');
  expect(input).toHaveFocus();
  await user.type(input, ' 10:00{Enter}');
  await pass(1);
  expect(world.written.at(-1)?.payload).toMatchObject({ details: { note: 'Cleaning at 10:00', verdict: 'unknown' } });
  expect(screen.getAllByRole('article')).toHaveLength(2);
});

test('no verdict is shown before its source answered, and a cancelled look is none', async () => {
  world.gate = new Promise(() => undefined);
  await open();
  await pass(5_000);
  expect(screen.getByText(/^Checking 2 items: 0 of 1 source answered$/)).toBeInTheDocument();
  expect(screen.queryByText(/pass|Fail/)).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Sign off' })).toBeDisabled();
});

test('what turns bad takes its place at once while nobody works with the round', async () => {
  world.values = { 'node.disk': 0.85, 'node.memory': 0.5 };
  await open();
  expect(row(/^Disk/)).toHaveFocus();
  world.values['node.memory'] = 0.99;
  await pass(61_000);
  expect(screen.getAllByRole('article').map((one) => one.getAttribute('aria-label'))).toEqual([
    expect.stringMatching(/^Memory/),
    expect.stringMatching(/^Disk/),
    'Read the support channel',
  ]);
  // The focus was given and not taken: it goes with the first place.
  expect(row(/^Memory/)).toHaveFocus();
  world.values['node.disk'] = 0.4;
  await pass(61_000);
  expect(screen.queryByRole('article', { name: /disks|Disk/ })).not.toBeInTheDocument();
  // In the tally and as the fold.
  expect(screen.getAllByText('1 pass')).toHaveLength(2);
});

test.each<[string, () => Promise<void> | void]>([
  ['a key', () => user.keyboard('{ArrowDown}')],
  ['a click', () => user.click(screen.getByText('Morning routine'))],
  ['the focus moved into it', () => act(() => row('Read the support channel').focus())],
  ['a scroll', () => act(() => void document.dispatchEvent(new Event('scroll')))],
])('from %s on nothing moves: what turns bad waits below the head until it is asked for', async (_, reader) => {
  await open();
  await reader();
  world.values['node.memory'] = 0.99;
  await pass(61_000);
  expect(screen.queryByRole('article', { name: /^Memory/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(row(/^Memory of pve-a3/)).toBeInTheDocument();
  expect(screen.queryByText('1 item changed.')).not.toBeInTheDocument();
});

test('an exception that passes again stays where the reader saw it and needs nobody', async () => {
  await open();
  await user.keyboard('{ArrowDown}');
  world.values['node.disk'] = 0.4;
  await pass(61_000);
  expect(within(row('Review the disks')).getByText('Now passes')).toBeInTheDocument();
  expect(screen.getByText('1 item left before you can sign.')).toBeInTheDocument();
});

test('Enter opens the evidence of the row that has the focus', async () => {
  await open();
  await user.keyboard('{Enter}');
  expect(opened).toEqual(['disks']);
});

test('a key asks whom an item is given to, and what is typed there decides nothing', async () => {
  await open();
  await user.keyboard('g');
  await pass(100);
  const dialog = screen.getByRole('dialog', { name: 'Give Review the disks to somebody' });
  expect(within(dialog).getByRole('button', { name: 'Give' })).toBeDisabled();
  await user.type(within(dialog).getByLabelText(/^Who takes it/), 'adams{Enter}');
  await pass(1);
  expect(world.written.map(({ type }) => type)).toEqual(['run.started', 'item.assigned']);
  expect(screen.getByText(/^With adams, given by ops1/)).toBeInTheDocument();
});
