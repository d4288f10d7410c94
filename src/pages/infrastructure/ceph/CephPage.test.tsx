import { setChromeHeaderHeightHook, type PluginPageProps } from '@grafana/runtime';
import { act, render, screen, within } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';

import type { MetricSource } from '../../../core/check/ports';
import type { Reason } from '../../../core/check/verdict';
import { checkDefinition } from '../../../core/check/testData';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { FakeScreen } from '../../../ui/round/fakeScreen';
import { initTexts } from '../../../ui/t';
import { CephPage } from './CephPage';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ pageNav, renderTitle, subTitle, actions, children }: PluginPageProps) => (
    <main>
      <div data-testid="title">{renderTitle?.(pageNav?.text ?? '')}</div>
      {subTitle}
      {actions}
      {children}
    </main>
  ),
}));

// The fake source tells of one thing, `pve-a3`: here it is a cluster.
const CHECK = checkDefinition({ id: 'ceph.health', pack: 'ceph', by: ['instance'], absent: 'na' });
const SYSTEM = { pack: 'ceph', product: 'ceph' as const, by: 'instance', figures: [] };

let world: FakeRounds;
let dark: Reason | null;

const SOURCE: MetricSource = {
  uid: 'prom',
  name: 'mimir-prod',
  query: ({ queries }) =>
    Promise.resolve(
      new Map(
        queries.map(({ refId }) => [
          refId,
          dark === null ? { ok: true, series: [], executed: '' } : { ok: false, reason: dark },
        ])
      )
    ),
};

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  await initTexts();
});
beforeEach(() => {
  world = new FakeRounds();
  dark = null;
});

function fallSilent() {
  dark = { code: 'timeout' };
  world.silent = dark;
}

async function open(key: string) {
  const services = {
    ...world.services,
    library: () => Promise.resolve({ checks: [CHECK], checklists: [], systems: [SYSTEM], kpis: [] }),
    connect: () => Promise.resolve({ ...world.connection(), metricSources: [SOURCE] }),
  };
  render(
    <MemoryRouter initialEntries={[`/ceph/${encodeURIComponent(key)}`]}>
      <FakeScreen services={services}>
        <Routes>
          <Route path="/ceph/:key" element={<CephPage />} />
        </Routes>
      </FakeScreen>
    </MemoryRouter>
  );
  await act(async () => Promise.resolve());
}

const title = () => within(screen.getByTestId('title'));

test('a cluster of which the metrics tell little says that it does not know', async () => {
  await open('ceph prom pve-a3');
  expect(await title().findByText('pve-a3')).toBeVisible();
  expect(await screen.findByText(/What Ceph says of itself is not known\./)).toBeVisible();
  expect(screen.getByText('No OSD is known.')).toBeVisible();
  expect(screen.getByText('No pool is known.')).toBeVisible();
});

test.each(['ceph prom nowhere', 'ceph other pve-a3', 'nonsense'])('%s is no such system', async (key) => {
  await open(key);
  expect(await screen.findByText(/There is no such system/)).toBeVisible();
});

test('a source that says nothing is unknown, and not a cluster that is not there', async () => {
  fallSilent();
  await open('ceph prom pve-a3');
  expect(await screen.findByText('Nothing is known of pve-a3')).toBeVisible();
  expect(title().getByText('Unknown')).toBeVisible();
});

test('of one that falls silent what was read last stays, and nothing of it is green', async () => {
  await open('ceph prom pve-a3');
  expect(await title().findByText('Pass')).toBeVisible();
  fallSilent();
  await act(async () => screen.getByRole('button', { name: 'Refresh' }).click());
  expect(await screen.findByText('pve-a3 does not answer')).toBeVisible();
  expect(screen.getByText(/Below is what was read at/)).toBeVisible();
  expect(screen.queryByText('Pass')).toBeNull();
});
