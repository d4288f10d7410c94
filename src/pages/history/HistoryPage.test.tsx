import { setChromeHeaderHeightHook, type PluginPageProps } from '@grafana/runtime';
import { act, configure, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';

import type { SummaryDraft } from '../../core/checklist/summary';
import { eventTags, journalCodec } from '../../core/journal/codec';
import { instantOf } from '../../core/time/zone';
import { JOURNAL_DOMAINS } from '../../sources/journalDomains';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds, NOW_MS } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { HistoryPage } from './HistoryPage';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ pageNav, subTitle, actions, children }: PluginPageProps) => (
    <main>
      <h1>{pageNav?.text}</h1>
      <nav>
        {pageNav?.children?.map(({ text, active }) => (
          <span key={text}>{active ? `[${text}]` : text}</span>
        ))}
      </nav>
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

// A map has a cell for each day of thirteen weeks.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  // Combobox measures its text, and jsdom has no canvas.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  await initTexts();
});
beforeEach(() => {
  rounds = new FakeRounds();
});

/** Somebody signed the morning of a date, some minutes after it opened. */
function sign(date: string, minutes: number, changes: Partial<SummaryDraft['payload']> = {}) {
  const openMs = instantOf(date, '08:30', ZONE);
  rounds.nowMs = openMs + minutes * 60_000;
  rounds.writeAs('ops2', {
    class: 'sum',
    list: 'morning',
    type: 'run.summary',
    key: `sum-${date}`,
    subject: `morning/${date}`,
    sentence: `Morning routine of ${date} signed`,
    payload: {
      outcome: 'signed',
      reason: null,
      openMs,
      dueMs: openMs + 30 * 60_000,
      startedMs: openMs,
      template: 'morning@00000000',
      items: 3,
      machine: 2,
      answered: 3,
      found: { fail: 0, unknown: 0, warn: 0 },
      open: [],
      cut: 0,
      ...changes,
    },
  } satisfies SummaryDraft);
  rounds.nowMs = NOW_MS;
}

function open(path = '') {
  render(
    <ServicesProvider services={rounds.services}>
      <ConnectionProvider>
        <MemoryRouter initialEntries={[`/history${path}`]}>
          <Routes>
            <Route path="/history/*" element={<HistoryPage />} />
          </Routes>
        </MemoryRouter>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

const cell = (name: string) => screen.findByLabelText(name);

test('each day says in words what became of its round, and arrows move over the map', async () => {
  sign('2026-11-16', 10);
  sign('2026-11-17', 40);
  open();
  await cell('Mon 16 Nov: On time');
  const missed = await cell('Thu 19 Nov: Missed');
  expect(missed).toHaveAttribute('tabindex', '0');
  expect(screen.getByRole('grid').querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  const line = screen.getByRole('status');
  expect(line).toHaveTextContent('Morning routine, Thu 19 Nov');
  expect(line).toHaveTextContent('Nobody signed it; it was due 09:00.');
  act(() => missed.focus());
  for (const key of ['ArrowLeft', 'ArrowLeft']) {
    fireEvent.keyDown(document.activeElement ?? missed, { key });
  }
  expect(await cell('Tue 17 Nov: Late')).toHaveFocus();
  expect(line).toHaveTextContent('Signed 09:10 by ops2, due 09:00. 3 of 3 items answered');
  fireEvent.keyDown(document.activeElement ?? missed, { key: 'Home' });
  expect(line).toHaveTextContent('The journal holds nothing so old');
});

test('what is open now leads to Today, and no rate is made of too few rounds', async () => {
  sign('2026-11-18', 10);
  sign('2026-11-19', 10);
  open();
  fireEvent.click(await cell('Fri 20 Nov: Due now'));
  expect(screen.getByRole('link', { name: 'Open round' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/today/morning'
  );
  const figures = screen.getByRole('group', { name: 'Thirteen weeks' });
  expect(within(figures).queryByText('100')).not.toBeInTheDocument();
  expect(within(figures).getAllByText('2 rounds, too few').length).toBeGreaterThan(0);
});

test('what was left open is listed by its age', async () => {
  const item = { verdict: 'fail' as const, finding: '', decision: 'deferred' as const, to: 'ops3', owner: 'ops3' };
  sign('2026-11-19', 10, {
    open: [{ ...item, item: 'disks', title: 'Review the disks', note: 'OPS-1', since: '2026-11-16' }],
  });
  open();
  const section = await screen.findByRole('region', { name: /Carried over/ });
  expect(within(section).getByRole('listitem')).toHaveTextContent(
    'Review the disksMorning routine, since Mon 16 Nov, deferred, ops3“OPS-1”4 days'
  );
  expect(section).toHaveTextContent('over 3 days 1');
});

test('a journal that cannot be read makes no round missed', async () => {
  const refused = Object.assign(new Error('no'), { code: 'not-permitted', detail: 'annotations:read is missing' });
  const connection = rounds.connection();
  rounds.services.connect = () =>
    Promise.resolve({ ...connection, journal: { ...connection.journal, read: () => Promise.reject(refused) } });
  open();
  expect(await screen.findByRole('alert')).toHaveTextContent('The journal could not be read');
  expect(await cell('Thu 19 Nov: Unknown')).toBeInTheDocument();
  expect(screen.queryByLabelText(/Missed$/)).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
});

test('before anybody started there is nothing to have missed', async () => {
  rounds.configured = false;
  open();
  expect(await screen.findByText('The rounds are not turned on yet')).toBeInTheDocument();
  expect(screen.queryByRole('grid')).not.toBeInTheDocument();
});

test('the audit lists what was written, and what does not count says why', async () => {
  sign('2026-11-19', 10);
  const codec = journalCodec(JOURNAL_DOMAINS);
  const rows = rounds.written.map((event, at) => {
    const { id, author: login, createdMs: created } = event;
    const row = { id, login, created, text: codec.encode(event), tags: eventTags('sum', 'morning') };
    return [
      { ...row, updated: created },
      { ...row, id: 90 + at, text: row.text.replace('signed', 'forged'), updated: created + 5000 },
    ];
  });
  const connection = { ...rounds.connection(), record: { rows: () => Promise.resolve(rows.flat()) } };
  rounds.services.connect = () => Promise.resolve(connection);
  open('/audit');
  expect(await screen.findByText('Morning routine of 2026-11-19 signed')).toBeInTheDocument();
  expect(screen.getByText('Edited')).toBeInTheDocument();
  expect(screen.getByText(/the entry does not count any more/)).toBeInTheDocument();
  expect(screen.queryByText(/forged/)).not.toBeInTheDocument();
  expect(screen.getByText('1 of 2 entries cannot be trusted')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: /^Not trusted/ }));
  expect(screen.queryByText('Morning routine of 2026-11-19 signed')).not.toBeInTheDocument();
});
