import type { Locator, Page } from '@playwright/test';

import { expect, test } from './round';

/** Sources that are late, that die under an open page and come back, and panels that share what they ask. */

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/** A tally, what is left, what passes, how many more: numbers of the whole. */
const NUMBER_OF_THE_WHOLE = /\d+ (fail|unknown|warning|by hand|pass|left|items? left)|\+\d+ more|signature will say/;

test.describe.configure({ timeout: 180_000 });

/** What was looked at takes its time beside Prometheus and two hosts. */
const SLOW = { timeout: 90_000 };

interface Held {
  /** How many questions wait. */
  asked: () => number;
  /** They go on, and no later one is held. */
  release: () => Promise<void>;
}

/** Holds the questions for metrics back, as if Prometheus took its time. */
async function holdMetrics(page: Page): Promise<Held> {
  const waiting: Array<() => void> = [];
  let isHeld = true;
  let asked = 0;
  await page.route(/\/api\/ds\/query/, async (route) => {
    asked += 1;
    if (isHeld) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    await route.continue().catch(() => undefined);
  });
  return {
    asked: () => asked,
    release: async () => {
      isHeld = false;
      waiting.splice(0).forEach((go) => go());
      await page.unroute(/\/api\/ds\/query/);
    },
  };
}

/** Fail, Unknown, Warning, By hand: whether marks stand worst first. */
function ranks(words: readonly string[]): number[] {
  const order = ['Fail', 'Unknown', 'Warning', 'To do'];
  return words.map((text) => order.findIndex((word) => text.trim().startsWith(word)));
}

async function expectWorstFirst(rows: Locator): Promise<void> {
  const found = ranks(await rows.allInnerTexts());
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((a, b) => a - b));
}

test('a source that is late: no verdict and no number before it answers, and then the worst first', async ({
  lab,
  round,
  openApp,
  page,
}) => {
  void [lab, round];
  const held = await holdMetrics(page);
  await openApp('today');
  const surface = page.getByRole('region', { name: 'Morning routine' });
  await expect(surface.getByText(/items? (is|are) still checked/)).toBeVisible(SLOW);
  await expect(surface.getByText(/^Checking \d+ items: \d+ of \d+ sources? answered$/)).toBeVisible();
  await expect(surface.getByText(/^Still checking$/)).toBeVisible();
  await expect(surface).not.toContainText(NUMBER_OF_THE_WHOLE);
  await held.release();
  await expect(surface.getByText(/left before you can sign/)).toBeVisible(SLOW);
  await expect(surface.getByText(/still checked/)).toHaveCount(0);
  await expectWorstFirst(surface.getByRole('article'));
});

test('a source that dies under the open page is one cause at once, and gives its items back where they stood', async ({
  lab,
  round,
  openApp,
  page,
  person,
  prometheus,
}) => {
  void lab;
  const { api } = person.admin;
  const name = `Mortal ${Date.now().toString(36)}`;
  const { url } = (await api.get(`/api/datasources/uid/${prometheus.uid}`)) as { url: string };
  const model = { name, type: 'prometheus', access: 'proxy', jsonData: { timeInterval: '2m' } };
  const { datasource } = (await api.post('/api/datasources', { ...model, url })) as { datasource: { uid: string } };
  const address = `/api/datasources/uid/${datasource.uid}`;
  try {
    await round.settings({ sources: { metrics: [datasource.uid] } });
    await openApp('today');
    const surface = page.getByRole('region', { name: 'Morning routine' });
    await expect(surface.getByText(/left before you can sign/)).toBeVisible(SLOW);
    const titles = surface.getByRole('article').getByRole('heading');
    // The reader is at work.
    await expect(surface.getByRole('article').first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    // Their numbers go on meanwhile.
    const order = async () => (await titles.allInnerTexts()).map((title) => title.replace(/\d+(\.\d+)?/g, 'n'));
    const before = await order();

    await api.must('PUT', address, { ...model, url: NOWHERE });
    await page.getByRole('button', { name: 'Re-check' }).first().click();
    const cause = surface.getByRole('article').first();
    await expect(cause).toContainText(`${name} does not answer`, SLOW);
    // Nothing moves but what is under the cause; that a data source does not work is an item of its own, which waits to be shown.
    await expect(surface.getByText(/changed\./)).toHaveText(/^1 item changed\./);
    await expect(surface.getByRole('article', { name: `Prometheus ${name} does not answer` })).toHaveCount(1);
    // What the transport said is evidence behind a fold, once.
    const said = surface.getByText(/dial tcp|connection refused/);
    await expect(said).toHaveCount(1);
    await expect(said).toBeHidden();
    await cause.getByText('What the source said').click();
    await expect(said).toBeVisible();

    await api.must('PUT', address, { ...model, url });
    await cause.getByRole('button', { name: /^Re-check/ }).click();
    await expect(surface.getByText(/one cause/)).toHaveCount(0, SLOW);
    expect(await order()).toEqual(before);
    await expect(surface.getByRole('article').and(page.locator(':focus'))).toHaveCount(1);
  } finally {
    await api.must('DELETE', address);
  }
});

/** What the checks ask Prometheus for; what backups are made of goes along, or is asked alone where it is ready first. */
const ASKED_ONCE = /^[12]$/;

test('two panels on one dashboard ask each source once, agree, and reload once', async ({
  lab,
  round,
  makeDashboard,
  openPath,
  page,
}) => {
  void [lab, round];
  const panels = [0, 1].map((at) => ({
    id: at + 1,
    type: 'opsrounds-checklist-panel',
    title: `Morning ${at + 1}`,
    gridPos: { x: 12 * at, y: 0, w: 12, h: 22 },
    options: { checklist: 'morning' },
  }));
  const uid = await makeDashboard({ title: `Two panels of a test ${Date.now().toString(36)}`, panels });
  const held = await holdMetrics(page);
  await openPath(`/d/${uid}`);
  const regions = page.getByRole('region', { name: 'Morning routine' });
  await expect(page.getByText(/^Checking, \d+ of \d+ sources? answered$/)).toHaveCount(2, SLOW);
  await expect(regions).toHaveCount(2, SLOW);
  for (const at of [0, 1]) {
    await expect(regions.nth(at)).not.toContainText(NUMBER_OF_THE_WHOLE);
  }
  await expect.poll(() => String(held.asked())).toMatch(ASKED_ONCE);
  await held.release();
  await expect(page.getByText(/^\d+ left$/)).toHaveCount(2, SLOW);
  const rows = (at: number) => regions.nth(at).getByRole('listitem').allInnerTexts();
  expect(await rows(1)).toEqual(await rows(0));
  await expectWorstFirst(regions.first().getByRole('listitem').filter({ hasNotText: /^\+/ }));

  const again = await holdMetrics(page);
  await page.getByTestId('data-testid RefreshPicker run button').click();
  await expect.poll(() => String(again.asked())).toMatch(ASKED_ONCE);
  await again.release();
  const done = regions.first().getByRole('listitem').filter({ hasText: 'Support channel' });
  await done.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Support channel' })).toHaveCount(0);
});
