import { APP, expect, test } from './fixtures';

/** The plugin loads: entry, lazy chunks and styles, from wherever Grafana is served. */

test('the app opens on Today', async ({ openApp, page }) => {
  await openApp('today');
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
});

test('the app has its entry in the menu', async ({ openApp, page, grafanaUrl }) => {
  await openApp('reports');
  const link = page.getByRole('navigation').getByRole('link', { name: 'Ops Rounds' }).first();
  await expect(link).toHaveAttribute('href', `${new URL(grafanaUrl).pathname.replace(/\/$/, '')}/a/${APP}/today`);
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/a/${APP}/today`));
});

for (const [path, name] of [
  ['today', 'Today'],
  ['checklists', 'Checklists'],
  ['scorecards', 'Scorecards'],
  ['infrastructure', 'Infrastructure'],
  ['reports', 'Reports'],
] as const) {
  test(`the breadcrumbs of ${path} name the app and the page once`, async ({ openApp, page }) => {
    await openApp(path);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' });
    for (const word of ['Ops Rounds', name]) {
      await expect(crumbs.getByText(word, { exact: true })).toHaveCount(1);
    }
  });
}

test('every script of the plugin comes from its folder and is allowed to run', async ({
  openApp,
  page,
  grafanaUrl,
}) => {
  const refused: string[] = [];
  page.on('console', (message) => /content security policy/i.test(message.text()) && refused.push(message.text()));
  const scripts = new Set<string>();
  page.on('response', (response) => {
    if (/\/plugins\/opsrounds-.*\.js/.test(response.url())) {
      scripts.add(`${response.status()} ${response.url().replace(/[^/]*$/, '')}`);
    }
  });
  await openApp('today');
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  expect([...scripts]).toEqual([`200 ${grafanaUrl}/public/plugins/${APP}/`]);
  expect(refused).toEqual([]);
});

test('the checklist panel shows in a dashboard, its chunk comes from the folder of the app', async ({
  openPath,
  page,
  makeDashboard,
  grafanaUrl,
}) => {
  const panel = { id: 1, type: 'opsrounds-checklist-panel', title: 'Morning', gridPos: { x: 0, y: 0, w: 12, h: 12 } };
  const uid = await makeDashboard({ title: `Panel ${Date.now()}`, panels: [panel] });
  const chunk = page.waitForResponse((response) =>
    new RegExp(`/public/plugins/${APP}/[^/]+\\.js`).test(response.url())
  );
  await openPath(`/d/${uid}`);
  await expect(page.getByTestId('data-testid Panel header Morning')).toBeVisible();
  const { url, status } = await chunk.then((response) => ({ url: response.url(), status: response.status() }));
  expect(status).toBe(200);
  expect(url).toContain(`${grafanaUrl}/public/plugins/${APP}/`);
});

test.describe('a Viewer', () => {
  test.use({ role: 'viewer' });

  test('sees the page and is refused by the server when writing', async ({ openApp, page, person }) => {
    await openApp('today');
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    expect((await person.viewer.api.send('POST', '/api/annotations', { text: 'x' })).status).toBe(403);
  });
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });

    test('the page takes its colours', async ({ openApp, page }) => {
      await openApp('today');
      await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
      const channels = await page.evaluate(() =>
        getComputedStyle(document.body).backgroundColor.match(/\d+/g)!.map(Number)
      );
      expect(channels[0]! > 128 ? 'light' : 'dark').toBe(theme);
    });
  });
}
