import type { Page } from '@playwright/test';

import { expect, test } from './fixtures';

test.describe.configure({ timeout: 120_000 });

const READ = { timeout: 60_000 };
const SETTINGS = { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'] };

const row = (page: Page, title: string) =>
  page.getByRole('table', { name: 'Key figures' }).getByRole('row').filter({ hasText: title });
const isWider = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

/** Nothing in the lab feeds them; each is entered in one theme alone. */
const FIGURES = {
  dark: { id: 'escalation', title: 'Escalations in time', short: 'Escalations' },
  light: { id: 'dev_support', title: 'Developers answered within 2 h', short: 'Developer support' },
} as const;

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, role: 'editor' });

    test('a figure is entered by keyboard, judged with who said so, and corrected', async ({
      setAppSettings,
      openApp,
      page,
      person,
      expectAccessible,
    }) => {
      const { id, title, short } = FIGURES[theme];
      const { login } = person.editor;
      await setAppSettings(SETTINGS);
      await openApp('scorecards/figures');
      const pen = row(page, title).getByRole('button', { name: `Enter ${short}` });
      await expect(pen).toBeVisible(READ);
      await expectAccessible();
      await pen.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await expect(page).toHaveURL(new RegExp(`enter=${id}`));
      await expect(dialog).toContainText(`You sign as ${login}`);
      await expect(dialog.getByLabel('Value')).toBeFocused();
      await expect(dialog).toContainText('0 % to 100 %. The target is');
      await expectAccessible(['[role="dialog"]']);

      await page.keyboard.type('180');
      await expect(dialog.getByRole('alert')).toHaveText('It has to be from 0 % to 100 %.');
      await expectAccessible(['[role="dialog"]']);
      await page.keyboard.press('Enter');
      await expect(dialog).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(page).not.toHaveURL(/enter=/);
      await expect(pen).toBeFocused();

      await page.keyboard.press('Enter');
      await expect(dialog.getByLabel('Value')).toBeFocused();
      await page.keyboard.type('80');
      await page.keyboard.press('Enter');
      await expect(dialog).toHaveCount(0, READ);
      await expect(row(page, title)).toContainText('Missed', READ);
      await expect(row(page, title)).toContainText('80');
      await expect(row(page, title)).toContainText(`Entered by ${login} on `);
      await expectAccessible();

      await openApp(`scorecards/figures?enter=${id}`);
      await expect(dialog).toContainText(`stands for 1 `, READ);
      await expect(dialog).toContainText(`entered by ${login} on `);
      await expect(dialog.getByLabel('Value')).toBeFocused();
      await page.keyboard.press('Shift+Tab');
      await expect(dialog.getByRole('button', { name: 'Correct it' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(dialog.getByLabel('Value')).toHaveValue('80');
      await expectAccessible(['[role="dialog"]']);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('97');
      await page.keyboard.press('Enter');
      await expect(dialog).toHaveCount(0, READ);
      await expect(row(page, title)).toContainText('Met', READ);
    });
  });
}

test.describe('as an Editor', () => {
  test.use({ role: 'editor' });

  test('the evidence of a figure leads to its entry, and on a phone nothing leaves the page', async ({
    setAppSettings,
    openApp,
    page,
    expectAccessible,
  }) => {
    await setAppSettings(SETTINGS);
    await page.setViewportSize({ width: 400, height: 800 });
    await openApp('scorecards?evidence=restore_test.figure');
    const open = page.getByRole('button', { name: 'Enter a value' });
    await open.click(READ);
    const dialog = page.getByRole('dialog', { name: 'Enter Restore test' });
    await expect(dialog.getByRole('radio', { name: 'Done, with success' })).toBeChecked();
    await expect(dialog.getByLabel('On which day?')).toBeFocused();
    await expectAccessible(['[role="dialog"]']);
    expect(await isWider(page)).toBe(false);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(open).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/evidence=/);

    await openApp('scorecards/figures');
    await expect(row(page, 'Days since the last restore test')).toBeVisible(READ);
    await expect.poll(() => isWider(page)).toBe(false);
    // The last one is not cut.
    const choice = page.getByRole('radiogroup', { name: 'Window' });
    const isCut = () => choice.evaluate((group) => group.getBoundingClientRect().right > window.innerWidth);
    await expect.poll(isCut).toBe(false);
    await expectAccessible();
  });
});

test.describe('as an Admin', () => {
  test.use({ role: 'admin' });

  test('what is typed into the editor is not lost without a question', async ({ setAppSettings, openApp, page }) => {
    await setAppSettings(SETTINGS);
    await openApp('scorecards/new');
    await page.getByLabel(/^Title/).fill('Half done', READ);
    const questions: string[] = [];
    const answers = [false, true];
    page.on('dialog', (question) => {
      questions.push(question.message());
      void (answers.shift() === true ? question.accept() : question.dismiss());
    });
    const away = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Scorecards' });
    await away.click();
    await expect.poll(() => questions.length).toBe(1);
    await expect(page.getByLabel(/^Title/)).toHaveValue('Half done');
    await away.click();
    await expect(page).not.toHaveURL(/scorecards\/new/);
    expect(new Set(questions)).toEqual(new Set(['What you changed is not saved. Leave it, and lose the changes?']));
  });
});

test.describe('as a Viewer', () => {
  test.use({ role: 'viewer' });

  test('entries are read, none is offered, and it is said why', async ({ setAppSettings, openApp, page }) => {
    await setAppSettings(SETTINGS);
    await openApp('scorecards/figures');
    await expect(page.getByText(/can be entered by hand\. You may not write into the journal\./)).toBeVisible(READ);
    await expect(page.getByRole('button', { name: /^Enter / })).toHaveCount(0);
    await openApp('scorecards/figures?enter=escalation');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('You may not write into the journal.', READ);
    await dialog.getByLabel('Value').fill('97');
    await expect(dialog.getByRole('button', { name: 'Sign and save' })).toBeDisabled();
  });
});
