import { setChromeHeaderHeightHook, type PluginPageProps } from '@grafana/runtime';
import { configure, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';

import { buildBoard } from '../../core/checklist/buildBoard';
import { lastBefore } from '../../core/checklist/carry';
import { acknowledge, done, signOff, startRun, type Act } from '../../core/checklist/draft';
import { deriveRun } from '../../core/checklist/derive';
import { runEvents } from '../../core/checklist/event';
import { foldRun } from '../../core/checklist/fold';
import { summariesOf, summary } from '../../core/checklist/summary';
import { isScheduled } from '../../core/checklist/template';
import { templateSha } from '../../core/checklist/templateEvent';
import { checkResult, runResult } from '../../core/checklist/testData';
import { instantOf } from '../../core/time/zone';
import type { EventDraft } from '../../core/journal/event';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds, NOW_MS } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ChecklistsPage } from './ChecklistsPage';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ pageNav, renderTitle, subTitle, actions, children }: PluginPageProps) => (
    <main>
      {renderTitle?.(pageNav?.text ?? '')}
      <div>{subTitle}</div>
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

const ZONE = 'Europe/Berlin';
let rounds: FakeRounds;

configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  await initTexts();
});
beforeEach(() => {
  rounds = new FakeRounds();
});

/** ops2 does the morning of a date as the screens do: the disk fails and is known, and somebody read the channel. */
async function doMorning(date: string) {
  const { checklists } = await rounds.services.library();
  const template = checklists.filter(isScheduled).find(({ id }) => id === 'morning')!;
  const openMs = instantOf(date, '08:30', ZONE);
  const run = deriveRun(template, { zone: ZONE, holidays: new Set() }, openMs + 60_000);
  const result = runResult(checkResult('node.disk', 'fail'), checkResult('node.memory', 'pass'));
  let minute = 0;
  const events = () => runEvents({ events: rounds.written });
  const act = (): Act => {
    return { run, template, state: foldRun(events(), [], run.key), key: `${date} ${rounds.written.length}` };
  };
  const board = () => buildBoard({ template, run, result, pendingSources: [], state: act().state });
  const entry = (id: string) => board().items.find(({ item }) => item.id === id)!;
  const write = (draft: EventDraft | null) => {
    minute += draft?.class === 'sum' ? 0 : 2;
    rounds.nowMs = openMs + minute * 60_000;
    if (draft) {
      rounds.writeAs('ops2', draft);
    }
  };
  write(startRun(act()));
  write(acknowledge(act(), entry('disks'), 'Known, OPS-311'));
  write(done(act(), entry('support'), ''));
  write(signOff(act(), { board: board(), result, events: events(), remark: 'Quiet', incomplete: null }));
  write(summary(act(), board(), null, lastBefore(summariesOf({ events: rounds.written }), run)));
  rounds.nowMs = NOW_MS;
}

function Place() {
  return <output>{useLocation().pathname}</output>;
}

function open(path = '', services = rounds.services) {
  render(
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <MemoryRouter initialEntries={[`/a/opsrounds-ops-app/checklists${path}`]}>
          <Routes>
            <Route path="/a/opsrounds-ops-app/checklists/*" element={<ChecklistsPage />} />
            <Route path="*" element={null} />
          </Routes>
          <Place />
        </MemoryRouter>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

const row = async () => (await screen.findByText('Morning routine')).closest('tr')!;

test('the index says what is due, what became of the last run, and what a machine looks at', async () => {
  await doMorning('2026-11-19');
  open();
  const line = await row();
  expect(line).toHaveTextContent('Weekdays 08:30 to 09:00');
  expect(line).toHaveTextContent('in 23 min');
  expect(await within(line).findByRole('link', { name: 'Pass Thu 19 Nov 08:38' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/checklists/morning/2026-11-19'
  );
  expect(line).toHaveTextContent('2 of 3');
  expect(screen.getByRole('rowheader', { name: 'Due today' })).toBeInTheDocument();
  fireEvent.click(within(line).getByText('in 23 min'));
  expect(screen.getByRole('status')).toHaveTextContent('/a/opsrounds-ops-app/today/morning');
});

test('a journal that cannot be read makes no round missed', async () => {
  const refused = Object.assign(new Error('no'), { code: 'not-permitted', detail: 'annotations:read is missing' });
  const connection = rounds.connection();
  rounds.services.connect = () =>
    Promise.resolve({ ...connection, journal: { ...connection.journal, read: () => Promise.reject(refused) } });
  open();
  expect(await screen.findByRole('alert')).toHaveTextContent('The journal could not be read');
  const line = await row();
  expect(within(line).getByRole('link', { name: /Unknown Thu 19 Nov/ })).toBeInTheDocument();
  expect(line).not.toHaveTextContent(/missed/i);
});

test('search and pills leave what does not match out, and what they count is of all', async () => {
  open();
  await row();
  const search = screen.getByPlaceholderText('Search checklists and items');
  fireEvent.change(search, { target: { value: 'support channel' } });
  expect(await row()).toBeInTheDocument();
  fireEvent.change(search, { target: { value: 'nothing like it' } });
  expect(await screen.findByText('No checklist matches')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /Due today 1/ })).toBeInTheDocument();
});

test('a past round tells what was seen and said then, in the order of the list', async () => {
  await doMorning('2026-11-18');
  await doMorning('2026-11-19');
  open('/morning/2026-11-19');
  expect(await screen.findByRole('heading', { name: 'Morning routine, Thu 19 Nov 2026' })).toBeInTheDocument();
  expect(screen.getByText('Signed on time')).toBeInTheDocument();
  const items = within(screen.getByRole('region', { name: /^3 items/ })).getAllByRole('listitem');
  expect(items.map((one) => one.textContent)).toEqual([
    'FailReview the disksnode.disk is failAcknowledged by ops2, 08:34: Known, OPS-311',
    'PassReview the memory',
    'DoneRead the support channelDone by ops2, 08:36',
  ]);
  expect(screen.getByText('4 events, none edited')).toBeInTheDocument();
  expect(screen.getByText('Signed by ops2')).toBeInTheDocument();
  expect(screen.getByText('carried, day 3')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Wed 18 Nov' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/checklists/morning/2026-11-18'
  );
  fireEvent.click(screen.getByRole('radio', { name: 'Exceptions' }));
  expect(within(screen.getByRole('region', { name: /^3 items/ })).getAllByRole('listitem')).toHaveLength(1);
  fireEvent.click(screen.getByRole('radio', { name: 'Changed since 18 Nov' }));
  expect(screen.getByText('No item of this kind')).toBeInTheDocument();
});

test('a past round keeps the items of the version that it began with', async () => {
  await doMorning('2026-11-19');
  const { checklists } = await rounds.services.library();
  const shorter = { ...checklists[0]!, items: checklists[0]!.items.slice(0, 1) };
  const sha = templateSha(shorter);
  const connection = rounds.connection();
  open('/morning/2026-11-19', {
    ...rounds.services,
    connect: async () => ({
      ...connection,
      settings: { ...connection.settings, templates: { morning: sha } },
      templates: { bySha: new Map([[sha, { sha, template: shorter, by: 'anna', publishedMs: 1 }]]), failed: null },
    }),
  });
  expect(await screen.findByText('Read the support channel')).toBeVisible();
  expect(screen.getByText(/the list has changed since$/)).toBeVisible();
});

test('an edited entry is told, and the signature does not pass any more', async () => {
  await doMorning('2026-11-19');
  rounds.written.splice(1, 1);
  rounds.rejected = [{ id: 2, why: 'edited', author: 'ops3', createdMs: NOW_MS, subject: 'morning/2026-11-19' }];
  open('/morning/2026-11-19');
  const integrity = await screen.findByRole('region', { name: 'Integrity' });
  expect(integrity).toHaveTextContent('not those that were signed');
  expect(integrity).toHaveTextContent('1 entry does not count');
  expect(within(integrity).getAllByRole('img', { name: 'Unknown' })).not.toHaveLength(0);
});

test('the round that is open leads to Today, and a round that nobody has is not found', async () => {
  open('/morning/2026-11-20');
  expect(await screen.findByRole('link', { name: 'Open Today' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/today/morning'
  );
});

test.each(['/morning/2026-11-21', '/nothing/2026-11-19', '/morning/2026-13-40', '/morning/2026-11-19/night'])(
  '%s is no round',
  async (path) => {
    open(path);
    expect(await screen.findByText('No list has such a round')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open Checklists' })).toHaveAttribute(
      'href',
      '/a/opsrounds-ops-app/checklists'
    );
  }
);
