import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Page } from '@playwright/test';

import { isRead, READ, systemRow } from './infrastructurePage';
import { expect, test } from './round';

/** The Ceph cluster of the lab: its page, and its panel in dashboards. */

test.describe.configure({ timeout: 180_000 });

const OSD = 'osd.7';
const tile = (page: Page, osd: string) => page.getByRole('button', { name: new RegExp(`^${osd} on `) });

async function openCluster(page: Page, openApp: (path: string) => Promise<void>): Promise<void> {
  await openApp('infrastructure');
  await isRead(page);
  await systemRow(page, 'ceph-prod').getByRole('link', { name: 'ceph-prod' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'ceph-prod' })).toBeVisible(READ);
  await isRead(page);
}

/** Reads again until the page says so: Prometheus has to have scraped what changed. */
async function readUntil(page: Page, isSaid: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click();
    await isSaid();
  }).toPass({ timeout: 60_000 });
}

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });

    test('an OSD that left is missing, and is not any more when somebody removed it on purpose', async ({
      lab: _lab,
      round: _round,
      turn,
      openApp,
      page,
      expectAccessible,
    }) => {
      await openCluster(page, openApp);
      await expect(page.getByText(/^Ceph 19\.2\.1, 4 hosts\. Ceph says HEALTH_OK/)).toBeVisible();
      await expect(page.getByRole('group', { name: /^pve-a4, (\d) of \1$/ })).toBeVisible();
      await expect(page.getByRole('table', { name: 'Pools' }).getByRole('row')).toHaveCount(5);

      await turn(`targets/ceph/${OSD}`, 'down');
      await readUntil(page, () => expect(tile(page, OSD)).toHaveAccessibleName(/: missing$/, { timeout: 8000 }));
      await expect(page.getByText('Ceph says HEALTH_OK; Ops Rounds does not.')).toBeVisible();
      await expect(page.getByRole('group', { name: 'The cluster in figures' })).toContainText('1 missing');
      await expect(page.getByRole('region', { name: /^Why/ })).toContainText(OSD);
      await expect(page.getByText(`${OSD} on pve-a4 is missing.`)).toBeVisible();
      await expectAccessible();

      await page.getByRole('button', { name: 'It was removed on purpose' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Why?').fill('Disk died');
      await dialog.getByRole('button', { name: 'Gone for good' }).click();
      await expect(dialog).toBeHidden();
      await expect(tile(page, OSD)).toHaveCount(0, READ);
      await expect(page.getByRole('group', { name: /^pve-a4, (\d) of \1$/ })).toBeVisible();
      await expect(page.getByText(`${OSD} on pve-a4 is missing.`)).toBeHidden();
    });
  });
}

test('what somebody accepted stays expected: after a reload, and when it leaves', async ({
  lab: _lab,
  round: _round,
  turn,
  openApp,
  page,
  browserOf,
  expectAccessible,
}) => {
  await openCluster(page, openApp);
  const offer = { name: 'Accept these OSDs as expected' };
  await page.getByRole('button', offer).click();
  const dialog = page.getByRole('dialog', { name: 'OSDs that ceph-prod should have' });
  await expect(dialog).toContainText('It is the first list of this cluster.');
  await expectAccessible();
  await dialog.getByLabel('Why?').fill('Counted in the racks');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog).toBeHidden();
  const said = page.getByText(/accepted \d+ OSDs as expected on .*: Counted in the racks\./);
  await expect(said).toBeVisible();
  await page.reload();
  await expect(said).toBeVisible(READ);
  await expect(page.getByRole('button', offer)).toBeHidden();

  await turn(`targets/ceph/${OSD}`, 'down');
  await readUntil(page, () => expect(tile(page, OSD)).toHaveAccessibleName(/: missing$/, { timeout: 8000 }));
  await expect(said).toBeVisible();

  await page.getByRole('button', { name: 'It was removed on purpose' }).first().click();
  await page.getByRole('dialog').getByLabel('Why?').fill('Disk died');
  await page.getByRole('dialog').getByRole('button', { name: 'Gone for good' }).click();
  await expect(page.getByText(`Gone for good since: ${OSD}.`)).toBeVisible(READ);

  const viewer = await (await browserOf('viewer')).newPage();
  await viewer.goto(page.url());
  await expect(viewer.getByRole('button', offer)).toBeDisabled(READ);
  await viewer.getByRole('button', offer).hover();
  await expect(viewer.getByText(/You may not write into the journal/)).toBeVisible();
});

test('by keyboard from tile to tile, to the evidence and back', async ({ lab: _lab, round: _round, openApp, page }) => {
  await openCluster(page, openApp);
  await tile(page, 'osd.0').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(tile(page, 'osd.3')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/evidence=/);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(tile(page, 'osd.3')).toBeFocused();
});

test('a link to a part of the page leads there', async ({ lab: _lab, round: _round, prometheus, openApp, page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await openApp(`infrastructure/ceph/${encodeURIComponent(`ceph ${prometheus.uid} ceph-prod`)}#pools`);
  await expect(page.getByRole('heading', { name: /^Pools/ })).toBeInViewport(READ);
});

test('a cluster that is not there is none', async ({ lab: _lab, round: _round, prometheus, openApp, page }) => {
  await openApp(`infrastructure/ceph/${encodeURIComponent(`ceph ${prometheus.uid} nowhere`)}`);
  await expect(page.getByText(/There is no such system/)).toBeVisible(READ);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 400, height: 850 } });

  test('nothing is wider than the page', async ({
    lab: _lab,
    round: _round,
    prometheus,
    openApp,
    page,
    expectAccessible,
  }) => {
    await openApp(`infrastructure/ceph/${encodeURIComponent(`ceph ${prometheus.uid} ceph-prod`)}`);
    await isRead(page);
    await expect(page.getByRole('region', { name: /^OSDs by host/ })).toBeVisible(READ);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(400);
    await expectAccessible();
  });
});

test('the panels of the dashboard that ships lead to the page', async ({
  lab: _lab,
  round: _round,
  makeDashboard,
  openPath,
  page,
}) => {
  const file = path.join(__dirname, '../../dashboards/ops-rounds-backups-and-ceph.json');
  const { uid: _uid, ...model } = JSON.parse(readFileSync(file, 'utf8')) as { panels: Array<{ type: string }> } & {
    uid: string;
  };
  const panels = model.panels.filter(({ type }) => type === 'opsrounds-ceph-panel');
  await openPath(`/d/${await makeDashboard({ ...model, panels, title: `Ceph of a test ${Date.now().toString(36)}` })}`);
  const shown = page.getByRole('region', { name: 'ceph-prod' });
  await expect(shown).toHaveCount(2, READ);
  await expect(shown.first().getByRole('link', { name: /^osd\.\d+ on / })).toHaveCount(7);
  await expect(shown.last().getByRole('img', { name: /^Raw space used over 60 days/ })).toBeVisible();
  await shown.last().getByRole('link', { name: 'Open ceph-prod' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'ceph-prod' })).toBeVisible(READ);
});

test('nothing of a panel is cut at any size, and a cluster that is not there is said', async ({
  lab: _lab,
  round: _round,
  makeDashboard,
  openPath,
  page,
}) => {
  const sizes = [
    [6, 4],
    [6, 8],
    [12, 10],
    [24, 12],
  ] as const;
  let y = 0;
  const panels = sizes.map(([w, h], at) => {
    const gridPos = { x: 0, y, w, h };
    y += h;
    return { id: at + 1, type: 'opsrounds-ceph-panel', title: `Ceph ${w} x ${h}`, gridPos, options: { cluster: '' } };
  });
  const none = {
    id: 9,
    type: 'opsrounds-ceph-panel',
    title: 'None',
    gridPos: { x: 12, y: 0, w: 6, h: 6 },
    options: { cluster: 'nope' },
  };
  await openPath(
    `/d/${await makeDashboard({ title: `Ceph of a test ${Date.now().toString(36)}`, panels: [...panels, none] })}`
  );
  await expect(page.getByText('There is no Ceph cluster "nope"')).toBeVisible(READ);
  const shown = page.getByRole('region', { name: 'ceph-prod' });
  await expect(shown.first()).toBeVisible(READ);
  for (const one of await shown.all()) {
    const { clientHeight, scrollHeight } = await one.evaluate(({ clientHeight, scrollHeight }) => ({
      clientHeight,
      scrollHeight,
    }));
    expect(scrollHeight).toBeLessThanOrEqual(clientHeight);
  }
});
