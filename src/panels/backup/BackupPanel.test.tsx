import { dateTime } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';

import type { BackupsDesk } from '../../core/products/backups/ports';
import type { PostureView } from '../../core/products/backups/view';
import { fakePosture, fakeRow, PVE } from '../../ui/backups/testData';
import { FakeRounds, NOW_MS } from '../../ui/round/fakeRounds';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { initTexts } from '../../ui/t';
import { ChosenBackups } from './BackupPanel';
import type { BackupOptions } from './options';

jest.mock('../../ui/browserSession', () => ({ browserServices: () => ({}) }));
jest.mock('../../sources/browserClient', () => ({ browserClient: () => ({}) }));

const LARGE = { width: 700, height: 300 };
const SMALL = { width: 330, height: 220 };
const TINY = { width: 330, height: 104 };

beforeAll(initTexts);

function show(answer: PostureView | Error, size = LARGE, options: Partial<BackupOptions> = {}) {
  const rounds = new FakeRounds();
  const desk: BackupsDesk = {
    isConnected: true,
    posture: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
    forget: () => undefined,
  };
  const services = {
    ...rounds.services,
    connect: () => Promise.resolve({ ...rounds.connection(), backups: desk }),
  };
  const now = dateTime(NOW_MS);
  return render(
    <FakeScreen services={services}>
      <ChosenBackups
        {...size}
        options={{ part: 'auto', days: 28, kind: '', search: '', ...options }}
        timeRange={{ from: now, to: now, raw: { from: now, to: now } }}
        replaceVariables={(text) => text.replace('$host', 'gitlab')}
      />
    </FakeScreen>
  );
}

const links = (within_: HTMLElement) =>
  within(within_)
    .getAllByRole('link')
    .map(({ textContent }) => textContent);

test('a large panel draws nights, the worst targets first, each with its words', async () => {
  show(fakePosture());
  const nights = await screen.findByRole('list', { name: 'Nights' });
  expect(links(nights)).toEqual([
    'vm 341 billing-db',
    'vm 342 billing-app',
    'vm 133 runner-3',
    'vm 214 mail-archive',
    'ct 309 edge-proxy',
    'vm 104 gitlab',
  ]);
  expect(within(nights).getByRole('link', { name: /billing-db, Unprotected: 23 good, 5 missed/ })).toBeVisible();
  expect(within(nights).getByRole('link', { name: /runner-3, Unknown: 17 good, 11 unknown/ })).toBeVisible();
  expect(screen.getByText('of 6 protected')).toBeVisible();
  expect(screen.getByText('2 unprotected')).toBeVisible();
  expect(screen.getByText('1 excluded')).toBeVisible();
});

test('what does not fit is one line with the worst of each night', async () => {
  show(fakePosture(), { width: 700, height: 205 });
  const nights = await screen.findByRole('list', { name: 'Nights' });
  expect(within(nights).getAllByRole('listitem')).toHaveLength(4);
  const others = within(nights).getByText('3 others').closest('li');
  expect(others).toHaveTextContent(/good.*4 failed|4 failed/);
});

test('a small panel has the exceptions with their age, and counts those that it has no room for', async () => {
  show(fakePosture(), SMALL);
  const table = await screen.findByRole('table', { name: 'Targets' });
  expect(links(table)).toEqual(['vm 341 billing-db', 'vm 342 billing-app', 'vm 133 runner-3', 'vm 214 mail-archive']);
  expect(table).toHaveTextContent('4 d of 4 h');
  expect(table).toHaveTextContent('31 h of 26 h');
  expect(within(table).getByRole('row', { name: /runner-3/ })).toHaveTextContent('?');
  expect(screen.getByRole('link', { name: /1 more/ })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/infrastructure/backups'
  );
  expect(screen.queryByText(/1 protected/)).toBeNull();
});

test('a tiny panel keeps headline and counts', async () => {
  show(fakePosture(), TINY);
  expect(await screen.findByText('of 6 protected')).toBeVisible();
  expect(screen.getByText('1 unknown')).toBeVisible();
});

test('options choose by kind and words, variables included', async () => {
  show(fakePosture(), LARGE, { part: 'targets', search: '$host' });
  expect(links(await screen.findByRole('table', { name: 'Targets' }))).toEqual(['vm 104 gitlab']);
  expect(screen.getByText('of 1 protected')).toBeVisible();
});

test('options that choose nothing say so', async () => {
  show(fakePosture(), LARGE, { kind: 'database' });
  expect(await screen.findByText('No target matches')).toBeVisible();
});

test('one silent source of several is said beside the counts', async () => {
  show(
    fakePosture([fakeRow('vm 1')], {
      sources: [PVE, { ...PVE, uid: 'b', name: 'pve-b', problem: { code: 'timeout' } }],
    })
  );
  expect(await screen.findByText('Not all of it')).toBeVisible();
});

test.each([
  ['timeout', 'Unknown: no answer', undefined],
  [
    'not-permitted',
    'Unknown: not permitted',
    'The token sees an empty list because Datastore.Audit is missing on /datastore.',
  ],
] as const)('a source that tells nothing (%s) is %s, with a retry and its settings', async (code, title, detail) => {
  show(fakePosture([], { sources: [{ ...PVE, problem: { code, ...(detail && { detail }) } }] }));
  expect(await screen.findByText(title)).toBeVisible();
  if (detail) {
    expect(screen.getByText(new RegExp(detail.slice(0, 30)))).toBeVisible();
  }
  expect(screen.getByRole('button', { name: 'Retry' })).toBeEnabled();
  expect(screen.queryByText(/protected/)).toBeNull();
});

test('a read that breaks is unknown', async () => {
  show(Object.assign(new Error('no'), { code: 'source-down', detail: '' }));
  expect(await screen.findByText('Unknown: no answer')).toBeVisible();
});

test('without a source it says what to connect; an empty answer is no praise', async () => {
  const { unmount } = show(fakePosture([], { sources: [] }));
  expect(await screen.findByText('Nothing that makes backups is connected')).toBeVisible();
  unmount();
  show(fakePosture([]));
  expect(await screen.findByText('No target of backups is known')).toBeVisible();
});
