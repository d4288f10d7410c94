import { setChromeHeaderHeightHook, type PluginPageProps } from '@grafana/runtime';
import { configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router-dom';

import type { ChecklistTemplate } from '../../core/checklist/template';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider, type RoundsServices } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ChecklistsPage } from '../checklists/ChecklistsPage';
import { TodayPage } from './TodayPage';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ actions, children }: PluginPageProps) => (
    <main>
      <div>{actions}</div>
      {children}
    </main>
  ),
}));

let world: FakeRounds;
let services: RoundsServices;

configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  await initTexts();
});
beforeEach(async () => {
  world = new FakeRounds();
  const library = await world.services.library();
  const repair: ChecklistTemplate = {
    id: 'repair',
    title: 'Repair',
    recurrence: null,
    windowSeconds: 3600,
    items: [{ ...library.checklists[0]!.items[2]!, id: 'look', title: 'Look at the rack', shortTitle: 'Rack' }],
  };
  services = {
    ...world.services,
    library: () => Promise.resolve({ ...library, checklists: [...library.checklists, repair] }),
    connect: () => Promise.resolve({ ...world.connection(), settings: settingsWith(['morning', 'repair']) }),
  };
});

const settingsWith = (checklists: string[]) => ({ version: 1, timezone: 'Europe/Berlin', checklists }) as const;

function open(path: string): void {
  render(
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <MemoryRouter initialEntries={[`/a/opsrounds-ops-app/${path}`]}>
          <Routes>
            <Route path="/a/opsrounds-ops-app/today/:list?" element={<TodayPage />} />
            <Route path="/a/opsrounds-ops-app/checklists/*" element={<ChecklistsPage />} />
          </Routes>
        </MemoryRouter>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

const written = () => world.written.map(({ type, subject }) => [type, subject]);

test('opening a list on demand writes nothing; Start begins its round, which is signed like any other', async () => {
  const user = userEvent.setup();
  open('today/repair');
  const start = await screen.findByRole('button', { name: 'Start' });
  expect(screen.getByText('Look at the rack')).toBeVisible();
  expect(written()).toEqual([]);

  await waitFor(() => expect(start).toBeEnabled());
  await user.click(start);
  expect(await screen.findByRole('region', { name: 'Repair' })).toBeVisible();
  await waitFor(() =>
    expect(written()).toEqual([
      ['run.started', 'repair/2026-11-20'],
      ['run.summary', 'repair/2026-11-20'],
    ])
  );
  expect(screen.queryByRole('button', { name: 'Start another' })).toBeNull();

  await user.click(await screen.findByRole('button', { name: /^Done/ }));
  await user.click(await screen.findByRole('button', { name: /^Sign off/ }));
  await user.click(await screen.findByRole('button', { name: /^Sign off as ops1/ }));
  expect(await screen.findByRole('heading', { name: 'All clear' })).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Start another' }));
  await waitFor(() => expect(written().at(-1)).toEqual(['run.summary', 'repair/2026-11-20/2']));
});

test('the index starts one and opens it', async () => {
  const user = userEvent.setup();
  open('checklists');
  const start = await screen.findByRole('button', { name: 'Start Repair' });
  await waitFor(() => expect(start).toBeEnabled());
  await user.click(start);
  expect(await screen.findByRole('region', { name: 'Repair' })).toBeVisible();
  await waitFor(() => expect(written()).toHaveLength(2));
});

test('Today has an open one among the other rounds', async () => {
  const user = userEvent.setup();
  open('today/repair');
  const start = await screen.findByRole('button', { name: 'Start' });
  await waitFor(() => expect(start).toBeEnabled());
  await user.click(start);
  await waitFor(() => expect(written()).toHaveLength(2));
  open('today/morning');
  expect(await screen.findByRole('link', { name: 'Repair' })).toBeVisible();
});

test('a viewer begins none', async () => {
  world.canAppend = false;
  open('today/repair');
  expect(await screen.findByText(/^You can read this, not begin it/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Start' })).toBeDisabled();
});

test('one that is off has no button', async () => {
  services.connect = () => Promise.resolve({ ...world.connection(), settings: settingsWith(['morning']) });
  open('today/repair');
  expect(await screen.findByText('This list is not turned on.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
});

test('a journal that does not answer offers Retry and no Start', async () => {
  const connection = world.connection();
  const refused = Object.assign(new Error('no'), { code: 'source-down', detail: '' });
  services.connect = () =>
    Promise.resolve({
      ...connection,
      settings: settingsWith(['morning', 'repair']),
      journal: { ...connection.journal, read: () => Promise.reject(refused) },
    });
  open('today/repair');
  expect(await screen.findByRole('alert')).toHaveTextContent('The rounds of this list could not be read');
  expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
});
