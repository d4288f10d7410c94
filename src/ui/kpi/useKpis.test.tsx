import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import type { KpiDefinition } from '../../core/kpi/definition';
import type { KpiReading } from '../../core/kpi/reading';
import { kpi } from '../../core/kpi/testData';
import { ARGOCD } from '../../core/products/argocd/product';
import type { ArgoParts } from '../../core/products/argocd/parts';
import { application } from '../../core/products/argocd/testData';
import { productSource } from '../../core/products/source';
import type { Inventory } from '../../core/inventory/port';
import type { Reason } from '../../core/check/verdict';
import { ConnectedProvider, connectedOf } from '../connection';
import { usePoll } from '../polling/usePoll';
import { FakeRounds } from '../round/fakeRounds';
import { ServicesProvider } from '../services';
import { ZoneProvider } from '../zone';
import { useKpisPoll } from './useKpis';

const IN_SYNC = kpi([{ kind: 'argocd', measure: 'in-sync' }], { id: 'in_sync' });
const AUTOMATION = kpi([{ kind: 'journal', measure: 'automation-rate' }], { id: 'automation' });

const REF = { uid: 'argo', name: 'argo-prod', type: 'opsrounds-argocd-datasource', isDefault: false };

function inventory(partial?: Reason): Inventory<ArgoParts> {
  const applications = { ok: true, value: [application()], atMs: 0, ...(partial && { partial }) };
  return {
    uid: 'argo',
    name: 'argo-prod',
    read: () => Promise.resolve({ applications } as never),
    forget: () => undefined,
  };
}

async function read(kpis: readonly KpiDefinition[], how: { partial?: Reason; journal?: Reason } = {}) {
  const world = new FakeRounds();
  const plain = world.connection();
  const connection = {
    ...plain,
    sources: [productSource(ARGOCD, { ref: REF, inventory: inventory(how.partial) })],
    ...(how.journal && {
      journal: { ...plain.journal, read: () => Promise.reject(Object.assign(new Error(), how.journal)) },
    }),
  };
  const connected = connectedOf(connection, { ...(await world.services.library()), kpis }, world.services.clock);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ServicesProvider services={world.services}>
      <ConnectedProvider value={connected}>
        <ZoneProvider value="Europe/Berlin">{children}</ZoneProvider>
      </ConnectedProvider>
    </ServicesProvider>
  );
  const { result, unmount } = renderHook(() => usePoll(useKpisPoll({ kind: 'own' })), { wrapper });
  await act(async () => jest.advanceTimersByTimeAsync(10));
  const readings: readonly KpiReading[] = result.current.value ?? [];
  unmount();
  return new Map(readings.map((reading) => [reading.definition.id, reading]));
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('Argo CD feeds what is made of its applications', async () => {
  expect((await read([IN_SYNC])).get('in_sync')).toMatchObject({ verdict: 'pass', feed: { kind: 'argocd' } });
});

test('half of a list of applications is none', async () => {
  const partial = { code: 'not-permitted', detail: 'Some projects are hidden.' } as const;
  expect((await read([IN_SYNC], { partial })).get('in_sync')).toMatchObject({ verdict: 'unknown', reason: partial });
});

test('a journal that cannot be read makes unknown what is made of it, and nothing else', async () => {
  const readings = await read([IN_SYNC, AUTOMATION], { journal: { code: 'timeout', detail: 'no answer' } });
  expect(readings.get('automation')).toMatchObject({ verdict: 'unknown', reason: { code: 'timeout' } });
  expect(readings.get('in_sync')).toMatchObject({ verdict: 'pass' });
});
