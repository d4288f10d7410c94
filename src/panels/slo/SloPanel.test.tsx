import { dateTime } from '@grafana/data';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import type { Reason } from '../../core/check/verdict';
import type { ObjectivesDesk } from '../../core/slo/desk';
import type { Promised } from '../../core/slo/promises';
import type { Objective } from '../../core/slo/objective';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { countedRow, fakeObjective, hourlyCounts, unansweredRow } from '../../core/slo/testData';
import { spanAt } from '../../core/slo/window';
import { FakeRounds, NOW_MS } from '../../ui/round/fakeRounds';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { initTexts } from '../../ui/t';
import { ChosenObjectives } from './SloPanel';

jest.mock('../../ui/browserSession', () => ({ browserServices: () => ({}) }));
jest.mock('../../sources/browserClient', () => ({ browserClient: () => ({}) }));

const HOUR_MS = 3_600_000;
const END_MS = Math.floor(NOW_MS / HOUR_MS) * HOUR_MS;
const LARGE = { width: 700, height: 300 };
const SMALL = { width: 330, height: 200 };
const TINY = { width: 250, height: 104 };
const TIMEOUT: Reason = { code: 'timeout' };

beforeAll(initTexts);

const spanOf = ({ window }: Objective) => spanAt(window, END_MS, 'Europe/Berlin');

/** 30 days of 1,000 requests an hour, so many of them bad in the hour that ended 200 hours ago; null: no data since. */
function row(id: string, title: string, bad: number | null, written: Parameters<typeof fakeObjective>[0] = {}) {
  const objective = fakeObjective({ id, title, ...written });
  const hours = Array.from({ length: 720 }, (_, at) =>
    bad === null ? (at < 520 ? ([1000, 0] as const) : null) : ([1000, at === 519 ? bad : 0] as const)
  );
  return countedRow(objective, hourlyCounts(END_MS, hours), { span: spanOf(objective), nowMs: END_MS });
}

const silentRow = (id: string, title: string, reason = TIMEOUT, source: { uid: string; name: string } | null = prom) =>
  unansweredRow(fakeObjective({ id, title }), spanOf(fakeObjective()), reason, source);
const prom = { uid: 'prom', name: 'mimir-prod' };

/** 720 may be bad. */
const MET = row('met', 'Met one', 100);
const TIGHT = row('tight', 'Tight one', 700);
const MISSED = row('missed', 'Missed one', 1000);
const GAP = row('gap', 'One with a gap', null);

interface World {
  rows: readonly ScorecardRow[];
  promised?: Partial<Promised>;
  /** Measuring waits for it. */
  gate?: Promise<void>;
}

function show(world: World, size = LARGE, options: Partial<Parameters<typeof ChosenObjectives>[0]['options']> = {}) {
  const rounds = new FakeRounds();
  const desk: ObjectivesDesk = {
    sourceOf: () => undefined,
    promised: () =>
      Promise.resolve({
        objectives: [...new Set(world.rows.map(({ objective }) => objective))],
        problems: [],
        exclusions: [],
        journalFailed: null,
        unsearched: [],
        ...world.promised,
      }),
    measure: async () => {
      await world.gate;
      return { rows: world.rows, atMs: END_MS };
    },
  };
  const services = {
    ...rounds.services,
    connect: () => Promise.resolve({ ...rounds.connection(), objectives: desk }),
  };
  const now = dateTime(NOW_MS);
  const timeRange = { from: now, to: now, raw: { from: now, to: now } };
  return render(
    <FakeScreen services={services}>
      <ChosenObjectives
        {...size}
        options={{ period: 'own', service: '', owner: '', objectives: '', ...options }}
        timeRange={timeRange}
        replaceVariables={(text) => text}
      />
    </FakeScreen>
  );
}

const titlesNow = () =>
  within(screen.getByRole('table'))
    .getAllByRole('link')
    .map(({ textContent }) => textContent);

/** Once they are measured. */
async function titles() {
  await screen.findByRole('table');
  await waitFor(() => expect(screen.queryByText(/^Reading the objectives/)).toBeNull());
  return titlesNow();
}

test('the worst stand first, and what is unknown is a question mark and never green', async () => {
  show({ rows: [MET, TIGHT, GAP, MISSED] });
  expect(await titles()).toEqual(['Missed one', 'One with a gap', 'Tight one', 'Met one']);
  expect(screen.getByText('1 missed')).toBeVisible();
  expect(screen.getByText('1 unknown')).toBeVisible();
  expect(screen.getByText('1 at risk')).toBeVisible();
  expect(screen.getByText('1 met')).toBeVisible();
  expect(screen.getByText('−39 %')).toBeVisible();
  const gap = screen.getByRole('row', { name: /One with a gap/ });
  expect(within(gap).getByText('Unknown')).toBeVisible();
  expect(within(gap).getByText('?')).toBeVisible();
  expect(within(gap).queryByText(/100 %|Met/)).toBeNull();
  expect(screen.getByText('All 4, rolling 30 days. Coverage 93 %.')).toBeVisible();
});

test('lines lead to their objective, the foot to all of them over the same period', async () => {
  show({ rows: [MET] }, LARGE, { period: 'last-month' });
  expect(await screen.findByRole('link', { name: 'Met one' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/scorecards/met?window=2026-10'
  );
  expect(screen.getByRole('link', { name: /Open scorecards/ })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/scorecards?window=2026-10'
  );
  expect(screen.getByText(/October 2026/)).toBeVisible();
});

describe('a small panel', () => {
  test('leaves what is met out of its tally, and says that all it does not show is met', async () => {
    const met = Array.from({ length: 8 }, (_, n) => row(`met-${n}`, `Met ${n}`, 10));
    show({ rows: [...met, MISSED] }, SMALL);
    expect(await screen.findByText('1 missed')).toBeVisible();
    expect(screen.queryByText('8 met')).toBeNull();
    expect(screen.getByText('Error budget left, 30 d')).toBeVisible();
    expect(screen.getByRole('link', { name: '4 met' })).toBeVisible();
    expect(screen.getByRole('img', { name: 'Missed' })).toBeVisible();
  });

  test('counts what it does not show', async () => {
    show({ rows: [MISSED, TIGHT, GAP, MET] }, TINY);
    expect(await titles()).toEqual(['Missed one']);
    expect(screen.getByRole('link', { name: '3 more' })).toBeVisible();
  });

  test('of objectives that are all met says so', async () => {
    show({ rows: [MET] }, SMALL);
    expect(await screen.findByText('1 met')).toBeVisible();
  });
});

test('names are known before anything is measured, and nothing is judged', async () => {
  let open = () => undefined as void;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const { container } = show({ rows: [MET, MISSED], gate });
  expect(await screen.findByText('Reading the objectives')).toBeVisible();
  expect(titlesNow()).toEqual(['Met one', 'Missed one']);
  expect(container).not.toHaveTextContent(/Met$|Unknown|\d %/);
  open();
  expect(await screen.findByText('1 missed')).toBeVisible();
  expect(await titles()).toEqual(['Missed one', 'Met one']);
});

describe('a source that says nothing', () => {
  test('takes the place of its objectives when there is no other, with Retry and its settings', async () => {
    const world: World = { rows: [silentRow('a', 'A'), silentRow('b', 'B')] };
    show(world);
    expect(await screen.findByText('Unknown: no answer')).toBeVisible();
    expect(screen.getByRole('region', { name: 'mimir-prod' })).toHaveTextContent('No answer in time.');
    expect(screen.getByRole('link', { name: 'Data source settings' })).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
    world.rows = [MET];
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await titles()).toEqual(['Met one']);
  });

  test.each([
    [{ code: 'not-permitted' }, 'Unknown: not permitted'],
    [{ code: 'unauthorized' }, 'Unknown: sign-in failed'],
  ] as const)('because of %j is %s', async (reason, words) => {
    show({ rows: [silentRow('a', 'A', reason)] });
    expect(await screen.findByText(words)).toBeVisible();
  });

  test('that is not there at all has no settings', async () => {
    show({ rows: [silentRow('a', 'A', { code: 'not-connected', detail: 'No metric source is set up.' }, null)] });
    expect(await screen.findByText('Unknown: no data source')).toBeVisible();
    expect(screen.getByText(/No metric source is set up/)).toBeVisible();
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('beside others leaves theirs as they are', async () => {
    show({ rows: [MET, silentRow('b', 'Silent one')] });
    expect(await titles()).toEqual(['Silent one', 'Met one']);
    expect(screen.getByTitle(/Silent one\. No answer in time/)).toBeVisible();
  });

  test('and another one are two, in lines of their own', async () => {
    show({ rows: [silentRow('a', 'A'), silentRow('b', 'B', TIMEOUT, { uid: 'other', name: 'other' })] });
    expect(await titles()).toEqual(['A', 'B']);
    expect(screen.getByText('2 unknown')).toBeVisible();
  });
});

test('a query that is refused is unknown in its line', async () => {
  show({ rows: [silentRow('a', 'A', { code: 'query-error', detail: 'parse error' })] });
  expect(await titles()).toEqual(['A']);
  expect(screen.getByText('1 unknown')).toBeVisible();
});

test('without objectives it says what to do', async () => {
  show({ rows: [] });
  expect(await screen.findByText('No objectives yet')).toBeVisible();
  expect(screen.getByRole('link', { name: 'New objective' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/scorecards/new'
  );
});

test('objectives that cannot be read are not none', async () => {
  show({ rows: [], promised: { journalFailed: TIMEOUT } });
  expect(await screen.findByText('Unknown: no objective could be read')).toBeVisible();
  expect(screen.queryByText('No objectives yet')).toBeNull();
});

test('definitions that are missing are told beside those that are there', async () => {
  show({ rows: [MET], promised: { problems: [{ at: 'x', id: '', field: 'target', message: 'is missing' }] } });
  expect(await screen.findByText('Not all of it')).toBeVisible();
  expect(screen.getByTitle(/1 definition could not be read/)).toBeVisible();
});

test('options that choose nothing say so, and those that choose some count these only', async () => {
  const { unmount } = show({ rows: [MET, MISSED] }, LARGE, { service: 'no-such' });
  expect(await screen.findByText('No objective matches')).toBeVisible();
  unmount();
  show({ rows: [MET, MISSED] }, LARGE, { objectives: 'met' });
  expect(await titles()).toEqual(['Met one']);
  expect(screen.queryByText('1 missed')).toBeNull();
});

test('titles are text, whatever they hold', async () => {
  const title = '<img src=x onerror="alert(1)">{{n}} 💾';
  const { container } = show({ rows: [row('odd', title, 0)] });
  expect(await titles()).toEqual([title]);
  expect(container.querySelector('img')).toBeNull();
});

test('at every width some 100 pixels are left for a title', async () => {
  for (let width = 480; width <= 1400; width += 40) {
    const { unmount } = show({ rows: [MET] }, { width, height: 300 });
    const table = await screen.findByRole('table', { name: 'Objectives' });
    const taken = [...table.querySelectorAll('col')].reduce(
      (sum, { style }) => sum + (parseInt(style.width, 10) || 0),
      24
    );
    expect({ width, isEnough: width - taken >= 100 }).toEqual({ width, isEnough: true });
    unmount();
  }
});
