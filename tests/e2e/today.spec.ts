import type { Page } from '@playwright/test';

import { expect, test } from './round';
import { decideAll, roundOf, settled } from './roundPage';

test('the machine decides, the exceptions are found first and open to their evidence', async ({
  lab,
  round,
  openApp,
  page,
}) => {
  void [lab, round];
  await openApp('today');
  await settled(page);
  const surface = roundOf(page);
  await expect(surface.getByRole('heading', { name: /Needs a decision/ })).toBeVisible();
  const finding = surface
    .getByRole('button', { name: /^(\d+ findings: )?\/var\/lib\/vz on pve-a3 is .* full, limit 90/ })
    .first();
  await expect(finding).toBeVisible();
  await finding.click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('How it was measured')).toBeVisible();
  await expect(drawer.getByText(/node_filesystem_avail_bytes/)).toBeVisible();
  await expect(drawer.getByRole('link', { name: 'Open in Explore' })).toHaveAttribute(
    'href',
    /explore\?schemaVersion=1/
  );
  await expect(page).toHaveURL(/item=/);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page).not.toHaveURL(/item=/);
});

test('a round is decided and signed by keyboard alone, and stays so after a reload', async ({
  lab,
  round,
  openApp,
  page,
  person,
}) => {
  void [lab, round];
  test.slow();
  await openApp('today');
  await settled(page);
  await expect(page.getByRole('article').first()).toBeFocused();
  await decideAll(page);
  await expect(roundOf(page).getByText('Ready to sign.')).toBeVisible();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Sign off Morning routine' });
  await expect(dialog.getByLabel(/Remark/)).toBeFocused();
  await page.keyboard.type('Quiet night');
  await page.keyboard.press('Enter');
  const signed = roundOf(page).getByText(new RegExp(`^Morning routine .*signed by ${person.editor.login}`));
  await expect(signed).toBeVisible();
  const heading = roundOf(page).getByRole('heading', { name: /All clear|Signed, \d+ exceptions? open/ });
  await expect(heading).toBeVisible();
  await expect(heading).toBeFocused();
  await page.reload();
  await expect(signed).toBeVisible();
  await expect(roundOf(page).getByText('Quiet night')).toBeVisible();
  await expect(roundOf(page).getByRole('button', { name: 'Sign off' })).toHaveCount(0);
});

test('the risk of one thing is accepted, its item is decided and stays what it is, and it is withdrawn', async ({
  lab,
  round,
  openApp,
  page,
  person,
  expectAccessible,
}) => {
  void [lab, round];
  test.slow();
  await openApp('today');
  await settled(page);
  const row = roundOf(page).locator('article[data-row="deployments"]');
  const mark = (await row.innerText()).split('\n')[0] ?? '';
  expect(mark).toMatch(/^(Fail|Warning)$/);
  await row.getByRole('button', { name: /Evidence of/ }).click();
  const drawer = page.getByRole('dialog').filter({ hasText: 'How it was measured' });
  const accept = drawer.getByRole('button', { name: /^Accept risk… of/ });
  await expect(accept.first()).toBeVisible();
  for (let things = await accept.count(); things > 0; things--) {
    await accept.first().press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Accept the risk of/ });
    await expect(dialog.getByLabel('Why?')).toBeFocused();
    await page.keyboard.type('It is replaced on Friday, OPS-311');
    await expectAccessible(['[role="dialog"]']);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(accept).toHaveCount(things - 1);
  }
  const said = new RegExp(`until .* by ${person.editor.login}.*: It is replaced on Friday, OPS-311`);
  await expect(drawer.getByRole('row', { name: said }).first()).toBeVisible();
  await expectAccessible(['[role="dialog"]']);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(row).toContainText(said);
  await expect(row.getByText(mark, { exact: true }).first()).toBeVisible();
  await expect(row.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);

  await row.getByRole('button', { name: /Evidence of/ }).click();
  await drawer
    .getByRole('button', { name: /^Withdraw: the risk of/ })
    .first()
    .click();
  await expect(accept).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: 'Acknowledge' })).toBeVisible();
});

test('what one decides another sees within 15 s, with the author the server recorded', async ({
  round,
  openApp,
  page,
  browserOf,
  person,
}) => {
  void round;
  test.slow();
  const other = await (await browserOf('editor2')).newPage();
  await Promise.all([openApp('today'), openApp('today', other)]);
  await Promise.all([settled(page), settled(other)]);
  const title = 'Attend and solve technical problems reported by development teams and external users';
  await page.getByRole('article', { name: title }).getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Done, saved' })).toBeAttached();
  const seen = other.getByRole('article', { name: title });
  await expect(seen.getByText(`by ${person.editor.login}`)).toBeVisible({ timeout: 15_000 });
  await seen.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('article', { name: title }).getByRole('button', { name: 'Done' })).toBeVisible({
    timeout: 15_000,
  });
});

test('keys of the round do nothing while a note is typed, and nothing outside of it', async ({
  lab,
  round,
  openApp,
  page,
}) => {
  void [lab, round];
  await openApp('today');
  await settled(page);
  await page.keyboard.press('a');
  await page.keyboard.type('seen, asd');
  await expect(page.getByRole('textbox', { name: /Acknowledge/ })).toHaveValue('seen, asd');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: /Acknowledge/ })).toHaveCount(0);
  await expect(page.getByRole('article').first()).toBeFocused();
  await page.getByRole('button', { name: 'Re-check' }).first().focus();
  await page.keyboard.press('a');
  await expect(page.getByRole('textbox', { name: /Acknowledge/ })).toHaveCount(0);
});

test('before anybody started the rounds it shows what could be decided, and an admin starts them', async ({
  round,
  openApp,
  page,
  setAppSettings,
  prometheus,
}) => {
  void round;
  await setAppSettings({ version: 1, sources: { metrics: [prometheus.uid] } });
  await openApp('today');
  await expect(page.getByRole('heading', { name: /items can be decided by machine today/ })).toBeVisible();
  await expect(page.getByText('An organisation admin can start the rounds.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Start/ })).toHaveCount(0);
});

test.describe('as an admin', () => {
  test.use({ role: 'admin' });

  test('the first run starts with one button', async ({ round, openApp, page, setAppSettings, prometheus }) => {
    await setAppSettings({
      version: 1,
      sources: { metrics: [prometheus.uid] },
      journal: { dashboardUid: round.dashboardUid },
    });
    await openApp('today');
    await page.getByRole('button', { name: /^Start/ }).click();
    await settled(page);
    await expect(roundOf(page).getByText(/^Due .* left$/)).toBeVisible();
    await expect(page.getByText(/Overdue/)).toHaveCount(0);
  });
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`accessible, ${theme}`, () => {
    test.use({ theme });

    test('the round, its forms and its drawer', async ({ lab, round, openApp, page, expectAccessible }) => {
      void [lab, round];
      test.slow();
      await openApp('today');
      await settled(page);
      await page.keyboard.press('?');
      await page.keyboard.press('d');
      await page.getByRole('button', { name: /pass/ }).last().click();
      await expectAccessible();
      await page
        .getByRole('article')
        .first()
        .getByRole('button', { name: /Evidence of/ })
        .click();
      await expect(page.getByRole('dialog').getByText('How it was measured')).toBeVisible();
      await expectAccessible(['[role="dialog"]']);
    });

    test('the signature', async ({ lab, round, openApp, page, expectAccessible }) => {
      void [lab, round];
      test.slow();
      await openApp('today');
      await settled(page);
      await decideAll(page);
      await expectAccessible();
      await page.keyboard.press('s');
      await expect(page.getByRole('dialog', { name: 'Sign off Morning routine' })).toBeVisible();
      await expectAccessible(['[role="dialog"]']);
      await page.keyboard.press('Enter');
      await expect(roundOf(page).getByRole('heading', { name: /All clear|Signed, / })).toBeVisible();
      await expectAccessible();
    });

    test('the first run', async ({ round, openApp, page, setAppSettings, prometheus, expectAccessible }) => {
      void round;
      await setAppSettings({ version: 1, sources: { metrics: [prometheus.uid] } });
      await openApp('today');
      await expect(page.getByRole('heading', { name: /items can be decided/ })).toBeVisible();
      await expectAccessible();
    });
  });
}

/** What hides the end of its text, in the round: nothing may, where there is no room to spare. */
async function cutTexts(page: Page): Promise<string[]> {
  return roundOf(page).evaluate((round) =>
    [...round.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const hides = overflowX === 'hidden' || overflowX === 'clip';
        // What is there for whoever listens only is one pixel wide.
        return hides && element.clientWidth > 1 && element.scrollWidth > element.clientWidth;
      })
      .map((element) => element.innerText)
  );
}

/** Walks every row by keys: what the focused one begins with is between what sticks at the top and the bar at the bottom. */
async function expectRowsSeen(page: Page): Promise<void> {
  const rows = await roundOf(page).getByRole('article').count();
  await page.keyboard.press('Home');
  for (let row = 0; row < rows; row++) {
    const focused = page.locator('article:focus');
    await expect(focused).toHaveCount(1);
    const heading = focused.getByRole('heading').first();
    await expect(heading).toBeInViewport({ ratio: 1 });
    await expect
      .poll(
        () =>
          heading.evaluate((element) => {
            const { left, top, bottom } = element.getBoundingClientRect();
            return [top + 2, bottom - 2].every((y) => element.contains(document.elementFromPoint(left + 4, y)));
          }),
        { message: 'something lies over the focused row' }
      )
      .toBe(true);
    await page.keyboard.press('ArrowDown');
  }
}

test.describe('at 200 % zoom', () => {
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  test('the bar has one line, and covers no row that has the focus', async ({ lab, round, openApp, page }) => {
    void [lab, round];
    test.slow();
    await openApp('today');
    await settled(page);
    const bar = roundOf(page).getByRole('button', { name: 'Sign off' }).locator('..');
    expect((await bar.boundingBox())!.height).toBeLessThanOrEqual(60);
    await expect(
      roundOf(page)
        .getByText(/passed by machine/)
        .first()
    ).toBeVisible();
    await expectRowsSeen(page);
    expect(await cutTexts(page)).toEqual([]);
  });
});

test.describe('360 px wide', () => {
  test.use({ viewport: { width: 360, height: 800 } });

  test('no text is cut, and no row that has the focus is covered', async ({ lab, round, openApp, page }) => {
    void [lab, round];
    test.slow();
    await openApp('today');
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectRowsSeen(page);
    await roundOf(page).getByRole('button', { name: /pass/ }).last().click();
    expect(await cutTexts(page)).toEqual([]);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 400, height: 860 } });

  test('nothing is wider than the screen and buttons can be hit', async ({
    lab,
    round,
    openApp,
    page,
    expectAccessible,
  }) => {
    void [lab, round];
    await openApp('today');
    await settled(page);
    const surface = roundOf(page);
    const box = await surface.boundingBox();
    expect(box!.x + box!.width).toBeLessThanOrEqual(400);
    const cut = await surface.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(cut).toBeLessThanOrEqual(0);
    const button = await surface.getByRole('button', { name: 'Acknowledge' }).first().boundingBox();
    expect(button!.height).toBeGreaterThanOrEqual(44);
    await expectAccessible();
  });
});
