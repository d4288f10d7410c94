import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';

import { checkDefinition } from '../../../core/check/fixtures/definition';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { ServicesProvider } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import type { Stage } from '../readers';
import { DeliveryPage } from './DeliveryPage';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ actions, children }: { actions: ReactNode; children: ReactNode }) => (
    <main>
      {actions}
      {children}
    </main>
  ),
}));

const NONE = 'No Argo CD is connected, and no metrics of Flux are there';
const FLUX = checkDefinition({ id: 'flux.ready', pack: 'flux', by: ['name'], absent: 'na' });

let world: FakeRounds;

async function open(checks: Stage['checks'] = [FLUX]) {
  const connection = await world.services.connect(new AbortController().signal);
  const none = { dataSources: [], metricSources: [], pveSources: [], pbsSources: [], argocdSources: [] };
  const stage: Stage = { connection: { ...connection, ...none }, checks, clock: world.services.clock };
  render(
    <MemoryRouter>
      <ServicesProvider services={world.services}>
        <DeliveryPage stage={stage} />
      </ServicesProvider>
    </MemoryRouter>
  );
  await act(async () => Promise.resolve());
}

beforeAll(initTexts);
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

test('a reading that was cancelled is not taken for no Flux', async () => {
  let release: () => void = () => undefined;
  world.gate = new Promise((resolve) => (release = resolve));
  await open();
  await act(async () => screen.getByRole('button', { name: 'Cancel' }).click());
  await act(async () => release());
  expect(await screen.findByText('Flux was not read')).toBeVisible();
  expect(screen.queryByText(NONE)).toBeNull();
});
