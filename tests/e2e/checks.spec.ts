import type { Page } from '@playwright/test';

import { expect, test } from './round';

test.describe.configure({ timeout: 300_000 });

const READ = { timeout: 90_000 };

const catalogue = (page: Page) => page.getByRole('table', { name: 'Checks' });

/** Everybody has answered: the order is that of the first whole look. */
async function opened(page: Page) {
  await expect(page.getByText(/\d+ of \d+ checks have data here\./)).toBeVisible(READ);
}

test.describe('a Viewer', () => {
  test.use({ role: 'viewer' });

  test('finds a check, keeps the filter over a reload, and opens it by keyboard', async ({
    round,
    openApp,
    page,
    expectAccessible,
    lab: _lab,
  }) => {
    await round.settings();
    await openApp('checks');
    await opened(page);
    await expect(page.getByRole('region', { name: 'Packs without data' })).toBeVisible();
    await expectAccessible();

    await page.getByPlaceholder('Search checks').fill('node.disk');
    await page.getByRole('button', { name: /\d+ fail$/ }).click();
    await page
      .getByRole('button', { name: /\d+ pass$/, pressed: false })
      .first()
      .click();
    await expect(page).toHaveURL(/q=node\.disk&verdict=fail%2Cpass/);
    const filesystems = catalogue(page).getByRole('link', { name: 'Filesystem usage' });
    await expect(filesystems).toBeVisible();
    await expect(page.getByText(/^\d+ of \d+ checks$/)).toBeVisible();
    await expectAccessible();

    await page.reload();
    await opened(page);
    await expect(page.getByPlaceholder('Search checks')).toHaveValue('node.disk');
    await expect(filesystems).toBeVisible();
    const row = catalogue(page).getByRole('row', { name: /Filesystem usage/ });
    await expect(row.getByRole('img', { name: /^Last 14 days: / })).toBeVisible(READ);

    await filesystems.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Filesystem usage' })).toBeVisible();
    await expect(page.getByRole('region', { name: /^Worst first/ })).toBeVisible(READ);
    await expect(page.getByRole('heading', { name: 'How it was measured' })).toBeVisible();
    await expectAccessible();

    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByRole('img', { name: /^Last 30 days: / }).first()).toBeVisible(READ);
    await expectAccessible();
    await page.getByRole('tab', { name: 'Definition' }).click();
    await expect(page.getByRole('region', { name: 'As a pack' })).toContainText('id: node.disk');
    await expectAccessible();
    await page.getByRole('tab', { name: /^Used in/ }).click();
    await expect(page.getByRole('link', { name: 'Morning routine' })).toBeVisible();
    await expectAccessible();
  });
});

test.describe('in the light theme', () => {
  test.use({ theme: 'light', role: 'viewer' });

  test('the catalogue and one check are accessible', async ({ round, openApp, page, expectAccessible, lab: _lab }) => {
    await round.settings();
    await openApp('checks');
    await opened(page);
    await expect(page.getByRole('region', { name: 'Packs without data' })).toBeVisible();
    await expectAccessible();
    await page.getByPlaceholder('Search checks').fill('node.disk');
    await catalogue(page).getByRole('link', { name: 'Filesystem usage' }).click();
    await expect(page.getByRole('region', { name: /^Worst first/ })).toBeVisible(READ);
    await expectAccessible();
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByRole('img', { name: /^Last 30 days: / }).first()).toBeVisible(READ);
    await expectAccessible();
    await page.getByRole('tab', { name: 'Definition' }).click();
    await expect(page.getByRole('region', { name: 'As a pack' })).toContainText('id: node.disk');
    await expectAccessible();
    await page.getByRole('tab', { name: /^Used in/ }).click();
    await expect(page.getByRole('link', { name: 'Morning routine' })).toBeVisible();
    await expectAccessible();
  });
});

test.describe('with a filter by checklist', () => {
  test.use({ role: 'viewer' });

  test('only checks of the list are left, and the filters are taken away again', async ({ round, openApp, page }) => {
    await round.settings();
    await openApp('checks?list=morning');
    await opened(page);
    await expect(page.getByText(/^\d+ of \d+ checks$/)).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).not.toHaveURL(/list=/);
    await expect(page.getByRole('button', { name: 'Clear filters' })).toBeHidden();
  });
});

test('a silent source is one cause, and nothing of it is well', async ({ round, openApp, page, turn }) => {
  await turn('pve-a', 'down');
  await round.settings();
  await openApp('checks?q=access.pve-2fa');
  await expect(page.getByRole('alert')).toContainText('pve-a does not answer', READ);
  await opened(page);
  const row = catalogue(page).getByRole('row').filter({ hasText: 'access.pve-2fa' });
  await expect(row).toContainText('Unknown');
});

test('on a phone a row keeps what it says and its value, and nothing is wider than the page', async ({
  round,
  openApp,
  page,
}) => {
  await round.settings();
  await page.setViewportSize({ width: 360, height: 780 });
  await openApp('checks');
  await opened(page);
  await expect(catalogue(page).getByRole('columnheader', { name: 'Worst value' })).toBeVisible();
  await expect(catalogue(page).getByRole('columnheader', { name: 'Where' })).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await openApp('checks/node.disk?tab=history');
  await expect(page.getByRole('img', { name: /^Last 30 days: / }).first()).toBeVisible(READ);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
