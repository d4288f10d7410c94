import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Page } from '@playwright/test';

import { expect, test as base } from './round';

/** Objectives in dashboards: `opsrounds-slo-panel`. */

interface Placed {
  w: number;
  h: number;
  options?: Record<string, string>;
}

const test = base.extend<{ openPanels: (...panels: Placed[]) => Promise<void> }>({
  openPanels: async ({ makeDashboard, openPath }, use) => {
    await use(async (...placed) => {
      let y = 0;
      const panels = placed.map(({ w, h, options = {} }, at) => {
        const gridPos = { x: 0, y, w, h };
        y += h;
        return { id: at + 1, type: 'opsrounds-slo-panel', title: `Panel ${at + 1}`, gridPos, options };
      });
      await openPath(`/d/${await makeDashboard({ title: `Panels of a test ${Date.now().toString(36)}`, panels })}`);
    });
  },
});

test.describe.configure({ timeout: 120_000 });

const READ = { timeout: 60_000 };
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

const OF = { service: 'checkout', owner: 'lead1', window: '1d', target: '99.9' };
/** What each of them is does not depend on what is measured anywhere. */
const MET = { ...OF, id: 'met', title: 'Always well', sli: { threshold: { value: 'vector(1)', op: 'gte', limit: 1 } } };
const MISSED = {
  ...OF,
  id: 'missed',
  title: 'Never well',
  service: 'search',
  sli: { threshold: { value: 'vector(1)', op: 'lt', limit: 1 } },
};
const GONE = {
  ...OF,
  id: 'gone',
  title: 'Nobody counts it',
  sli: { ratio: { total: 'opsrounds_nowhere_total', bad: 'opsrounds_nowhere_total{code="500"}' } },
};
const MANY = Array.from({ length: 20 }, (_, n) => ({ ...MET, id: `met-${n}`, title: `Always well ${n}` }));

const panelsOf = (page: Page) => page.getByRole('region', { name: 'Objectives' });
const titlesIn = (page: Page) => panelsOf(page).first().getByRole('table').getByRole('link');

test('objectives stand worst first and lead to the scorecards', async ({ round, openPanels, page }) => {
  await round.settings({ objectives: [MET, GONE, MISSED] });
  await openPanels({ w: 16, h: 9 });
  const panel = panelsOf(page);
  await expect(panel.getByText('1 missed')).toBeVisible(READ);
  await expect(panel.getByText('1 unknown')).toBeVisible();
  await expect(titlesIn(page)).toHaveText(['Never well', 'Nobody counts it', 'Always well']);
  const gone = panel.getByRole('row', { name: /Nobody counts it/ });
  await expect(gone.getByText('?', { exact: true }).first()).toBeVisible();
  await expect(gone.getByText(/Met|100/)).toHaveCount(0);
  await expect(panel.getByText(/^All 3, rolling 1 day\. Coverage \d/)).toBeVisible();
  await panel.getByRole('link', { name: 'Open scorecards' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Scorecards' })).toBeVisible();
});

test('options choose the objectives and the period', async ({ round, openPanels, page }) => {
  await round.settings({ objectives: [MET, GONE, MISSED] });
  await openPanels(
    { w: 12, h: 8, options: { service: 'search', period: 'this-month' } },
    { w: 12, h: 8, options: { objectives: 'no-such' } }
  );
  await expect(page.getByText('1 missed')).toBeVisible(READ);
  await expect(titlesIn(page)).toHaveText(['Never well']);
  await expect(titlesIn(page)).toHaveAttribute(
    'href',
    /\/a\/opsrounds-ops-app\/scorecards\/missed\?window=\d{4}-\d\d$/
  );
  await expect(page.getByText('No objective matches')).toBeVisible();
});

test('nothing is cut at any size: what does not fit is counted', async ({ round, openPanels, page }) => {
  await round.settings({ objectives: [...MANY, GONE, MISSED] });
  await openPanels({ w: 6, h: 4 }, { w: 8, h: 8 }, { w: 12, h: 8 }, { w: 24, h: 12 });
  const panels = panelsOf(page);
  await expect(panels).toHaveCount(4, READ);
  await expect(panels.nth(0).getByRole('link', { name: '21 more' })).toBeVisible(READ);
  await expect(panels.nth(1).getByRole('link', { name: /^\d+ met$/ })).toBeVisible();
  await expect(panels.nth(2).getByText(/^Worst \d+ of 22, /)).toBeVisible();
  await expect(panels.nth(3).getByText(/^Worst \d+ of 22, /)).toBeVisible();
  for (const panel of await panels.all()) {
    const hidden = await panel.evaluate((element) => {
      const { bottom, right } = element.getBoundingClientRect();
      return [...element.querySelectorAll('td, a')]
        .filter((one) => {
          const box = one.getBoundingClientRect();
          return box.bottom > bottom + 1 || box.right > right + 1;
        })
        .map((one) => one.textContent);
    });
    expect(hidden).toEqual([]);
  }
});

test('without objectives it says what to do', async ({ round, openPanels, page, expectAccessible }) => {
  await round.settings({ objectives: [] });
  await openPanels({ w: 8, h: 6 });
  await expect(panelsOf(page).getByText('No objectives yet')).toBeVisible(READ);
  await expect(panelsOf(page).getByRole('link', { name: 'Open scorecards' })).toBeVisible();
  await expectAccessible(['[aria-label="Objectives"]']);
});

test.describe('a source that does not answer', () => {
  test.use({ role: 'admin' });

  test('is unknown, with Retry and its settings, and nothing of it is green', async ({
    round,
    openPanels,
    page,
    person,
    expectAccessible,
  }) => {
    const name = `Silent ${Date.now().toString(36)}`;
    const { api } = person.admin;
    const made = await api.post('/api/datasources', { name, type: 'prometheus', access: 'proxy', url: NOWHERE });
    const { uid } = made['datasource'] as { uid: string };
    try {
      await round.settings({ objectives: [{ ...MET, source: uid }] });
      await openPanels({ w: 8, h: 6 });
      const panel = page.getByRole('region', { name });
      await expect(panel.getByText('Unknown: no answer')).toBeVisible(READ);
      await expect(panel.getByRole('button', { name: 'Retry' })).toBeVisible();
      await expect(panel.getByRole('link', { name: 'Data source settings' })).toHaveAttribute(
        'href',
        new RegExp(`${uid}$`)
      );
      await expect(page.getByText(/\d+ met/)).toHaveCount(0);
      await expectAccessible([`[aria-label="${name}"]`]);
    } finally {
      await api.must('DELETE', `/api/datasources/uid/${uid}`);
    }
  });
});

test.describe('as a Viewer', () => {
  test.use({ role: 'viewer' });

  test('the panel shows the same', async ({ round, openPanels, page }) => {
    await round.settings({ objectives: [MET, MISSED] });
    await openPanels({ w: 12, h: 8 });
    await expect(panelsOf(page).getByText('1 missed')).toBeVisible(READ);
    await expect(titlesIn(page)).toHaveText(['Never well', 'Always well']);
  });
});

test('the provisioned dashboard draws objectives over three periods', async ({
  round,
  makeDashboard,
  openPath,
  page,
}) => {
  await round.settings({ objectives: [MET, MISSED] });
  const file = path.resolve(__dirname, '../../dashboards/ops-rounds-scorecards.json');
  const model = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const uid = await makeDashboard({ ...model, uid: undefined, title: `Scorecards of a test ${Date.now()}` });
  await openPath(`/d/${uid}`);
  await expect(page.getByText('1 missed')).toHaveCount(3, READ);
  await openPath(`/d/${uid}?var-service=checkout`);
  await expect(page.getByText('1 met')).toHaveCount(3, READ);
  await expect(page.getByText('1 missed')).toHaveCount(0);
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`accessible, ${theme}`, () => {
    test.use({ theme });

    test('at every size', async ({ round, openPanels, page, expectAccessible }) => {
      await round.settings({ objectives: [...MANY, GONE, MISSED] });
      await openPanels({ w: 6, h: 4 }, { w: 8, h: 8 }, { w: 24, h: 12 });
      await expect(panelsOf(page)).toHaveCount(3, READ);
      for (const panel of await panelsOf(page).all()) {
        await expect(panel.getByText('1 missed')).toBeVisible(READ);
      }
      await expectAccessible(['[aria-label="Objectives"]']);
    });
  });
}
