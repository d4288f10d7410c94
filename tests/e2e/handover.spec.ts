import { expect, test } from './round';
import { roundOf, settled } from './roundPage';

/** What one person tells the next, and what becomes of a round that nobody signs. */

test.describe.configure({ timeout: 300_000 });

const SOON = { timeout: 60_000 };
const LOOKED = { timeout: 100_000 };

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, role: 'editor' });

    test('a shift is handed over, said back by another person and accepted', async ({
      lab,
      round,
      openApp,
      page,
      browserOf,
      person,
      expectAccessible,
    }) => {
      void [lab, round];
      await openApp('today/handover');
      await expect(page.getByRole('heading', { name: /open|checked|left to a person/ }).first()).toBeVisible(LOOKED);
      await expect(page.getByText('This is not an all clear')).toHaveCount(0);
      await expectAccessible();
      await page.getByRole('textbox').fill('Watch osd.7');
      await page.getByRole('button', { name: 'Hand over' }).click();
      await expect(page.getByText('Waiting for the next person')).toBeVisible(SOON);
      await expect(page.getByRole('button', { name: 'Accept the shift' })).toHaveCount(0);

      const next = await (await browserOf('editor2')).newPage();
      await openApp('today/handover', next);
      const accept = next.getByRole('button', { name: 'Accept the shift' });
      await expect(accept).toBeDisabled(SOON);
      await expect(next.getByText('Watch osd.7')).toBeVisible();
      for (const line of await next.getByRole('checkbox').all()) {
        await line.focus();
        await next.keyboard.press('Space');
      }
      await accept.click();
      await expect(
        next.getByText(`${person.editor.login} to ${person.editor2.login}, accepted at`, { exact: false })
      ).toBeVisible(SOON);
    });
  });
}

test.describe('an editor', () => {
  test.use({ role: 'editor' });

  test('skips a round with a reason, and reopens it with another', async ({ lab, round, openApp, page }) => {
    void [lab, round];
    await openApp('today');
    await settled(page);
    await roundOf(page).getByRole('button', { name: 'More ways to close this round' }).click();
    await page.getByRole('menuitem', { name: /Skip this round/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Skip this round' })).toBeDisabled();
    await page.keyboard.type('Everybody is away');
    await page.keyboard.press('Enter');
    await expect(roundOf(page).getByRole('heading', { name: /is skipped/ })).toBeVisible(SOON);
    await expect(roundOf(page).getByText(/Everybody is away/)).toBeVisible();
    await page.reload();
    await expect(roundOf(page).getByRole('heading', { name: /is skipped/ })).toBeVisible(SOON);
    await roundOf(page).getByRole('button', { name: 'Reopen' }).click();
    await page.keyboard.type('I am here after all');
    await page.keyboard.press('Enter');
    await expect(roundOf(page).getByText(/Reopened by .*I am here after all/)).toBeVisible(SOON);
    await settled(page);
  });

  test('accepts a risk until a date, claims an item and writes a note', async ({
    lab,
    round,
    openApp,
    page,
    person,
  }) => {
    void [lab, round];
    await openApp('today');
    await settled(page);
    const row = roundOf(page)
      .locator('article[data-row]', { has: page.getByRole('button', { name: 'Accept risk' }) })
      .first();
    const id = await row.getAttribute('data-row');
    const item = roundOf(page).locator(`article[data-row="${id}"]`);
    await item.focus();
    await page.keyboard.press('i');
    await expect(page.getByLabel('Accepted until, that day included')).not.toHaveValue('');
    await page.keyboard.type('Disks are on order');
    await page.keyboard.press('Enter');
    await expect(item.getByText(/Risk accepted until .*Disks are on order/)).toBeVisible(SOON);
    await item.focus();
    await page.keyboard.press('c');
    await expect(item.getByText(`${person.editor.login} is on it`)).toBeVisible(SOON);
    await item.focus();
    await page.keyboard.press('n');
    await page.getByLabel('Add a note').fill('See https://example.net/OPS-311');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.keyboard.press('Escape');
    await expect(item.getByRole('link', { name: 'https://example.net/OPS-311' })).toBeVisible(SOON);
  });

  test('the wall has nothing to press, and says that old values are not to be trusted', async ({
    lab,
    round,
    openApp,
    page,
  }) => {
    void [lab, round];
    await page.setViewportSize({ width: 1920, height: 1080 });
    await openApp('wall');
    await expect(page.getByText(/checked \d+ s ago/)).toBeVisible(LOOKED);
    await expect(page.getByRole('heading', { level: 1, name: /problem|fails|pass|left/ })).toBeVisible();
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  });
});
