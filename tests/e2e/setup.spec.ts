import type { Page } from '@playwright/test';

import { expect, test } from './round';

test.describe.configure({ timeout: 150_000 });

const READ = { timeout: 60_000 };
const REPAIR = 'Infrastructure maintenance';

const listIsOn = (page: Page, title: string) => page.getByRole('switch', { name: `${title} is on` });
const index = (page: Page) => page.getByRole('table', { name: 'Checklists' });

async function turnOn(page: Page, title: string): Promise<void> {
  await expect(listIsOn(page, title)).not.toBeChecked(READ);
  await listIsOn(page, title).focus();
  await page.keyboard.press('Space');
  await expect(listIsOn(page, title)).toBeChecked();
  await page.getByRole('button', { name: 'Save checklists' }).click();
  await expect(page.locator('#checklists').getByText('Nothing is changed.')).toBeVisible(READ);
}

test.describe('an admin', () => {
  test.use({ role: 'admin' });

  test('turns on a list on demand, starts it from the index, and Today has it beside the morning', async ({
    round,
    openApp,
    page,
  }) => {
    await round.settings();
    await openApp('setup');
    await turnOn(page, REPAIR);

    await openApp('checklists');
    const start = page.getByRole('button', { name: `Start ${REPAIR}` });
    await expect(start).toBeEnabled(READ);
    await start.click();
    await expect(page.getByRole('region', { name: REPAIR })).toBeVisible(READ);
    await expect(page.getByText(/Not saved|on this device/)).toHaveCount(0, READ);

    await page.reload();
    await expect(page.getByRole('region', { name: REPAIR })).toBeVisible(READ);
    await openApp('today/morning');
    const others = page.getByRole('complementary', { name: 'Beside this round' });
    await others.getByRole('link', { name: REPAIR }).click(READ);
    await expect(page.getByRole('region', { name: REPAIR })).toBeVisible(READ);
  });

  test('takes out a data source that was deleted, narrows the other one, and has the doctor try the journal', async ({
    round,
    prometheus,
    openApp,
    page,
    expectAccessible,
  }) => {
    await round.settings({ sources: { metrics: [prometheus.uid, 'lost-metrics'] } });
    await openApp('setup');
    const sources = page.getByRole('region', { name: /^Data sources/ });
    const gone = sources.getByRole('listitem', { name: 'lost-metrics' });
    await expect(gone).toContainText('Its checks are unknown.', READ);
    await expect(sources.getByRole('listitem', { name: prometheus.name })).toContainText(/answers in [\d,]+ ms/, READ);
    await gone.getByRole('button', { name: 'Ask lost-metrics no more' }).click();
    const selector = sources.getByLabel(`What counts of ${prometheus.name}`);
    await selector.fill('cluster=prod');
    await expect(sources.getByRole('button', { name: 'Save data sources' })).toBeDisabled();
    await selector.fill('cluster="prod"');
    await sources.getByRole('button', { name: 'Save data sources' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible(READ);
    await page.reload();
    await expect(selector).toHaveValue('cluster="prod"', READ);
    await expect(gone).toHaveCount(0);

    const contents = page.getByRole('navigation', { name: 'Sections' });
    await contents.getByRole('link', { name: /Doctor/ }).click();
    const findings = page.getByRole('list', { name: 'Findings' });
    await expect(findings.getByText('The journal can be read')).toBeVisible(READ);
    await expect(findings.getByText('Whether the journal can be written is not known')).toBeVisible();
    await expectAccessible(['#sources', '#doctor']);
    await findings.getByRole('button', { name: 'Write test entry' }).click();
    await expect(findings.getByText('The test entry was written and read back')).toBeVisible(READ);
  });

  test('makes a list of a task list in Markdown, publishes and activates it', async ({ round, openApp, page }) => {
    await round.settings();
    await openApp('checklists');
    await page.getByRole('link', { name: 'Import Markdown' }).click(READ);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Task list/).fill('# Water the plants\n- [ ] Kitchen\n- [ ] Server room\n', READ);
    await dialog.getByRole('button', { name: 'Use 2 items' }).click();
    await page.getByRole('button', { name: 'Publish' }).click(READ);
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('button', { name: 'Activate' }).click(READ);
    await expect(page.getByText('This list is not turned on, so it has no rounds.')).toBeVisible(READ);

    await openApp('checklists?only=changed');
    await expect(index(page).getByRole('row', { name: /Water the plants/ })).toContainText('Own, v1', READ);
  });
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('reads Setup, changes nothing and begins nothing', async ({ round, openApp, page }) => {
    await round.settings({ checklists: ['morning', 'infra-maintenance'] });
    await openApp('setup');
    await expect(listIsOn(page, REPAIR)).toBeChecked(READ);
    await expect(listIsOn(page, REPAIR)).toBeDisabled();
    await openApp('today/infra-maintenance');
    await expect(page.getByText(/^You can read this, not begin it/)).toBeVisible(READ);
    await expect(page.getByRole('button', { name: 'Start' })).toBeDisabled();
  });
});
