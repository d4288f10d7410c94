import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';

import { packDetection } from '../../../core/check/packDetection';
import type { IndexedSource } from '../../../core/check/ports';
import type { Settings } from '../../../core/settings/settings';
import { packTexts, withOwnPacks } from '../../../library/ownPacks';
import { ConnectionProvider, ConnectionView, useReconnect } from '../../../ui/connection';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { ServicesProvider, type RoundsServices } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { PacksSection } from './PacksSection';
import { usePacks } from './usePacks';

configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

const DISKS = 'version: 1\npack: disks\ntitle: Our disks\noverrides:\n  node.disk: { warn: 0.7, fail: 0.85 }\n';
const BROKEN = 'version: 1\npack: broken\ntitle: Our memory\noverrides:\n  node.memory: { warn: 0.99 }\n';
const PACKS = [
  { id: 'nodes', title: 'Nodes', probes: ['disk_used'], always: [] },
  { id: 'flux', title: 'Flux', probes: ['flux_metric'], always: [] },
];

let settings: Settings;
let services: RoundsServices;

beforeAll(initTexts);
beforeEach(() => {
  const world = new FakeRounds();
  settings = { version: 1, timezone: 'Europe/Berlin', packs: [DISKS, BROKEN] };
  const source = {
    uid: 'prom',
    name: 'mimir-prod',
    metricNames: () => Promise.resolve(new Set(['disk_used'])),
    query: () => Promise.resolve(new Map([['packs', { ok: true as const, series: [] }]])),
  } as unknown as IndexedSource;
  services = {
    ...world.services,
    library: async ({ packs = [] } = {}) => {
      const builtIn = await world.services.library();
      const flux = { ...builtIn.checks[0]!, id: 'flux.ready', pack: 'flux', hint: 'Scrape the controllers of Flux.' };
      return withOwnPacks({ ...builtIn, checks: [...builtIn.checks, flux], packs: PACKS }, packTexts(packs));
    },
    connect: () =>
      Promise.resolve({
        ...world.connection(),
        settings,
        packs: packDetection([source], () => Promise.resolve(PACKS)),
      }),
    saveSettings: (next) => {
      settings = next;
      return Promise.resolve();
    },
  };
});

function Packs() {
  return <PacksSection packs={usePacks()} onSaved={useReconnect()} />;
}

async function open(as: Partial<RoundsServices['user']> = {}): Promise<void> {
  render(
    <MemoryRouter>
      <ServicesProvider services={{ ...services, user: { ...services.user, ...as } }}>
        <ConnectionProvider>
          <ConnectionView loading={null}>
            <Packs />
          </ConnectionView>
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  await screen.findByRole('table', { name: 'Found' });
}

test('tells by what a pack is found, and on request what the others need', async () => {
  await open();
  expect(screen.getByRole('heading', { name: /Packs/, level: 2 })).toHaveTextContent('1 of 2 with data');
  const row = within(screen.getByRole('table', { name: 'Found' })).getByRole('row', { name: /Nodes/ });
  expect(row).toHaveTextContent('Nodesdisk_used mimir-prod2');
  expect(screen.queryByText('Scrape the controllers of Flux.')).toBeNull();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Not yet, and what is missing: 1 pack' }));
  expect(screen.getByRole('row', { name: /Flux/ })).toHaveTextContent('Scrape the controllers of Flux.');
});

test('lists packs of one’s own with what they change, and what is wrong with them', async () => {
  await open();
  const table = screen.getByRole('table', { name: 'Your own packs' });
  expect(within(table).getByRole('row', { name: /Our disks/ })).toHaveTextContent('node.disk');
  expect(within(table).getByRole('row', { name: /Our memory/ })).toHaveTextContent('1 mistake');
  expect(screen.getByRole('alert')).toHaveTextContent(
    /The pack Our memory does not count.*line 5, overrides\.node\.memory\.warn/
  );
  expect(within(table).getByRole('link', { name: 'Our disks' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/setup/packs/disks'
  );
});

test('one is removed after a question, and the others stay as they are written', async () => {
  const user = userEvent.setup();
  await open();
  await user.click(screen.getByRole('button', { name: 'Remove Our memory' }));
  const dialog = await screen.findByRole('dialog');
  expect(settings.packs).toEqual([DISKS, BROKEN]);
  await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(settings.packs).toEqual([DISKS]));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('who is no admin reads', async () => {
  await open({ isAdmin: false });
  expect(screen.getByRole('link', { name: 'Our disks' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Add checks' })).toBeNull();
});
