import { setChromeHeaderHeightHook, type PluginPageProps } from '@grafana/runtime';
import { act, configure, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';

import type { CheckDefinition } from '../../core/check/definition';
import type { Evaluator, Observation } from '../../core/check/evaluator';
import type { HistoryObservation } from '../../core/check/history';
import { slotsOf, type TimeGrid } from '../../core/check/timeGrid';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds, NOW_MS } from '../../ui/round/fakeRounds';
import { ServicesProvider, type Library, type RoundsServices } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ChecksPage } from './ChecksPage';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ pageNav, subTitle, info, actions, children }: PluginPageProps) => (
    <main>
      <h1>{pageNav?.text}</h1>
      <div>{subTitle}</div>
      <div data-testid="info">
        {info?.map(({ label, value }) => (
          <span key={label}>{value}</span>
        ))}
      </div>
      <div>{actions}</div>
      {children}
    </main>
  ),
}));

// Its links need the router of Grafana's own build.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  TextLink: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

let rounds: FakeRounds;
/** Grids of the histories that were asked for. */
let asked: Array<{ ids: string[]; grid: TimeGrid }>;
let holdHistory: Promise<void> | null;

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  await initTexts();
});
beforeEach(() => {
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  rounds = new FakeRounds();
  asked = [];
  holdHistory = null;
  rounds.values = { 'node.disk': 0.934, 'node.memory': 0.5, 'backup.age': 0.85 };
});

/** node.disk fails, node.memory passes, backup.age warns, and of cost there is nothing. */
async function library(): Promise<Library> {
  const known = await rounds.services.library();
  const [disk] = known.checks as [CheckDefinition];
  const backup = { ...disk, id: 'backup.age', pack: 'backups', title: 'Backup age', query: 'backup_age_ratio' };
  const cost = {
    ...disk,
    id: 'cost.idle',
    pack: 'cost',
    title: 'Idle cost',
    kind: 'loki' as const,
    hint: 'Install OpenCost.',
  };
  const packs = ['nodes', 'backups', 'cost'].map((id) => {
    return { id, title: id.replace(/^./, (letter) => letter.toUpperCase()), probes: [], always: [] };
  });
  return { ...known, packs, checks: [...known.checks, backup, cost] };
}

/** Every thing failed on the first day, and passed since. */
function pastOf(checks: readonly CheckDefinition[], grid: TimeGrid): HistoryObservation {
  const slots = slotsOf(grid);
  const values = Array.from({ length: slots }, (_unused, slot) => (slot < 4 ? 0.95 : 0.1));
  const standings = values.map(() => 'judged' as const);
  return {
    sources: [],
    checks: new Map(
      checks.map(({ id }) => [
        id,
        {
          problems: [],
          entities: [
            { sourceUid: 'prom', labels: { instance: 'pve-a3' }, values, standings, lastThere: slots - 1 },
            {
              sourceUid: 'prom',
              labels: { instance: 'pve-a4' },
              values: values.map(() => 0.1),
              standings,
              lastThere: slots - 1,
            },
          ],
        },
      ])
    ),
  };
}

function services(change: (evaluator: Evaluator) => Evaluator = (evaluator) => evaluator): RoundsServices {
  return {
    ...rounds.services,
    library,
    connect: async () => {
      const connection = rounds.connection();
      const { prometheus } = connection.registry;
      const withPast: Evaluator = {
        ...(prometheus as Evaluator),
        history: async (checks, grid, { signal, onProgress }) => {
          asked.push({ ids: checks.map(({ id }) => id), grid });
          onProgress(1, 4);
          await holdHistory;
          signal.throwIfAborted();
          return pastOf(checks, grid);
        },
      };
      return { ...connection, registry: { prometheus: change(withPast) } };
    },
  };
}

function Place() {
  const { pathname, search } = useLocation();
  return <samp data-testid="place">{`${pathname}${search}`}</samp>;
}

function open(path = '', own = services()) {
  render(
    <ServicesProvider services={own}>
      <ConnectionProvider>
        <MemoryRouter initialEntries={[`/a/opsrounds-ops-app/checks${path}`]}>
          <Routes>
            <Route path="/a/opsrounds-ops-app/checks/*" element={<ChecksPage />} />
            <Route path="*" element={null} />
          </Routes>
          <Place />
        </MemoryRouter>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!;
const place = () => screen.getByTestId('place').textContent;

test('the worst pack stands first, with what needs somebody open and the rest as one line', async () => {
  open();
  const line = await row('Disk');
  expect(within(line).getAllByText('Fail')[0]).toBeVisible();
  expect(line).toHaveTextContent('node.disk');
  expect(line).toHaveTextContent('93.4 %');
  expect(line).toHaveTextContent('pve-a3');
  expect(line).toHaveTextContent('over 90 %');
  expect(line).toHaveTextContent('1 of 1');
  expect(screen.getAllByRole('rowheader').map((head) => head.textContent)).toEqual([
    'Nodes21 fail1 passmimir-prod',
    'Backups11 warningmimir-prod',
  ]);
  expect(screen.queryByRole('link', { name: 'Memory' })).not.toBeInTheDocument();
  fireEvent.click(within(screen.getByRole('table')).getByRole('button', { name: '1 pass' }));
  expect(screen.getByRole('link', { name: 'Memory' })).toBeInTheDocument();
  expect(screen.getByText('3 of 4 checks have data here. The other one has nothing to look at yet.')).toBeVisible();
});

test('a pack without data is one line that says what it needs, and is never well', async () => {
  open();
  await row('Disk');
  const without = screen.getByRole('region', { name: 'Packs without data' });
  expect(without).toHaveTextContent('1 pack without data');
  expect(without).not.toHaveTextContent('Install OpenCost.');
  fireEvent.click(within(without).getByRole('button'));
  expect(without).toHaveTextContent('Install OpenCost. Idle cost');
  expect(without).not.toHaveTextContent(/pass/i);
});

test.each([
  ['?q=memory', ['Memory']],
  ['?q=pve-a3', ['Disk', 'Memory', 'Backup age']],
  ['?q=backup_age_ratio', ['Backup age']],
  ['?verdict=warn,pass', ['Memory', 'Backup age']],
  ['?list=morning&verdict=fail', ['Disk']],
])('%s shows what matches', async (query, names) => {
  open(query);
  await screen.findByRole('button', { name: 'Clear filters' });
  const links = within(screen.getByRole('table')).getAllByRole('link');
  expect(links.map((link) => link.textContent).sort()).toEqual([...names].sort());
  expect(within(screen.getByRole('status')).getByText(`${names.length} of 4 checks`)).toBeVisible();
  expect(screen.getByRole('button', { name: /1 fail/ })).toBeInTheDocument();
});

test('search and verdicts stand in the address, and are taken away again', async () => {
  open();
  await row('Disk');
  fireEvent.change(screen.getByPlaceholderText('Search checks'), { target: { value: 'mem' } });
  fireEvent.click(screen.getByRole('button', { name: /1 pass/, pressed: false }));
  expect(place()).toBe('/a/opsrounds-ops-app/checks?q=mem&verdict=pass');
  await row('Memory');
  fireEvent.change(screen.getByPlaceholderText('Search checks'), { target: { value: 'nothing like it' } });
  expect(await screen.findByText('No check matches.')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(place()).toBe('/a/opsrounds-ops-app/checks');
});

test('nothing moves by itself: what changed is told and joins when somebody asks', async () => {
  open();
  await row('Disk');
  rounds.values = { 'node.disk': 0.1, 'node.memory': 0.99, 'backup.age': 0.85 };
  fireEvent.click(screen.getByRole('button', { name: 'Re-check' }));
  expect(await screen.findByText('1 check changed.')).toBeVisible();
  expect(within(await row('Disk')).getAllByText('Pass')[0]).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Memory' })).not.toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(within(await row('Memory')).getAllByText('Fail')[0]).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Disk' })).not.toBeInTheDocument();
});

test('a source that is silent is one cause, and nothing of it is well', async () => {
  rounds.silent = { code: 'timeout' };
  open();
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Prometheus mimir-prod does not answer');
  expect(alert).toHaveTextContent('3 checks are unknown for it.');
  expect(
    screen.getByText(/^0 of 4 checks have data here\. Of 3 it is not known: their source does not answer\./)
  ).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Disk' })).not.toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '2 unknown, their source is silent' }));
  const line = await row('Disk');
  expect(line).toHaveTextContent('no answer');
  expect(line).toHaveTextContent('mimir-prod');
  expect(line).not.toHaveTextContent('Pass');
});

test('until anybody answered no verdict is shown, and a cancelled look says that nothing was checked', async () => {
  rounds.gate = new Promise(() => undefined);
  open();
  expect(await screen.findByText(/Checking, 0 of 1 source answered/)).toBeVisible();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText(/Not checked/)).toBeVisible();
  expect(screen.queryByText(/pass/i)).not.toBeInTheDocument();
});

test('the days of the rows in sight are one question, and today is as bad as now', async () => {
  open();
  const line = await row('Backup age');
  expect(
    await within(line).findByRole('img', { name: 'Last 14 days: fail on 1 day, warning on 1 day, pass on 12 days' })
  ).toBeVisible();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.ids.sort()).toEqual(['backup.age', 'node.disk']);
  expect(slotsOf(asked[0]!.grid)).toBeLessThanOrEqual(14 * 4);
});

test('a kind that keeps no history says so, and its strip is not one of passes', async () => {
  const withoutPast = ({ history: _history, ...evaluator }: Evaluator): Evaluator => evaluator;
  open('', services(withoutPast));
  expect(await within(await row('Disk')).findByText('no history')).toBeVisible();
});

test('one check: verdict, sentence, what to do, things worst first, and how it was measured', async () => {
  open('/node.disk');
  expect(await screen.findByRole('heading', { name: /^Disk of pve-a3 is 93.4.%, limit 90.%$/ })).toBeVisible();
  expect(screen.getAllByText('Fail')[0]).toBeVisible();
  expect(screen.getByText('/var/lib/vz/dump')).toBeVisible();
  expect(within(screen.getByRole('table', { name: 'Disk' })).getByText('pve-a3')).toBeVisible();
  expect(screen.getByLabelText('Query')).toHaveTextContent('disk_used');
  expect(screen.getByText('1 of 1 entities')).toBeVisible();
  expect(asked).toEqual([]);
  expect(screen.getByRole('tab', { name: /Used in 2/ })).toBeInTheDocument();
});

test('history is asked for when its tab is shown, with progress, and can be cancelled and retried', async () => {
  let go: () => void = () => undefined;
  holdHistory = new Promise((resolve) => {
    go = resolve;
  });
  open('/node.disk?tab=history');
  expect(await screen.findByText('Asking, 1 of 4 queries answered')).toBeVisible();
  fireEvent.click(within(screen.getByRole('tablist').closest('main')!).getAllByRole('button', { name: 'Cancel' })[0]!);
  expect(await screen.findByText('Not looked at: it was cancelled.')).toBeVisible();
  await act(async () => go());
  expect(screen.getByText('Not looked at: it was cancelled.')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  const strips = await screen.findAllByRole('img', { name: /^Last 30 days: fail on/ });
  expect(strips[0]).toHaveAccessibleName('Last 30 days: fail on 2 days, pass on 28 days');
  expect(screen.getByRole('table', { name: 'Not always well' })).toHaveTextContent('pve-a3');
  expect(screen.getByText('1 other passes on every day on which it was there.')).toBeVisible();
  fireEvent.click(screen.getByRole('radio', { name: '90 days' }));
  expect(await screen.findAllByRole('img', { name: /^Last 90 days/ })).not.toHaveLength(0);
  expect(place()).toContain('days=90');
});

test('the definition is told in words and as a pack', async () => {
  open('/node.disk?tab=definition');
  expect(await screen.findByText('Fails')).toBeVisible();
  expect(screen.getByText('over 90 %')).toBeVisible();
  expect(screen.getByRole('region', { name: 'As a pack' })).toHaveTextContent('pack: nodes');
});

test('where it is used leads there', async () => {
  open('/node.disk?tab=used-in');
  expect(await screen.findByRole('link', { name: 'Morning routine' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/today/morning?item=disks'
  );
  expect(screen.getByRole('link', { name: 'Monthly report' })).toBeInTheDocument();
});

test('a check that no pack has is not found', async () => {
  open('/node.nothing');
  expect(await screen.findByText('No pack has such a check')).toBeVisible();
});

test('of ten thousand things some are drawn, and the rest is told by what it says', async () => {
  const many = (evaluator: Evaluator): Evaluator => ({
    ...evaluator,
    evaluate: async (checks, context) => {
      const seen = await evaluator.evaluate(checks, context);
      const entities = Array.from({ length: 10_000 }, (_unused, index) => ({
        sourceUid: 'prom',
        labels: { instance: `vm-${index}` },
        value: index < 3 ? 0.99 : 0.1,
        sampleMs: NOW_MS,
        trend: [],
      }));
      return new Map([...seen].map(([id, one]): [string, Observation] => [id, { ...one, entities }]));
    },
  });
  open('/node.disk', services(many));
  const table = await screen.findByRole('table', { name: 'Disk' });
  expect(within(table).getAllByRole('row')).toHaveLength(51);
  expect(screen.getByText(/450 more are not shown: 450 pass\./)).toBeVisible();
  expect(screen.getByText(/Only the worst 500 .* 9,500 more are counted: 3 fail, 9,997 pass in all\./)).toBeVisible();
  fireEvent.change(screen.getByPlaceholderText('Search'), { target: { value: 'vm-1020' } });
  expect(await screen.findByText('1 of 500')).toBeVisible();
  expect(within(screen.getByRole('table', { name: 'Disk' })).getByText('vm-1020')).toBeVisible();
});
