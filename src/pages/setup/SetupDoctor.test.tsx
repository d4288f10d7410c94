import { act, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';

import type { DataSource } from '../../core/connection/dataSource';
import type { Settings } from '../../core/settings/settings';
import type { DoctorClient } from '../../sources/doctor/doctorClient';
import type { Fact } from '../../sources/doctor/fact';
import type { JournalHomeClient } from '../../sources/grafana/journalHomeClient';
import { SourceError } from '../../sources/sourceError';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider, type RoundsServices } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { SetupPage } from './SetupPage';

const ref = (uid: string, type: string, isDefault = false): DataSource => ({
  uid,
  name: `${uid} name`,
  type,
  isDefault,
});

/** A Grafana whose settings stay saved, and an examination that a test can hold up. */
class FakeSetup {
  readonly world = new FakeRounds();
  settings: Settings = { version: 1, sources: { metrics: ['prom'] } };
  dataSources = [ref('prom', 'prometheus', true), ref('edge', 'prometheus'), ref('loki', 'loki')];
  facts: Fact[] = [
    { code: 'pack', verdict: 'na', subject: 'Flux' },
    { code: 'grafana', verdict: 'pass', params: { version: '12.4.10' } },
    { code: 'journal-write', verdict: 'pass' },
    { code: 'annotation-clean-up', verdict: 'fail', params: { section: 'annotations.api', maxAge: '90d' } },
  ];
  answers: Record<string, Partial<Fact>> = {};
  asked: string[] = [];
  runs = 0;
  /** Set: the examination waits for it. */
  gate: (() => Promise<void>) | null = null;
  aborted = 0;

  readonly services: RoundsServices = {
    ...this.world.services,
    connect: () =>
      Promise.resolve({ ...this.world.connection(), settings: this.settings, dataSources: this.dataSources }),
    saveSettings: (settings) => {
      this.settings = settings;
      return Promise.resolve();
    },
  };

  readonly doctor: DoctorClient = {
    examine: async (_connection, _checks, signal, onProgress) => {
      this.runs += 1;
      signal.addEventListener('abort', () => (this.aborted += 1));
      onProgress(2, 5);
      await this.gate?.();
      signal.throwIfAborted();
      return this.facts;
    },
    answer: ({ ref: { uid, name } }) => {
      this.asked.push(uid);
      return Promise.resolve({
        code: 'source-answers',
        verdict: 'pass',
        subject: name,
        params: { durationMs: 84 },
        ...this.answers[uid],
      });
    },
  };

  private readonly homes: JournalHomeClient = {
    read: () => Promise.resolve(null),
    cleanUp: () => Promise.resolve({ state: 'forever' }),
    create: () => Promise.reject(new Error('nobody asked for it')),
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
    await screen.findByRole('region', { name: /^Data sources/ });
    await act(async () => undefined);
  }
}

// A busy machine may take its time: nothing here is about speed.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

let setup: FakeSetup;
/** Brings the section of the doctor into sight. */
let scrollThere: () => void;
beforeAll(() => {
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  return initTexts();
});
beforeEach(() => {
  setup = new FakeSetup();
  let isInSight = false;
  class Observer {
    constructor(private readonly seen: (entries: Array<{ isIntersecting: boolean }>) => void) {}
    observe() {
      scrollThere = () => {
        isInSight = true;
        act(() => this.seen([{ isIntersecting: true }]));
      };
      this.seen([{ isIntersecting: isInSight }]);
    }
    disconnect() {}
  }
  Object.assign(globalThis, { IntersectionObserver: Observer });
});

const contents = () => screen.getByRole('navigation', { name: 'Sections' });
const line = (name: RegExp) => within(contents()).getByRole('link', { name });
const findings = () => within(screen.getByRole('list', { name: 'Findings' })).getAllByRole('listitem');
const source = (name: string) => within(screen.getByRole('listitem', { name }));

describe('the doctor', () => {
  test('looks when its section comes into sight, once, and not before', async () => {
    await setup.open();
    expect(setup.runs).toBe(0);
    expect(line(/Doctor/)).toHaveTextContent('not run yet');
    scrollThere();
    await screen.findByRole('list', { name: 'Findings' });
    expect(setup.runs).toBe(1);
    expect(line(/Doctor/)).toHaveTextContent('1 fail, 1 unknown');
    expect(screen.getByText(/^ran/)).toHaveTextContent('ran 0 s ago');
  });

  test('says the worst first, with what follows and the setting itself, and leaves packs to their section', async () => {
    await setup.open();
    scrollThere();
    await screen.findByRole('list', { name: 'Findings' });
    expect(findings().map((row) => row.textContent?.slice(0, 12))).toEqual([
      'FailGrafana ',
      'UnknownWheth',
      'PassGrafana ',
      'PassThis acc',
    ]);
    const [worst] = findings();
    expect(worst).toHaveTextContent('What is deleted is missing from the journal for good.');
    expect(worst).toHaveTextContent('[annotations.api] max_age = 0 max_annotations_to_keep = 0');
    expect(within(worst as HTMLElement).getByRole('button', { name: 'Copy setting' })).toBeVisible();
  });

  test('calls unknown what the role may not read', async () => {
    setup.facts = [
      {
        code: 'annotation-clean-up',
        verdict: 'unknown',
        params: { section: 'annotations.api' },
        reason: { code: 'not-permitted', detail: 'settings:read is missing' },
      },
    ];
    await setup.open();
    scrollThere();
    await screen.findByRole('list', { name: 'Findings' });
    expect(findings()[0]).toHaveTextContent(/^Unknown.*Not readable with your role\./);
  });

  test('can be cancelled, and run again', async () => {
    const user = userEvent.setup();
    let open = () => undefined as void;
    const gate = new Promise<void>((resolve) => (open = resolve));
    setup.gate = () => gate;
    await setup.open();
    scrollThere();
    expect(screen.getByText('Looking: 2 of 5 parts are done')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(setup.aborted).toBe(1);
    expect(screen.queryByText(/^Looking/)).toBeNull();
    expect(setup.runs).toBe(1);
    open();
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect(await screen.findByRole('list', { name: 'Findings' })).toBeVisible();
  });

  test('that breaks leaves the page as it is and says so', async () => {
    setup.gate = () => Promise.reject(new SourceError('source-down', 'connection refused'));
    await setup.open();
    scrollThere();
    expect(await screen.findByText(/connection refused/)).toBeVisible();
    expect(line(/Doctor/)).toHaveTextContent('not known');
    expect(screen.getByRole('button', { name: 'Run' })).toBeEnabled();
  });

  test('writes into the journal on request only, and reads back what it wrote', async () => {
    const user = userEvent.setup();
    await setup.open();
    scrollThere();
    await screen.findByRole('list', { name: 'Findings' });
    expect(setup.world.written).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Write test entry' }));
    expect(await screen.findByText('The test entry was written and read back')).toBeVisible();
    expect(setup.world.written).toMatchObject([{ class: 'sys', type: 'journal.tested' }]);
  });

  test('does not call a journal written that refuses', async () => {
    const user = userEvent.setup();
    setup.world.writeErrors = [new SourceError('not-permitted', 'annotations:create is missing')];
    await setup.open();
    scrollThere();
    await user.click(await screen.findByRole('button', { name: 'Write test entry' }));
    expect(await screen.findByText('The journal could not be written and read back')).toBeVisible();
    expect(screen.getByText(/annotations:create is missing/)).toBeVisible();
  });
});

describe('data sources', () => {
  const save = () => screen.getByRole('button', { name: 'Save data sources' });
  const selector = (name: string) => screen.getByRole('textbox', { name: `What counts of ${name}` });

  test('each say what they answer, and one that does not can be asked again', async () => {
    const user = userEvent.setup();
    setup.answers['loki'] = { code: 'logs-answer', verdict: 'fail', reason: { code: 'timeout', detail: 'in 15 s' } };
    await setup.open();
    expect(source('prom name').getByText('answers in 84 ms')).toBeVisible();
    expect(source('loki name').getByText('loki name does not answer')).toBeVisible();
    expect(line(/Data sources/)).toHaveTextContent('1 fail, 1 pass');
    setup.answers = {};
    await user.click(source('loki name').getByRole('button', { name: 'Retry' }));
    expect(source('loki name').getByText('answers in 84 ms')).toBeVisible();
    expect(setup.asked).toEqual(['prom', 'loki', 'loki']);
  });

  test('one that was deleted stays, is said to be gone, and can be taken out', async () => {
    const user = userEvent.setup();
    setup.settings = {
      version: 1,
      sources: { metrics: ['prom', 'lost'], selectors: { lost: 'a="b"', prom: 'c="d"' } },
    };
    await setup.open();
    expect(source('lost').getByText(/^Grafana lists no data source lost/)).toBeVisible();
    expect(source('lost').getByText(/Its checks are unknown\./)).toBeVisible();
    expect(setup.asked).not.toContain('lost');
    await user.click(source('lost').getByRole('button', { name: 'Ask lost no more' }));
    await user.click(save());
    await screen.findByText('Saved');
    expect(setup.settings.sources).toEqual({ metrics: ['prom'], selectors: { prom: 'c="d"' } });
  });

  test('another one is added behind those that count, and asked before it is saved', async () => {
    const user = userEvent.setup();
    await setup.open();
    // jsdom draws no list of options; the keyboard chooses without.
    await user.type(screen.getByRole('combobox', { name: 'Add to Metrics' }), '{ArrowDown}{Enter}');
    expect(await source('edge name').findByText('answers in 84 ms')).toBeVisible();
    expect(setup.settings.sources?.metrics).toEqual(['prom']);
    await user.click(save());
    await screen.findByText('Saved');
    expect(setup.settings.sources).toEqual({ metrics: ['prom', 'edge'] });
  });

  test('a selector that does not fit is said at once, and not saved', async () => {
    const user = userEvent.setup();
    await setup.open();
    fireEvent.change(selector('prom name'), { target: { value: 'cluster=prod' } });
    expect(screen.getByText(/^Give matchers as within/)).toBeVisible();
    expect(save()).toBeDisabled();
    fireEvent.change(selector('prom name'), { target: { value: ' cluster="prod" ' } });
    await user.click(save());
    await screen.findByText('Saved');
    expect(setup.settings.sources).toEqual({ metrics: ['prom'], selectors: { prom: 'cluster="prod"' } });
  });

  test('when the last one is taken out they are found again', async () => {
    const user = userEvent.setup();
    await setup.open();
    await user.click(source('prom name').getByRole('button', { name: 'Ask prom name no more' }));
    expect(screen.getByText(/^Nobody chose any: the default data source/)).toBeVisible();
    await user.click(save());
    await screen.findByText('Saved');
    expect(setup.settings.sources).toEqual({});
  });

  test('what somebody else saved meanwhile is not overwritten', async () => {
    const user = userEvent.setup();
    await setup.open();
    setup.settings = { version: 1, sources: { metrics: ['edge'] } };
    fireEvent.change(selector('prom name'), { target: { value: 'a="b"' } });
    await user.click(save());
    await waitFor(() => expect(screen.getAllByRole('alert').at(0)).toHaveTextContent(/somebody else changed/));
    expect(setup.settings.sources).toEqual({ metrics: ['edge'] });
  });

  test('who is no admin reads them', async () => {
    const { services } = setup;
    await setup.open({ ...services, user: { ...services.user, isAdmin: false } });
    expect(selector('prom name')).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Save data sources' })).toBeNull();
    expect(screen.queryByRole('button', { name: /no more$/ })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Add to Metrics' })).toBeNull();
  });
});
