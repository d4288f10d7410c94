import { readFile } from 'node:fs/promises';

import { expect, test } from './fixtures';
import { isRead, READ, systemRow } from './infrastructurePage';

test.describe.configure({ timeout: 180_000 });

test('what each guest is asked for by itself is pending until it was read, in the list and in the file', async ({
  labSources,
  openApp,
  page,
}) => {
  let goOn = () => undefined as void;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route(/\/(qemu|lxc)\/\d+\/config/, async (route) => {
    await held;
    await route.continue();
  });
  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}/guests?search=files`);
  await isRead(page);
  const row = page.getByRole('table', { name: 'Guests' }).locator('tbody tr').first();
  await expect(row).toContainText('Pending');
  await expect(page.getByText('41 pending')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Show only' }).getByRole('button', { name: '0 pass' })).toBeDisabled();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const [head = '', first = ''] = (await readFile(await (await downloading).path(), 'utf8')).split('\r\n');
  expect(head).toMatch(/,disk_bytes,.*,checks_not_read$/);
  expect(first).toMatch(/^pending,pve-b,101,.*,unknown,.*proxmox\.guest-idle/);

  goOn();
  await expect(row).not.toContainText('Pending', READ);
  await expect(page.getByText('41 pending')).toHaveCount(0);
});

test('a guest opens with the keyboard, and is all there on a phone', async ({
  labSources,
  openApp,
  page,
  expectAccessible,
}) => {
  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}/guests?search=files`);
  await isRead(page);
  const row = page.getByRole('table', { name: 'Guests' }).locator('tbody tr').first();
  await row.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/guest=102/);
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('region', { name: 'Findings' })).toContainText('Unknown');
  await expect(drawer.getByRole('region', { name: 'Backups' })).toContainText('Datastore.AllocateSpace');
  await expect(drawer.getByRole('link', { name: 'Open in Proxmox' })).toHaveAttribute('href', /=qemu%2F102/);
  await expectAccessible(['[role="dialog"]']);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/guest=/);

  await page.setViewportSize({ width: 360, height: 800 });
  await row.click();
  await expect(drawer.getByRole('region', { name: 'Findings' })).toContainText('What to do:');
  const isCut = await drawer.evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(isCut).toBe(false);
});

test('systems that are seen through metrics have a page of findings, and keep their rows when that falls silent', async ({
  lab: _,
  openApp,
  page,
  expectAccessible,
}) => {
  await openApp('infrastructure');
  await isRead(page);
  await systemRow(page, 'All certificates').getByRole('link', { name: 'All certificates' }).click();
  await isRead(page);
  await expect(page.getByRole('heading', { level: 1, name: 'All certificates' })).toBeVisible();
  const finding = page
    .getByRole('region', { name: /^Findings/ })
    .getByRole('article')
    .first();
  await expect(finding).toContainText('What to do:');
  await expectAccessible();
  await finding.getByRole('button', { name: 'Evidence' }).click();
  await expect(page.getByRole('dialog')).toContainText('How it was measured');
  await page.keyboard.press('Escape');

  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(systemRow(page, 'All certificates')).toContainText(/Warning|Fail|Pass/, READ);
  await page.route('**/api/ds/query**', (route) => route.fulfill({ status: 502, body: '' }));
  await page.getByRole('button', { name: 'Refresh' }).click();
  const row = systemRow(page, 'All certificates');
  await expect(row).toContainText(/Unknown.*Last good read .*, was (warning|fail|pass)\./, READ);
  await expect(row).toContainText('?');
  await expect(row).not.toContainText('Pass');
});

test('a page that is asked anew in vain keeps what was read, with its time and without a verdict', async ({
  labSources,
  openApp,
  page,
  turn,
  expectAccessible,
}) => {
  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}`);
  await isRead(page);
  await turn('pve-b', 'hang');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(/^Below is what was read at /)).toBeVisible(READ);
  await expect(page.getByRole('table', { name: 'Nodes' })).toBeVisible();
  await expect(page.locator('main').getByText('Pass', { exact: true })).toHaveCount(0);
  await expect(page.locator('main').getByText('Fail', { exact: true })).toHaveCount(0);
  await expectAccessible();
  await turn('pve-b', 'up');
  await page
    .getByRole('button', { name: /^(Cancel|Refresh)$/ })
    .first()
    .click();
  await expect(page.getByRole('table', { name: 'Nodes' })).toBeVisible(READ);
});
