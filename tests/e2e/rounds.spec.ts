import type { BrowserContext, Locator, Page } from '@playwright/test';

import type { Person } from './fixtures';
import { expect, test } from './round';
import { decideAll, roundOf, settled } from './roundPage';

/** Several people at one round, and what becomes of a decision on its way. */

test.describe.configure({ timeout: 300_000 });

const SUPPORT = 'support';
/** A poll and a look, beside Prometheus and two hosts. */
const SOON = { timeout: 30_000 };

const WRITES = (url: URL) => url.pathname.endsWith('/api/annotations');

function rowOf(page: Page, itemId: string): Locator {
  return roundOf(page).locator(`article[data-row="${itemId}"]`);
}

/** No event reaches the server until the network is mended; everything else does. */
async function cut(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route(WRITES, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  return () => context.unroute(WRITES);
}

/** Nobody else's events are seen until it is mended. */
async function blind(page: Page): Promise<() => Promise<void>> {
  await page.route(WRITES, (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  return () => page.unroute(WRITES);
}

/** Who wrote what about an item, by the server's rows. */
async function rowsOf({ api }: Person, dashboardUid: string, itemId: string): Promise<string[]> {
  const { body } = await api.send('GET', `/api/annotations?dashboardUID=${dashboardUid}&type=annotation&limit=1000`);
  return (body as Array<{ login: string; text: string }>)
    .filter(({ text }) => text.includes(`"i":"${itemId}"`))
    .map(({ login }) => login);
}

/** Both the page and the server have it, once and by its author. */
async function expectSaved(page: Page, journal: { dashboardUid: string }, people: Record<'admin' | 'editor', Person>) {
  const rows = () => rowsOf(people.admin, journal.dashboardUid, SUPPORT);
  await expect.poll(rows, { timeout: 90_000 }).toEqual([people.editor.login]);
  await expect(rowOf(page, SUPPORT).getByText(`by ${people.editor.login}`)).toBeVisible(SOON);
  await expect(page.getByText(/Not saved|on this device/)).toHaveCount(0, SOON);
  expect(await rows()).toEqual([people.editor.login]);
}

async function signInAs(context: BrowserContext, person: Person): Promise<void> {
  await context.clearCookies();
  await context.addCookies((await person.session()).cookies);
}

test('two people decide different items at the same time, and both see both', async ({
  lab,
  round,
  openApp,
  page,
  browserOf,
  person,
}) => {
  void [lab, round];
  const other = await (await browserOf('editor2')).newPage();
  await Promise.all([openApp('today'), openApp('today', other)]);
  await Promise.all([settled(page), settled(other)]);
  const decidable = roundOf(page).locator('article[data-row]', {
    has: page.getByRole('button', { name: 'Acknowledge' }),
  });
  const first = await decidable.first().getAttribute('data-row');
  await rowOf(page, first!).focus();
  await page.keyboard.press('a');
  await page.keyboard.type('OPS-1');
  await Promise.all([
    page.keyboard.press('Enter'),
    rowOf(other, SUPPORT).getByRole('button', { name: 'Done' }).click(),
  ]);
  for (const one of [page, other]) {
    await expect(rowOf(one, first!).getByText(`by ${person.editor.login}`)).toBeVisible(SOON);
    await expect(rowOf(one, SUPPORT).getByText(`by ${person.editor2.login}`)).toBeVisible(SOON);
  }
});

test('two people decide one item otherwise at the same time: it is said, and one more decision settles it', async ({
  round,
  openApp,
  page,
  browserOf,
}) => {
  void round;
  const other = await (await browserOf('editor2')).newPage();
  await Promise.all([openApp('today'), openApp('today', other)]);
  await Promise.all([settled(page), settled(other)]);
  const seeAgain = await blind(other);
  await rowOf(page, SUPPORT).getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Done, saved' })).toBeAttached();
  await rowOf(other, SUPPORT).focus();
  await other.keyboard.press('x');
  await other.keyboard.type('nobody reads it today');
  await other.keyboard.press('Enter');
  await seeAgain();
  const conflict = /Somebody decided otherwise at the same time/;
  for (const one of [page, other]) {
    await expect(rowOf(one, SUPPORT).getByText(conflict)).toBeVisible(SOON);
  }
  await rowOf(page, SUPPORT).getByRole('button', { name: 'Undo' }).click();
  await rowOf(page, SUPPORT).getByRole('button', { name: 'Done' }).click();
  for (const one of [page, other]) {
    await expect(rowOf(one, SUPPORT).getByText(conflict)).toHaveCount(0, SOON);
    await expect(rowOf(one, SUPPORT).getByText('Done').first()).toBeVisible(SOON);
  }
});

test('a change that was made before the signature and arrives after it does not pass for signed', async ({
  lab,
  round,
  openApp,
  page,
  browserOf,
}) => {
  void [lab, round];
  const context = await browserOf('editor2');
  const other = await context.newPage();
  await openApp('today');
  await settled(page);
  await decideAll(page);
  await openApp('today', other);
  await settled(other);
  const mend = await cut(context);
  await rowOf(other, SUPPORT).getByRole('button', { name: 'Undo' }).click();
  await expect(other.getByText(/Not saved, retrying: \d+ entr/)).toBeVisible();
  await expect(roundOf(page).getByText('Ready to sign.')).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: 'Sign off Morning routine' }).getByLabel(/Remark/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(roundOf(page).getByRole('heading', { name: /All clear|Signed, \d+ exceptions? open/ })).toBeVisible();
  await mend();
  for (const one of [page, other]) {
    await expect(roundOf(one).getByRole('heading', { name: 'Signed, then changed. Sign again' })).toBeVisible({
      timeout: 60_000,
    });
  }
});

test('what is decided without a network is kept over a reload, seen in a second tab, and saved once', async ({
  round,
  openApp,
  page,
  context,
  person,
}) => {
  const mend = await cut(context);
  await openApp('today');
  await settled(page);
  await rowOf(page, SUPPORT).getByRole('button', { name: 'Done' }).click();
  const unsaved = (one: Page) => rowOf(one, SUPPORT).getByText('Not saved, retrying');
  await expect(unsaved(page)).toBeVisible();
  await page.reload();
  await expect(unsaved(page)).toBeVisible(SOON);
  await expect(page.getByRole('status').filter({ hasText: 'Not saved, retrying: 2 entries wait.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign off' })).toBeDisabled();
  const second = await context.newPage();
  await openApp('today', second);
  await expect(unsaved(second)).toBeVisible(SOON);
  expect(await rowsOf(person.admin, round.dashboardUid, SUPPORT)).toEqual([]);
  await mend();
  await expectSaved(page, round, person);
  await expectSaved(second, round, person);
});

test('an answer that is lost after the server has kept the event loses nothing and doubles nothing', async ({
  round,
  openApp,
  page,
  person,
}) => {
  await openApp('today');
  await settled(page);
  await page.route(
    WRITES,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 }
  );
  await rowOf(page, SUPPORT).getByRole('button', { name: 'Done' }).click();
  await expectSaved(page, round, person);
  await page.reload();
  await expectSaved(page, round, person);
});

test('when the session ends or is somebody else’s, a decision waits for its author and is saved as theirs', async ({
  round,
  openApp,
  page,
  context,
  person,
}) => {
  await openApp('today');
  await settled(page);
  await signInAs(context, person.editor2);
  await rowOf(page, SUPPORT).getByRole('button', { name: 'Done' }).click();
  const again = new RegExp(`^Not saved: log in again as ${person.editor.login}\\. \\d+ entr`);
  await expect(page.getByText(again)).toBeVisible();

  await openApp('today');
  await settled(page);
  await expect(page.getByText(new RegExp(`2 entries of ${person.editor.login} wait on this device`))).toBeVisible();
  await expect(rowOf(page, SUPPORT).getByRole('button', { name: 'Done' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toHaveCount(0);
  expect(await rowsOf(person.admin, round.dashboardUid, SUPPORT)).toEqual([]);

  await signInAs(context, person.editor);
  await openApp('today');
  await expectSaved(page, round, person);
});

test('a 401 in the middle keeps what was decided until its author has logged in again', async ({
  round,
  openApp,
  page,
  context,
  person,
}) => {
  await openApp('today');
  await settled(page);
  await context.clearCookies();
  await rowOf(page, SUPPORT).getByRole('button', { name: 'Done' }).click();
  // Grafana itself may lead to its login page; the host stays and says so.
  await expect(page.getByText(/Not saved: log in again|Log in/).first()).toBeVisible(SOON);
  await signInAs(context, person.editor);
  await openApp('today');
  await expectSaved(page, round, person);
});

test('where the browser has no room left, the page says that it must stay open, and asks before it is left', async ({
  round,
  openApp,
  page,
  context,
  person,
}) => {
  const mend = await cut(context);
  await openApp('today');
  await settled(page);
  await page.evaluate(() => {
    for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let part = 0; part < 100; part += 1) {
          localStorage.setItem(`full-${size}-${part}`, 'x'.repeat(size));
        }
      } catch {
        // Full for this size: smaller ones may fit.
      }
    }
  });
  await rowOf(page, SUPPORT).getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(/Not stored on this device: do not close this tab/)).toBeVisible();
  const asked = page.waitForEvent('dialog');
  const left = page.reload({ timeout: 60_000 }).catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await left;
  await mend();
  await expectSaved(page, round, person);
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`accessible, ${theme}`, () => {
    test.use({ theme });

    test('what is not saved', async ({ round, openApp, page, context, expectAccessible }) => {
      void round;
      await cut(context);
      await openApp('today');
      await settled(page);
      await rowOf(page, SUPPORT).getByRole('button', { name: 'Done' }).click();
      await expect(page.getByText('Not saved, retrying: 2 entries wait.')).toBeVisible();
      await expectAccessible();
    });
  });
}

/** A person at the keyboard. Words that are typed into a field are one action, like each key. */
class Hands {
  actions = 0;

  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.actions += 1;
    await this.page.keyboard.press(key);
  }

  async write(words: string): Promise<void> {
    this.actions += 1;
    await this.page.keyboard.type(words);
  }
}

for (const { name, exceptions, most } of [
  { name: 'a morning on which nothing is left', exceptions: 0, most: 3 },
  { name: 'a morning with two exceptions', exceptions: 2, most: 14 },
]) {
  test(`${name} is signed with at most ${most} actions, all of them keys`, async ({
    lab,
    round,
    openApp,
    page,
    browserOf,
    person,
  }) => {
    void [lab, round];
    // The lab is never without trouble: a colleague has decided the rest.
    const other = await (await browserOf('editor2')).newPage();
    await openApp('today', other);
    await settled(other);
    await decideAll(other, exceptions);
    await expect(roundOf(other).getByText(exceptions === 0 ? 'Ready to sign.' : /^2 items? left/)).toBeVisible();
    await other.close();

    const hands = new Hands(page);
    hands.actions += 1;
    await openApp('today');
    await settled(page);
    await expect(roundOf(page).locator('article').first()).toBeFocused();
    for (let left = exceptions; left > 0; left -= 1) {
      const isUnknown = /^\s*Unknown/.test(await page.locator(':focus').innerText());
      await hands.press(isUnknown ? 'h' : 'a');
      await expect(page.locator('input:focus')).toBeVisible();
      await hands.write('OPS-311');
      await hands.press('Enter');
      await expect(page.locator(':focus')).toContainText(/Acknowledged|Checked by hand/);
      await hands.press('ArrowDown');
    }
    await expect(roundOf(page).getByText('Ready to sign.')).toBeVisible();
    await hands.press('s');
    await expect(page.getByRole('dialog', { name: 'Sign off Morning routine' })).toBeVisible();
    await hands.press('Enter');
    await expect(roundOf(page).getByText(new RegExp(`signed by ${person.editor.login}`))).toBeVisible();
    expect(hands.actions).toBeLessThanOrEqual(most);
  });
}
