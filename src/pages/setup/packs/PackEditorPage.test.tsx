import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router-dom';

import { NONE_PUBLISHED } from '../../../core/checklist/published';
import type { Settings } from '../../../core/settings/settings';
import { packTexts, withOwnPacks } from '../../../library/ownPacks';
import { ConnectionProvider } from '../../../ui/connection';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { ServicesProvider, type RoundsServices } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { PackEditorPage } from './PackEditorPage';

const DISKS =
  'version: 1\npack: disks\ntitle: Our disks\n# Agreed with the team.\noverrides:\n  node.disk: { warn: 0.7, fail: 0.85 }\n';

configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

let world: FakeRounds;
let settings: Settings;
let services: RoundsServices;

beforeAll(initTexts);
beforeEach(() => {
  world = new FakeRounds();
  settings = { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'] };
  const builtIn = world.services.library;
  services = {
    ...world.services,
    connect: () => Promise.resolve({ ...world.connection(), settings, templates: NONE_PUBLISHED }),
    library: async ({ packs = [] } = {}) => withOwnPacks(await builtIn(), packTexts(packs)),
    saveSettings: (next) => {
      settings = next;
      return Promise.resolve();
    },
  };
});

async function open(pack: string, as: Partial<RoundsServices['user']> = {}): Promise<void> {
  render(
    <MemoryRouter initialEntries={[`/a/opsrounds-ops-app/setup/packs/${pack}`]}>
      <ServicesProvider services={{ ...services, user: { ...services.user, ...as } }}>
        <ConnectionProvider>
          <Routes>
            <Route path="/a/opsrounds-ops-app/setup/packs/:pack" element={<PackEditorPage />} />
            <Route path="/a/opsrounds-ops-app/setup" element={<p>Setup is open</p>} />
          </Routes>
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  await screen.findByLabelText('Definition');
}

const field = () => screen.getByLabelText<HTMLTextAreaElement>('Definition');
const write = (text: string) => fireEvent.change(field(), { target: { value: text } });
const saving = () => screen.getByRole('button', { name: 'Save' });
const preview = () => screen.getByRole('table', { name: 'On the data of now' });

test('a new pack begins with the limits of a check, shows what changes and is saved as it is written', async () => {
  const user = userEvent.setup();
  await open('new?check=node.memory');
  expect(field().value).toContain('node.memory:\n    warn: 0.8\n    fail: 0.9\n');
  expect(screen.getByText('It changes no check yet.')).toBeVisible();
  write(DISKS);
  await waitFor(() => expect(saving()).toBeEnabled());
  await user.click(saving());
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByLabelText('What changes')).toHaveTextContent('+ pack: disks');
  expect(settings.packs).toBeUndefined();
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Setup is open')).toBeVisible();
  expect(settings).toMatchObject({ packs: [DISKS], timezone: 'Europe/Berlin', checklists: ['morning'] });
});

test('errors have their line and block saving', async () => {
  await open('new');
  write(DISKS.replace('warn: 0.7', 'warn: 0.9'));
  expect(await screen.findByText('line 6, overrides.node.disk.warn')).toBeVisible();
  expect(saving()).toBeDisabled();
  write(DISKS.replace('node.disk', 'node.dsik'));
  expect(await screen.findByText(/write node\.disk/)).toBeVisible();
  write(`${DISKS}checks: [`);
  expect(await screen.findByText(/not YAML/)).toBeVisible();
  expect(saving()).toBeDisabled();
  expect(screen.getByText('Correct the mistakes first.')).toBeVisible();
});

test('a pack that changes what another one changes is refused before it is saved', async () => {
  settings = { ...settings, packs: [DISKS] };
  await open('new');
  write(DISKS.replace('pack: disks', 'pack: others'));
  expect(await screen.findByText(/packs\[0\] \(disks\) changes node\.disk as well/)).toBeVisible();
  expect(saving()).toBeDisabled();
});

test('the preview asks on request, before and after', async () => {
  const user = userEvent.setup();
  world.values['node.disk'] = 0.87;
  settings = {
    ...settings,
    packs: ['version: 1\npack: one\ntitle: One\noverrides: { node.memory: { fail: 0.95 } }\n', DISKS],
  };
  await open('disks');
  write(DISKS.replace('fail: 0.85', 'fail: 0.95'));
  const row = await within(await screen.findByRole('table', { name: 'On the data of now' })).findByRole('row', {
    name: /node\.disk/,
  });
  expect(row).toHaveTextContent('not looked yet');
  await user.click(screen.getByRole('button', { name: 'Look' }));
  await waitFor(() =>
    expect(within(preview()).getByRole('row', { name: /node\.disk/ })).toHaveTextContent(/Fail.*Warning/)
  );
  expect(within(preview()).queryByRole('row', { name: /node\.memory/ })).toBeNull();
  write(DISKS);
  expect(await screen.findByText('It changes no check yet.')).toBeVisible();
});

test('a preview can be cancelled', async () => {
  const user = userEvent.setup();
  world.gate = new Promise(() => undefined);
  await open('new');
  write(DISKS);
  await waitFor(() => expect(screen.getByRole('button', { name: 'Look' })).toBeEnabled());
  await user.click(screen.getByRole('button', { name: 'Look' }));
  expect(screen.getByText('Asking the sources')).toBeVisible();
  await user.click(
    within(screen.getByRole('region', { name: /On the data of now/ })).getByRole('button', { name: 'Cancel' })
  );
  expect(screen.queryByText('Asking the sources')).toBeNull();
  expect(screen.getAllByText('not looked yet')).toHaveLength(2);
});

test('what somebody else saved meanwhile is not overwritten', async () => {
  const user = userEvent.setup();
  settings = { ...settings, packs: [DISKS] };
  await open('disks');
  write(DISKS.replace('0.85', '0.9'));
  const theirs = DISKS.replace('0.85', '0.8');
  settings = { ...settings, packs: [theirs] };
  await waitFor(() => expect(saving()).toBeEnabled());
  await user.click(saving());
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Not saved: somebody else changed');
  expect(settings.packs).toEqual([theirs]);
});

test('a pack that cannot be read is opened with its mistakes, and one provisioned as data as text', async () => {
  settings = {
    ...settings,
    packs: [{ version: 1, pack: 'disks', title: 'Our disks', overrides: { 'node.disk': { warm: 1 } } }],
  };
  await open('disks');
  expect(field().value).toContain('pack: disks\n');
  expect(screen.getByText(/"warm" is no field/)).toBeVisible();
});

test('who is no admin reads', async () => {
  settings = { ...settings, packs: [DISKS] };
  await open('disks', { isAdmin: false });
  expect(field()).toHaveAttribute('readonly');
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  expect(screen.getByText('Ask an organisation admin to change this.')).toBeVisible();
});
