import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';

import type { Settings } from '../../core/settings/settings';
import type { CleanUp } from '../../sources/grafana/annotationCleanUp';
import type { JournalHome } from '../../sources/grafana/journalHome';
import type { DoctorClient } from '../../sources/doctor/doctorClient';
import type { JournalHomeClient } from '../../sources/grafana/journalHomeClient';
import { SourceError } from '../../sources/sourceError';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider, type RoundsServices } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { SetupPage } from './SetupPage';

const RIGHTS = { canAdd: true, canEdit: true, canDelete: true };
const ORGANISATION: JournalHome = { dashboard: null, own: RIGHTS, writers: [{ kind: 'role', name: 'Editor' }] };

/** A Grafana whose settings stay saved. */
class FakeSetup {
  readonly world = new FakeRounds();
  settings: Settings = { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'], startedMs: 5 };
  home: JournalHome | null = ORGANISATION;
  cleanUp: CleanUp = { state: 'forever' };
  made = 0;

  readonly services: RoundsServices = {
    ...this.world.services,
    connect: () => Promise.resolve({ ...this.world.connection(), settings: this.settings }),
    saveSettings: (settings) => {
      this.settings = settings;
      return Promise.resolve();
    },
  };

  readonly homes: JournalHomeClient = {
    read: () => Promise.resolve(this.home),
    cleanUp: () => Promise.resolve(this.cleanUp),
    create: () => {
      this.made += 1;
      return Promise.resolve({ uid: 'opsrounds-journal', path: '/d/opsrounds-journal' });
    },
  };

  /** Data sources answer; nothing is examined. */
  private readonly doctor: DoctorClient = {
    examine: () => Promise.resolve([]),
    answer: ({ ref: { name } }) => Promise.resolve({ code: 'source-answers', verdict: 'pass', subject: name }),
  };

  async open(services = this.services): Promise<void> {
    render(
      <MemoryRouter>
        <ServicesProvider services={services}>
          <ConnectionProvider>
            <SetupPage homes={this.homes} doctor={this.doctor} />
          </ConnectionProvider>
        </ServicesProvider>
      </MemoryRouter>
    );
    await screen.findByRole('radiogroup');
  }
}

// A busy machine may take its time: nothing here is about speed.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

let setup: FakeSetup;
// jsdom draws no canvas; the widths of texts are of no matter here.
beforeAll(() => {
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  return initTexts();
});
beforeEach(() => {
  setup = new FakeSetup();
});

const fill = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

const signed = (list = 'morning') => ({
  class: 'sum' as const,
  list,
  type: 'run.summary',
  key: 'k1',
  subject: `${list}/2026-11-20`,
  payload: {},
  sentence: 'signed',
});

test('opening it writes nothing', async () => {
  const before = setup.settings;
  await setup.open();
  expect(setup.settings).toBe(before);
  expect([setup.world.written.length, setup.made]).toEqual([0, 0]);
  expect(screen.getByRole('button', { name: 'Save checklists' })).toBeDisabled();
});

test('lists, holidays and duty are saved together, and what is not edited stays', async () => {
  const user = userEvent.setup();
  await setup.open();
  await user.click(screen.getByRole('switch', { name: 'Morning routine is on' }));
  fill(/^Holidays/, '25.12.2026');
  expect(await screen.findByText('Line 1 is no date: 25.12.2026')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Save checklists' })).toBeDisabled();
  fill(/^Holidays/, '2026-12-25');
  await user.click(screen.getByRole('button', { name: 'Add a rotation' }));
  expect(screen.getByRole('button', { name: 'Save checklists' })).toBeDisabled();
  fireEvent.change(screen.getByRole('textbox', { name: 'Rotation' }), { target: { value: 'Platform' } });
  fill(/^People/, 'anna, ben');
  fill(/^First turn/, '2026-11-02');
  await user.click(screen.getByRole('button', { name: 'Save checklists' }));
  expect(await screen.findByText('Saved')).toBeVisible();
  expect(setup.settings).toEqual({
    version: 1,
    timezone: 'Europe/Berlin',
    startedMs: 5,
    checklists: [],
    holidays: ['2026-12-25'],
    duty: [{ title: 'Platform', people: ['anna', 'ben'], from: '2026-11-02', days: 7, at: '09:00' }],
  });
});

test('the first list that is turned on starts the rounds', async () => {
  const user = userEvent.setup();
  setup.settings = { version: 1 };
  await setup.open();
  await user.click(screen.getByRole('switch', { name: 'Morning routine is on' }));
  await user.click(screen.getByRole('button', { name: 'Save checklists' }));
  await screen.findByText('Saved');
  expect(setup.settings).toMatchObject({ checklists: ['morning'], startedMs: setup.world.nowMs });
});

test('a list that is turned on later has no rounds of before', async () => {
  const user = userEvent.setup();
  setup.settings = { ...setup.settings, checklists: [] };
  await setup.open();
  await user.click(screen.getByRole('switch', { name: 'Morning routine is on' }));
  await user.click(screen.getByRole('button', { name: 'Save checklists' }));
  await screen.findByText('Saved');
  expect(setup.settings).toMatchObject({ startedMs: 5, turnedOnMs: { morning: setup.world.nowMs } });
});

test('who is no admin reads it and is told whom to ask', async () => {
  const { services } = setup;
  await setup.open({ ...services, user: { ...services.user, isAdmin: false } });
  expect(screen.getAllByText('Ask an organisation admin to change this.')).toHaveLength(3);
  expect(screen.getByRole('switch', { name: 'Morning routine is on' })).toBeDisabled();
  expect(screen.getAllByRole('radio').every((radio) => radio.matches(':disabled'))).toBe(true);
  expect(screen.queryByRole('button', { name: 'Save checklists' })).toBeNull();
});

test('a dashboard is made and named in the settings only on request', async () => {
  const user = userEvent.setup();
  await setup.open();
  await user.click(screen.getByRole('radio', { name: /A dashboard of its own/ }));
  expect(setup.made).toBe(0);
  await user.click(screen.getByRole('button', { name: 'Make the dashboard and keep the journal there' }));
  await screen.findByText('Saved');
  expect(setup.made).toBe(1);
  expect(setup.settings.journal).toEqual({ dashboardUid: 'opsrounds-journal' });
});

test('a home on a dashboard names it, and who may sign there', async () => {
  setup.settings = { ...setup.settings, journal: { dashboardUid: 'journal' } };
  setup.home = {
    dashboard: { uid: 'journal', title: 'Our journal', path: '/d/journal' },
    own: { ...RIGHTS, canAdd: false },
    writers: [{ kind: 'team', name: 'Platform' }],
  };
  await setup.open();
  expect(screen.getByRole('link', { name: 'Our journal' })).toHaveAttribute('href', '/d/journal');
  expect(screen.getByText('Admins may sign, and the team Platform')).toBeVisible();
  expect(screen.getByText('You may not sign')).toBeVisible();
});

test('after the first signed round the home is fixed', async () => {
  setup.world.writeAs('ops2', signed());
  await setup.open();
  expect(screen.getByText(/^Fixed: rounds were signed here/)).toBeVisible();
  expect(screen.getAllByRole('radio').every((radio) => radio.matches(':disabled'))).toBe(true);
});

test('a journal that cannot be read fixes it too: it may have signed rounds', async () => {
  const connection = setup.world.connection();
  const journal = {
    ...connection.journal,
    read: () => Promise.reject(new SourceError('timeout', 'no answer in 10 s')),
  };
  await setup.open({
    ...setup.services,
    connect: () => Promise.resolve({ ...connection, settings: setup.settings, journal }),
  });
  expect(screen.getByText(/whether a round was signed here is not known/)).toBeVisible();
  expect(screen.getAllByRole('radio').every((radio) => radio.matches(':disabled'))).toBe(true);
});

test('a dashboard that is gone is said to fail, and another home can be chosen', async () => {
  setup.settings = { ...setup.settings, journal: { dashboardUid: 'lost' } };
  setup.home = null;
  setup.world.writeAs('ops2', signed());
  await setup.open();
  expect(screen.getByText('The dashboard lost is not there, and the journal with it')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Make the dashboard and keep the journal there' })).toBeEnabled();
});

test.each<[CleanUp, RegExp]>([
  [{ state: 'forever' }, /^Grafana keeps annotations for ever/],
  [
    { state: 'limited', section: 'annotations.api', maxAge: '90d', maxRows: null },
    /^Grafana deletes annotations: \[annotations\.api\] max_age = 90d/,
  ],
  [
    { state: 'unknown', section: 'annotations.api', reason: { code: 'not-permitted', detail: 'settings:read' } },
    /^Whether Grafana deletes annotations is not known/,
  ],
])('the clean-up %j', async (cleanUp, words) => {
  setup.cleanUp = cleanUp;
  await setup.open();
  const region = screen.getByRole('region', { name: /^Journal home/ });
  expect(within(region).getByText(words)).toBeVisible();
  const isSafe = cleanUp.state === 'forever';
  expect(within(region).queryAllByText(/max_annotations_to_keep = 0/)).toHaveLength(isSafe ? 0 : 1);
});

test('what somebody else saved meanwhile is not overwritten', async () => {
  const user = userEvent.setup();
  await setup.open();
  setup.settings = { ...setup.settings, holidays: ['2027-01-01'] };
  await user.click(screen.getByRole('switch', { name: 'Morning routine is on' }));
  await user.click(screen.getByRole('button', { name: 'Save checklists' }));
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(/somebody else changed/));
  expect(setup.settings.holidays).toEqual(['2027-01-01']);
});
