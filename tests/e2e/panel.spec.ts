import { expect, test as base } from './round';

interface Size {
  w: number;
  h: number;
}

const test = base.extend<{ openPanel: (size: Size) => Promise<void> }>({
  openPanel: async ({ round, makeDashboard, openPath, page }, use) => {
    void round;
    await use(async (size) => {
      const panel = {
        id: 1,
        type: 'opsrounds-checklist-panel',
        title: 'Morning',
        gridPos: { x: 0, y: 0, ...size },
        options: { checklist: 'morning' },
      };
      const uid = await makeDashboard({ title: `Panel of a test ${Date.now().toString(36)}`, panels: [panel] });
      await openPath(`/d/${uid}`);
      const region = page.getByRole('region', { name: 'Morning routine' });
      await expect(region).toBeVisible({ timeout: 40_000 });
    });
  },
});

test('shows what needs a decision and leads to Today', async ({ lab, openPanel, page }) => {
  void lab;
  await openPanel({ w: 12, h: 10 });
  const panel = page.getByRole('region', { name: 'Morning routine' });
  await expect(panel.getByText(/\d+ fail/)).toBeVisible();
  await expect(panel.getByRole('link', { name: '/var/lib/vz on pve-a3' }).first()).toBeVisible();
  await expect(panel.getByText(/\d+ left/)).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Decide on Today' })).toHaveAttribute(
    'href',
    /\/a\/opsrounds-ops-app\/today\/morning$/
  );
});

test('what does not fit is counted, and a very low panel keeps the tally', async ({ lab, openPanel, page }) => {
  void lab;
  await openPanel({ w: 12, h: 7 });
  const panel = page.getByRole('region', { name: 'Morning routine' });
  await expect(panel.getByText(/^\+\d+ more$/)).toBeVisible();
  await openPanel({ w: 6, h: 4 });
  await expect(panel.getByText(/\d+ fail/)).toBeVisible();
  await expect(panel.getByRole('listitem')).toHaveCount(0);
});

test('an item by hand is done from the panel', async ({ openPanel, page, person, browserOf, openApp }) => {
  await openPanel({ w: 12, h: 20 });
  const panel = page.getByRole('region', { name: 'Morning routine' });
  const row = panel.getByRole('listitem').filter({ hasText: 'Support channel' });
  await row.getByRole('button', { name: 'Done' }).click();
  await expect(row).toHaveCount(0);
  const other = await (await browserOf('editor2')).newPage();
  await openApp('today', other);
  await expect(other.getByText(`by ${person.editor.login}`).first()).toBeVisible();
});

test('a silent source is one row with Retry, and nothing passes', async ({ round, openPanel, page }) => {
  await round.settings({ sources: { metrics: ['no-such-data-source'] } });
  await openPanel({ w: 12, h: 10 });
  const panel = page.getByRole('region', { name: 'Morning routine' });
  await expect(panel.getByText(/\d+ unknown/).first()).toBeVisible();
  await expect(panel.getByText(/\d+ pass/)).toHaveCount(0);
});

test('works without settings of the app', async ({ setAppSettings, openPanel, page }) => {
  await setAppSettings({});
  await openPanel({ w: 12, h: 10 });
  await expect(
    page
      .getByRole('region', { name: 'Morning routine' })
      .getByText(/by hand/)
      .first()
  ).toBeVisible();
});

test.describe('as a Viewer', () => {
  test.use({ role: 'viewer' });

  test('offers nothing to decide', async ({ openPanel, page }) => {
    await openPanel({ w: 12, h: 20 });
    const panel = page.getByRole('region', { name: 'Morning routine' });
    await expect(panel.getByText('by hand', { exact: true }).first()).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Done' })).toHaveCount(0);
  });
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`accessible, ${theme}`, () => {
    test.use({ theme });

    for (const size of [
      { w: 12, h: 10 },
      { w: 6, h: 8 },
    ]) {
      test(`at ${size.w} x ${size.h}`, async ({ openPanel, page, expectAccessible }) => {
        await openPanel(size);
        const panel = page.getByRole('region', { name: 'Morning routine' });
        await expect(panel.getByText(/\d+ left/)).toBeVisible();
        await expectAccessible(['section[aria-label="Morning routine"]']);
      });
    }
  });
}
