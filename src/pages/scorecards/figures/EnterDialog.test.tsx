import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import type { KpiDefinition } from '../../../core/kpi/definition';
import { kpi, NO_JOURNAL, NOTHING } from '../../../core/kpi/testData';
import { readKpis } from '../../../core/kpi/readKpis';
import { monthIn } from '../../../core/time/month';
import { ConnectedProvider, connectedOf } from '../../../ui/connection';
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
const RESTORED = kpi([{ kind: 'manual', measure: 'days-since', validDays: 90 }], {
  id: 'restored',
  title: 'Days since the last restore test',
  unit: 'days',
  direction: 'down',
  target: { op: 'lte', value: 7 },
});
const SESSIONS = kpi([{ kind: 'manual', measure: 'sum' }], {
  id: 'sessions',
  unit: 'count',
  target: { op: 'gte', value: 1 },
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
  const connected = connectedOf(connection, await world.services.library(), world.services.clock);
  const read = month === undefined ? null : monthIn(month, 'Europe/Berlin');
  const { events } = await connection.journal.read(
    { list: 'kpi', class: 'sys', fromMs: 0, toMs: NOW_MS + 1e9 },
    new AbortController().signal
  );
  const [reading] = await readKpis(
    [definition],
    { ...NOTHING, journal: { ...NO_JOURNAL, entries: { events } } },
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

async function enter(definition: KpiDefinition, value: string, month?: string): Promise<void> {
  await open(definition, month);
  await user.type(screen.getByLabelText(/^Value/), value);
  await user.click(save());
  await act(async () => Promise.resolve());
  cleanup();
}

test('one that stands is told, and a correction begins with it', async () => {
  await enter(MTTA, '20', '2026-09');
  await open(MTTA, '2026-09');
  expect(screen.getByText(/20 min stands for 1 Sept to 30 Sept, entered by ops1 on 20 Nov\./)).toBeInTheDocument();
  expect(screen.getByLabelText('First day')).toHaveValue('2026-09-01');
  await user.click(screen.getByRole('button', { name: 'Correct it' }));
  expect(screen.getByLabelText(/^Value/)).toHaveValue('20');
  expect(screen.getByLabelText('Last day')).toHaveValue('2026-09-30');
});

test('the next month is not taken for a correction of the last one, which still stands', async () => {
  await enter(MTTA, '20', '2026-10');
  await open(MTTA);
  expect(screen.getByText(/stands for 1 Oct to 31 Oct/)).toBeInTheDocument();
  expect(screen.getByLabelText('First day')).toHaveValue('2026-11-01');
});

test('what the window will not show is said', async () => {
  await enter(MTTA, '20');
  await open(MTTA);
  const last = screen.getByLabelText('Last day');
  await user.clear(last);
  await user.type(last, '2026-11-10');
  expect(screen.getByText(/goes on with what was entered for 1 Nov to 30 Nov, which ends later/)).toBeInTheDocument();
  await user.clear(last);
  await user.type(last, '2026-10-05');
  const from = screen.getByLabelText('First day');
  await user.clear(from);
  await user.type(from, '2026-10-01');
  expect(screen.getByText('It lies outside of the window that is shown.')).toBeInTheDocument();
});

test.each([
  ['Done, with success', 1],
  ['Not done, or without success', 0],
])('of what is told by its day it is asked what came of it: %s', async (answer, value) => {
  await open(RESTORED);
  expect(screen.queryByLabelText(/^Value/)).toBeNull();
  expect(screen.getByLabelText('On which day?')).toHaveValue('2026-11-20');
  await user.click(screen.getByRole('radio', { name: answer }));
  await user.click(save());
  await act(async () => Promise.resolve());
  expect(world.written).toMatchObject([
    { payload: { value, fromMs: Date.UTC(2026, 10, 19, 23), toMs: Date.UTC(2026, 10, 20, 23) } },
  ]);
  expect(world.written[0]?.sentence).toBe(`Days since the last restore test, 20 Nov: ${answer}.`);
});

test('another session is another entry, of another day', async () => {
  await enter(SESSIONS, '1');
  world.nowMs += 86_400_000;
  await enter(SESSIONS, '1');
  expect(new Set(world.written.map(({ payload }) => (payload as { toMs: number }).toMs)).size).toBe(2);
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
