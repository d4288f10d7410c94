import type { DataSourceInstanceSettings, DataSourceJsonData } from '@grafana/data';
import { act, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';

import { runChecks } from '../../core/check/run';
import { checkDefinition } from '../../core/check/testData';
import type { CommonCause } from '../../core/inventory/diagnosis';
import { entity, measured, measuresOf } from '../../core/inventory/measure';
import type { Inventory } from '../../core/inventory/port';
import type { Product } from '../../core/products/product';
import { notPassing, standingOf } from '../../core/products/standing';
import type { System } from '../../core/products/system';
import { connect } from '../../sources/connect';
import type { Suspects } from '../../sources/grafana/diagnose';
import { examine } from '../../sources/grafana/examine';
import { SERVED } from '../../sources/products';
import { served } from '../../sources/served';
import { scripted } from '../../sources/transport/fakeTransport';
import type { TransportResponse } from '../../sources/transport/port';
import { ConnectionProvider } from '../../ui/connection';
import { dataSourcePlugin } from '../../ui/datasource/dataSourcePlugin';
import type { KindQuery, ListQuery } from '../../ui/datasource/query';
import { failureResponse, happenedWords, type ProductWords } from '../../ui/datasource/selfTest/failure';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider, type RoundsServices } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { InfrastructurePage } from './InfrastructurePage';
import { PRODUCT_PAGES } from './products';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: ReactNode }) => <main>{children}</main>,
}));

/** What `docs/architecture.md` lists under "Adding a product", for a toaster that two kinds of data sources lead to. */
interface ToasterParts {
  slots: ReadonlyArray<{ name: string; browning: number }>;
}

const measure = measuresOf<ToasterParts>({ slots: 'GET /slots' });

const TOASTER: Product<ToasterParts, System> = {
  id: 'toaster',
  kind: 'connect',
  measures: {
    'toaster/browning': measure({
      needs: ['slots'],
      labels: ['slot'],
      observe: ({ slots }) =>
        measured(slots.value.map(({ name, browning }) => entity({ slot: name }, browning, slots.atMs))),
    }),
  },
  shows: { places: [], figures: [], shortBy: [], optional: false },
  isBehind: ({ type }) => type === 'toaster-datasource' || type === 'smart-toaster-datasource',
  parts: ['slots'],
  lineParts: ['slots'],
  view: ({ uid, name }, { snapshot: { slots }, checks }, { nowMs }) => ({
    key: `toaster ${uid}`,
    product: 'toaster',
    name,
    sourceUid: uid,
    verdict: standingOf(checks),
    sinceMs: null,
    finding: notPassing(checks)[0]?.finding ?? null,
    more: 0,
    silent: slots?.ok === false ? slots.reason : null,
    figures: [
      {
        id: 'slots',
        value: slots?.ok ? slots.value.length : null,
        unit: 'count',
        verdict: slots?.ok ? 'pass' : 'unknown',
      },
    ],
    asOfMs: slots?.ok ? slots.atMs : nowMs,
  }),
  system: (view) => view,
};

const BROWNING = checkDefinition({
  id: 'toaster.browning',
  kind: 'connect',
  query: 'toaster/browning',
  by: ['cluster', 'slot'],
  finding: 'Slot {slot} is at {value}, limit {limit}',
  unit: 'none',
  op: 'gt',
  warn: 5,
  fail: 8,
});

let world: FakeRounds;

function toaster(ref: { uid: string; name: string }): Inventory<ToasterParts> {
  const slots = {
    ok: true,
    value: [{ name: 'left', browning: ref.uid === 'old' ? 9 : 2 }],
    atMs: world.nowMs,
  } as const;
  return { uid: ref.uid, name: ref.name, read: () => Promise.resolve({ slots } as never), forget: () => undefined };
}

/** Settings and data sources of a Grafana with two toasters of different kinds. */
function connectToasters(signal: AbortSignal) {
  const dataSource = (uid: string, type: string) => ({ uid, name: uid, type, isDefault: false });
  const transport = scripted(
    { status: 200, body: { enabled: true, jsonData: {} } },
    { status: 200, body: [dataSource('old', 'toaster-datasource'), dataSource('new', 'smart-toaster-datasource')] },
    // Nothing was accepted, and nothing signed.
    { status: 200, body: [] },
    { status: 200, body: [] }
  );
  const all = Object.values({ ...SERVED, toaster: served(TOASTER, (_transport, ref) => toaster(ref)) });
  return connect(transport, signal, () => world.nowMs, { products: all.filter((one) => one !== null) });
}

beforeAll(initTexts);
beforeEach(() => {
  world = new FakeRounds();
});

test('a product that is an entry stands on the overview with its words, verdict and figures', async () => {
  const services: RoundsServices = {
    ...world.services,
    user: { login: 'ops1', isAdmin: false, rights: new Set() },
    connect: connectToasters,
    library: () => Promise.resolve({ checks: [BROWNING], checklists: [], systems: [], kpis: [] }),
  };
  const pages = {
    ...PRODUCT_PAGES,
    toaster: {
      word: () => 'Toaster',
      icon: 'fire',
      names: 'server',
      figures: { slots: 'Slots' },
      path: (uid: string) => `/toasters/${uid}`,
    } as const,
  };
  render(
    <MemoryRouter>
      <ServicesProvider services={services}>
        <ConnectionProvider>
          <InfrastructurePage pages={pages} />
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  const old = (await screen.findByRole('link', { name: 'old' }, { timeout: 10_000 })).closest('tr');
  expect(old).toHaveTextContent(/Fail.*Toaster.*Slot left is at 9, limit 8.*1Slots/);
  const other = (await screen.findByRole('link', { name: 'new' })).closest('tr') as HTMLElement;
  expect(other).toHaveTextContent(/Pass.*Nothing wrong on new\./);
  expect(within(other).getByRole('link')).toHaveAttribute('href', '/toasters/new');
  await act(async () => Promise.resolve());
});

test('its checks are judged by the runner, over all its data sources', async () => {
  const { signal } = new AbortController();
  const { registry } = await connectToasters(signal);
  const options = { registry, clock: () => world.nowMs, windowSeconds: 86_400, signal };
  const result = (await runChecks([BROWNING], options)).checks.get('toaster.browning');
  expect(result?.verdict).toBe('fail');
  expect(result?.entities.map(({ labels, verdict }) => [labels, verdict])).toEqual([
    [{ cluster: 'old', slot: 'left' }, 'fail'],
    [{ cluster: 'new', slot: 'left' }, 'pass'],
  ]);
});

describe('Save & test of its data source', () => {
  type Cause = CommonCause | 'unplugged';

  const SUSPECTS: Suspects<Cause> = {
    'token-refused': [],
    'web-page': [],
    'other-server': ['unplugged'],
    redirected: [],
    forbidden: [],
    'bad-request': [],
    'server-error': [],
    'unreachable-over-http': ['server-stopped'],
  };

  const WORDS: ProductWords<never> = {
    unnamed: 'the toaster',
    tokenRefused: (server) => `${server} refuses`,
    otherServer: (server) => `What answers at ${server} is no toaster`,
    field: () => '',
  };

  /** The data source as its module makes it, over a Grafana that answers these one after the other. */
  function dataSource(...answers: readonly TransportResponse[]) {
    const { DataSourceClass } = dataSourcePlugin<KindQuery, ListQuery, DataSourceJsonData, object>({
      isKind: () => true,
      filters: [],
      firstQuery: () => ({ kind: 'slots' }),
      firstAnnotation: {},
      annotationEvents: () => [],
      firstList: () => 'slots',
      variableFilters: [],
      configEditor: () => Promise.resolve(() => null),
      queryEditor: () => Promise.resolve(() => null),
      variableEditor: () => Promise.resolve(() => null),
      responder: () => Promise.reject(new Error('nothing is asked here')),
      selfTest: async ({ uid }) => {
        const question = {
          root: '',
          path: '/version',
          isVersion: (body: unknown) => body !== null && 'toaster' in Object(body),
        };
        const { failure } = await examine<Cause, never>(
          { uid, settings: {} },
          { question, suspects: () => SUSPECTS, missing: () => [] },
          { transport: scripted(...answers), clock: () => world.nowMs, signal: new AbortController().signal }
        );
        return failure === null
          ? { status: 'success', message: 'A toaster answers' }
          : failureResponse({
              message: happenedWords(failure.diagnosis, failure.facts, WORDS),
              causes: failure.diagnosis.causes.map((cause) => ({ why: `Perhaps ${cause}.`, fix: 'Look.' })),
            });
      },
    });
    return new DataSourceClass({ uid: 'old', jsonData: {} } as DataSourceInstanceSettings);
  }

  const saved = { status: 200, body: { url: 'http://toaster-1', secureJsonFields: {} } };

  test('says that the toaster answers', async () => {
    const source = dataSource({ status: 200, body: { toaster: '2.1' } }, saved);
    expect(await source.testDatasource()).toEqual({ status: 'success', message: 'A toaster answers' });
  });

  test('says what happened and the cause that only this product has', async () => {
    const source = dataSource({ status: 200, body: { kettle: '1' } }, saved);
    expect(await source.testDatasource()).toEqual({
      status: 'error',
      message: 'What answers at http://toaster-1 is no toaster',
      details: { message: 'Perhaps unplugged. Look.' },
    });
  });
});
