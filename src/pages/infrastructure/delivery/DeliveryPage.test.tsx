import { act, render, screen, within } from '@testing-library/react';
import { setChromeHeaderHeightHook, type PluginPageProps } from '@grafana/runtime';
import { MemoryRouter } from 'react-router-dom';

import type { CheckDefinition } from '../../../core/check/definition';
import { checkDefinition } from '../../../core/check/testData';
import type { Inventory } from '../../../core/inventory/port';
import type { ArgoParts } from '../../../core/products/argocd/parts';
import { ARGOCD } from '../../../core/products/argocd/product';
import { application, NOW_MS } from '../../../core/products/argocd/testData';
import { productSource, type ProductSource } from '../../../core/products/source';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { FakeScreen } from '../../../ui/round/fakeScreen';
import type { Library, RoundsServices } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { DeliveryPage } from './DeliveryPage';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ renderTitle, actions, children }: PluginPageProps) => (
    <main>
      <div data-testid="title">{renderTitle?.('')}</div>
      {actions}
      {children}
    </main>
  ),
}));

const NONE = 'No Argo CD is connected, and no metrics of Flux are there';
const FLUX = checkDefinition({ id: 'flux.ready', pack: 'flux', by: ['name'], absent: 'na' });
const SYSTEMS: Library['systems'] = [{ pack: 'flux', product: 'flux', figures: [] }];

let world: FakeRounds;

async function open(checks: readonly CheckDefinition[] = [FLUX], sources: readonly ProductSource[] = []) {
  const services: RoundsServices = {
    ...world.services,
    library: () => Promise.resolve({ checks, checklists: [], systems: SYSTEMS, kpis: [] }),
    connect: async (signal) => ({ ...(await world.services.connect(signal)), dataSources: [], sources }),
  };
  render(
    <MemoryRouter>
      <FakeScreen services={services}>
        <DeliveryPage />
      </FakeScreen>
    </MemoryRouter>
  );
  await act(async () => Promise.resolve());
}

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  await initTexts();
});
beforeEach(() => {
  world = new FakeRounds();
});

test('without Argo CD and Flux it says so', async () => {
  await open([]);
  expect(await screen.findByText(NONE)).toBeVisible();
});

test('metrics that could not be read are unknown with the reason, and not taken for no Flux', async () => {
  world.silent = { code: 'source-down', detail: 'connection refused' };
  await open();
  expect(await screen.findByText(/connection refused/)).toHaveTextContent(/Unknown/);
  expect(screen.queryByText(NONE)).toBeNull();
});

test('a resource of Flux that is not ready says so', async () => {
  world.values = { 'flux.ready': 1 };
  await open([{ ...FLUX, by: ['instance'], op: 'gte', fail: 1, finding: '{instance} is not ready' }]);
  expect(await screen.findByRole('cell', { name: 'pve-a3 is not ready' })).toBeVisible();
});

test('a reading that was cancelled is not taken for no Flux', async () => {
  let release: () => void = () => undefined;
  world.gate = new Promise((resolve) => (release = resolve));
  await open();
  await act(async () => screen.getByRole('button', { name: 'Cancel' }).click());
  await act(async () => release());
  expect(await screen.findByText('Flux was not read')).toBeVisible();
  expect(screen.queryByText(NONE)).toBeNull();
});

test('a page that breaks after it was green is not green any more', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let reads = 0;
  const inventory: Inventory<ArgoParts> = {
    uid: 'argo',
    name: 'argo-prod',
    read: () => {
      reads += 1;
      const applications = { ok: true, value: [application()], atMs: NOW_MS };
      return reads === 1 ? Promise.resolve({ applications } as never) : Promise.reject(new TypeError('a bug'));
    },
    forget: () => undefined,
  };
  const healthy = { id: 'argocd.unhealthy', kind: 'argocd', query: 'argocd/unhealthy', op: 'gte', fail: 1 } as const;
  const ref = { uid: 'argo', name: 'argo-prod', type: 'opsrounds-argocd-datasource', isDefault: false };
  await open([checkDefinition({ ...healthy, by: ['name'] })], [productSource(ARGOCD, { ref, inventory })]);
  expect(await within(screen.getByTestId('title')).findByText('Pass')).toBeVisible();
  await act(async () => screen.getByRole('button', { name: 'Refresh' }).click());
  expect(await within(screen.getByTestId('title')).findByText('Unknown')).toBeVisible();
  errors.mockRestore();
});
