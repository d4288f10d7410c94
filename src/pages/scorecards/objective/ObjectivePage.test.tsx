import { act, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';

import type { MetricSource } from '../../../core/check/ports';
import type { ObjectivesDesk } from '../../../core/slo/desk';
import { exclusionsIn } from '../../../core/slo/fold';
import { judge } from '../../../core/slo/judge';
import type { ScorecardRow } from '../../../core/slo/scorecard';
import { fakeObjective } from '../../../core/slo/testData';
import { ConnectionProvider } from '../../../ui/connection';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { ServicesProvider } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { ScorecardsPage } from '../ScorecardsPage';
import { fakeDesk, measuredRow, monthOfHours, silentRow } from '../testData';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ renderTitle, pageNav, info, actions, children }: Record<string, unknown>) => (
    <main>
      {(renderTitle as (title: string) => ReactNode)((pageNav as { text: string }).text)}
      {((info as Array<{ label: string; value: ReactNode }> | undefined) ?? []).map(({ label, value }) => (
        <div key={label}>
          {label}: {value}
        </div>
      ))}
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

const VIEWER = { login: 'viewer', isAdmin: false, rights: new Set(['datasources:read'] as const) };
const checkout = fakeObjective({ agreement: '99' });
/** 720 of 720,000 may be bad: 900 were, in one hour, and 36 more in another. */
const missedCounts = monthOfHours((ago) => (ago === 200 ? [1000, 900] : ago === 100 ? [1000, 36] : [1000, 0]));
const missed = measuredRow(checkout, missedCounts);

let world: FakeRounds;
let measured: number;

/** A desk that reads what is left out from the journal, as the real one does. */
function journalDesk(): ObjectivesDesk {
  const desk = fakeDesk(() => [missed]);
  const [result] = missed.results;
  return {
    ...desk,
    promised: async (nowMs, signal) => ({
      ...(await desk.promised(nowMs, signal)),
      exclusions: exclusionsIn(world.written),
    }),
    measure: async ({ exclusions }) => {
      measured += 1;
      const span = result?.span ?? { fromMs: 0, toMs: 0, readToMs: 0 };
      const judged = judge(checkout, {}, missedCounts, { span, nowMs: span.toMs, exclusions });
      return { rows: [{ ...missed, results: [judged, judged] }], atMs: span.toMs };
    },
  };
}

interface Opening {
  at?: string;
  isAdmin?: boolean;
}

async function open(desk: ObjectivesDesk, { at = checkout.id, isAdmin = true }: Opening = {}): Promise<void> {
  const services = {
    ...world.services,
    connect: async (signal: AbortSignal) => ({ ...(await world.services.connect(signal)), objectives: desk }),
    user: isAdmin ? world.services.user : VIEWER,
  };
  const root = '/a/opsrounds-ops-app/scorecards';
  render(
    <MemoryRouter initialEntries={[`${root}/${at}`]}>
      <ServicesProvider services={services}>
        <ConnectionProvider>
          <Routes>
            <Route path={`${root}/*`} element={<ScorecardsPage />} />
          </Routes>
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  await settled();
}

/** Lazy parts, polls and what was written. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await act(async () => jest.advanceTimersByTimeAsync(50));
  }
}

const figures = () => screen.getByRole('group', { name: 'Figures' });
const open_ = (row: ScorecardRow, opening?: Opening) =>
  open(
    fakeDesk(() => [row]),
    opening
  );
const press = async (button: HTMLElement) => {
  fireEvent.click(button);
  await settled();
};

beforeAll(initTexts);
beforeEach(() => {
  // A choice measures its words.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.assign(globalThis, { ResizeObserver: jest.fn(() => observer), IntersectionObserver: jest.fn(() => observer) });
  jest.useFakeTimers();
  world = new FakeRounds();
  measured = 0;
});
afterEach(() => jest.useRealTimers());

test('a missed objective says what is left, what ate it, and how that is computed', async () => {
  await open_(missed);
  expect(screen.getByRole('heading', { level: 1 }).parentElement).toHaveTextContent('Checkout availabilityMissed');
  expect(figures()).toHaveTextContent('99.870 %Belowtarget 99.9 %');
  expect(figures()).toHaveTextContent('−30 %Overspent13 of 43.2 min');
  expect(figures()).toHaveTextContent('Back above the target12 Dec11 Nov leaves the window');
  const eaten = within(screen.getByRole('table', { name: 'What ate the budget' })).getAllByRole('row');
  expect(eaten.slice(1).map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^A125 %11 Nov, 23:001 h90090 %/),
    expect.stringMatching(/^B5 %16 Nov, 03:001 h363.6 %/),
  ]);
  expect(screen.getByLabelText('Formula')).toHaveTextContent('1 - 936 / 720,000');
  expect(screen.getByText('Agreement (SLA) 99 %')).toHaveTextContent('Holds87 % of its budget left');
  expect(screen.getByRole('img', { name: /^Error budget over time; −30 % left, 2 bad periods$/ })).toBeVisible();
  expect(
    screen.getByRole('img', { name: /^SLI over time; 2 of \d+ bars are below the target of 99\.9 %$/ })
  ).toBeVisible();
  expect(within(figures()).queryByText('Kept')).toBeNull();
});

test('what is looked at in the table is marked in the chart', async () => {
  await open_(missed);
  const [band] = document.querySelectorAll('[data-part="period"]');
  const before = band?.getAttribute('fill-opacity');
  const row = screen.getByText('125 %').closest('tr');
  fireEvent.mouseEnter(row as HTMLElement);
  expect(band?.getAttribute('fill-opacity')).not.toBe(before);
  fireEvent.mouseLeave(row as HTMLElement);
  expect(band?.getAttribute('fill-opacity')).toBe(before);
});

test('a period is left out with a reason, and counts again when somebody says so', async () => {
  await open(journalDesk());
  await press(screen.getByRole('button', { name: 'Exclude period A' }));
  const dialog = screen.getByRole('dialog');
  expect(within(dialog).getByLabelText(/^From/)).toHaveValue('2026-11-11T23:00');
  expect(dialog).toHaveTextContent('SLI 99.995 % instead of 99.870 %, error budget left 95 % instead of −30 %. Met');
  expect(within(dialog).getByRole('button', { name: 'Exclude' })).toBeDisabled();
  fireEvent.change(within(dialog).getByLabelText('Why?'), { target: { value: 'Change 4790' } });
  await press(within(dialog).getByRole('button', { name: 'Exclude' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(world.written.map(({ type, subject, payload }) => ({ type, subject, payload }))).toEqual([
    {
      type: 'objective.excluded',
      subject: 'objective/checkout-availability',
      payload: { fromMs: Date.parse('2026-11-11T22:00Z'), toMs: Date.parse('2026-11-11T23:00Z'), why: 'Change 4790' },
    },
  ]);
  expect(figures()).toHaveTextContent('95 %Left');
  expect(screen.getByText(/If it counted: 99\.870 %\./)).toBeVisible();
  const leftOut = screen.getByRole('table', { name: 'Left out' });
  expect(leftOut).toHaveTextContent('11 Nov, 23:00 to 12 Nov, 00:00Change 4790This oneops1');
  await press(within(leftOut).getByRole('button', { name: 'Count it again' }));
  expect(world.written.map(({ type, base }) => [type, base])).toEqual([
    ['objective.excluded', undefined],
    ['objective.included', world.written[0]?.key],
  ]);
  expect(figures()).toHaveTextContent('−30 %Overspent');
  expect(screen.queryByRole('table', { name: 'Left out' })).toBeNull();
});

test('a period for all objectives; one that ends before it begins is none', async () => {
  await open(journalDesk());
  await press(screen.getByRole('button', { name: 'Exclude a period' }));
  const dialog = screen.getByRole('dialog');
  const fill = (label: string, value: string) =>
    fireEvent.change(within(dialog).getByLabelText(new RegExp(`^${label.replace('?', '')}`)), { target: { value } });
  fill('From', '2026-11-12T10:00');
  fill('To', '2026-11-12T09:00');
  fill('Why?', 'Power');
  expect(within(dialog).getByRole('alert')).toHaveTextContent('It has to end after it begins.');
  expect(within(dialog).getByRole('button', { name: 'Exclude' })).toBeDisabled();
  fill('To', '2026-11-12T10:20');
  expect(dialog).toHaveTextContent('Hours that it only touches count here');
  fireEvent.click(within(dialog).getByRole('radio', { name: 'All objectives' }));
  await press(within(dialog).getByRole('button', { name: 'Exclude' }));
  expect(world.written.map(({ subject }) => subject)).toEqual(['objective/*']);
});

test('a journal that refuses says so, and the dialog keeps what was written', async () => {
  world.writeErrors = [Object.assign(new Error('no'), { code: 'not-permitted', detail: '' })];
  await open(journalDesk());
  await press(screen.getByRole('button', { name: 'Exclude period A' }));
  const dialog = screen.getByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText('Why?'), { target: { value: 'Change 4790' } });
  await press(within(dialog).getByRole('button', { name: 'Exclude' }));
  expect(within(dialog).getByRole('alert')).toHaveTextContent('Not saved.');
  expect(within(dialog).getByLabelText('Why?')).toHaveValue('Change 4790');
  expect([world.written.length, measured]).toEqual([0, 1]);
});

test('who may not write cannot leave anything out', async () => {
  world.canAppend = false;
  await open(journalDesk());
  expect(screen.getByRole('button', { name: 'Exclude a period' })).toHaveAttribute('aria-disabled', 'true');
  expect(screen.queryByRole('button', { name: 'Exclude period A' })).toBeNull();
});

test('another target is judged at once, and nothing is read for it', async () => {
  await open(journalDesk());
  const slider = screen.getByRole('slider', { name: /^Target/ });
  expect(slider).toHaveAttribute('aria-valuetext', '99.9 %');
  fireEvent.change(slider, { target: { value: '4' } });
  expect(slider).toHaveAttribute('aria-valuetext', '99 %');
  const outcome = screen.getByText('With 99 %').parentElement;
  expect(outcome).toHaveTextContent('With 99 %Met87 % of the budget left, 6.3 of 7.2 h');
  expect(screen.getByText('Today, with 99.9 %').parentElement).toHaveTextContent('Missed−30 %');
  expect(measured).toBe(1);
});

test('half of the data is no verdict: no number of it looks like a result', async () => {
  await open_(
    measuredRow(
      checkout,
      monthOfHours((ago) => (ago < 300 ? null : [1000, 0]))
    )
  );
  expect(figures()).toHaveTextContent('SLI?Unknown100.000 % of what is known');
  expect(figures()).toHaveTextContent('Error budget left?Unknown');
  expect(figures()).toHaveTextContent('58.3 %Too little420 of 720 hours');
  expect(document.body).toHaveTextContent('Only 58 % of the window has data, 95 % is needed.');
  expect(screen.queryByText('Met')).toBeNull();
  expect(document.querySelectorAll('[data-part="gaps"] rect')).toHaveLength(2);
  expect(screen.getByRole('img', { name: /what is left is not known/ })).toBeVisible();
});

test('a source that does not answer is told once, with its page in the shape it has', async () => {
  await open_(silentRow(checkout, { code: 'timeout' }));
  expect(screen.getByRole('alert')).toHaveTextContent('mimir-prod does not answer');
  expect(figures()).toHaveTextContent('SLI?Unknowntarget 99.9 %');
  expect(figures()).toHaveTextContent('0 %Too little');
  expect(screen.queryByRole('slider')).toBeNull();
});

test('what another program records is not edited here but copied', async () => {
  await open_(measuredRow({ ...checkout, origin: 'sloth' }, monthOfHours()));
  expect(screen.getByText(/^Recorded by:/)).toHaveTextContent('Sloth');
  expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Copy to Ops Rounds' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/scorecards/new?from=checkout-availability'
  );
});

test('a Viewer sees no way to edit, and no link that would refuse', async () => {
  await open_(missed, { isAdmin: false });
  expect(screen.queryByRole('link', { name: /Edit|Explore/ })).toBeNull();
  expect(screen.getAllByRole('button', { name: 'Export rules' })[0]).toBeEnabled();
});

test.each([
  ['the worst is shown', '', 'b · Missed', 'Overspent'],
  ['an address names another', '?group=a', 'a · Met', '100.000 %Kept'],
])('of groups %s', async (_, search, choice, words) => {
  const objective = fakeObjective({ groupBy: ['site'] });
  const good = measuredRow(objective, monthOfHours(), { site: 'a' });
  const bad = measuredRow(objective, missedCounts, { site: 'b' });
  const at = objective.id + search;
  await open(
    fakeDesk(() => [good, bad]),
    { at }
  );
  expect(screen.getByRole('combobox', { name: 'site' })).toHaveValue(choice);
  expect(figures()).toHaveTextContent(words);
});

test('a group that there is not is no endless wait', async () => {
  const objective = fakeObjective({ groupBy: ['site'] });
  await open_(measuredRow(objective, monthOfHours(), { site: 'a' }), { at: `${objective.id}?group=z` });
  expect(screen.getByText('Nothing is counted for z')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open the worst group' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/scorecards/checkout-availability'
  );
});

test('one sum over the window is asked for when somebody wants to know', async () => {
  const asked: number[] = [];
  const source: MetricSource = {
    uid: 'prom',
    name: 'mimir-prod',
    query: async ({ queries }) => {
      asked.push(queries.length);
      return new Map(
        queries.map(({ refId, expr }) => [
          refId,
          {
            ok: true as const,
            executed: expr,
            series: [{ labels: {}, timesMs: [1], values: [refId === 'total' ? 720_000 : 945.36] }],
          },
        ])
      );
    },
  };
  await open({ ...fakeDesk(() => [missed]), sourceOf: () => source });
  expect(asked).toEqual([]);
  await press(screen.getByRole('button', { name: 'Compare with one sum over the window' }));
  expect(asked).toEqual([2]);
  expect(screen.getByText(/differ from one sum over the window by 0\.99 % of the error ratio/)).toBeVisible();
});

test('rules are handed out with what they cannot carry', async () => {
  await open_(missed, { at: `${checkout.id}?export=rules` });
  await settled();
  const drawer = screen.getByRole('dialog');
  expect(drawer).toHaveTextContent('Ops Rounds never applies rules');
  expect(within(drawer).getByLabelText('checkout-availability.yaml')).toHaveTextContent(
    'record: slo:sli_error:increase5m'
  );
  expect(drawer).toHaveTextContent(/What it does not carry.*agreement: The target of the contract/);
  await press(within(drawer).getByRole('tab', { name: 'OpenSLO' }));
  expect(within(drawer).getByLabelText('checkout-availability.openslo.yaml')).toHaveTextContent(
    'apiVersion: openslo/v1'
  );
});

test('an id that nobody defined leads back to the list', async () => {
  await open_(missed, { at: 'nothing' });
  expect(screen.getByText('There is no objective "nothing"')).toBeVisible();
  expect(screen.getByRole('link', { name: 'All objectives' })).toBeVisible();
});
