import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Page } from '@playwright/test';

import { expect, test as base } from './round';

/** Proxmox and Argo CD in dashboards, and the map of addresses and hardware with its accepted copy. */

interface Placed {
  type: 'proxmox' | 'argocd';
  source: string;
  w: number;
  h: number;
}

interface Fixtures {
  /** Opens a dashboard of these panels, one below the other. */
  openPanels: (...panels: Placed[]) => Promise<void>;
}

const test = base.extend<Fixtures>({
  openPanels: async ({ makeDashboard, openPath }, use) => {
    await use(async (...placed) => {
      let y = 0;
      const panels = placed.map(({ type, source, w, h }, at) => {
        const panel = {
          id: at + 1,
          type: `opsrounds-${type}-panel`,
          title: `${type} ${at + 1}`,
          gridPos: { x: 0, y, w, h },
          options: { source },
        };
        y += h;
        return panel;
      });
      await openPath(`/d/${await makeDashboard({ title: `Panels of a test ${Date.now().toString(36)}`, panels })}`);
    });
  },
});

/** A panel asks a cluster some dozens of times; beside Prometheus and two hosts that takes its time. */
const SLOW = { timeout: 90_000 };

test.describe.configure({ timeout: 180_000 });

/** The content of a panel is called as its data source. */
const panelOf = (page: Page, name: string) => page.locator(`[aria-label="${name}"]`);

test('a cluster at a glance leads to its page', async ({ labSources, openPanels, page }) => {
  const { uid } = labSources['pve-a'];
  await openPanels({ type: 'proxmox', source: uid, w: 16, h: 10 });
  const panel = panelOf(page, 'pve-a');
  await expect(panel.getByText('4 of 4 nodes, quorum')).toBeVisible(SLOW);
  await expect(panel.getByRole('table', { name: 'Nodes of pve-a' }).getByRole('row')).toHaveCount(5);
  await expect(panel.getByText(/^\d+ fail$/)).toBeVisible();
  const open = panel.getByRole('link', { name: 'Open pve-a' });
  await expect(open).toHaveAttribute('href', new RegExp(`/a/opsrounds-ops-app/infrastructure/proxmox/${uid}$`));
  await open.click();
  await expect(page.getByRole('heading', { name: 'pve-a', level: 1 })).toBeVisible(SLOW);
});

test('the applications of an Argo CD stand worst first', async ({ labSources, openPanels, page }) => {
  await openPanels({ type: 'argocd', source: labSources['argo-prod'].uid, w: 16, h: 10 });
  const panel = panelOf(page, 'argo-prod');
  await expect(panel.getByRole('link', { name: 'Open argo-prod' })).toBeVisible(SLOW);
  await expect(panel.getByRole('row').nth(1)).toContainText('Fail');
});

test('without a choice the first cluster is shown, and a wrong choice is said', async ({
  labSources,
  openPanels,
  page,
}) => {
  void labSources;
  await openPanels({ type: 'proxmox', source: '', w: 12, h: 8 }, { type: 'proxmox', source: 'no-such', w: 12, h: 6 });
  await expect(page.getByText('There is no Proxmox VE data source "no-such"')).toBeVisible(SLOW);
  await expect(page.getByRole('table', { name: /^Nodes of / })).toBeVisible(SLOW);
});

test('nothing is cut at any size: what does not fit is counted', async ({ labSources, openPanels, page }) => {
  const sizes = [
    { w: 6, h: 4 },
    { w: 8, h: 8 },
    { w: 12, h: 8 },
    { w: 24, h: 12 },
  ];
  const { uid } = labSources['pve-a'];
  await openPanels(...sizes.map((size) => ({ type: 'proxmox' as const, source: uid, ...size })));
  const panels = panelOf(page, 'pve-a');
  await expect(panels).toHaveCount(sizes.length, SLOW);
  await expect(panels.nth(0).getByText(/^\d+ more$/)).toBeVisible(SLOW);
  await expect(panels.nth(1).getByText(/^\d+ more$/)).toBeVisible();
  await expect(panels.nth(2).getByText(/\d+ findings? not shown/)).toBeVisible();
  await expect(panels.nth(3).getByRole('list', { name: 'Also' }).getByRole('listitem').first()).toBeVisible();
  for (const panel of await panels.all()) {
    const hidden = await panel.evaluate((element) => {
      const { bottom, right } = element.getBoundingClientRect();
      return [...element.querySelectorAll('td, li, a')]
        .filter((one) => {
          const box = one.getBoundingClientRect();
          return box.bottom > bottom + 1 || box.right > right + 1;
        })
        .map((one) => one.textContent);
    });
    expect(hidden).toEqual([]);
  }
});

test("the panels' code comes from the app's folder", async ({ labSources, openPanels, page }) => {
  const scripts: string[] = [];
  page.on('response', (response) => {
    const found = /\/plugins\/(opsrounds-[^?]+\.js)/.exec(response.url())?.[1];
    if (found !== undefined && response.ok()) {
      scripts.push(found);
    }
  });
  await openPanels(
    { type: 'proxmox', source: labSources['pve-a'].uid, w: 12, h: 8 },
    { type: 'argocd', source: labSources['argo-prod'].uid, w: 12, h: 8 }
  );
  await expect(page.getByRole('link', { name: 'Open pve-a' })).toBeVisible(SLOW);
  await expect(page.getByRole('link', { name: 'Open argo-prod' })).toBeVisible(SLOW);
  const nested = scripts.filter((script) => /-panel\//.test(script));
  expect(new Set(nested)).toEqual(new Set(['opsrounds-proxmox-panel/module.js', 'opsrounds-argocd-panel/module.js']));
  expect(scripts.filter((script) => script.startsWith('opsrounds-ops-app/')).length).toBeGreaterThan(1);
});

test.describe('a stopped server', () => {
  test.use({ role: 'admin' });

  test('is unknown until Retry reaches it again', async ({ labSources, turn, openPanels, page, expectAccessible }) => {
    await turn('pve-b', 'down');
    await turn('argo-prod', 'down');
    await openPanels(
      { type: 'proxmox', source: labSources['pve-b'].uid, w: 8, h: 6 },
      { type: 'argocd', source: labSources['argo-prod'].uid, w: 8, h: 6 }
    );
    const panels = {
      proxmox: panelOf(page, 'pve-b'),
      argocd: panelOf(page, 'argo-prod'),
    };
    for (const panel of Object.values(panels)) {
      await expect(panel.getByText('Unknown: no answer')).toBeVisible(SLOW);
      await expect(panel.getByRole('link', { name: 'Data source settings' })).toBeVisible();
      await expect(panel.getByRole('table')).toHaveCount(0);
    }
    await expectAccessible(['[aria-label="pve-b"]', '[aria-label="argo-prod"]']);
    await turn('pve-b', 'up');
    await turn('argo-prod', 'up');
    for (const panel of Object.values(panels)) {
      await panel.getByRole('button', { name: 'Retry' }).click();
      await expect(panel.getByRole('table')).toBeVisible(SLOW);
    }
  });

  test('says in a panel when it last answered', async ({ labSources, turn, openPanels, page }) => {
    await openPanels({ type: 'proxmox', source: labSources['pve-b'].uid, w: 12, h: 8 });
    const panel = panelOf(page, 'pve-b');
    await expect(panel.getByRole('table')).toBeVisible(SLOW);
    await turn('pve-b', 'down');
    // What was read is kept for a while, so that the dashboard's refresh alone would not notice at once.
    await expect(async () => {
      await page.getByTestId('data-testid RefreshPicker run button').click();
      await expect(panel.getByText('Unknown: no answer')).toBeVisible({ timeout: 2000 });
    }).toPass(SLOW);
    await expect(panel.getByText(/^Last good read \d\d:\d\d:\d\d$/)).toBeVisible();
  });
});

test.describe('as a Viewer', () => {
  test.use({ role: 'viewer' });

  test('the panels show the same, and no way into settings', async ({ labSources, turn, openPanels, page }) => {
    await turn('pve-b', 'down');
    await openPanels(
      { type: 'proxmox', source: labSources['pve-a'].uid, w: 12, h: 8 },
      { type: 'proxmox', source: labSources['pve-b'].uid, w: 12, h: 6 }
    );
    await expect(page.getByRole('table', { name: 'Nodes of pve-a' })).toBeVisible(SLOW);
    const silent = panelOf(page, 'pve-b');
    await expect(silent.getByRole('button', { name: 'Retry' })).toBeVisible(SLOW);
    await expect(silent.getByRole('link')).toHaveCount(0);
  });
});

test('the provisioned dashboard draws both panels', async ({ labSources, makeDashboard, openPath, page }) => {
  const file = path.resolve(__dirname, '../../dashboards/ops-rounds-infrastructure.json');
  const model = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const uid = await makeDashboard({ ...model, uid: undefined, title: `Infrastructure of a test ${Date.now()}` });
  await openPath(`/d/${uid}?var-proxmox=${labSources['pve-a'].uid}&var-argocd=${labSources['argo-prod'].uid}`);
  await expect(page.getByRole('table', { name: 'Nodes of pve-a' })).toBeVisible(SLOW);
  await expect(page.getByRole('link', { name: 'Open argo-prod' })).toBeVisible(SLOW);
});

test.describe('the map of addresses and hardware', () => {
  const tab = (uid: string) => `infrastructure/proxmox/${uid}/map`;
  const events = '/api/annotations?type=annotation&tags=opsrounds:sys&tags=opsrounds_list:infrastructure';

  test('is accepted by an Editor and seen by others with the right author', async ({
    round,
    labSources,
    openApp,
    page,
    browserOf,
    person,
    expectAccessible,
  }) => {
    const { uid } = labSources['pve-b'];
    await openApp(tab(uid));
    await expect(page.getByText(/No copy was accepted yet/)).toBeVisible(SLOW);
    await page.getByRole('button', { name: 'Accept this map' }).click();
    const dialog = page.getByRole('dialog', { name: 'Accept the map of pve-b' });
    await expect(dialog.getByText(person.editor.login)).toBeVisible();
    await expectAccessible(['[role="dialog"]']);
    await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(page.getByText(new RegExp(`Accepted by ${person.editor.login}`))).toBeVisible();
    await expect(page.getByText('Everything that can be read is as it was accepted.')).toBeVisible();
    await expectAccessible();

    const viewer = await (await browserOf('viewer')).newPage();
    await openApp(tab(uid), viewer);
    await expect(viewer.getByText(new RegExp(`Accepted by ${person.editor.login}`))).toBeVisible(SLOW);
    await expect(viewer.getByRole('button', { name: 'Accept this map' })).toHaveCount(0);
    const copy = {
      dashboardUID: round.dashboardUid,
      text: 'x',
      tags: ['opsrounds:sys', 'opsrounds_list:infrastructure'],
    };
    expect((await person.viewer.api.send('POST', '/api/annotations', copy)).status).toBe(403);

    // Another cluster of the same ids has its own copy.
    await openApp(tab(labSources['pve-a'].uid), viewer);
    await expect(viewer.getByText(/No copy was accepted yet/)).toBeVisible(SLOW);
  });

  test('does not count once somebody edited it', async ({ round, labSources, openApp, page, browserOf, person }) => {
    const { uid } = labSources['pve-b'];
    await openApp(tab(uid));
    await page.getByRole('button', { name: 'Accept this map' }).click(SLOW);
    await page.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(page.getByText(new RegExp(`Accepted by ${person.editor.login}`))).toBeVisible();
    const { body } = await person.admin.api.send('GET', `${events}&dashboardUID=${round.dashboardUid}`);
    const [kept] = body as Array<{ id: number; text: string }>;
    const text = kept?.text.replace('accepted:', 'accepted by hand:');
    await person.admin.api.must('PATCH', `/api/annotations/${kept?.id ?? 0}`, { text });
    const other = await (await browserOf('editor2')).newPage();
    await openApp(tab(uid), other);
    await expect(other.getByText(/was edited afterwards and does not count/)).toBeVisible(SLOW);
    await expect(other.getByText(/No copy was accepted yet/)).toBeVisible();
  });

  test('names the privilege that is missing for addresses, and is a file', async ({ labSources, openApp, page }) => {
    await openApp(tab(labSources['pve-b'].uid));
    await expect(page.getByText(/VM\.GuestAgent\.Audit or VM\.Monitor on \/vms is missing/)).toBeVisible(SLOW);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('pve-b-map.csv');
    const lines = readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toMatch(/^kind,id,name,/);
    expect(lines.filter((line) => line.startsWith('node,'))).toHaveLength(3);
    expect(lines.slice(1).filter((line) => /^[=+@-]/.test(line))).toEqual([]);
  });
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`accessible, ${theme}`, () => {
    test.use({ theme });

    for (const size of [
      { w: 6, h: 4 },
      { w: 12, h: 8 },
      { w: 24, h: 12 },
    ]) {
      test(`panels of ${size.w} x ${size.h}`, async ({ labSources, openPanels, page, expectAccessible }) => {
        await openPanels(
          { type: 'proxmox', source: labSources['pve-a'].uid, ...size },
          { type: 'argocd', source: labSources['argo-prod'].uid, ...size }
        );
        for (const name of ['pve-a', 'argo-prod']) {
          await expect(panelOf(page, name).getByRole('link').first()).toBeVisible(SLOW);
        }
        await expectAccessible(['[aria-label="pve-a"]', '[aria-label="argo-prod"]']);
      });
    }
  });
}
