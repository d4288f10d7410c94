import { locationService } from '@grafana/runtime';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';

import type { Reason } from '../../../core/check/verdict';
import type { Connection } from '../../../core/connection/connection';
import type { Settings } from '../../../core/settings/settings';
import { definedDraft } from '../../../core/slo/draft';
import { definitionSha } from '../../../core/slo/event';
import type { Objective } from '../../../core/slo/objective';
import { objectivesOf } from '../../../core/slo/objectives';
import { fakeObjective } from '../../../core/slo/testData';
import { ConnectionProvider } from '../../../ui/connection';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { ServicesProvider } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { ScorecardsPage } from '../ScorecardsPage';
import { fakeDesk, measuredRow, monthOfHours } from '../testData';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ renderTitle, pageNav, actions, children }: Record<string, unknown>) => (
    <main>
      {(renderTitle as (title: string) => ReactNode)((pageNav as { text: string }).text)}
      {actions as ReactNode}
      {children as ReactNode}
    </main>
  ),
}));

// The real one is bound to the router of Grafana itself.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  TextLink: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const ROOT = '/a/opsrounds-ops-app/scorecards';
const VIEWER = { login: 'viewer', isAdmin: false, rights: new Set(['datasources:read'] as const) };

const DEFINITION = {
  id: 'shop',
  title: 'Shop reachable',
  service: 'shop',
  owner: 'lead1',
  sli: { uptime: 'probe_success{instance="shop"}' },
  window: '30d',
  target: '99.90',
};

/** A Grafana with a journal and settings that are kept. */
class World extends FakeRounds {
  settings: Settings = { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'] };
  saveError: Error | null = null;
  foreign: readonly Objective[] = [];
  measured: Objective[] = [];
  journalFailed: Reason | null = null;

  override connection(): Connection {
    const { journalFailed } = this;
    const own = objectivesOf(this.settings, journalFailed ? [] : this.written);
    const known = { objectives: [...own.objectives, ...this.foreign], problems: own.problems, journalFailed };
    const desk = fakeDesk(() => [], known);
    const objectives = {
      ...desk,
      measure: ({ objectives: asked }: { objectives: readonly Objective[] }) => {
        this.measured.push(...asked);
        const rows = asked.map((one) =>
          measuredRow(
            one,
            monthOfHours((ago) => (ago === 200 ? [1000, 900] : [1000, 0]))
          )
        );
        return Promise.resolve({ rows, atMs: this.nowMs });
      },
    };
    return { ...super.connection(), settings: this.settings, objectives };
  }

  readonly stage = {
    ...this.services,
    saveSettings: (settings: Settings) => {
      const error = this.saveError;
      this.saveError = null;
      if (error) {
        return Promise.reject(error);
      }
      this.settings = settings;
      return Promise.resolve();
    },
  };

  /** Somebody defines it, and it counts. */
  define(definition: typeof DEFINITION, author = 'lead1'): void {
    const sha = definitionSha(definition);
    this.writeAs(author, definedDraft(definition.id, definition.title, definition, `by ${author} ${sha}`));
    this.settings = { ...this.settings, activeObjectives: [sha] };
  }

  get counted(): string[] {
    return objectivesOf(this.settings, this.written).objectives.map(({ id, target }) => `${id} ${target}`);
  }
}

let world: World;

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

async function open(at: string, { isAdmin = true } = {}): Promise<void> {
  render(
    <MemoryRouter initialEntries={[`${ROOT}/${at}`]}>
      <Address />
      <ServicesProvider services={{ ...world.stage, ...(!isAdmin && { user: VIEWER }) }}>
        <ConnectionProvider>
          <Routes>
            <Route path={`${ROOT}/*`} element={<ScorecardsPage />} />
          </Routes>
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  await settled();
}

/** Lazy parts, polls and what was written. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    await act(async () => jest.advanceTimersByTimeAsync(50));
  }
}

const fill = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = async (name: string | RegExp, within_: HTMLElement = document.body) => {
  fireEvent.click(within(within_).getByRole('button', { name }));
  await settled();
};
const choose = async (name: string) => {
  fireEvent.click(screen.getByRole('radio', { name }));
  await settled();
};

beforeAll(initTexts);
beforeEach(() => {
  // A choice measures its words.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.assign(globalThis, { ResizeObserver: jest.fn(() => observer), IntersectionObserver: jest.fn(() => observer) });
  jest.useFakeTimers();
  world = new World();
});
afterEach(() => jest.useRealTimers());

test('a new objective is filled in, shown as it will be written, saved and counts', async () => {
  await open('new');
  expect(screen.queryByText('What is wrong with it')).toBeNull();
  await press('Save');
  expect(screen.getAllByText(/it is empty/i).length).toBeGreaterThan(2);
  await press('Uptime of a probe');
  fill(/^Title/, 'Shop reachable');
  expect(screen.getByLabelText(/^Id/)).toHaveValue('shop-reachable');
  fill(/^Service/, 'shop');
  expect(screen.getByLabelText(/^Owner/)).toHaveValue('ops1');
  await press('Save');
  const dialog = screen.getByRole('dialog');
  expect(within(dialog).getByLabelText('What changes')).toHaveTextContent(
    '+ id: shop-reachable + title: Shop reachable'
  );
  await press('Save', dialog);
  expect(world.counted).toEqual(['shop-reachable 99.9']);
  expect(world.settings).toMatchObject({ timezone: 'Europe/Berlin', checklists: ['morning'] });
  expect(screen.getByTestId('address')).toHaveTextContent(`${ROOT}/shop-reachable`);
  expect(screen.getByRole('heading', { level: 1, name: 'Shop reachable' })).toBeVisible();
});

test('text is checked while it is written: line, field and fix, and no form of what does not fit', async () => {
  await open('new');
  await choose('YAML');
  fill(/^Definition/, 'id: shop\ntitle: Shop\nservice: shop\nowner: ops1\nsli:\n  uptime: max(up)\ntarget: 120\n');
  expect(screen.getByText('line 7, target').closest('li')).toHaveTextContent(
    'must be more than 0 and at most 100 %. Fix: correct the value.'
  );
  expect(screen.getByRole('radio', { name: 'Form' })).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  fill(/^Definition/, 'id: shop\ntitle: Shop\nservice: shop\nowner: ops1\nsli:\n  uptime: max(up)\ntarget: 99.5\n');
  expect(screen.getByText('line 6, sli.uptime').closest('li')).toHaveTextContent('not a plain selector');
  fill(/^Definition/, 'id: shop\ntitle: Shop\nservice: shop\nowner: ops1\nsli:\n  uptime: up\ntarget: "99.50"\n');
  expect(screen.queryByText('What is wrong with it')).toBeNull();
  await choose('Form');
  expect(screen.getByLabelText(/^Target/)).toHaveValue('99.50');
});

test('a change shows what it changes and takes the place of what counted', async () => {
  world.define(DEFINITION);
  await open('shop/edit');
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  expect(screen.getByLabelText(/^Id/)).toBeDisabled();
  fill(/^Target/, '99.5');
  await press('Save');
  const diff = within(screen.getByRole('dialog')).getByLabelText('What changes').textContent ?? '';
  expect(diff.split('\n').filter((line) => /^[+-]/.test(line))).toEqual(['- target: "99.90"', '+ target: "99.5"']);
  await press('Save', screen.getByRole('dialog'));
  expect(world.counted).toEqual(['shop 99.5']);
});

test('what somebody else saved meanwhile is shown before it is replaced', async () => {
  world.define(DEFINITION);
  await open('shop/edit');
  fill(/^Target/, '99.5');
  world.define({ ...DEFINITION, target: '98' }, 'lead2');
  await press('Save');
  const dialog = screen.getByRole('dialog');
  await press('Save', dialog);
  expect(
    within(dialog).getByText(/lead2 saved another version of "shop" since you began\. Nothing was changed\./)
  ).toBeVisible();
  expect(within(dialog).getByLabelText('What changes')).toHaveTextContent('- target: "98" + target: "99.5"');
  expect(world.counted).toEqual(['shop 98']);
  await press('Replace theirs', dialog);
  expect(world.counted).toEqual(['shop 99.5']);
});

test.each([
  ['a journal that does not answer', 'journal', 'Not saved: nothing was changed', 'No connection.'],
  ['settings that are refused', 'settings', 'It does not count yet', 'An organisation admin can.'],
])('%s: says what stands and what to do', async (_, which, title, words) => {
  world.define(DEFINITION);
  await open('shop/edit');
  fill(/^Target/, '99.5');
  if (which === 'journal') {
    world.writeErrors = [Object.assign(new Error('x'), { code: 'source-down', detail: '' })];
  } else {
    world.saveError = Object.assign(new Error('x'), { code: 'not-permitted', detail: '' });
  }
  await press('Save');
  const dialog = screen.getByRole('dialog');
  await press('Save', dialog);
  expect(within(dialog).getByText(title)).toBeVisible();
  expect(dialog).toHaveTextContent(words);
  expect(world.counted).toEqual(['shop 99.90']);
  await press('Save', dialog);
  expect(world.counted).toEqual(['shop 99.5']);
});

test('one that is removed does not count any more, and its definition stays', async () => {
  world.define(DEFINITION);
  await open('shop/edit');
  await press('Remove');
  await press('Remove', screen.getByRole('dialog'));
  expect(world.counted).toEqual([]);
  expect(world.written).toHaveLength(1);
  expect(screen.getByTestId('address')).toHaveTextContent(ROOT);
});

test('a preview reads 30 days and says what it would have been; a later change makes it old', async () => {
  world.define(DEFINITION);
  await open('shop/edit');
  await press('Preview on history');
  expect(world.measured.map(({ id, window }) => [id, window])).toEqual([['shop', { kind: 'rolling', days: 30 }]]);
  const preview = screen.getByRole('region', { name: 'On the last 30 days' });
  expect(preview).toHaveTextContent(/MissedSLI 99\.8750 %.*−25 % of the budget left/);
  expect(preview).toHaveTextContent(/Read in \d+ ms/);
  fill(/^Target/, '99');
  expect(preview).toHaveTextContent('The definition was changed since');
});

test('what is provisioned is read only, and can be copied under an id that is free', async () => {
  world.settings = { ...world.settings, objectives: [DEFINITION] };
  await open('shop/edit');
  expect(screen.getByText(/It comes from provisioning/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Copy it' })).toHaveAttribute('href', `${ROOT}/new?from=shop`);
});

test('a copy of what another program records has an id of its own', async () => {
  world.settings = { ...world.settings, objectives: [DEFINITION] };
  world.foreign = [{ ...fakeObjective({ id: 'sloth-shop', title: 'Shop of Sloth' }), origin: 'sloth' }];
  await open('new?from=sloth-shop');
  expect(screen.getByLabelText(/^Title/)).toHaveValue('Shop of Sloth');
  expect(screen.getByLabelText(/^Id/)).toHaveValue('shop-copy');
});

test('a file of others is read, with what it does not carry, and goes into the form or is saved whole', async () => {
  await open('new');
  await choose('Import');
  fill(
    /^File of Sloth/,
    `version: prometheus/v1
service: myservice
labels: { owner: team-a }
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{job="a",code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total{job="a"}[{{.window}}]))
    alerting: { name: High }
  - name: broken
    objective: 99
`
  );
  expect(screen.getByRole('region', { name: /^Objectives in it/ })).toHaveTextContent('myservice-availability');
  expect(screen.getByRole('region', { name: /^Refused/ })).toHaveTextContent('broken');
  expect(screen.getByRole('region', { name: /^Not carried/ })).toHaveTextContent('alerting');
  await press(/^Edit /);
  expect(screen.getByLabelText(/^Bad ones \*/)).toHaveValue('http_requests_total{job="a",code=~"5.."}');
  expect(screen.getByLabelText(/^Owner/)).toHaveValue('team-a');
});

test('where the journal cannot be read nobody says that there is no such objective', async () => {
  world.define(DEFINITION);
  world.journalFailed = { code: 'timeout' };
  await open('shop/edit');
  expect(screen.getByRole('alert')).toHaveTextContent('The journal could not be read');
  expect(screen.queryByText(/There is no objective/)).toBeNull();
});

test('who is no admin is told who can', async () => {
  await open('new', { isAdmin: false });
  expect(screen.getByText('An organisation admin can define objectives.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

test('what was typed is not lost without a question, and what is saved or as it was is no question', async () => {
  world.define(DEFINITION);
  const ask = jest.spyOn(window, 'confirm').mockReturnValue(false);
  const leave = () => {
    locationService.push('/elsewhere');
    const closing = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(closing);
    return { left: locationService.getLocation().pathname === '/elsewhere', isAskedAtClose: closing.defaultPrevented };
  };
  locationService.push('/');
  await open('shop/edit');
  fill(/^Target/, '99.5');
  expect(leave()).toEqual({ left: false, isAskedAtClose: true });
  expect(ask).toHaveBeenCalledTimes(1);
  fill(/^Target/, '99.90');
  expect(leave()).toEqual({ left: true, isAskedAtClose: false });
  locationService.push('/');
  fill(/^Target/, '99.5');
  await press('Save');
  await press('Save', screen.getByRole('dialog'));
  expect(world.counted).toEqual(['shop 99.5']);
  expect(leave()).toEqual({ left: true, isAskedAtClose: false });
  expect(ask).toHaveBeenCalledTimes(1);
});
