import type { Page } from '@playwright/test';

import { expect, test } from './round';

test.describe.configure({ timeout: 300_000 });

const READ = { timeout: 90_000 };

const definition = (page: Page) => page.getByLabel('Definition');
const overriding = (limits: string) =>
  `version: 1\npack: our-limits\ntitle: Our limits\n# Agreed with the team.\noverrides:\n  node.disk: { ${limits} }\n`;

test.describe('an admin', () => {
  test.use({ role: 'admin' });

  test('changes limits: sees what they would say and what changes, saves, and Checks shows them as customised', async ({
    round,
    openApp,
    page,
    expectAccessible,
    lab: _lab,
  }) => {
    await round.settings();
    await openApp('setup');
    await expect(page.getByRole('table', { name: 'Found' })).toBeVisible(READ);
    await page
      .getByRole('region', { name: /^Packs/ })
      .getByRole('link', { name: 'Add checks' })
      .click();

    await definition(page).fill(overriding('warn: 0.99, fail: 0.95'), READ);
    await expect(page.getByText('line 6, overrides.node.disk.warn')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
    await definition(page).fill(`${overriding('warn: 0.01')}checks: [`);
    await expect(page.getByText(/not YAML/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();

    await definition(page).fill(overriding('warn: 0.01, fail: 0.02'));
    await page.getByRole('button', { name: 'Look' }).click();
    const row = page.getByRole('table', { name: 'On the data of now' }).getByRole('row', { name: /node\.disk/ });
    await expect(row.getByRole('cell').last()).toContainText(/Fail.*limit 2/, READ);
    await expectAccessible();

    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('What changes')).toContainText('+ # Agreed with the team.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const own = page.getByRole('table', { name: 'Your own packs' });
    await expect(own.getByRole('row', { name: /Our limits/ })).toContainText('node.disk', READ);

    await openApp('checks?q=node.disk');
    const check = page.getByRole('table', { name: 'Checks' }).getByRole('row', { name: /node\.disk/ });
    await expect(check.first()).toContainText('customised', READ);
    await openApp('checks/node.disk?tab=definition');
    const fields = page.getByRole('table', { name: 'Customised' });
    await expect(fields.getByRole('row', { name: /^fail/ })).toContainText('0.02', READ);
    await expectAccessible();

    await page.getByRole('link', { name: 'Edit the pack' }).click();
    await expect(definition(page)).toHaveValue(overriding('warn: 0.01, fail: 0.02'), READ);
  });

  test('is told of a provisioned pack with a mistake, and what it changes is unknown', async ({
    round,
    openApp,
    page,
    lab: _lab,
  }) => {
    await round.settings({
      packs: [{ version: 1, pack: 'ours', title: 'Our limits', overrides: { 'node.disk': { warn: 0.99 } } }],
    });
    await openApp('checks?q=node.disk');
    await expect(page.getByRole('alert').filter({ hasText: 'The pack Our limits does not count' })).toBeVisible(READ);
    const check = page.getByRole('table', { name: 'Checks' }).getByRole('row', { name: /node\.disk/ });
    await expect(check.first()).toContainText('Unknown', READ);
  });
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('reads a pack and cannot change it', async ({ round, openApp, page }) => {
    await round.settings({ packs: [overriding('warn: 0.5, fail: 0.6')] });
    await openApp('setup/packs/our-limits');
    await expect(definition(page)).toHaveAttribute('readonly', '', READ);
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
    await expect(page.getByText('Ask an organisation admin to change this.')).toBeVisible();
  });
});
