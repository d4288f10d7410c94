import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import type { KpiDefinition } from '../../../core/kpi/definition';
import { kpi, NOTHING } from '../../../core/kpi/testData';
import { readKpis } from '../../../core/kpi/readKpis';
import { monthIn } from '../../../core/time/month';
import { ConnectedProvider } from '../../../ui/connection';
import { journalMemory } from '../../../ui/journal/journalMemory';
import { FakeRounds, NOW_MS } from '../../../ui/round/fakeRounds';
import { ServicesProvider } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { ZoneProvider } from '../../../ui/zone';
import { EnterDialog } from './EnterDialog';

const BY_HAND = { kind: 'manual', measure: 'value' } as const;
const MTTA = kpi([BY_HAND], {
  id: 'mtta',
  shortTitle: 'Response (MTTA)',
  title: 'Time to take an alert',
  unit: 'seconds',
  direction: 'down',
  target: { op: 'lte', value: 900 },
});
const PATCHED = kpi([BY_HAND], {
  id: 'patched',
  shortTitle: 'Patch compliance',
  title: 'Hosts patched',
  unit: 'ratio',
  direction: 'up',
  target: { op: 'gte', value: 0.95 },
});

const user = userEvent.setup();
let world: FakeRounds;
let closed: number;

async function open(definition: KpiDefinition, month?: string): Promise<void> {
  const connection = world.connection();
  const connected = {
    connection,
    library: await world.services.library(),
    memory: journalMemory(connection.journal, world.services.clock),
  };
  const read = month === undefined ? null : monthIn(month, 'Europe/Berlin');
  const { events } = await connection.journal.read(
    { list: 'kpi', class: 'sys', fromMs: 0, toMs: NOW_MS + 1e9 },
    new AbortController().signal
  );
  const [reading] = await readKpis(
    [definition],
    { ...NOTHING, journal: { rounds: { events: [], fromMs: 0 }, entries: { events } } },
    {
      period: read?.ok ? read.month : 'rolling',
      nowMs: NOW_MS,
      zone: 'Europe/Berlin',
      signal: new AbortController().signal,
    }
  );
  render(
    <ServicesProvider services={world.services}>
      <ConnectedProvider value={connected}>
        <ZoneProvider value="Europe/Berlin">
          {reading && (
            <EnterDialog reading={reading} onWritten={() => Promise.resolve()} onClose={() => (closed += 1)} />
          )}
        </ZoneProvider>
      </ConnectedProvider>
    </ServicesProvider>
  );
  await act(async () => Promise.resolve());
}

const save = () => screen.getByRole('button', { name: 'Sign and save' });

beforeAll(initTexts);
beforeEach(() => {
  world = new FakeRounds();
  closed = 0;
});

test('a time is entered in minutes, for the days that are named, and signed', async () => {
  await open(MTTA);
  expect(screen.getByText('ops1')).toBeInTheDocument();
  expect(save()).toBeDisabled();
  await user.type(screen.getByLabelText(/^Value/), '12,5');
  await user.type(screen.getByLabelText(/^Where does it come from/), 'PagerDuty report{Enter}');
  await act(async () => Promise.resolve());
  expect(closed).toBe(1);
  expect(world.written).toMatchObject([
    {
      type: 'kpi.entered',
      subject: 'kpi/mtta',
      author: 'ops1',
      payload: {
        value: 750,
        fromMs: Date.UTC(2026, 9, 31, 23),
        toMs: Date.UTC(2026, 10, 30, 23),
        note: 'PagerDuty report',
      },
    },
  ]);
});

test('a month that is shown is the one that is entered, whatever its clocks do', async () => {
  await open(MTTA, '2026-10');
  await user.type(screen.getByLabelText(/^Value/), '10');
  await user.click(save());
  await act(async () => Promise.resolve());
  expect(world.written).toMatchObject([
    { payload: { fromMs: Date.UTC(2026, 8, 30, 22), toMs: Date.UTC(2026, 9, 31, 23) } },
  ]);
});

test.each([
  ['97', false, null],
  ['0.97', false, null],
  ['120', true, 'It has to be from 0 % to 100 %.'],
  ['-1', true, 'It has to be from 0 % to 100 %.'],
  ['most', true, 'Write a number, such as 95.'],
])('a share of %s percent', async (text, isRefused, words) => {
  await open(PATCHED);
  await user.type(screen.getByLabelText(/^Value/), text);
  expect(save()).toHaveProperty('disabled', isRefused);
  expect(screen.queryByRole('alert')?.textContent ?? null).toBe(words);
});

test('a period has its order and has begun', async () => {
  await open(PATCHED);
  await user.type(screen.getByLabelText(/^Value/), '97');
  await user.clear(screen.getByLabelText('First day'));
  await user.type(screen.getByLabelText('First day'), '2026-12-05');
  expect(save()).toBeDisabled();
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toContain(
    'The last day cannot be before the first.'
  );
  await user.clear(screen.getByLabelText('Last day'));
  await user.type(screen.getByLabelText('Last day'), '2026-12-06');
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toContain('The period has not begun yet.');
});

test('one that stands is told, and is what a correction begins with', async () => {
  await open(MTTA, '2026-09');
  await user.type(screen.getByLabelText(/^Value/), '20');
  await user.click(save());
  await act(async () => Promise.resolve());
  cleanup();
  await open(MTTA, '2026-09');
  expect(screen.getByText(/20 min stands for .* entered by ops1/)).toBeInTheDocument();
  expect(screen.getByLabelText('First day')).toHaveValue('2026-09-01');
  expect(screen.getByLabelText('Last day')).toHaveValue('2026-09-30');
});

test('who may not write is told so, and cannot save', async () => {
  world.canAppend = false;
  await open(MTTA);
  await user.type(screen.getByLabelText(/^Value/), '12');
  expect(screen.getByRole('status')).toHaveTextContent('You may not write into the journal.');
  expect(save()).toBeDisabled();
});

test('what was not saved says why and stays', async () => {
  world.writeErrors = [Object.assign(new Error('refused'), { code: 'not-permitted', detail: 'No right.' })];
  await open(MTTA);
  await user.type(screen.getByLabelText(/^Value/), '12');
  await user.click(save());
  await act(async () => Promise.resolve());
  expect(screen.getByRole('alert')).toHaveTextContent(/^Not saved\./);
  expect(closed).toBe(0);
  expect(screen.getByLabelText(/^Value/)).toHaveValue('12');
});
