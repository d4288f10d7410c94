import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

import { expect, test } from './fixtures';

test.describe.configure({ timeout: 120_000 });

const READ = { timeout: 60_000 };

/** An hour that is long over and well within the last day. */
const BAD_HOUR = (new Date().getUTCHours() + 24 - 8) % 24;
/** Bad for one hour of the day, whatever is measured anywhere. */
const NIGHT = {
  id: 'night',
  title: 'Quiet nights',
  service: 'checkout',
  owner: 'lead1',
  window: '1d',
  target: '99',
  agreement: '95',
  sli: { threshold: { value: `abs(hour() - ${BAD_HOUR})`, op: 'gt', limit: 0.5 } },
};
const GONE = {
  ...NIGHT,
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

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const figures = (page: Page) => page.getByRole('group', { name: 'Figures' });

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, role: 'admin' });

    test('an objective says what ate its budget, opens to its evidence and is judged against other targets', async ({
      setAppSettings,
      openApp,
      page,
      expectAccessible,
    }) => {
      await setAppSettings(settings([NIGHT, GONE]));
      await openApp('scorecards/night');
      await expect(title(page, 'Quiet nights')).toBeVisible(READ);
      await expect(figures(page)).toContainText('Overspent', READ);
      await expect(
        page.getByRole('img', { name: /^Error budget over time; −\d+ % left, 1 bad period$/ })
      ).toBeVisible();
      await expect(page.getByRole('table', { name: 'What ate the budget' })).toContainText(/A.*%.*1 h/);
      await expect(page.getByText('Agreement (SLA) 95 %')).toContainText('Holds');
      await expectAccessible();

      await figures(page)
        .getByRole('button', { name: /^95\.\d+ %$/ })
        .click();
      const drawer = page.getByRole('dialog');
      await expect(drawer).toContainText('SLI, rolling 1 day: 95.');
      await page.keyboard.press('Escape');
      await expect(page).not.toHaveURL(/evidence=/);

      const slider = page.getByRole('slider', { name: /^Target/ });
      await slider.focus();
      await page.keyboard.press('Home');
      await expect(page.getByText('With 90 %')).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'With 90 %' })).toContainText('Met');

      await openApp('scorecards/gone');
      await expect(figures(page)).toContainText('?', READ);
      await expect(page.getByText('Nothing was counted')).toBeVisible();
      await expect(page.getByText('Met', { exact: true })).toHaveCount(0);
      await expectAccessible();
    });

    test('the editor is accessible, with and without errors', async ({ openApp, page, expectAccessible }) => {
      await openApp('scorecards/new');
      await expect(title(page, 'New objective')).toBeVisible(READ);
      await expectAccessible();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('region', { name: /^What is wrong with it/ })).toBeVisible();
      await expectAccessible();
      await page.getByRole('radio', { name: 'YAML' }).click({ force: true });
      await expect(page.getByLabel('Definition')).toBeVisible();
      await expectAccessible();
    });
  });
}

test.describe('as an Editor', () => {
  test.use({ role: 'editor' });

  test('a period is left out with a reason, and counts again', async ({
    setAppSettings,
    openApp,
    page,
    expectAccessible,
  }) => {
    await setAppSettings(settings([{ ...NIGHT, id: `night-${Date.now().toString(36)}` }]));
    await openApp('scorecards');
    await page.getByRole('link', { name: 'Quiet nights' }).click(READ);
    await page.getByRole('button', { name: 'Exclude period A' }).click(READ);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(/Without it: SLI (100|99)\.\d+ % instead of 95/);
    await expectAccessible(['[role="dialog"]']);
    await dialog.getByLabel('Why?').fill('Announced maintenance');
    await dialog.getByRole('button', { name: 'Exclude', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    const leftOut = page.getByRole('table', { name: 'Left out' });
    await expect(leftOut).toContainText('Announced maintenance', READ);
    await expect(figures(page)).toContainText('Kept', READ);
    await expect(page.getByText(/If it counted: 95\./)).toBeVisible();
    await leftOut.getByRole('button', { name: 'Count it again' }).click();
    await expect(leftOut).toHaveCount(0, READ);
    await expect(figures(page)).toContainText('Overspent');
  });
});

test.describe('as an Admin', () => {
  test.use({ role: 'admin' });

  test('rules and OpenSLO are handed out', async ({ setAppSettings, openApp, page, expectAccessible }) => {
    await setAppSettings(settings([NIGHT]));
    await openApp('scorecards/night');
    await page.getByRole('button', { name: 'Export rules' }).first().click(READ);
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText('Ops Rounds never applies rules');
    await expect(drawer).toContainText('record: slo:sli_error:increase5m', READ);
    await expectAccessible(['[role="dialog"]']);
    const downloading = page.waitForEvent('download');
    await drawer.getByRole('button', { name: 'Download night.yaml' }).click();
    expect(await readFile(await (await downloading).path(), 'utf8')).toContain('name: opsrounds-night');
    await drawer.getByRole('tab', { name: 'OpenSLO' }).click();
    await expect(drawer).toContainText('apiVersion: openslo/v1');
    await expect(drawer).toContainText('What it does not carry');
  });

  test('a new objective is previewed, saved, seen in the list, changed and removed', async ({
    setAppSettings,
    openApp,
    page,
    browserOf,
  }) => {
    await setAppSettings(settings([]));
    const name = `Probe ${Date.now().toString(36)}`;
    await openApp('scorecards/new');
    await page.getByRole('button', { name: 'Uptime of a probe' }).click(READ);
    await page.getByLabel(/^Title/).fill(name);
    await page.getByLabel(/^Service/).fill('probes');
    await page.getByLabel(/^Gauge of 0 and 1/).fill('up');
    await page.getByRole('button', { name: 'Preview on history' }).click();
    await expect(page.getByText(/^Read in [\d,]+ ms/)).toBeVisible(READ);
    await expect(page.getByRole('list', { name: 'How it is counted' })).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('What changes')).toContainText('+ title:');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(title(page, name)).toBeVisible(READ);
    await expect(page.getByText(/^Defined by .* on /)).toBeVisible(READ);

    const viewer = await (await browserOf('viewer')).newPage();
    await openApp('scorecards', viewer);
    await viewer.getByRole('link', { name }).click(READ);
    await expect(title(viewer, name)).toBeVisible(READ);
    await expect(figures(viewer)).toBeVisible(READ);
    await expect(viewer.getByRole('link', { name: 'Edit' })).toHaveCount(0);

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel(/^Target/).fill('99.5', READ);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('What changes')).toContainText('- target: "99.9"');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(/^Target 99\.9 → 99\.5 % by .* on /)).toBeVisible(READ);

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Remove' }).click(READ);
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByText('No objectives yet')).toBeVisible(READ);
  });

  test('what is provisioned is not changed here', async ({ setAppSettings, openApp, page }) => {
    await setAppSettings(settings([NIGHT]));
    await openApp('scorecards/night/edit');
    await expect(page.getByText(/It comes from provisioning/)).toBeVisible(READ);
    await page.getByRole('link', { name: 'Copy it' }).click();
    await expect(page.getByLabel(/^Id/)).toHaveValue('night-copy', READ);
  });
});

test.describe('as a Viewer', () => {
  test.use({ role: 'viewer' });

  test('everything is read, nothing offered that would be refused, and on a phone nothing leaves the page', async ({
    setAppSettings,
    openApp,
    page,
  }) => {
    await setAppSettings(settings([NIGHT]));
    await openApp('scorecards/night');
    await expect(figures(page)).toContainText('Overspent', READ);
    await expect(page.getByRole('link', { name: /^(Edit|Explore)$/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Exclude a period' })).toHaveAttribute('aria-disabled', 'true');
    await page.setViewportSize({ width: 400, height: 800 });
    const isWider = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    await expect.poll(isWider).toBe(false);
    await openApp('scorecards/new');
    await expect(page.getByText('An organisation admin can define objectives.')).toBeVisible(READ);
  });
});
