import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

import { expect, test } from './fixtures';
import { isRead, READ, systemRow } from './infrastructurePage';

test.describe.configure({ timeout: 180_000 });

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });

    test('the overview has a line for each system, worst first', async ({
      labSources: _,
      openApp,
      page,
      expectAccessible,
    }) => {
      await openApp('infrastructure');
      await isRead(page);
      for (const [name, kind] of [
        ['pve-a', 'Proxmox'],
        ['pve-b', 'Proxmox'],
        ['pbs-1', 'Backup server'],
        ['argo-prod', 'Argo CD'],
      ] as const) {
        await expect(systemRow(page, name)).toContainText(kind);
      }
      const verdicts = await page
        .getByRole('table', { name: 'Systems' })
        .locator('tbody td:first-child')
        .allInnerTexts();
      const ranks = verdicts.map((text) => ['Fail', 'Unknown', 'Warning', 'Pass'].indexOf(text.split('\n')[0] ?? ''));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(ranks).not.toContain(-1);
      await expectAccessible();
    });

    test('a cluster shows what is wrong, its nodes and storages, with the evidence behind it', async ({
      labSources,
      openApp,
      page,
      expectAccessible,
    }) => {
      await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}`);
      await isRead(page);
      await expect(page.getByRole('heading', { level: 1, name: 'pve-b' })).toBeVisible();
      const attention = page.getByRole('region', { name: /^Attention/ });
      const finding = attention.getByRole('button', {
        name: 'bob@pve in pve-b may do everything and has no second factor',
      });
      await expect(finding).toBeVisible();
      const nodes = page.getByRole('table', { name: 'Nodes' });
      await expect(nodes.getByRole('cell', { name: /^pve-b\d / })).toHaveCount(3);
      await expect(page.getByRole('group', { name: 'The cluster in figures' })).toContainText('3 of 3');
      await expectAccessible();

      await finding.click();
      await expect(page).toHaveURL(/evidence=/);
      const drawer = page.getByRole('dialog');
      await expect(drawer.getByText('GET /access/users', { exact: false })).toBeVisible();
      await expect(drawer.getByRole('link', { name: 'Open in Explore' })).toHaveCount(0);
      await expectAccessible(['[role="dialog"]']);
      await page.keyboard.press('Escape');
      await expect(drawer).toHaveCount(0);
      await expect(page).not.toHaveURL(/evidence=/);
    });

    test('every tab is accessible', async ({ labSources, openApp, page, expectAccessible }) => {
      await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}/guests`);
      await isRead(page);
      await expect(page.getByRole('table', { name: 'Guests' })).toBeVisible();
      await expectAccessible();
      for (const [tab, heading] of [
        ['Storage', 'Storage'],
        ['HA and replication', 'Replication'],
        ['Updates', 'Certificates'],
        ['Access', 'Token rights'],
        ['Snapshots', 'Snapshots'],
        ['Map', 'Guests'],
      ] as const) {
        await page
          .getByRole('tab', { name: tab })
          .or(page.getByRole('link', { name: tab, exact: true }))
          .first()
          .click();
        await expect(page.getByRole('region', { name: new RegExp(`^${heading}`) })).toBeVisible(READ);
        await expectAccessible();
      }
    });
  });
}

test('counts, search and order of the overview are in the address', async ({ labSources: _, openApp, page }) => {
  await openApp('infrastructure?search=proxmox');
  await isRead(page);
  await expect(systemRow(page, 'pve-a')).toBeVisible();
  await expect(systemRow(page, 'argo-prod')).toHaveCount(0);
  await page.getByPlaceholder('Search systems').fill('');
  await expect(systemRow(page, 'argo-prod')).toBeVisible();
  await page.getByRole('group', { name: 'Show only' }).getByRole('button', { name: /fail$/ }).click();
  await expect(page).toHaveURL(/verdict=fail/);
  const verdicts = page.getByRole('table', { name: 'Systems' }).locator('tbody td:first-child');
  for (const text of await verdicts.allInnerTexts()) {
    expect(text).toMatch(/^Fail/);
  }
});

test('a system is opened with the keyboard, and its tabs are links', async ({ labSources: _, openApp, page }) => {
  await openApp('infrastructure');
  await isRead(page);
  await systemRow(page, 'pve-b').getByRole('link', { name: 'pve-b' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/infrastructure\/proxmox\/pve-b$|infrastructure\/proxmox\/pve-b\?/);
  await isRead(page);
  const guests = page.locator('a[href$="/infrastructure/proxmox/pve-b/guests"]');
  await guests.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Guests' })).toBeVisible();
});

test.describe('guests', () => {
  test.beforeEach(async ({ labSources, openApp, page }) => {
    await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}/guests?search=files&sort=name`);
    await isRead(page);
  });

  const names = (page: Page) => page.getByRole('table', { name: 'Guests' }).locator('tbody td:nth-child(3)');

  test('come filtered and sorted from the address, and write it', async ({ page }) => {
    await expect(names(page)).toHaveText([/^files-1/, /^files-2/, /^files-3/, /^files-4/]);
    await expect(page.getByRole('columnheader', { name: 'Guest' })).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('columnheader', { name: 'Guest' }).getByRole('button').click();
    await expect(page).toHaveURL(/sort=-name/);
    await expect(names(page).first()).toHaveText(/^files-4/);
    await page.getByPlaceholder('Search name, id or tag').fill('erp');
    await expect(page).toHaveURL(/search=erp/);
    await expect(names(page).first()).toHaveText(/^erp/);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page.getByText(/^41 guests\./)).toBeVisible();
  });

  test('are exported as they are shown', async ({ page }) => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('pve-b-guests.csv');
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(lines[0]).toMatch(/^verdict,cluster,id,/);
    expect(lines.slice(1).map((line) => line.split(',').slice(1, 5).join(','))).toEqual([
      'pve-b,101,qemu,files-1',
      'pve-b,102,qemu,files-2',
      'pve-b,103,qemu,files-3',
      'pve-b,104,qemu,files-4',
    ]);
  });

  test('are never those of another cluster with the same ids', async ({ labSources, openApp, page }) => {
    await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}/guests?search=101`);
    await expect(names(page)).toHaveText([/^files-1/], READ);
    await openApp(`infrastructure/proxmox/${labSources['pve-a'].uid}/guests?search=101`);
    await expect(names(page)).toHaveText([/^orders-db-1/], READ);
    await expect(page.getByRole('table', { name: 'Guests' })).not.toContainText('pve-b');
  });
});

test('with an auditor token backups are unknown with the missing privilege, not "no backups"', async ({
  labSources,
  openApp,
  page,
}) => {
  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}`);
  await isRead(page);
  const attention = page.getByRole('region', { name: /^Attention/ });
  await expect(attention.getByText(/Datastore\.AllocateSpace on \/storage/).first()).toBeVisible();
  await attention.getByRole('link', { name: 'Token rights' }).first().click();
  const rights = page.getByRole('table', { name: 'Token rights' });
  await expect(rights.getByRole('row').filter({ hasText: 'Datastore.AllocateSpace' })).toContainText('Missing');

  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}/guests?search=files-1`);
  const row = page.getByRole('table', { name: 'Guests' }).locator('tbody tr').first();
  await expect(row).toContainText('files-1', READ);
  await expect(row).toContainText('?');
  await expect(row).not.toContainText('never');
});

test('a stopped server is unknown with what to do, and Retry finds it again', async ({
  labSources,
  openApp,
  page,
  turn,
  expectAccessible,
}) => {
  await turn('pve-b', 'down');
  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}`);
  const silent = page.getByRole('alert').filter({ hasText: 'Nothing is known of pve-b' });
  await expect(silent).toBeVisible(READ);
  await expect(silent).toContainText('What to do:');
  await expect(page.getByText('Pass', { exact: true })).toHaveCount(0);
  await expectAccessible();

  await openApp('infrastructure');
  await isRead(page);
  await expect(systemRow(page, 'pve-b')).toContainText('Unknown');
  await expect(systemRow(page, 'pve-b')).toContainText('? of ?');
  await expect(page.getByText(/1 source does not answer:/)).toBeVisible();

  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}`);
  await expect(silent).toBeVisible(READ);
  await turn('pve-b', 'up');
  await silent.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('table', { name: 'Nodes' })).toBeVisible(READ);
});

test('reading shows how far it is and can be cancelled', async ({ labSources, openApp, page, turn }) => {
  await turn('pve-b', 'hang');
  await openApp(`infrastructure/proxmox/${labSources['pve-b'].uid}`);
  await expect(page.getByText(/^Reading pve-b/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('pve-b was not read')).toBeVisible();
});

test('the backup server shows its datastores, jobs and failed tasks', async ({
  labSources,
  openApp,
  page,
  expectAccessible,
}) => {
  await openApp(`infrastructure/pbs/${labSources['pbs-1'].uid}`);
  await isRead(page);
  await expect(page.getByRole('table', { name: 'Datastores' }).getByRole('row')).not.toHaveCount(1);
  await expect(page.getByRole('table', { name: 'Jobs' })).toContainText('verify');
  await expectAccessible();
});

test.describe('a Viewer', () => {
  test.use({ role: 'viewer' });

  test('sees the same', async ({ labSources: _, openApp, page }) => {
    await openApp('infrastructure');
    await isRead(page);
    await systemRow(page, 'pve-b').getByRole('link', { name: 'pve-b' }).click();
    await expect(page.getByRole('table', { name: 'Nodes' })).toBeVisible(READ);
    await expect(page.getByRole('link', { name: 'Add a data source' })).toHaveCount(0);
  });
});

test('an address of no system says so', async ({ openApp, page }) => {
  await openApp('infrastructure/proxmox/nothing-here');
  await expect(page.getByText('There is no such system')).toBeVisible();
});
