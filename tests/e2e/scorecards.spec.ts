import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

import { expect, test } from './fixtures';

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
  owner: 'ops1',
  sli: { threshold: { value: 'vector(1)', op: 'lt', limit: 1 } },
};
const GONE = {
  ...OF,
  id: 'gone',
  title: 'Nobody counts it',
  sli: { ratio: { total: 'opsrounds_nowhere_total', bad: 'opsrounds_nowhere_total{code="500"}' } },
};

const settings = (objectives: readonly object[]) => ({
  version: 1,
  timezone: 'Europe/Berlin',
  checklists: ['morning'],
  objectives,
});

const table = (page: Page) => page.getByRole('table', { name: 'Objectives' });
const counts = (page: Page) => page.getByRole('group', { name: 'Show only' });

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, role: 'admin' });

    test('objectives stand worst first, filter by address, and each number opens to its evidence', async ({
      setAppSettings,
      openApp,
      page,
      expectAccessible,
    }) => {
      await setAppSettings(settings([MET, GONE, MISSED]));
      await openApp('scorecards');
      await expect(page.getByRole('heading', { level: 1, name: 'Scorecards' })).toBeVisible();
      await expect(counts(page).getByRole('button', { name: '1 missed' })).toBeVisible(READ);
      await expect(page.getByText('Rolling 1 day')).toBeVisible();
      await expect(table(page).getByRole('link', { name: /well$|counts it$/ })).toHaveText([
        'Never well',
        'Nobody counts it',
        'Always well',
      ]);
      await expect(table(page)).toContainText('The budget ran out on');
      await expect(table(page)).toContainText('Nothing was counted');
      await expect(table(page).getByText('Met', { exact: true })).toHaveCount(1);
      await expect(page.getByRole('link', { name: 'New objective' })).toBeVisible();
      await expectAccessible();

      await counts(page).getByRole('button', { name: '1 missed' }).click();
      await expect(page).toHaveURL(/verdict=fail/);
      await expect(table(page)).not.toContainText('Always well');

      await table(page)
        .getByRole('button', { name: /^Never well, Error budget left/ })
        .click();
      const drawer = page.getByRole('dialog');
      await expect(drawer).toContainText('Error budget left, rolling 1 day');
      await expect(drawer).toContainText('1 - bad / total');
      await expect(drawer.getByRole('link', { name: 'Open in Explore' }).first()).toBeVisible();
      await expectAccessible(['[role="dialog"]']);
      await page.keyboard.press('Escape');
      await expect(page).not.toHaveURL(/evidence=/);
    });

    test('key figures say how they are made, and those that nothing feeds what would', async ({
      setAppSettings,
      openApp,
      page,
      expectAccessible,
    }) => {
      await setAppSettings(settings([MET]));
      await openApp('scorecards');
      const band = page.getByRole('region', { name: 'Key figures' });
      await band.getByRole('button', { name: 'How Response, MTTA is made' }).click(READ);
      await expect(page.getByText(/Nothing feeds it yet\./).first()).toBeVisible();
      await page.getByRole('button', { name: 'Open the evidence' }).click();
      await expect(page.getByRole('dialog').filter({ hasText: 'Where the numbers come from' })).toBeVisible();
      await page.keyboard.press('Escape');
      await band.getByRole('link', { name: /^All \d+ key figures$/ }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Key figures' })).toBeVisible();
      await expect(page.getByRole('table', { name: 'Key figures' })).toContainText('Nothing feeds it yet', READ);
      await expectAccessible();
    });
  });
}

test.describe('as an admin', () => {
  test.use({ role: 'admin' });

  test('a silent source is one alert; its objectives are unknown, and nothing of it is green', async ({
    setAppSettings,
    openApp,
    page,
    person,
    expectAccessible,
  }) => {
    const name = `Silent ${Date.now().toString(36)}`;
    const { api } = person.admin;
    const { datasource } = (await api.post('/api/datasources', {
      name,
      type: 'prometheus',
      access: 'proxy',
      url: NOWHERE,
    })) as { datasource: { uid: string } };
    try {
      const source = datasource.uid;
      await setAppSettings(
        settings([
          { ...MET, source },
          { ...MISSED, source },
          { ...MET, id: 'other' },
        ])
      );
      await openApp('scorecards');
      const alert = page.getByRole('alert').filter({ hasText: `${name} does not answer` });
      await expect(alert).toContainText('2 objectives', READ);
      await expect(alert.getByRole('link', { name: 'Data source settings' })).toBeVisible();
      await expect(counts(page).getByRole('button', { name: '2 unknown' })).toBeVisible();
      await expect(table(page).getByText('Met', { exact: true })).toHaveCount(1);
      await expectAccessible();
      await alert.getByRole('button', { name: 'Retry' }).click();
      await expect(alert).toBeVisible();
    } finally {
      await api.must('DELETE', `/api/datasources/uid/${datasource.uid}`);
    }
  });

  test('a row opens with the keyboard, on a phone nothing leaves the page, and the list is a file', async ({
    setAppSettings,
    openApp,
    page,
  }) => {
    await setAppSettings(settings([MET, GONE, MISSED]));
    await openApp('scorecards?window=nothing');
    await expect(counts(page).getByRole('button', { name: '1 missed' })).toBeVisible(READ);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const [head = '', first = ''] = (await readFile(await (await downloading).path(), 'utf8')).split('\r\n');
    expect(head).toMatch(/^objective,title,group,.*,budget_left_percent,/);
    expect(first).toMatch(/^missed,"Never well",,checkout,ops1,Missed,/);

    await page.setViewportSize({ width: 400, height: 800 });
    await expect(table(page)).toContainText('SLI');
    const isWider = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    await expect.poll(isWider).toBe(false);

    await page.setViewportSize({ width: 1440, height: 900 });
    await table(page).locator('tr[data-index="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/scorecards\/gone/);
  });

  test('definitions that cannot be read are named, and without any nobody sees a verdict', async ({
    setAppSettings,
    openApp,
    page,
    expectAccessible,
  }) => {
    await setAppSettings(settings([{ ...MET, target: '120' }]));
    await openApp('scorecards');
    await expect(page.getByRole('alert')).toContainText('target: must be more than 0 and at most 100 %', READ);
    await expect(page.getByText('No objective could be read')).toBeVisible();
    await expectAccessible();
  });
});

test.describe('as a Viewer', () => {
  test.use({ role: 'viewer' });

  test('everything is read and nothing offered that would be refused', async ({ setAppSettings, openApp, page }) => {
    await setAppSettings(settings([MET, MISSED]));
    await openApp('scorecards?evidence=missed.sli');
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText('1 - bad / total', READ);
    await expect(drawer.getByRole('link', { name: 'Open in Explore' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('link', { name: 'New objective' })).toHaveCount(0);
    await setAppSettings(settings([]));
    await openApp('scorecards');
    await expect(page.getByText('An organisation admin can define objectives here.')).toBeVisible(READ);
  });
});
