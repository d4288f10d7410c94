import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router-dom';

import { NONE_PUBLISHED } from '../../../core/checklist/published';
import { publishDraft, templateSha } from '../../../core/checklist/templateEvent';
import type { Settings } from '../../../core/settings/settings';
import { SourceError } from '../../../sources/sourceError';
import { ConnectionProvider } from '../../../ui/connection';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { ServicesProvider, type RoundsServices } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { ListEditorPage } from './ListEditorPage';
import { NewListPage } from './NewListPage';

let world: FakeRounds;
let settings: Settings;
let services: RoundsServices;

beforeAll(initTexts);
beforeEach(() => {
  world = new FakeRounds();
  settings = { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'] };
  services = {
    ...world.services,
    connect: () => Promise.resolve({ ...world.connection(), settings, templates: NONE_PUBLISHED }),
    saveSettings: (next) => {
      settings = next;
      return Promise.resolve();
    },
  };
});

async function open(as: Partial<RoundsServices['user']> = {}): Promise<void> {
  show('morning', as);
  await screen.findByRole('table', { name: 'Versions' });
}

function show(list: string, as: Partial<RoundsServices['user']> = {}): void {
  render(
    <MemoryRouter initialEntries={[`/a/opsrounds-ops-app/setup/lists/${list}`]}>
      <ServicesProvider services={{ ...services, user: { ...services.user, ...as } }}>
        <ConnectionProvider>
          <Routes>
            <Route path="/a/opsrounds-ops-app/setup/lists/new" element={<NewListPage />} />
            <Route path="/a/opsrounds-ops-app/setup/lists/:list" element={<ListEditorPage />} />
          </Routes>
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
}

const field = () => screen.getByLabelText<HTMLTextAreaElement>('Definition');
const write = (change: (text: string) => string) =>
  fireEvent.change(field(), { target: { value: change(field().value) } });

test('what counts is read-only until somebody changes a copy, and nothing is written by that', async () => {
  const user = userEvent.setup();
  await open();
  expect(field()).toHaveAttribute('readonly');
  expect(field().value).toMatch(/^version: 1\nid: morning\n/);
  await user.click(screen.getByRole('button', { name: 'Change a copy' }));
  expect(field()).not.toHaveAttribute('readonly');
  expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
  expect(world.written).toEqual([]);
});

test('errors have their line and block publishing', async () => {
  const user = userEvent.setup();
  await open();
  await user.click(screen.getByRole('button', { name: 'Change a copy' }));
  write((text) => text.replace('node.memory', 'node.memry'));
  const line =
    field()
      .value.split('\n')
      .findIndex((one) => one.includes('node.memry')) + 1;
  expect(await screen.findByText(`line ${line}, items[1].checks[0]`)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
});

test('a version is published after its changes were shown, and counts when it is activated', async () => {
  const user = userEvent.setup();
  await open();
  await user.click(screen.getByRole('button', { name: 'Change a copy' }));
  write((text) => text.replace('Review the disks', 'Review all disks'));
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByLabelText('What changes')).toHaveTextContent(/Review the disks.*Review all disks/);
  expect(world.written).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Publish' }));

  await waitFor(() => expect(world.written).toHaveLength(1));
  expect(settings.templates).toBeUndefined();
  const [event] = world.written;
  const { sha } = event!.payload as { sha: string };
  const row = await screen.findByRole('row', { name: new RegExp(sha.slice(0, 8)) });
  await user.click(within(row).getByRole('button', { name: 'Activate' }));
  await waitFor(() => expect(settings.templates).toEqual({ morning: sha }));
});

test('what was published twice is one event, and is not offered again', async () => {
  const { checklists } = await services.library();
  const shorter = { ...checklists[0]!, title: 'Shorter' };
  world.writeAs('anna', publishDraft(shorter));
  const user = userEvent.setup();
  await open();
  await user.click(screen.getByRole('button', { name: 'Change a copy' }));
  write((text) => text.replace('title: Morning routine', 'title: Shorter'));
  expect(await screen.findByText('There is a version that says the same.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
});

test('back to the list of the library, which is remembered as such', async () => {
  const { checklists } = await services.library();
  const sha = templateSha(checklists[0]!);
  settings = { ...settings, templates: { morning: sha, weekly: 'a'.repeat(64) } };
  const user = userEvent.setup();
  await open();
  // Nobody published it.
  expect(screen.getByText(/^The activated version of Morning routine is not in the journal/)).toBeVisible();
  const row = screen.getByRole('row', { name: /Built-in/ });
  await user.click(within(row).getByRole('button', { name: 'Activate' }));
  await waitFor(() => expect(settings.templates).toEqual({ weekly: 'a'.repeat(64) }));
});

test('who is no admin publishes and does not activate; who may not sign does neither', async () => {
  const { checklists } = await services.library();
  world.writeAs('anna', publishDraft({ ...checklists[0]!, title: 'Shorter' }));
  await open({ isAdmin: false });
  expect(screen.getByRole('button', { name: 'Change a copy' })).toBeEnabled();
  expect(screen.queryByRole('button', { name: 'Activate' })).toBeNull();
});

test('who may not sign reads', async () => {
  world.canAppend = false;
  await open({ isAdmin: false });
  expect(screen.getByRole('button', { name: 'Change a copy' })).toBeDisabled();
  expect(screen.getByText('Read-only: whoever may sign may publish.')).toBeVisible();
});

test('a task list in Markdown takes the place of the items, and nothing is published by that', async () => {
  const user = userEvent.setup();
  await open();
  await user.click(screen.getByRole('button', { name: 'Markdown' }));
  const dialog = await screen.findByRole('dialog');
  const label = within(dialog).getByLabelText<HTMLTextAreaElement>(/Task list/);
  expect(label.value).toContain('- [ ] Review the disks\n  Checks: `node.disk`\n');
  fireEvent.change(label, { target: { value: '# Ours\n- [ ] Review the memory\n- [ ] Water the plants\n' } });
  await user.click(within(dialog).getByRole('button', { name: 'Use 2 items' }));
  expect(field().value).toContain('id: memory');
  expect(field().value).toContain('id: water-the-plants');
  expect(world.written).toEqual([]);
});

test('a journal that refuses leaves the dialog open and says why', async () => {
  world.writeErrors = [new SourceError('not-permitted', 'annotations:create')];
  const user = userEvent.setup();
  await open();
  await user.click(screen.getByRole('button', { name: 'Change a copy' }));
  write((text) => text.replace('Review the disks', 'Review all disks'));
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Publish' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(/^Not saved\./);
});

test('a wholly new list is published, opens before anybody activates it, and has no built-in version', async () => {
  const user = userEvent.setup();
  show('new');
  await screen.findByLabelText('Definition');
  write((text) => text.replace('id: new-list', 'id: morning'));
  expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
  expect(screen.getByText(/there is a list "morning"/)).toBeVisible();
  write((text) => text.replace('id: morning', 'id: plants').replace('title: New checklist', 'title: Plants'));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Publish' })).toBeEnabled());
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Publish' }));

  expect(await screen.findByRole('table', { name: 'Versions' })).toBeVisible();
  const { sha } = world.written[0]!.payload as { sha: string };
  expect(screen.queryByRole('row', { name: /Built-in/ })).toBeNull();
  const row = screen.getByRole('row', { name: new RegExp(sha.slice(0, 8)) });
  await user.click(within(row).getByRole('button', { name: 'Activate' }));
  await waitFor(() => expect(settings.templates).toEqual({ plants: sha }));
});

test('a task list becomes a new list, named after its heading', async () => {
  const user = userEvent.setup();
  show('new?markdown');
  const dialog = await screen.findByRole('dialog');
  const list = '# Water the plants\n- [ ] Kitchen\n- [ ] Server room\n';
  fireEvent.change(within(dialog).getByLabelText(/Task list/), { target: { value: list } });
  await user.click(within(dialog).getByRole('button', { name: 'Use 2 items' }));
  expect(field().value).toContain('id: water-the-plants\ntitle: Water the plants\n');
  expect(field().value).toContain('id: server-room');
  expect(field().value).not.toContain('first-item');
  expect(world.written).toEqual([]);
});
