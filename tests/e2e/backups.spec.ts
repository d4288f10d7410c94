import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from '@playwright/test';

import { isRead, READ } from './infrastructurePage';
import { expect, test } from './round';

/** What should be recoverable: the page about it, and `opsrounds-backup-panel` in dashboards. */

test.describe.configure({ timeout: 240_000 });

const PAGE = 'infrastructure/backups';
const targetsOf = (page: Page) => page.getByRole('table', { name: 'Targets' });
const nameOf = (page: Page, name: string) => targetsOf(page).getByRole('button', { name, exact: true });

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });

    test('a disabled job is told, targets are filtered and searched, and a drawer has all of one', async ({
      labSources: _,
      openApp,
      page,
      expectAccessible,
    }) => {
      await openApp(PAGE);
      await isRead(page);
      await expect(nameOf(page, 'vm 341 billing-db')).toBeVisible(READ);
      await expect(targetsOf(page)).toContainText(/In no enabled job\. Job \S+ names it, but is disabled\./);
      await expectAccessible();

      const counts = page.getByRole('group', { name: 'Show only' });
      await counts.getByRole('button', { name: /unprotected$/ }).click();
      await expect(page).toHaveURL(/posture=unprotected/);
      await expect(targetsOf(page).getByText('Protected', { exact: true })).toHaveCount(0);
      await page.getByPlaceholder('Search targets').fill('billing-db');
      await expect(targetsOf(page).locator('tr[data-index]')).toHaveCount(1);

      await nameOf(page, 'vm 341 billing-db').click();
      await expect(page).toHaveURL(/target=/);
      const drawer = page.getByRole('dialog');
      await expect(drawer.getByRole('list', { name: 'Why' })).toContainText('In no enabled job.');
      await expect(drawer.getByText('Where this comes from')).toBeVisible();
      await expectAccessible(['[role="dialog"]']);
      await page.keyboard.press('Escape');
      await expect(drawer).toHaveCount(0);
      await expect(page).not.toHaveURL(/target=/);
    });
  });
}

test('the overview leads to it', async ({ labSources: _, openApp, page }) => {
  await openApp('infrastructure');
  await page.getByRole('table', { name: 'Systems' }).getByRole('link', { name: 'Backups' }).click(READ);
  await expect(page).toHaveURL(/infrastructure\/backups/);
  await expect(page.getByRole('heading', { level: 1, name: 'Backups' })).toBeVisible();
});

test('the matrix is walked by keyboard, and Enter opens a target at that day', async ({
  labSources: _,
  openApp,
  page,
}) => {
  await openApp(PAGE);
  await isRead(page);
  const grid = page.getByRole('grid', { name: 'Targets by days' });
  const cell = grid.getByRole('gridcell');
  await cell.focus();
  const first = await cell.getAttribute('aria-label');
  await page.keyboard.press('ArrowLeft');
  await expect(cell).toBeFocused();
  await expect(cell).not.toHaveAttribute('aria-label', first ?? '');
  await expect(cell).toHaveAttribute('aria-label', /: (Good|With warnings|Failed|Missed|Not expected|Unknown)$/);
  await page.keyboard.press('Control+End');
  await expect(cell).toHaveAttribute('aria-label', /^All targets, .*(succeeded|unknown|expected)/);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/target=.*day=\d{4}-\d{2}-\d{2}/);
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a restore test is signed and counts at once; files say what is not known', async ({
  labSources: _,
  round,
  openApp,
  page,
  person,
  role,
}) => {
  expect(round.dashboardUid).not.toBe('');
  await openApp(PAGE);
  await isRead(page);
  await page.getByRole('button', { name: 'Record a restore test', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Record a restore test' });
  await expect(dialog).toContainText(person[role].login);
  await dialog.getByRole('combobox', { name: 'Which target?' }).fill('vm 214');
  await page.getByRole('option', { name: /vm 214 mail-archive/ }).click();
  await dialog.getByLabel(/minutes/).fill('22');
  await dialog.getByLabel(/What was restored/).fill('one mailbox');
  await dialog.getByRole('button', { name: 'Sign and record' }).click();
  await expect(dialog).toHaveCount(0, READ);
  const tests = page.getByRole('table', { name: 'Restore tests' });
  await page.getByRole('button', { name: 'All restore tests' }).click();
  await expect(tests.getByRole('row', { name: /mail-archive/ })).toContainText(
    `${person[role].login} restored it in 22 min: one mailbox`,
    READ
  );

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Targets CSV' }).click(),
  ]);
  const csv = await readFile(await file.path(), 'utf8');
  expect(csv.split('\r\n')[0]).toContain('posture,kind,name');
  expect(csv).toMatch(/unprotected,guest,"vm 341 billing-db"/);
});

test('a Viewer reads it, and is offered no record', async ({ labSources: _, openApp, page, browserOf }) => {
  expect(page.url()).toBe('about:blank');
  const viewer = await (await browserOf('viewer')).newPage();
  await openApp(PAGE, viewer);
  await isRead(viewer);
  await expect(nameOf(viewer, 'vm 341 billing-db')).toBeVisible(READ);
  await expect(viewer.getByRole('button', { name: 'Record a restore test', exact: true })).toBeDisabled();
  await expect(viewer.getByRole('button', { name: /Record a restore test of/ })).toHaveCount(0);
});

test('at 400 px nothing is cut beside the page, and rows are blocks', async ({
  labSources: _,
  openApp,
  page,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 400, height: 800 });
  await openApp(PAGE);
  await isRead(page);
  await expect(nameOf(page, 'vm 341 billing-db')).toBeVisible(READ);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible();
});

test('a silent cluster is one alert, and its guests are not green', async ({ labSources: _, openApp, page, turn }) => {
  await turn('pve-b', 'down');
  await openApp(PAGE);
  await isRead(page);
  await expect(page.getByRole('alert').filter({ hasText: 'pve-b' })).toContainText(/does not answer|could not be read/);
  await expect(nameOf(page, 'vm 341 billing-db')).toBeVisible();
});

const DASHBOARD = path.resolve(__dirname, '../../dashboards/ops-rounds-backups-and-ceph.json');

test('the provisioned dashboard shows it large and small, and leads to the page', async ({
  labSources: _,
  makeDashboard,
  openPath,
  page,
  expectAccessible,
}) => {
  const { uid: _uid, ...model } = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as Record<string, unknown>;
  await openPath(`/d/${await makeDashboard({ ...model, title: `Backups of a test ${Date.now().toString(36)}` })}`);
  const panels = page.getByRole('region', { name: 'Backups', exact: true });
  const large = panels.first();
  await expect(large.getByRole('list', { name: 'Nights' })).toContainText('vm 341 billing-db', READ);
  await expect(large).toContainText(/of \d+ protected/);
  const small = panels.filter({ has: page.getByRole('table', { name: 'Targets' }) });
  await expect(small.first()).toContainText('vm 341 billing-db', READ);
  await expectAccessible(['section[aria-label="Backups"]']);
  await large.getByRole('link', { name: 'vm 341 billing-db' }).click();
  await expect(page).toHaveURL(/infrastructure\/backups\?target=/);
  await expect(page.getByRole('dialog')).toContainText('vm 341 billing-db', READ);
});
