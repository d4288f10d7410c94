import type { Locator } from '@playwright/test';

import { expect, test } from './round';

test.use({ role: 'viewer' });

/** A server of the lab is read part by part. */
const READ = { timeout: 60_000 };

/** Links to pages of Grafana that a Viewer is refused. */
const refused = (within: Locator): Locator =>
  within.locator(
    ['/explore', '/connections/', '/datasources', '/admin', '/plugins/'].map((at) => `a[href*="${at}"]`).join()
  );

test('a Viewer reads everything, is offered nothing to decide, and is refused by the server', async ({
  round,
  openApp,
  page,
  person,
}) => {
  await openApp('today');
  const surface = page.getByRole('region', { name: 'Morning routine' });
  await expect(surface.getByText('You can read this round, not sign it')).toBeVisible();
  for (const name of ['Acknowledge', 'Defer', 'Done', 'Not applicable', 'Checked by hand', 'Sign off', 'Undo']) {
    await expect(surface.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await expect(page.getByRole('button', { name: 'Re-check' }).first()).toBeVisible();

  const rows = surface.getByRole('article');
  await rows.first().focus();
  await page.keyboard.press('a');
  await page.keyboard.press('Space');
  await expect(surface.getByRole('textbox')).toHaveCount(0);
  await rows
    .first()
    .getByRole('button', { name: /Evidence of/ })
    .click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('Checks of this item').or(drawer.getByText('To do')).first()).toBeVisible();
  await expect(drawer.getByRole('textbox')).toHaveCount(0);
  await expect(refused(drawer)).toHaveCount(0);
  await expect(refused(surface)).toHaveCount(0);

  const event = { dashboardUID: round.dashboardUid, text: 'signed', tags: ['opsrounds:run', 'opsrounds_list:morning'] };
  expect((await person.viewer.api.send('POST', '/api/annotations', event)).status).toBe(403);
});

test('no page links to where a Viewer is refused', async ({ labSources, openApp, page, turn }) => {
  await turn('pve-b', 'down');
  const main = page.getByRole('main');
  await openApp('infrastructure');
  await expect(main.getByRole('link', { name: 'pve-a', exact: true })).toBeVisible(READ);
  await expect(refused(main)).toHaveCount(0);
  await openApp(`infrastructure/proxmox/${labSources['pve-a'].uid}`);
  await expect(page.getByRole('table', { name: 'Nodes' })).toBeVisible(READ);
  await expect(main.getByRole('link', { name: 'Open Proxmox' })).toBeVisible();
  await expect(refused(main)).toHaveCount(0);
  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}`);
  await expect(main.getByRole('button', { name: 'Refresh' }).first()).toBeVisible(READ);
  await expect(refused(main)).toHaveCount(0);
  await openApp('reports');
  await expect(page.getByRole('button', { name: 'Create report' })).toBeVisible();
  await expect(refused(main)).toHaveCount(0);
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`accessible, ${theme}`, () => {
    test.use({ theme });

    test('the round as a Viewer sees it', async ({ round, openApp, page, expectAccessible }) => {
      void round;
      await openApp('today');
      await expect(page.getByText('You can read this round, not sign it')).toBeVisible();
      await expectAccessible();
    });
  });
}
