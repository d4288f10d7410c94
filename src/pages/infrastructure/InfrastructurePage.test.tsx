import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';

import type { Connection } from '../../core/connection/connection';
import type { Inventory } from '../../core/inventory/port';
import type { ArgoParts } from '../../core/products/argocd/parts';
import { ARGOCD } from '../../core/products/argocd/product';
import { application } from '../../core/products/argocd/testData';
import { productSource } from '../../core/products/source';
import { SourceError } from '../../sources/sourceError';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { InfrastructurePage } from './InfrastructurePage';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ actions, children }: { actions?: ReactNode; children: ReactNode }) => (
    <main>
      {actions}
      {children}
    </main>
  ),
}));

let world: FakeRounds;

const VIEWER = { login: 'viewer', isAdmin: false, rights: new Set(['datasources:read'] as const) };

async function open(connect: (signal: AbortSignal) => Promise<Connection>, isAdmin: boolean): Promise<void> {
  const services = { ...world.services, connect, user: isAdmin ? world.services.user : VIEWER };
  render(
    <MemoryRouter>
      <ServicesProvider services={services}>
        <ConnectionProvider>
          <InfrastructurePage />
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  await act(async () => jest.advanceTimersByTimeAsync(10));
}

async function nothingConnected(signal: AbortSignal): Promise<Connection> {
  const connection = await world.services.connect(signal);
  return { ...connection, dataSources: [], metricSources: [], sources: [] };
}

beforeAll(initTexts);
beforeEach(() => {
  jest.useFakeTimers();
  world = new FakeRounds();
});
afterEach(() => jest.useRealTimers());

test('without a source an admin is told what to add, and where', async () => {
  await open(nothingConnected, true);
  expect(screen.getByText('No system is connected yet')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Add a data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/new'
  );
});

test('without a source others are told who can add one, and get no link that refuses them', async () => {
  await open(nothingConnected, false);
  expect(screen.getByText(/An organisation admin can add data sources/)).toBeVisible();
  expect(screen.queryByRole('link')).toBeNull();
});

test('settings that cannot be read are said with Retry, which reads them', async () => {
  let attempts = 0;
  await open((signal) => {
    attempts += 1;
    return attempts === 1
      ? Promise.reject(new SourceError('source-down', 'connection refused'))
      : nothingConnected(signal);
  }, false);
  expect(screen.getByRole('alert')).toHaveTextContent('connection refused');
  await act(async () => {
    screen.getByRole('button', { name: 'Retry' }).click();
    await jest.advanceTimersByTimeAsync(10);
  });
  expect(screen.getByText('No system is connected yet')).toBeVisible();
});

test('a source whose reading breaks after it was green is a line of its own with its name, and not green', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let reads = 0;
  const inventory: Inventory<ArgoParts> = {
    uid: 'argo-uid',
    name: 'argo-prod',
    read: () => {
      reads += 1;
      const applications = { ok: true, value: [application()], atMs: world.nowMs };
      return reads === 1 ? Promise.resolve({ applications } as never) : Promise.reject(new TypeError('a bug'));
    },
    forget: () => undefined,
  };
  const ref = { uid: 'argo-uid', name: 'argo-prod', type: 'opsrounds-argocd-datasource', isDefault: false };
  await open(
    async (signal) => ({ ...(await nothingConnected(signal)), sources: [productSource(ARGOCD, { ref, inventory })] }),
    false
  );
  expect(screen.getByRole('link', { name: 'argo-prod' })).toBeVisible();
  await act(async () => jest.advanceTimersByTimeAsync(61_000));
  expect(screen.getByRole('alert')).toHaveTextContent(/argo-prod/);
  expect(screen.queryByRole('link', { name: 'argo-prod' })).toBeNull();
  errors.mockRestore();
});

test('a source that was not waited for is a line of its own with its name, and not left out', async () => {
  const inventory: Inventory<ArgoParts> = {
    uid: 'argo-uid',
    name: 'argo-prod',
    read: (_parts, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      }),
    forget: () => undefined,
  };
  const ref = { uid: 'argo-uid', name: 'argo-prod', type: 'opsrounds-argocd-datasource', isDefault: false };
  await open(
    async (signal) => ({ ...(await nothingConnected(signal)), sources: [productSource(ARGOCD, { ref, inventory })] }),
    false
  );
  expect(screen.queryByRole('alert')).toBeNull();
  await act(async () => screen.getByRole('button', { name: 'Cancel' }).click());
  expect(screen.getByRole('alert')).toHaveTextContent(/argo-prod.*Not read/);
  await act(async () => screen.getByRole('button', { name: 'Refresh' }).click());
  expect(screen.queryByRole('alert')).toBeNull();
});
