import { act, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';

import type { ObjectivesDesk } from '../../core/slo/desk';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { fakeObjective } from '../../core/slo/testData';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ScorecardsPage } from './ScorecardsPage';
import { fakeDesk, measuredRow, monthOfHours, silentRow } from './testData';

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

// The real one is bound to the router of Grafana itself.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  TextLink: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const VIEWER = { login: 'viewer', isAdmin: false, rights: new Set(['datasources:read'] as const) };

const met = measuredRow(fakeObjective({ id: 'ingress', title: 'Ingress availability', owner: 'ops1' }), monthOfHours());
const missed = measuredRow(
  fakeObjective({ id: 'checkout', title: 'Checkout availability', owner: 'lead1' }),
  monthOfHours((ago) => (ago === 200 ? [1000, 900] : [1000, 0]))
);
const halfBlind = measuredRow(
  fakeObjective({ id: 'storage', title: 'Object storage', owner: 'ops2', service: 'storage' }),
  monthOfHours((ago) => (ago < 300 ? null : [1000, 0]))
);
const shares = measuredRow(
  fakeObjective({ id: 'nodes', title: 'Nodes are ready', target: '99', sli: { share: { bad: 'bad[$window]' } } }),
  monthOfHours(() => [1, 0])
);

let world: FakeRounds;

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

const address = () => screen.getByTestId('address').textContent;

async function open(desk: ObjectivesDesk, { search = '', isAdmin = true } = {}): Promise<void> {
  const services = {
    ...world.services,
    connect: async (signal: AbortSignal) => ({ ...(await world.services.connect(signal)), objectives: desk }),
    user: isAdmin ? world.services.user : VIEWER,
  };
  render(
    <MemoryRouter initialEntries={[`/${search}`]}>
      <Address />
      <ServicesProvider services={services}>
        <ConnectionProvider>
          <ScorecardsPage />
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  await act(async () => jest.advanceTimersByTimeAsync(50));
}

const titles = () =>
  within(screen.getByRole('table', { name: 'Objectives' }))
    .getAllByRole('link')
    .map(({ textContent }) => textContent)
    .filter((text) => [met, missed, halfBlind, shares].some(({ objective }) => objective.title === text));

beforeAll(initTexts);
beforeEach(() => {
  // A choice measures its words.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.assign(globalThis, { ResizeObserver: jest.fn(() => observer), IntersectionObserver: jest.fn(() => observer) });
  jest.useFakeTimers();
  world = new FakeRounds();
});
afterEach(() => jest.useRealTimers());

test('objectives stand worst first, each that is not met with a sentence, and half of the data is no verdict', async () => {
  await open(fakeDesk(() => [met, halfBlind, missed]));
  expect(titles()).toEqual(['Checkout availability', 'Object storage', 'Ingress availability']);
  const table = screen.getByRole('table', { name: 'Objectives' });
  expect(table).toHaveTextContent(/The budget ran out on 12 Nov, 00:00\..*One period took more than all of it/);
  expect(table).toHaveTextContent(/Only 58 % of the window has data, 95 % is needed\. No samples since/);
  const row = screen.getByRole('link', { name: 'Object storage' }).closest('tr');
  expect(row).toHaveTextContent('Unknown');
  expect(row).toHaveTextContent('?');
  expect(row).not.toHaveTextContent('Met');
  expect(within(table).getAllByText('Met')).toHaveLength(1);
});

test('counts filter by verdict in the address, and do not shrink with it', async () => {
  await open(fakeDesk(() => [met, halfBlind, missed]));
  const counts = screen.getByRole('group', { name: 'Show only' });
  await act(async () => within(counts).getByRole('button', { name: '1 missed' }).click());
  expect(address()).toBe('/?verdict=fail');
  expect(titles()).toEqual(['Checkout availability']);
  expect(within(counts).getByRole('button', { name: '1 met' })).toBeEnabled();
  expect(within(counts).getByRole('button', { name: '0 at risk' })).toBeDisabled();
});

test('an address filters, and where it hits nothing it can be cleared', async () => {
  await open(
    fakeDesk(() => [met, missed]),
    { search: '?search=nowhere&owner=ops1' }
  );
  expect(screen.getByText(/No objective matches/)).toBeVisible();
  await act(async () => screen.getByRole('button', { name: 'Clear filters' }).click());
  expect(titles()).toEqual(['Checkout availability', 'Ingress availability']);
  expect(address()).toBe('/');
});

test('a silent source is one alert that counts its objectives, whose rows have no sentence of their own', async () => {
  const timeout = { code: 'timeout' as const };
  let rows: readonly ScorecardRow[] = [
    silentRow(met.objective, timeout),
    silentRow(missed.objective, timeout),
    halfBlind,
  ];
  await open(fakeDesk(() => rows));
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('mimir-prod does not answer');
  expect(alert).toHaveTextContent('2 objectives that read from it are unknown');
  expect(screen.getAllByText('No answer in time.', { exact: false })).toHaveLength(1);
  expect(screen.getByRole('table', { name: 'Objectives' })).toHaveTextContent(/Only 58 %/);
  rows = [met, missed, halfBlind];
  await act(async () => {
    within(alert).getByRole('button', { name: 'Retry' }).click();
    await jest.advanceTimersByTimeAsync(50);
  });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what an alert tells of a source is not told again, of another one it is', async () => {
  const reason = { code: 'timeout' } as const;
  const unsearched = ['mimir-prod', 'thanos'].map((name) => ({ name, reason }));
  await open(fakeDesk(() => [silentRow(met.objective, reason), missed], { unsearched }));
  expect(
    screen.getAllByRole('alert').map(({ textContent }) => /^(\S+) (does|was) not/.exec(textContent ?? '')?.[0])
  ).toEqual(['thanos was not', 'mimir-prod does not']);
});

test('a query that was refused is the sentence of its own row, and no silence of its source', async () => {
  await open(fakeDesk(() => [silentRow(met.objective, { code: 'query-error', detail: 'parse error' }), missed]));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('table', { name: 'Objectives' })).toHaveTextContent('The query was refused');
});

test('while it is measured names and targets stand, and no verdict; cancelled, nothing is judged', async () => {
  await open(fakeDesk(() => [met, missed], {}, new Promise(() => undefined)));
  const table = screen.getByRole('table', { name: 'Objectives' });
  expect(table).toHaveTextContent('Ingress availability');
  expect(table).toHaveTextContent('99.9 %');
  expect(table).not.toHaveTextContent(/Met|Missed|Unknown/);
  expect(screen.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
  await act(async () => screen.getByRole('button', { name: 'Cancel' }).click());
  expect(screen.getByRole('alert')).toHaveTextContent('nothing is judged');
  expect(table).not.toHaveTextContent(/Met|Missed/);
});

test('without objectives an admin may write one, and others are told who can', async () => {
  await open(fakeDesk(() => []));
  expect(screen.getByText('No objectives yet')).toBeVisible();
  expect(screen.getByRole('link', { name: 'New objective' })).toHaveAttribute('href', expect.stringMatching(/\/new$/));
});

test('without objectives a viewer gets no button that would refuse', async () => {
  await open(
    fakeDesk(() => []),
    { isAdmin: false }
  );
  expect(screen.getByText(/An organisation admin can define objectives/)).toBeVisible();
  expect(screen.queryByRole('link')).toBeNull();
});

test('where the journal cannot be read nobody says that there are no objectives', async () => {
  await open(fakeDesk(() => [], { journalFailed: { code: 'not-permitted' } }));
  expect(screen.getByRole('alert')).toHaveTextContent('no maintenance window is left out of any number');
  expect(screen.queryByText('No objectives yet')).toBeNull();
  expect(screen.getByText('No objective could be read')).toBeVisible();
});

test('a definition that cannot be read is named with its fields, once', async () => {
  const problems = [
    { at: 'objectives[3]', id: 'broken', field: 'target', message: 'must be more than 0 and at most 100 %' },
    { at: 'objectives[3]', id: 'broken', field: 'sli', message: 'needs exactly one' },
  ];
  await open(fakeDesk(() => [met], { problems }));
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The definition broken (objectives[3]) is left out target: must be more than 0 and at most 100 %; sli: needs exactly one.'
  );
});

test('a mean of ratios is marked as one, and a count of events is not', async () => {
  await open(fakeDesk(() => [met, shares]));
  expect(screen.getByRole('link', { name: 'Nodes are ready' }).closest('td')).toHaveTextContent('Mean of ratios');
  expect(screen.getByRole('link', { name: 'Ingress availability' }).closest('td')).not.toHaveTextContent('ratios');
});

test('a number opens its evidence, with the formula filled in, the query and the missing hours', async () => {
  await open(fakeDesk(() => [met, halfBlind, missed]));
  fireEvent.click(screen.getByRole('button', { name: /^Object storage, Coverage/ }));
  expect(address()).toBe('/?evidence=storage.coverage');
  const drawer = screen.getByRole('dialog');
  expect(drawer).toHaveTextContent('1 - 0 / 420,000');
  expect(drawer).toHaveTextContent('sum(increase(http_requests_total[1h]))');
  expect(drawer).toHaveTextContent('420 of 720 hours have data. Nothing from');
  expect(drawer).toHaveTextContent('718 of 720 stretches of time');
});

test('evidence opens from an address, of a missed budget with the share that is overspent', async () => {
  await open(
    fakeDesk(() => [missed]),
    { search: '?evidence=checkout.budget' }
  );
  const drawer = screen.getByRole('dialog');
  expect(drawer).toHaveTextContent('Error budget left, rolling 30 days: −25 %');
  expect(drawer).toHaveTextContent(/1 - 900 \/ 720\s+= −25 %/);
});

test('of many objectives those in view are drawn, and all are counted; End goes to the last', async () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    measuredRow(fakeObjective({ id: `many-${index}`, title: `Service ${index}` }), monthOfHours())
  );
  await open(fakeDesk(() => many));
  const table = screen.getByRole('table', { name: 'Objectives' });
  expect(table).toHaveAttribute('aria-rowcount', '301');
  const drawn = table.querySelectorAll('tr[data-index]');
  expect(drawn.length).toBeGreaterThan(5);
  expect(drawn.length).toBeLessThan(60);
  const [first] = drawn;
  act(() => (first as HTMLElement).focus());
  fireEvent.keyDown(first as HTMLElement, { key: 'End' });
  expect(document.activeElement).toHaveAttribute('data-index', '299');
});
