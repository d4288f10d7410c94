import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';

import { FakeSources, LATE_CHOICES, TOO_EARLY } from '../../ui/round/fakeSources';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { useAlong } from '../../ui/polling/usePoll';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useRound } from '../../ui/round/useRound';
import type { RoundsServices } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ChecklistView } from './ChecklistView';

interface Sized {
  width: number;
  height: number;
}

const WIDE = { width: 680, height: 600 };
const SIZES: Sized[] = [WIDE, { width: 330, height: 300 }, { width: 680, height: 120 }];

function Panel({ size, refreshedMs }: { size: Sized; refreshedMs: number }) {
  const checklist = useChecklist('morning');
  return checklist && <Ready connected={checklist} size={size} refreshedMs={refreshedMs} />;
}

function Ready({ connected, size, refreshedMs }: { connected: Checklist; size: Sized; refreshedMs: number }) {
  const round = useRound(connected);
  useAlong(round.look.again, refreshedMs);
  return <ChecklistView round={round} size={size} />;
}

/** Each panel has a connection of its own to ask for, as on a dashboard. */
function Dashboard({ services, sizes }: { services: RoundsServices; sizes: readonly Sized[] }) {
  const [refreshedMs, setRefreshed] = useState(0);
  return (
    <>
      {sizes.map((size, at) => (
        <div key={at} data-testid={`panel-${at}`}>
          <FakeScreen services={services}>
            <Panel size={size} refreshedMs={refreshedMs} />
          </FakeScreen>
        </div>
      ))}
      <button onClick={() => setRefreshed((ms) => ms + 1000)}>Refresh dashboard</button>
    </>
  );
}

async function open(services: RoundsServices, sizes: readonly Sized[]): Promise<void> {
  render(<Dashboard services={services} sizes={sizes} />);
  await pass(10);
  // Longer than the groups wait for the last answer.
  await pass(3_000);
}

async function pass(ms: number): Promise<void> {
  await act(async () => jest.advanceTimersByTimeAsync(ms));
}

const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTime(ms) });
const said = () => document.body.textContent ?? '';
const rows = (at = 0) =>
  within(screen.getByTestId(`panel-${at}`))
    .getAllByRole('listitem')
    .map((row) => row.textContent ?? '');

beforeAll(initTexts);
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each(LATE_CHOICES)(
  'while %j has not answered, no size of the panel says anything of it, or of the whole',
  async (late) => {
    const world = new FakeSources(late);
    await open(world.stage, SIZES);
    const answered = 3 - late.length;
    expect(said()).not.toMatch(TOO_EARLY);
    expect(said()).not.toMatch(new RegExp(late.map((name) => `thing of ${name}`).join('|')));
    for (const at of SIZES.keys()) {
      expect(screen.getByTestId(`panel-${at}`)).toHaveTextContent(new RegExp(`Checking, ${answered} of 3`));
    }
    await act(async () => {
      world.letAnswer();
      await jest.advanceTimersByTimeAsync(10);
    });
    expect(said()).not.toContain('Checking');
    expect(screen.getByTestId('panel-0')).toHaveTextContent(/3 fail.*from 3 of 3 sources4 left/);
    cleanup();
  }
);

test('late answers take their place by how bad they are, not by when they came', async () => {
  const world = new FakeSources(['prometheus']);
  world.values['argocd.good'] = 0.85;
  await open(world.stage, [WIDE]);
  const order = () => rows().map((row) => /(Fail|Warning|To do|Unknown)/.exec(row)?.[0]);
  expect(order()).toEqual(['Fail', 'Fail', 'Warning', 'To do']);
  await act(async () => {
    world.letAnswer();
    await jest.advanceTimersByTimeAsync(10);
  });
  // The item that needs all sources warns as well, by the same check.
  expect(order()).toEqual(['Fail', 'Fail', 'Fail', 'Warning', 'Warning', 'To do']);
});

test('every way to Today leads to the list of the panel, whatever is due', async () => {
  await open(new FakeSources().stage, SIZES);
  const targets = screen.getAllByRole('link').map((link) => new URL((link as HTMLAnchorElement).href).pathname);
  expect(targets.length).toBeGreaterThan(SIZES.length);
  expect([...new Set(targets)]).toEqual(['/a/opsrounds-ops-app/today/morning']);
});

test('a source that dies is one row before all others, and its items come back where they stood', async () => {
  const world = new FakeSources();
  await open(world.stage, [WIDE]);
  const before = rows();
  world.dead.set('prometheus', { code: 'source-down', detail: 'Post "http://prom:9090": dial tcp: refused' });
  await user.click(screen.getByRole('button', { name: 'Refresh dashboard' }));
  await pass(10);
  expect(rows()[0]).toMatch(/Unknown.*the prometheus source does not answer.*3 items\. No connection\./);
  expect(said()).not.toContain('dial tcp');
  world.dead.clear();
  await user.click(screen.getByRole('button', { name: 'Re-check' }));
  await pass(10);
  expect(rows()).toEqual(before);
});

test('two panels on one dashboard ask each source once, agree, and one refresh reloads once', async () => {
  const world = new FakeSources();
  let connections = 0;
  const services = {
    ...world.stage,
    connect: (signal: AbortSignal) => {
      connections += 1;
      return world.stage.connect(signal);
    },
  };
  await open(services, [WIDE, WIDE]);
  expect([connections, world.asked]).toEqual([1, { prometheus: 1, proxmox: 1, argocd: 1 }]);
  expect(rows(1)).toEqual(rows(0));

  world.values['proxmox.good'] = 0.95;
  await user.click(screen.getByRole('button', { name: 'Refresh dashboard' }));
  await pass(10);
  expect([connections, world.asked]).toEqual([1, { prometheus: 2, proxmox: 2, argocd: 2 }]);
  expect(rows(0)).toContainEqual(expect.stringContaining('good thing of proxmox'));
  expect(rows(1)).toEqual(rows(0));

  await user.click(within(screen.getByTestId('panel-0')).getByRole('button', { name: 'Done' }));
  await pass(10);
  expect(rows(0)).not.toContainEqual(expect.stringContaining('Item walk'));
  expect(rows(1)).toEqual(rows(0));
});

test('what was read is forgotten with the last panel, and read anew for the next one', async () => {
  const world = new FakeSources();
  await open(world.stage, [WIDE, WIDE]);
  cleanup();
  await pass(300_000);
  expect(world.asked.prometheus).toBe(1);
  const late = new Promise<void>(() => undefined);
  world.gate = late;
  await open(world.stage, [WIDE]);
  expect(world.asked.prometheus).toBe(2);
  expect(screen.getByTestId('panel-0')).toHaveTextContent('Checking, 0 of 3 sources answered');
});
