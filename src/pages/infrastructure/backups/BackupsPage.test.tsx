import { act, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';

import type { BackupsDesk } from '../../../core/products/backups/ports';
import type { PostureView } from '../../../core/products/backups/view';
import { fakePosture, fakeRow, pictureRows, PVE } from '../../../ui/backups/testData';
import { ConnectionProvider, ConnectionView } from '../../../ui/connection';
import { FakeRounds, NOW_MS } from '../../../ui/round/fakeRounds';
import { ServicesProvider } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { BackupsPage } from './BackupsPage';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({
    renderTitle,
    actions,
    children,
  }: Record<string, never> & {
    renderTitle: (title: string) => ReactNode;
    actions?: ReactNode;
    children: ReactNode;
  }) => (
    <main>
      {renderTitle('Backups')}
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

let world: FakeRounds;
let saved: Blob[];

function Address() {
  const { search } = useLocation();
  return <output data-testid="address">{decodeURIComponent(search)}</output>;
}

const address = () => screen.getByTestId('address').textContent;

type Answer = PostureView | ((days: number) => Promise<PostureView>);

async function open(answer: Answer, search = ''): Promise<void> {
  const desk: BackupsDesk = {
    isConnected: true,
    posture: ({ days }) => (typeof answer === 'function' ? answer(days) : Promise.resolve(answer)),
    forget: () => undefined,
  };
  const services = {
    ...world.services,
    connect: async (signal: AbortSignal) => ({ ...(await world.services.connect(signal)), backups: desk }),
  };
  render(
    <MemoryRouter initialEntries={[`/${search}`]}>
      <Address />
      <ServicesProvider services={services}>
        <ConnectionProvider>
          <ConnectionView loading={null}>
            <BackupsPage />
          </ConnectionView>
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  await act(async () => jest.advanceTimersByTimeAsync(50));
}

const targets = () => screen.getByRole('table', { name: 'Targets' });
const names = () =>
  within(targets())
    .getAllByRole('button')
    .map(({ textContent }) => textContent)
    .filter((text) => /^(vm|ct) /.test(text ?? ''));
const rowOf = (name: string) => within(targets()).getByRole('button', { name }).closest('tr') as HTMLElement;
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());

beforeAll(initTexts);
beforeEach(() => {
  // A choice measures its words.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.assign(globalThis, { ResizeObserver: jest.fn(() => observer), IntersectionObserver: jest.fn(() => observer) });
  saved = [];
  URL.createObjectURL = (file) => {
    saved.push(file as Blob);
    return 'blob:test';
  };
  URL.revokeObjectURL = () => undefined;
  jest.useFakeTimers();
  world = new FakeRounds();
});
afterEach(() => jest.useRealTimers());

test('the worst stand first, each exception with why, and what is unknown is a question mark and never green', async () => {
  await open(fakePosture());
  expect(names()).toEqual([
    'vm 341 billing-db',
    'vm 342 billing-app',
    'vm 133 runner-3',
    'vm 214 mail-archive',
    'ct 309 edge-proxy',
    'vm 104 gitlab',
    'vm 900 template',
  ]);
  expect(rowOf('vm 341 billing-db')).toHaveTextContent(/Unprotected.*PBS 4 d.*4 dof 4 h/);
  expect(rowOf('vm 342 billing-app')).toHaveTextContent(/nothing.*never.*no copy/);
  expect(rowOf('vm 133 runner-3')).toHaveTextContent(/Unknown.*PBS 6 h\?.*\?of 26 h/);
  expect(rowOf('vm 214 mail-archive')).toHaveTextContent(/PBS 31 h · vzdump 3 d.*31 hof 26 h/);
  expect(rowOf('vm 900 template')).toHaveTextContent('Excluded');
  expect(targets()).toHaveTextContent('In no enabled job. Job nightly-b names it, but is disabled.');
  expect(targets()).toHaveTextContent('Failed 4 of the last 7 runs: storage full on pbs-1 at that hour.');
  expect(targets()).toHaveTextContent('the copy cannot be attributed.');
  expect(screen.getByRole('group', { name: 'In figures' })).toHaveTextContent(/Protected1 of 6.*2 unprotected/);
});

test('postures filter in the address, counts do not shrink with it, and nothing that matches can be cleared', async () => {
  await open(fakePosture());
  const counts = screen.getByRole('group', { name: 'Show only' });
  await act(async () => within(counts).getByRole('button', { name: '2 unprotected' }).click());
  expect(address()).toBe('?posture=unprotected');
  expect(names()).toEqual(['vm 341 billing-db', 'vm 342 billing-app']);
  expect(within(counts).getByRole('button', { name: '1 protected' })).toBeEnabled();
  fireEvent.change(screen.getByPlaceholderText('Search targets'), { target: { value: 'gitlab' } });
  expect(screen.getByText(/No target matches/)).toBeVisible();
  await press('Clear filters');
  expect(address()).toBe('');
  expect(names()).toHaveLength(7);
});

test('what is protected is folded away, and counted', async () => {
  const calm = Array.from({ length: 9 }, (_, at) => fakeRow(`vm 50${at}`));
  await open(fakePosture([...pictureRows().slice(0, 2), ...calm]));
  expect(names()).toHaveLength(5);
  await press('Show 6 protected');
  expect(names()).toHaveLength(11);
  expect(address()).toBe('?rows=all');
});

test('a silent source is one alert, whose targets have no sentence of their own', async () => {
  const problem = { code: 'timeout' as const };
  const blind = fakeRow('vm 500', 'unknown', {
    reasons: [{ code: 'not-seen', posture: 'unknown', params: {}, reason: problem }],
    lastGood: { state: 'unknown' },
  });
  await open(fakePosture([blind, fakeRow('vm 501')], { sources: [{ ...PVE, problem }] }));
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('pve-a does not answer');
  expect(alert).toHaveTextContent('1 target is unknown until it does');
  expect(screen.getAllByText(/No answer in time/)).toHaveLength(1);
  expect(rowOf('vm 500')).toHaveTextContent('?');
});

test('an empty list that a token may not see is unknown, with the right that is missing', async () => {
  const problem = {
    code: 'not-permitted' as const,
    detail: 'The token sees an empty list because Datastore.Audit is missing on /datastore.',
  };
  await open(fakePosture([], { verdict: 'unknown', sources: [{ ...PVE, problem }] }));
  expect(screen.getByRole('alert')).toHaveTextContent(/Datastore\.Audit is missing on \/datastore/);
  expect(screen.getByRole('heading', { level: 1 }).parentElement).toHaveTextContent('Unknown');
  expect(screen.queryByText(/protected|none of them tells/i)).toBeNull();
});

test('without any source it says what to connect', async () => {
  await open(fakePosture([], { sources: [], verdict: 'unknown' }));
  expect(screen.getByText('Nothing that makes backups is connected yet')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Add a data source' })).toBeVisible();
});

test('a first read that takes its time can be cancelled', async () => {
  await open(() => new Promise(() => undefined));
  await press('Cancel');
  expect(screen.getByRole('alert')).toHaveTextContent('Backups was not read');
});

test('a journal that was not read takes nothing for never restored', async () => {
  const unread = { last: null, dueEverySeconds: 90 * 86_400, dueMs: null, isNever: false, verdict: 'unknown' as const };
  await open(
    fakePosture([fakeRow('vm 500', 'protected', { restoreTest: unread })], { journalFailed: { code: 'not-permitted' } })
  );
  expect(screen.getByRole('alert')).toHaveTextContent('The journal could not be read');
  expect(screen.getByRole('table', { name: 'Restore tests' })).not.toHaveTextContent(/never|Nobody/);
});

test('what nobody ever restored is unknown, says never, and is not made good by another', async () => {
  await open(fakePosture());
  expect(screen.getByRole('group', { name: 'In figures' })).toHaveTextContent(
    /Restored within 90 d4 of 5.*last 3 d ago/
  );
  expect(rowOf('vm 341 billing-db')).toHaveTextContent(/never/);
  expect(screen.getByRole('table', { name: 'Restore tests' })).toHaveTextContent(/Nobody has restored it yet/);
});

test('the drawer of an address tells all of a target, and a day of it', async () => {
  await open(fakePosture(), '?target=pve:pve-a/qemu/vm 341 billing-db&day=2026-11-20');
  const drawer = screen.getByRole('dialog');
  expect(drawer).toHaveTextContent('vm 341 billing-db');
  expect(within(drawer).getByRole('list', { name: 'Why' })).toHaveTextContent(
    /The last good backup is 4 d old, it may be 4 h/
  );
  expect(within(drawer).getByRole('table', { name: 'Copies by place' })).toHaveTextContent(
    /pbs-1\/main.*yes, declared/
  );
  expect(drawer).toHaveTextContent('Missed on Friday 20 November.');
  expect(within(drawer).getByRole('table', { name: 'Jobs' })).toHaveTextContent('nightly-a');
  expect(drawer).toHaveTextContent('pve-a, read at');
});

test('a target that is gone says so', async () => {
  await open(fakePosture(), '?target=pve:pve-a/qemu/7');
  expect(screen.getByRole('dialog')).toHaveTextContent('No such target is known');
});

test('in the matrix keys move from day to day and from row to row, each cell has its words, and Enter opens it', async () => {
  await open(fakePosture());
  const grid = screen.getByRole('grid', { name: 'Targets by days' });
  const cell = () => within(grid).getByRole('gridcell');
  const key = (name: string) => act(async () => void fireEvent.keyDown(cell(), { key: name }));
  expect(cell()).toHaveAccessibleName('vm 341 billing-db, Friday 20 November: Missed');
  await key('ArrowDown');
  expect(cell()).toHaveFocus();
  expect(cell()).toHaveAccessibleName('vm 342 billing-app, Friday 20 November: Missed');
  await key('Home');
  expect(cell()).toHaveAccessibleName('vm 342 billing-app, Saturday 17 October: Not expected');
  await key('End');
  await key('ArrowDown');
  expect(cell()).toHaveAccessibleName('vm 133 runner-3, Friday 20 November: Unknown');
  await key('ArrowDown');
  expect(cell()).toHaveAccessibleName('vm 214 mail-archive, Friday 20 November: With warnings');
  await key('PageDown');
  expect(cell()).toHaveAccessibleName('All targets, Friday 20 November: 3 of 5 succeeded, 1 unknown');
  await key('ArrowUp');
  await key('Enter');
  expect(address()).toContain('target=pve:pve-a/qemu/vm+104+gitlab&day=2026-11-20');
});

test('more days are read when they are asked for, and those that are known stand meanwhile', async () => {
  const asked: number[] = [];
  await open((days) => {
    asked.push(days);
    return days === 35 ? Promise.resolve(fakePosture()) : new Promise(() => undefined);
  });
  await act(async () => screen.getByRole('radio', { name: '366 d' }).click());
  await act(async () => jest.advanceTimersByTimeAsync(50));
  expect(asked).toContain(366);
  expect(address()).toBe('?days=366');
  expect(screen.getByText(/Reading 366 days/)).toBeVisible();
  expect(names()).toHaveLength(7);
});

test('a restore test is signed for a target, with what came back', async () => {
  await open(fakePosture());
  await act(async () => screen.getByRole('button', { name: 'Record a restore test of vm 341 billing-db' }).click());
  const dialog = screen.getByRole('dialog');
  expect(dialog).toHaveTextContent('ops1');
  const sign = within(dialog).getByRole('button', { name: 'Sign and record' });
  fireEvent.click(within(dialog).getByLabelText('A part of it'));
  expect(sign).toBeDisabled();
  expect(within(dialog).getByRole('alert')).toHaveTextContent('Say what did not come back');
  fireEvent.change(within(dialog).getByLabelText(/What was restored/), { target: { value: 'one table is missing' } });
  fireEvent.change(within(dialog).getByLabelText(/minutes/), { target: { value: '14' } });
  await act(async () => sign.click());
  expect(world.written).toMatchObject([
    {
      type: 'backup.tested',
      subject: 'backup/pve:pve-a/qemu/vm 341 billing-db',
      author: 'ops1',
      payload: { atMs: NOW_MS, result: 'partial', tookSeconds: 840, note: 'one table is missing' },
    },
  ]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a test in the future is refused, and a write that fails says why and keeps what was typed', async () => {
  await open(fakePosture());
  await act(async () => screen.getByRole('button', { name: 'Record a restore test of vm 341 billing-db' }).click());
  const dialog = screen.getByRole('dialog');
  const when = within(dialog).getByLabelText(/When was it restored/);
  fireEvent.change(when, { target: { value: '2026-11-21T08:00' } });
  expect(within(dialog).getByRole('alert')).toHaveTextContent('still to come');
  fireEvent.change(when, { target: { value: '2026-11-20T08:00' } });
  world.writeErrors = [Object.assign(new Error('no'), { code: 'not-permitted', detail: '' })];
  await act(async () => within(dialog).getByRole('button', { name: 'Sign and record' }).click());
  expect(within(dialog).getByRole('alert')).toHaveTextContent(/Not saved\. This account may not read it/);
  expect(world.written).toHaveLength(0);
});

test('who may not write is told so, and is offered no record', async () => {
  world.canAppend = false;
  await open(fakePosture());
  expect(screen.getByRole('button', { name: 'Record a restore test' })).toBeDisabled();
  expect(screen.getByRole('note', { name: /You may not write into the journal/ })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Record a restore test of/ })).toBeNull();
});

test('targets and days are files for a spreadsheet, and what is not known is not empty', async () => {
  await open(fakePosture());
  await press('Targets CSV');
  await press('Days CSV');
  const [targetFile, dayFile] = await Promise.all(saved.map(textOf));
  expect(targetFile).toContain('unknown,guest,"vm 133 runner-3"');
  expect(targetFile?.split('\r\n').find((line) => line.includes('runner-3'))).toMatch(/,unknown,93600,unknown,/);
  expect(dayFile?.split('\r\n')[0]).toMatch(/^posture,name,place,key,2026-10-17,.*,2026-11-20$/);
  expect(dayFile).toMatch(/billing-app.*not-expected.*missed/);
  expect(dayFile).toContain('"3 of 5, 1 unknown"');
});

function textOf(file: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(file);
    jest.advanceTimersByTime(1000);
  });
}
